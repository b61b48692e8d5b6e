"""Read the sentences that look nearest again, with the question in mind: the reader's part of an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.snapshot import Snapshot
from service.question import UnderstoodQuestion
from service.reader import UNREAD, Reader
from service.reader_windows import as_window, runs_to_read
from service.reading import Candidate, by_turns


@dataclass(frozen=True, slots=True)
class CloseReading:
    """A reader, how many windows it may read for a question, and how many passages of a search."""

    reader: Reader
    windows: int
    search_windows: int = 0


NEARNESS = 4.0  # of a sentence's first score beside what the reader adds; 2 to 10 did alike (docs/measurements.md)
_OF_SEVERAL = 0.5  # of what the reader adds for further statements; 0.2 finds as many with more that are none
_DOUBT = 1.0  # taken off the log-odds: the reader counts in full where it is sure (as above)
_HEED = 0.1  # of the log-odds above the lowest, where it is not: 0.05 to 0.15 did alike (docs/measurements.md)
_LOWEST = -5.0  # log-odds below which a sentence is no worse for being lower


def read_closely(
    snapshot: Snapshot, understood: UnderstoodQuestion, candidates: Sequence[Candidate], close: CloseReading
) -> list[Candidate]:
    """The candidates with the reader's log-odds on those within its windows, best first; raises ``ReaderError``.

    Where a question sets sides beside each other, each side has its share of the windows. Where several statements
    answer, the first is the reader's choice, and for the others it counts less: it looks for the one that answers.
    """
    question = understood.plain
    in_order = by_turns(candidates, understood.asked_for) if understood.sides else candidates
    runs = runs_to_read(snapshot, in_order, close.windows)
    scores = close.reader.read(question, [as_window(snapshot, run) for run in runs])
    best: dict[tuple[int, int], float] = {}
    for run, of_run in zip(runs, scores, strict=True):
        for number, score in enumerate(of_run, run.first):
            best[run.document, number] = max(score, best.get((run.document, number), UNREAD))
    read = _in_order(_read(one, best.get((one.document, one.number)), 1.0) for one in candidates)
    if not read or not understood.several or understood.one_fact:
        return read
    first, place = read[0], (read[0].document, read[0].number)
    weighed = _in_order(_read(one, best.get((one.document, one.number)), _OF_SEVERAL) for one in candidates)
    others = [one for one in weighed if (one.document, one.number) != place]
    return [replace(first, score=weighed[0].score), *others]


def _in_order(read: Iterable[Candidate]) -> list[Candidate]:
    return sorted(read, key=lambda one: (-one.score, one.document, one.number))


def _read(candidate: Candidate, answers: float | None, weight: float) -> Candidate:
    """The candidate with what the reader says of it; ``None`` where it was not read."""
    added = 0.0 if answers is None else float(np.logaddexp(0.0, answers - _DOUBT)) + _HEED * max(0.0, answers - _LOWEST)
    return replace(candidate, answers=answers, score=NEARNESS * candidate.score + weight * added)
