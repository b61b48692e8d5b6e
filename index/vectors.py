"""Search by vectors: the one module that knows FAISS, and the sentence vectors beside it.

Up to ``EXACT_LIMIT`` passages every vector is compared (float16, inner product of unit vectors = cosine); above it
an inverted file is searched, which finds at least 0.98 of the true ten nearest (docs/measurements.md).
"""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from index.encoder import Halves, Vectors

EXACT_LIMIT = 200_000  # passages; comparing all takes about 26 ns a vector, so 5 ms here
_LISTS_PER_ROOT = 4  # inverted lists for each square root of the passages, FAISS's own rule of thumb
_PROBES = 128  # lists searched; recall@10 measured in docs/measurements.md
_TRAINING = 64  # vectors a list to train on; FAISS asks for 39 at least
_SEED = 1234  # of the clustering; fixed so that a rebuild is byte for byte the same

faiss.omp_set_num_threads(1)  # questions are answered side by side; threads within one only get in their way


class PassageVectors:
    """An open vector index; row *i* is passage *i*."""

    def __init__(self, path: Path) -> None:
        self._index = faiss.read_index(str(path))
        if isinstance(self._index, faiss.IndexIVF):
            self._index.nprobe = _PROBES

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: Vectors, limit: int, rows: npt.NDArray[np.int64] | None = None) -> list[tuple[int, float]]:
        """Rows and cosines of the nearest passages, nearest first; ``rows`` restricts the search and makes it exact."""
        limit = min(limit, len(self) if rows is None else len(rows))
        if limit < 1:
            return []
        if rows is None:
            cosines, found = self._index.search(query[None, :], limit)
        else:
            selector = faiss.IDSelectorBatch(rows)
            cosines, found = self._index.search(query[None, :], limit, params=self._parameters(selector))
        pairs = [(int(row), float(cosine)) for row, cosine in zip(found[0], cosines[0], strict=True) if row >= 0]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def _parameters(self, selector: faiss.IDSelector) -> faiss.SearchParameters:
        if isinstance(self._index, faiss.IndexIVF):
            return faiss.SearchParametersIVF(sel=selector, nprobe=self._index.nlist)  # type: ignore[call-arg] # stubs lag
        return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg] # stubs lag


def write_passage_vectors(path: Path, halves: Halves, exact_limit: int = EXACT_LIMIT) -> None:
    """Write the vector index of unit vectors, shape (passages, dimension); raises ``OSError``."""
    vectors = halves.astype(np.float32)
    count, dimension = vectors.shape
    index: faiss.Index
    if count <= exact_limit:
        index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index.train(vectors)
    else:
        index = _inverted_file(vectors)
    index.add(vectors)
    with path.open("wb") as file:  # a file of the engine's own that does not fit on the disk would be no error
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))  # type: ignore[attr-defined] # stubs lag


def write_sentence_vectors(path: Path, halves: Halves) -> None:
    """Write sentence vectors, shape (sentences, dimension); raises ``OSError``."""
    try:
        np.save(path, halves, allow_pickle=False)
    except OSError as error:
        if error.errno is not None:
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error  # it only counts what it wrote


def open_sentence_vectors(path: Path) -> Halves:
    """The sentence vectors, left on disk and read where they are asked for."""
    halves: Halves = np.load(path, mmap_mode="r", allow_pickle=False)
    return halves


def sentence_cosines(vectors: Halves, rows: Sequence[int], query: Vectors) -> npt.NDArray[np.float32]:
    """Cosine of each of these sentences to the query."""
    return vectors[list(rows)].astype(np.float32) @ query


def _inverted_file(vectors: Vectors) -> faiss.Index:
    count, dimension = vectors.shape
    lists = int(_LISTS_PER_ROOT * count**0.5)
    coarse = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        coarse, dimension, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.seed = _SEED
    chosen = np.random.default_rng(_SEED).permutation(count)[: lists * _TRAINING]
    index.train(vectors[np.sort(chosen)])
    return index
