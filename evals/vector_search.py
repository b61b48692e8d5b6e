"""Exact against approximate vector search: ``python -m evals.vector_search [--counts 10000 100000 200000]``.

Vectors are made from sentence vectors of an index (``--index``): each is one of them plus noise, so that neighbours
lie as text's do and not as random points'. Prints, for each size, milliseconds a question for both ways, the
inverted file's recall@10 against the exact ten, and where the exact way passes five milliseconds.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.snapshots import Snapshots
from index.vectors import PassageVectors, write_passage_vectors

_QUESTIONS = 200  # recall@10 to a quarter of a per cent
_NOISE = 0.6  # length of the noise beside a vector of 1: cosine of some 0.86 to its origin, as neighbours in news have


def main() -> None:
    """Make, search, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True, help="an index folder whose sentence vectors are the seed")
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 100_000, 200_000])
    arguments = parser.parse_args()
    seeds = np.asarray(Snapshots(arguments.index).open_current().sentence_vectors, np.float32)
    random_source = np.random.default_rng(3)
    print("| vectors | exact, ms | inverted file, ms | recall@10 | build, s |\n|---|---|---|---|---|")
    for count in arguments.counts:
        print(_row(_made(seeds, count, random_source), _made(seeds, _QUESTIONS, random_source)))


def _made(seeds: npt.NDArray[np.float32], count: int, random_source: np.random.Generator) -> npt.NDArray[np.float16]:
    noise = random_source.standard_normal((count, seeds.shape[1]), np.float32)
    noise *= _NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
    made = seeds[random_source.integers(0, len(seeds), count)] + noise
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made.astype(np.float16)


def _row(vectors: npt.NDArray[np.float16], questions: npt.NDArray[np.float16]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        write_passage_vectors(Path(folder) / "exact", vectors, exact_limit=len(vectors))
        started = time.perf_counter()
        write_passage_vectors(Path(folder) / "inverted", vectors, exact_limit=0)
        build = time.perf_counter() - started
        exact, exact_ms = _searched(PassageVectors(Path(folder) / "exact"), questions)
        found, found_ms = _searched(PassageVectors(Path(folder) / "inverted"), questions)
    recall = np.mean([len(set(a) & set(b)) / len(a) for a, b in zip(exact, found, strict=True)])
    return f"| {len(vectors)} | {exact_ms:.2f} | {found_ms:.2f} | {recall:.4f} | {build:.0f} |"


def _searched(index: PassageVectors, questions: npt.NDArray[np.float16]) -> tuple[Sequence[list[int]], float]:
    index.search(questions[0].astype(np.float32), 10)
    started = time.perf_counter()
    found = [[row for row, _ in index.search(question.astype(np.float32), 10)] for question in questions]
    return found, (time.perf_counter() - started) / len(questions) * 1000


if __name__ == "__main__":
    main()
