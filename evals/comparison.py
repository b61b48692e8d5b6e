"""Two runs over the same cases: the difference of every figure, and the questions won and lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.measure import MEASURES, Measure, main_measure
from evals.outcome import Outcome
from evals.resampling import Difference, difference
from evals.result_file import Run


class CannotCompareError(Exception):
    """Two runs have nothing to compare; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The cases that two runs share, in the order of the second; ``unmatched`` counts those only one of them has."""

    first: tuple[Outcome, ...]
    second: tuple[Outcome, ...]
    unmatched: int

    def slices(self) -> tuple[str, ...]:
        """The slices of the cases, in order."""
        return tuple(dict.fromkeys(outcome.slice for outcome in self.second))

    def only(self, name: str) -> "Matched":
        """The cases of one slice."""
        kept = [(one, other) for one, other in zip(self.first, self.second, strict=True) if other.slice == name]
        return Matched(tuple(one for one, _ in kept), tuple(other for _, other in kept), 0)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two runs."""

    measure: Measure
    before: float
    after: float
    difference: Difference
    cases: int

    @property
    def verdict(self) -> str:
        """``better`` or ``worse`` where the difference is beyond chance, else ``even``."""
        if not self.difference.beyond_chance or self.difference.value is None:
            return "even"
        return "worse" if self.measure.loss(self.difference.value) > 0 else "better"


@dataclass(frozen=True, slots=True)
class Turn:
    """A case that one run had right and the other had not."""

    before: Outcome
    after: Outcome
    won: bool


def match_runs(first: Run, second: Run) -> Matched:
    """The cases both runs have, unchanged; raises ``CannotCompareError`` where there is none or the limits differ."""
    if first.facts.suite != second.facts.suite:
        raise CannotCompareError(f"One is of {first.facts.suite}, the other of {second.facts.suite}. Name two of one.")
    if first.facts.limit != second.facts.limit:
        limits = f"{first.facts.limit} and {second.facts.limit}"
        raise CannotCompareError(f"They were run with limits of {limits} quotes. Run one again with the other's.")
    before = {outcome.mark: outcome for outcome in first.outcomes}
    shared = [outcome for outcome in second.outcomes if outcome.mark in before]
    if not shared:
        raise CannotCompareError("They share no case: all were changed in between. Run both suites again.")
    unmatched = len(first.outcomes) + len(second.outcomes) - 2 * len(shared)
    return Matched(tuple(before[outcome.mark] for outcome in shared), tuple(shared), unmatched)


def changes(matched: Matched, measures: Sequence[Measure] = MEASURES) -> tuple[Change, ...]:
    """Every figure that both runs have."""
    found = (_change(measure, matched) for measure in measures)
    return tuple(change for change in found if change is not None)


def _change(measure: Measure, matched: Matched) -> Change | None:
    before, after = (measure.value(outcomes) for outcomes in (matched.first, matched.second))
    if before is None or after is None:
        return None
    paired = measure.paired(matched.first, matched.second)
    found = difference(paired.first, paired.second, paired.topics, measure.statistic)
    return Change(measure, before, after, found, len(paired.topics))


def turns(matched: Matched) -> tuple[Turn, ...]:
    """The cases won and lost, in order."""
    pairs = zip(matched.first, matched.second, strict=True)
    return tuple(Turn(one, other, is_right(other)) for one, other in pairs if is_right(one) != is_right(other))


def is_right(outcome: Outcome) -> bool:
    """Whether a case came out as it should."""
    measure = main_measure([outcome])
    number, _ = (measure.take(outcome) if measure else None) or (0.0, 0.0)
    return outcome.error is None and number > 0
