"""Read the sentences that look nearest again, with the question in mind: the reader's part of an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.snapshot import Snapshot
from service.question import UnderstoodQuestion
from service.reader import Reader, SentenceOdds
from service.reader_windows import Run, as_window, runs_with_reasons
from service.reading import Candidate, Place
from service.reading_on import AT_ONCE, SoFar, is_worth_reading_on
from service.relevance import relevance_for
from service.worth import LOWEST, LOWEST_BELONGING


@dataclass(frozen=True, slots=True)
class CloseReading:
    """A reader, how many windows it may read for a question, and how many passages of a search.

    ``to_the_end``: all those windows are read, whatever is found in the first; for fits, which learn from each. So they
    are for an encoder whose sentences' relevance is not learnt: what to expect of a window is not known there.
    """

    reader: Reader
    windows: int
    search_windows: int = 0
    to_the_end: bool = False


_RELEVANCE = 4.0  # of relevance beside the reader's log-odds; 1 to 4 did alike (docs/measurements_history.md)
_ANSWERING, _BELONGING = 0.5, 0.5  # shares of the two log-odds; from 0.3 to 1 and 0.5 to 1.5 did alike


def read_closely(
    snapshot: Snapshot, understood: UnderstoodQuestion, candidates: Sequence[Candidate], close: CloseReading
) -> list[Candidate]:
    """The candidates with the reader's log-odds on those within its windows, best first; raises ``ReaderError``.

    The windows are those around the nearest sentences, also where sides are set beside each other: a share of the
    windows for each side finds less (evals/LOG.md).
    """
    runs = runs_with_reasons(snapshot, candidates, close.windows)
    return with_odds(candidates, _read_runs(snapshot, understood, runs, close))


def with_odds(candidates: Sequence[Candidate], best: Mapping[Place, SentenceOdds]) -> list[Candidate]:
    """The candidates with what is told of those that were read, best first."""
    read = [_read(one, best.get((one.document, one.number))) for one in candidates]
    return sorted(read, key=lambda one: (-one.score, one.document, one.number))


def _read_runs(
    snapshot: Snapshot, understood: UnderstoodQuestion, runs: Sequence[tuple[Run, Candidate]], close: CloseReading
) -> dict[Place, SentenceOdds]:
    """What is told of each sentence; runs are read two at a time for as long as that is worth it."""
    to_the_end = close.to_the_end or not relevance_for(snapshot.manifest.settings.encoder).learnt
    best: dict[Place, SentenceOdds] = {}
    for start in range(0, len(runs), AT_ONCE):
        first, following = runs[0][1].relevance, runs[start][1].relevance
        so_far = SoFar(start, tuple(best.values()), first, following, understood.kinds.one)
        if not to_the_end and not is_worth_reading_on(so_far):
            break
        some = [run for run, _ in runs[start : start + AT_ONCE]]
        told = close.reader.read(understood.plain, [as_window(snapshot, run) for run in some])
        for run, of_run in zip(some, told, strict=True):
            add_odds(best, run, of_run)
    return best


def add_odds(best: dict[Place, SentenceOdds], run: Run, told: Sequence[SentenceOdds]) -> None:
    """Keep what is told of the sentences of a run, where it is more than what was told of them in another."""
    for number, odds in enumerate(told, run.first):
        before = best.get((run.document, number))
        if before is None or odds.answers > before.answers:
            best[run.document, number] = odds


def _read(candidate: Candidate, odds: SentenceOdds | None) -> Candidate:
    """The candidate with what the reader says of it; ``None`` where it was not read."""
    score = _RELEVANCE * candidate.relevance
    if odds is None:
        return replace(candidate, score=score)
    added = max(0.0, odds.answers - LOWEST)
    if odds.belongs is not None:
        added = _ANSWERING * added + _BELONGING * max(0.0, odds.belongs - LOWEST_BELONGING)
    return replace(candidate, answers=odds.answers, belongs=odds.belongs, score=score + added)
