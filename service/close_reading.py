"""Read the sentences that look nearest again, with the question in mind: the reader's part of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.snapshot import Snapshot
from service.question import UnderstoodQuestion
from service.reader import UNREAD, Reader
from service.reader_windows import Run, as_window, runs_to_read
from service.reading import Candidate, by_turns
from service.worth import LOWEST


@dataclass(frozen=True, slots=True)
class CloseReading:
    """A reader, how many windows it may read for a question, and how many passages of a search."""

    reader: Reader
    windows: int
    search_windows: int = 0


NEARNESS = 4.0  # of a sentence's first score beside the reader's log-odds; 1 to 4 did alike (docs/measurements.md)
_AT_ONCE = 2  # runs read side by side before looking whether that is enough; not the cores, so that machines agree
_ANSWERS = 3.0  # log-odds of a sentence after which no more need be read; 2 to 5 did alike
_ENOUGH_OF_SEVERAL = (
    3  # such sentences where several statements or sides are asked for; as many as are quoted by default
)


def read_closely(
    snapshot: Snapshot, understood: UnderstoodQuestion, candidates: Sequence[Candidate], close: CloseReading
) -> list[Candidate]:
    """The candidates with the reader's log-odds on those within its windows, best first; raises ``ReaderError``.

    Where a question sets sides beside each other, each side has its share of the windows.
    """
    question = understood.plain
    in_order = by_turns(candidates, understood.asked_for) if understood.sides else candidates
    runs = runs_to_read(snapshot, in_order, close.windows)
    several = understood.sides or (understood.several and not understood.one_fact)
    best = _read_runs(snapshot, question, runs, close.reader, _ENOUGH_OF_SEVERAL if several else 1)
    read = [_read(one, best.get((one.document, one.number))) for one in candidates]
    return sorted(read, key=lambda one: (-one.score, one.document, one.number))


def _read_runs(
    snapshot: Snapshot, question: str, runs: Sequence[Run], reader: Reader, enough: int
) -> dict[tuple[int, int], float]:
    """Log-odds by document and number of the sentence; runs are read two at a time until enough sentences answer."""
    best: dict[tuple[int, int], float] = {}
    for start in range(0, len(runs), _AT_ONCE):
        some = runs[start : start + _AT_ONCE]
        scores = reader.read(question, [as_window(snapshot, run) for run in some])
        for run, of_run in zip(some, scores, strict=True):
            for number, score in enumerate(of_run, run.first):
                best[run.document, number] = max(score, best.get((run.document, number), UNREAD))
        if sum(score >= _ANSWERS for score in best.values()) >= enough:
            break
    return best


def _read(candidate: Candidate, answers: float | None) -> Candidate:
    """The candidate with what the reader says of it; ``None`` where it was not read."""
    added = 0.0 if answers is None else max(0.0, answers - LOWEST)
    return replace(candidate, answers=answers, score=NEARNESS * candidate.score + added)
