"""Order the passages of a search again by what the reader makes of the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.retrieval import EncodedQuestion, Filters, Hit
from index.snapshot import Snapshot
from service.close_reading import CloseReading
from service.passage_order import search_by_sentences
from service.question_words import holds_a_word
from service.reader import ReaderError
from service.reader_windows import Run, as_window

_READER_WEIGHT = 0.05  # beside a hit's score, of the softplus of the log-odds; 0.03 to 0.07 did alike (evals/LOG.md)


@dataclass(frozen=True, slots=True)
class ReadHit:
    """A passage found, and the reader's highest log-odds that a sentence answers; ``None``: not read.

    A long passage's last sentences may lie beyond what the reader reads; they count as not answering.
    """

    hit: Hit
    answers: float | None


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """Passages, best first, and what had to be done without."""

    hits: tuple[ReadHit, ...]
    warnings: tuple[str, ...] = ()


def search_closely(
    snapshot: Snapshot, question: EncodedQuestion, limit: int, filters: Filters, close: CloseReading | None
) -> FoundPassages:
    """The best ``limit`` passages; those that look best are read where there is a reader to read them.

    A reader that fails is done without, and that is said. Signs alone find nothing, as they ask for nothing.
    """
    if not holds_a_word(question.text):
        return FoundPassages(())
    windows = close.search_windows if close else 0
    hits = search_by_sentences(snapshot, question, max(limit, windows), filters)
    if close is None or not windows:
        return _unread(hits[:limit])
    try:
        read = _read(snapshot, question.text, hits[:windows], close)
    except ReaderError as error:
        return _unread(hits[:limit], (f"{error} The passages were ordered without it.",))
    found = [*read, *(ReadHit(hit, None) for hit in hits[windows:])]
    return FoundPassages(tuple(sorted(found, key=_worth, reverse=True)[:limit]))


def _unread(hits: Sequence[Hit], warnings: tuple[str, ...] = ()) -> FoundPassages:
    return FoundPassages(tuple(ReadHit(hit, None) for hit in hits), warnings)


def _read(snapshot: Snapshot, question: str, hits: Sequence[Hit], close: CloseReading) -> list[ReadHit]:
    runs = [Run(hit.passage.document, hit.passage.first, hit.passage.last) for hit in hits]
    scores = close.reader.read(question, [as_window(snapshot, run) for run in runs])
    return [ReadHit(hit, max(one.answers for one in of_passage)) for hit, of_passage in zip(hits, scores, strict=True)]


def _worth(found: ReadHit) -> float:
    """A hit's score with what the reader adds, which is nothing where it is sure that nothing there answers."""
    added = 0.0 if found.answers is None else float(np.logaddexp(0.0, found.answers))
    return found.hit.score + _READER_WEIGHT * added
