"""Read the sentences that look nearest again, with the question in mind: the reader's part of an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.snapshot import Snapshot
from service.question import UnderstoodQuestion
from service.reader import UNREAD, Reader, SentenceOdds
from service.reader_windows import Run, as_window, runs_to_read
from service.reading import Candidate
from service.worth import LOWEST, LOWEST_BELONGING


@dataclass(frozen=True, slots=True)
class CloseReading:
    """A reader, how many windows it may read for a question, and how many passages of a search.

    ``to_the_end``: all those windows are read, whatever is found in the first; for fits, which learn from each.
    """

    reader: Reader
    windows: int
    search_windows: int = 0
    to_the_end: bool = False


_RELEVANCE = 4.0  # of a sentence's relevance beside the reader's log-odds; 1 to 4 did alike (docs/measurements.md)
_ANSWERING, _BELONGING = 0.5, 0.5  # shares of the two log-odds; from 0.3 to 1 and 0.5 to 1.5 did alike
_AT_ONCE = 2  # runs read side by side before looking whether that is enough; not the cores, so that machines agree
_ASKS_ONE = 0.5  # probability from which one statement is taken to be asked for
_SURE_OF_ONE = 1.0  # log-odds of a sentence after which no more need be read where one is (docs/measurements.md)
_SURE_OF_SEVERAL = 0.0  # the same where several statements are asked for, of so many sentences:
_ENOUGH_OF_SEVERAL = 4  # more than are quoted by default, so that there is something to choose from


@dataclass(frozen=True, slots=True)
class _Enough:
    """How sure a reader must be of how many sentences, so that no more need be read."""

    odds: float
    sentences: int

    def among(self, read: Iterable[SentenceOdds]) -> bool:
        told = (odds.answers if odds.belongs is None else odds.belongs for odds in read)
        return sum(one >= self.odds for one in told) >= self.sentences


def read_closely(
    snapshot: Snapshot, understood: UnderstoodQuestion, candidates: Sequence[Candidate], close: CloseReading
) -> list[Candidate]:
    """The candidates with the reader's log-odds on those within its windows, best first; raises ``ReaderError``.

    The windows are those around the nearest sentences, also where sides are set beside each other: a share of the
    windows for each side finds less (docs/measurements.md).
    """
    runs = runs_to_read(snapshot, candidates, close.windows)
    enough = None if close.to_the_end else _enough_for(understood)
    best = _read_runs(snapshot, understood.plain, runs, close.reader, enough)
    read = [_read(one, best.get((one.document, one.number))) for one in candidates]
    return sorted(read, key=lambda one: (-one.score, one.document, one.number))


def _enough_for(understood: UnderstoodQuestion) -> _Enough:
    one = understood.kinds.one >= _ASKS_ONE
    return _Enough(_SURE_OF_ONE, 1) if one else _Enough(_SURE_OF_SEVERAL, _ENOUGH_OF_SEVERAL)


def _read_runs(
    snapshot: Snapshot, question: str, runs: Sequence[Run], reader: Reader, enough: _Enough | None
) -> dict[tuple[int, int], SentenceOdds]:
    """By document and number of the sentence; runs are read two at a time until enough sentences are told."""
    best: dict[tuple[int, int], SentenceOdds] = {}
    for start in range(0, len(runs), _AT_ONCE):
        some = runs[start : start + _AT_ONCE]
        scores = reader.read(question, [as_window(snapshot, run) for run in some])
        for run, of_run in zip(some, scores, strict=True):
            for number, odds in enumerate(of_run, run.first):
                before = best.get((run.document, number), UNREAD)
                best[run.document, number] = max(odds, before, key=lambda one: one.answers)
        if enough and enough.among(best.values()):
            break
    return best


def _read(candidate: Candidate, odds: SentenceOdds | None) -> Candidate:
    """The candidate with what the reader says of it; ``None`` where it was not read."""
    score = _RELEVANCE * candidate.score
    if odds is None:
        return replace(candidate, score=score)
    added = max(0.0, odds.answers - LOWEST)
    if odds.belongs is not None:
        added = _ANSWERING * added + _BELONGING * max(0.0, odds.belongs - LOWEST_BELONGING)
    return replace(candidate, answers=odds.answers, belongs=odds.belongs, score=score + added)
