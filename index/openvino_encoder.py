"""The default encoder at work: a converted model on the CPU, without torch.

A model is converted once into a graph kept beside the index, checked against torch, and loaded from there afterwards.
Each text is a request of its own, padded only to a multiple of eight tokens, so its vector never depends on the texts
it is encoded with; measured as fast as batches of 32. The precision is the processor's own (bfloat16 where it has it:
cosine 0.99997 to float32, and 1.7 times as fast; docs/measurements.md).
"""

import errno
import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import filelock
import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from index.encoder import Encoder, Runtime, Vectors, ignore_progress
from index.encoder_model import ModelSource, TorchEncoder, file_sha256, source_of, trace_model
from index.errors import EncoderError, UnwritableError
from index.question_encoder import HOME, PairedEncoder, question_source
from index.silent_openvino import openvino

_BUCKET = 8  # tokens; lengths are padded up to a multiple: a graph is compiled for 32 lengths and not for 256
_LEAST_COSINE = 0.999  # to torch, of each probe below; a conversion that is off by more is not used
_PROBES = (
    "Who chaired the meeting?",
    "“We will not wait,” the minister told reporters on 4 March 2021; the opposition, 112 seats strong, walked out.",
    "The committee met for three hours and issued a statement on border security, trade and refugees. " * 6,
)
_GRAPH_FILES = ("model.xml", "model.bin", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class _Card:
    """What is kept beside a converted model."""

    name: str
    fingerprint: str
    dimension: int
    longest: int
    query_prompt: str
    document_prompt: str
    checksum: str


def load_encoder(model: str, runtime: Runtime, cache: Path) -> Encoder:
    """Load the default encoder, a model folder or a hub's model; raises ``EncoderError``.

    The default one, told by its files, comes with the question encoder learnt for its vectors. ``cache`` keeps
    converted graphs; one whose checksum does not match is made again.
    """
    source = source_of(model)
    encoder, questions = _load(source, runtime, cache), question_source(source, HOME)
    return PairedEncoder(encoder, _load(questions, runtime, cache)) if questions else encoder


def _load(source: ModelSource, runtime: Runtime, cache: Path) -> Encoder:
    """One model, on torch or converted."""
    if runtime == "torch":
        return TorchEncoder(source)
    version = ".".join(openvino.__version__.split(".")[:2])
    fingerprint = f"{source.fingerprint}-openvino-{version}-{_BUCKET}"
    home = cache / fingerprint
    card = _read_card(home) or _converted(source, fingerprint, home)
    if card is None:
        raise EncoderError(f"the converted encoder in {home} cannot be read back. Delete that folder and try again.")
    return OpenVinoEncoder(card, home)


class OpenVinoEncoder:
    """A converted sentence encoder on the CPU."""

    def __init__(self, card: _Card, home: Path) -> None:
        self._card = card
        self._tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(card.longest)
        self._streams = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self._graph_path = home / "model.xml"
        self._compiling = threading.Lock()
        self._compiled: dict[str, openvino.CompiledModel] = {}

    @property
    def name(self) -> str:
        """See ``Encoder``."""
        return self._card.name

    @property
    def fingerprint(self) -> str:
        """See ``Encoder``."""
        return self._card.fingerprint

    @property
    def dimension(self) -> int:
        """See ``Encoder``."""
        return self._card.dimension

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        """See ``Encoder``."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        encodings = self._tokenizer.encode_batch([self._card.document_prompt + text for text in texts])
        order = sorted(range(len(texts)), key=lambda row: len(encodings[row].ids))
        threads = {"NUM_STREAMS": self._streams, "INFERENCE_NUM_THREADS": self._streams}  # one core a stream
        requests = [self._graph("documents", threads).create_infer_request() for _ in range(self._streams)]
        free: SimpleQueue[Any] = SimpleQueue()
        for request in requests:
            free.put(request)

        def encode(row: int) -> tuple[int, Vectors]:
            request = free.get()
            try:
                return row, np.array(request.infer(_inputs(encodings[row].ids))[0][0], np.float32)
            finally:
                free.put(request)

        # Threads of ours and not the library's queue with callbacks: a callback still letting go of Python's lock while
        # its model is taken down hung a build for good.
        with ThreadPoolExecutor(self._streams) as pool:
            for finished, (row, vector) in enumerate(pool.map(encode, order), 1):
                vectors[row] = vector
                done(finished)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        tokens = self._tokenizer.encode(self._card.query_prompt + text).ids
        graph = self._graph("query", {"PERFORMANCE_HINT": "LATENCY"})
        return np.array(graph.create_infer_request().infer(_inputs(tokens))[0][0], np.float32)

    def encode_turned(self, text: str) -> Vectors:
        """See ``Encoder``."""
        return self.encode_query(text)

    def _graph(self, use: str, properties: dict[str, Any]) -> openvino.CompiledModel:
        """The graph compiled for a use, once: a build needs one form and a question the other."""
        with self._compiling:
            if use not in self._compiled:
                core = openvino.Core()
                graph = core.read_model(self._graph_path)
                self._compiled[use] = core.compile_model(graph, "CPU", properties)
            return self._compiled[use]


def _inputs(tokens: list[int]) -> dict[int, npt.NDArray[np.int64]]:
    """Token ids and attention mask, both of shape (1, length rounded up to the bucket)."""
    length = -(-len(tokens) // _BUCKET) * _BUCKET
    ids = np.zeros((1, length), np.int64)
    mask = np.zeros((1, length), np.int64)
    ids[0, : len(tokens)] = tokens
    mask[0, : len(tokens)] = 1
    return {0: ids, 1: mask}


def _read_card(home: Path) -> _Card | None:
    """The card of a converted model that is whole, or ``None``."""
    try:
        card = _Card(**json.loads((home / "card.json").read_text(encoding="utf-8")))
        return card if _checksum(home, card) == card.checksum else None
    except (OSError, ValueError, TypeError):
        return None


def _checksum(home: Path, card: _Card) -> str:
    """SHA-256 over the converted files and the card's own facts."""
    facts = json.dumps({**asdict(card), "checksum": ""}, sort_keys=True)
    return hashlib.sha256("".join([facts, *(file_sha256(home / name) for name in _GRAPH_FILES)]).encode()).hexdigest()


def _converted(source: ModelSource, fingerprint: str, home: Path) -> _Card | None:
    """Convert unless another process has just done so; what a killed conversion left is cleared away.

    Raises ``UnwritableError`` where the folder or its disk does not take it.
    """
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(home.parent / "conversion.lock"):
            card = _read_card(home)
            if card is None:
                for left in home.parent.glob(f".{home.name}.*"):
                    shutil.rmtree(left)
                _convert(source, fingerprint, home)
                card = _read_card(home)
    except OSError as error:
        raise UnwritableError(home.parent, error) from error
    return card


def _convert(source: ModelSource, fingerprint: str, home: Path) -> None:
    """Convert a model, check it against torch, and publish it by one rename."""
    aside = home.with_name(f".{home.name}.{os.getpid()}")
    aside.mkdir()
    try:
        _convert_into(aside, source, fingerprint)
        shutil.rmtree(home, ignore_errors=True)
        aside.rename(home)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)  # on a full disk its room is wanted
        raise


def _convert_into(aside: Path, source: ModelSource, fingerprint: str) -> None:
    loaded = source.load()
    _save(trace_model(loaded), aside / "model.xml")
    loaded.tokenizer.backend_tokenizer.save(str(aside / "tokenizer.json"))
    card = _Card(
        name=source.name,
        fingerprint=fingerprint,
        dimension=int(loaded.get_embedding_dimension()),
        longest=int(loaded.max_seq_length),
        query_prompt=loaded.prompts.get("query") or "",
        document_prompt=loaded.prompts.get("document") or "",
        checksum="",
    )
    card = replace(card, checksum=_checksum(aside, card))
    _check(OpenVinoEncoder(card, aside), loaded)
    (aside / "card.json").write_text(json.dumps(asdict(card), indent=2), encoding="utf-8")


def _save(graph: openvino.Model, path: Path) -> None:
    try:
        openvino.save_model(graph, path, compress_to_fp16=False)
    except RuntimeError as error:  # all that the library says of a stream that failed; it gives no reason
        raise OSError(errno.EIO, f"the converted encoder could not be stored, {error}", str(path)) from error


def _check(converted: OpenVinoEncoder, loaded: Any) -> None:
    expected = loaded.encode_document(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
    least = float(np.min(np.sum(converted.encode_documents(_PROBES) * expected, axis=1)))
    if least < _LEAST_COSINE:
        problem = f"{converted.name!r} converted to OpenVINO differs from torch (cosine {least:.4f})"
        raise EncoderError(f"{problem}. Set the encoder's runtime to `torch`.")
