"""The default reader at work: one graph on the CPU, one window a request, without torch.

Its weights are our own and lie beside this file with their model card (``reader_model/README.md``). Any extractive
question-answering model or cross-encoder that ``transformers`` reads can be named instead.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from index.silent_openvino import openvino
from service.reader import DEFAULT_READER, UNREAD, ReaderError, SentenceOdds
from service.reader_belonging import BELONGING_FILE, with_belonging
from service.reader_input import ReaderInput, Window, assemble, special_tokens

MODEL_FILES = ("reader.xml", "reader.bin", "tokenizer.json", BELONGING_FILE)
DEFAULT_FOLDER = Path(str(files("service").joinpath("reader_model")))
_BUCKET = 16  # tokens; lengths are padded up to a multiple, so that a graph is compiled for 16 lengths and not for 256

Kind = Literal["span", "pair"]  # where an answer begins and ends, or how well two texts fit each other


@dataclass(frozen=True, slots=True)
class ReaderModel:
    """A graph with its tokenizer; ``calibration`` changes with either."""

    name: str
    kind: Kind
    graph: openvino.Model
    tokenizer: Tokenizer
    calibration: str


def open_default_reader(home: Path = DEFAULT_FOLDER) -> "OpenVinoReader":
    """Our own reader, its files compared with the checksums of its card; raises ``ReaderError``."""
    try:
        card = json.loads((home / "card.json").read_text(encoding="utf-8"))
        for name in MODEL_FILES:
            with (home / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != card["sha256"][name]:
                    raise ReaderError(f"{home / name} is not the file its card names (SHA-256). Check it out again.")
        graph = with_belonging(openvino.Core().read_model(home / "reader.xml"), home / BELONGING_FILE)
        model = ReaderModel(DEFAULT_READER, "span", graph, open_default_tokenizer(home), card["calibration"])
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ReaderError(f"the reader in {home} cannot be opened ({error}). Check it out again.") from error
    return OpenVinoReader(model)


def open_default_tokenizer(home: Path = DEFAULT_FOLDER) -> Tokenizer:
    """Our own reader's tokenizer."""
    return plain_tokenizer((home / "tokenizer.json").read_text(encoding="utf-8"))


def plain_tokenizer(stored: str) -> Tokenizer:
    """A tokenizer that neither pads nor cuts, and to which a marker such as ``[SEP]`` in an article is only text."""
    tokenizer = Tokenizer.from_str(stored)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True
    return tokenizer


class OpenVinoReader:
    """A reader on the CPU; windows are read side by side, one core each."""

    def __init__(self, model: ReaderModel) -> None:
        self._model = model
        self._tokenizer = model.tokenizer
        streams = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        properties = {"NUM_STREAMS": streams, "INFERENCE_NUM_THREADS": streams}
        compiled = openvino.Core().compile_model(model.graph, "CPU", properties)
        self._segments = len(compiled.inputs) > 2  # noqa: PLR2004 - ids, mask, and segments where the model has them
        self._free: SimpleQueue[Any] = SimpleQueue()
        for _ in range(streams):
            self._free.put(compiled.create_infer_request())
        self._pool = ThreadPoolExecutor(streams, thread_name_prefix="reader")

    @property
    def name(self) -> str:
        """See ``Reader``."""
        return self._model.name

    @property
    def calibration(self) -> str:
        """See ``Reader``."""
        return self._model.calibration

    def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
        """See ``Reader``."""
        score = self._span_scores if self._model.kind == "span" else self._pair_scores
        try:
            return list(self._pool.map(lambda window: score(question, window), windows))
        except RuntimeError as error:
            raise ReaderError(f"the reader {self.name!r} failed ({error}).") from error

    def _span_scores(self, question: str, window: Window) -> tuple[SentenceOdds, ...]:
        """See ``_odds``, of each sentence."""
        read = assemble(self._tokenizer, question, window)
        logits = self._infer(read)
        return tuple(_odds(logits[start:end], logits[0]) if start < end else UNREAD for start, end in read.ranges)

    def _pair_scores(self, question: str, window: Window) -> tuple[SentenceOdds, ...]:
        """One request a sentence: a cross-encoder has one score for all it is shown."""
        alone = (Window(window.title, (sentence,)) for sentence in window.sentences)
        scores = (self._infer(assemble(self._tokenizer, question, one)).flat[0] for one in alone)
        return tuple(SentenceOdds(float(score)) for score in scores)

    def _infer(self, read: ReaderInput) -> npt.NDArray[np.float32]:
        """The graph's output for one sequence, shape (tokens, 3), (tokens, 2) or (1,)."""
        length = -(-len(read.ids) // _BUCKET) * _BUCKET
        inputs = np.zeros((3, 1, length), np.int64)
        inputs[0, 0, : len(read.ids)] = read.ids
        inputs[0, 0, len(read.ids) :] = special_tokens(self._tokenizer)[2]
        inputs[1, 0, : len(read.ids)] = 1
        inputs[2, 0, : len(read.segments)] = read.segments
        request = self._free.get()
        try:
            given = dict(enumerate(inputs if self._segments else inputs[:2]))
            return np.array(request.infer(given)[0][0], np.float32)
        finally:
            self._free.put(request)


def _odds(tokens: npt.NDArray[np.float32], nowhere: npt.NDArray[np.float32]) -> SentenceOdds:
    """Of a sentence's tokens: (length, 2 or 3), beside the first token's, which stand for no answer.

    Begin and end of an answer against none (Devlin et al. 2019, section 4.3); the mean of the third number, which only
    our own model has.
    """
    answers = float(np.mean(_log_sum_exp(tokens[:, :2]) - nowhere[:2]))
    return SentenceOdds(answers, float(tokens[:, 2].mean()) if tokens.shape[1] > 2 else None)  # noqa: PLR2004


def _log_sum_exp(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Over the tokens, for each column."""
    highest = logits.max(axis=0)
    total: npt.NDArray[np.float32] = highest + np.log(np.exp(logits - highest).sum(axis=0))
    return total
