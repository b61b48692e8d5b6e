"""Intervals by drawing whole topics again: figures, and differences of two runs over the same cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evals.statistic import Numbers, Pairs, Statistic, ratio

RESAMPLES = 2_000  # enough for two digits of a 95 % interval
LEVEL = 0.95
_SEED = 7  # any; fixed so that the same results give the same report
_AT_ONCE = 2_000_000  # weights in memory, 16 MB: large suites are drawn in turns
_ROUNDING = 1e-12  # sums of the same numbers in another order
_RULE_OF_THREE = 3.0  # topics: with none of n failing, up to 3/n may (Hanley and Lippman-Hand 1983)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, its interval, and how many cases and topics it rests on.

    ``value`` is ``None`` where there is nothing to measure, ``low`` and ``high`` where there is one topic only, which
    says nothing of others.
    """

    value: float | None
    low: float | None
    high: float | None
    cases: int
    topics: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The second run's figure minus the first's, with the interval of the difference; ``None`` as in ``Estimate``.

    ``chance`` is how often runs that are alike would differ as much: the interval alone calls four lost topics of a
    hundred a difference, which happens one time in eight.
    """

    value: float | None
    low: float | None
    high: float | None
    chance: float | None = None

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval leaves out no difference at all, and runs that are alike would seldom differ so."""
        if self.low is None or self.high is None or self.chance is None:
            return False
        return (self.low > 0 or self.high < 0) and self.chance <= 1 - LEVEL


def figure(pairs: Pairs, statistic: Statistic) -> float | None:
    """The figure itself; ``None`` where there is nothing to measure."""
    cases = len(pairs.first)
    if not cases:
        return None
    values = statistic(pairs, np.ones((1, cases))).values()
    return float(values[0]) if values.size else None


def estimate(pairs: Pairs, topics: Sequence[str], statistic: Statistic) -> Estimate:
    """The figure with its percentile bootstrap interval over topics (Efron and Tibshirani 1993, ch. 13)."""
    names = len(set(topics))
    cases = len(topics)
    value = figure(pairs, statistic)
    if value is None or names == 1:
        return Estimate(value, None, None, cases, names)
    drawn = np.concatenate([statistic(pairs, weights).values() for weights in _weights(topics)])
    low, high = _interval(drawn)
    if low == high == value:
        low, high = _all_alike(value, names)
    return Estimate(value, low, high, cases, names)


def shown(values: Sequence[float]) -> str:
    """A mean with its interval and size, for people; each value is a topic of its own."""
    if not values:
        return "none"
    numbers = np.array(values, np.float64)
    found = estimate(Pairs(numbers, np.ones(len(values))), [str(place) for place in range(len(values))], ratio)
    interval = "" if found.low is None else f" [{found.low:.3f}, {found.high:.3f}]"
    return f"{found.value:.3f}{interval} of {len(values)}"


def difference(first: Pairs, second: Pairs, topics: Sequence[str], statistic: Statistic) -> Difference:
    """The paired difference: both figures from the same draw of topics, case by case the same."""
    before, after = figure(first, statistic), figure(second, statistic)
    if before is None or after is None:
        return Difference(None, None, None)
    value = after - before
    if len(set(topics)) == 1:
        return Difference(value, None, None)
    drawn = []
    for weights in _weights(topics):
        one, other = statistic(first, weights), statistic(second, weights)
        there = (one.bottom > 0) & (other.bottom > 0)
        drawn.append(other.top[there] / other.bottom[there] - one.top[there] / one.bottom[there])
    low, high = _interval(np.concatenate(drawn))
    return Difference(value, low, high, _chance(first, second, topics, statistic, abs(value)))


def _chance(first: Pairs, second: Pairs, topics: Sequence[str], statistic: Statistic, value: float) -> float:
    """How often the difference is as large where whole topics are swapped between the runs, each at even odds.

    The paired randomisation test (Pitman 1937; for retrieval Smucker, Allan and Carterette 2007), the runs as they are
    counted among the swapped ones.
    """
    both = Pairs(np.concatenate([first.first, second.first]), np.concatenate([first.second, second.second]))
    as_large, count = 1, 1
    for swapped in _swaps(topics):
        one = statistic(both, np.concatenate([1 - swapped, swapped], axis=1))
        other = statistic(both, np.concatenate([swapped, 1 - swapped], axis=1))
        there = (one.bottom > 0) & (other.bottom > 0)
        found = np.abs(other.top[there] / other.bottom[there] - one.top[there] / one.bottom[there])
        as_large += int((found >= value - _ROUNDING).sum())
        count += len(found)
    return as_large / count


def _swaps(topics: Sequence[str]) -> Iterator[Numbers]:
    """Which cases change their run, 0 or 1, in each of some random swaps of topics; shape (swaps, cases)."""
    names, of_case = np.unique(np.array(topics), return_inverse=True)
    source = np.random.default_rng(_SEED)
    rows = max(1, _AT_ONCE // max(2 * len(topics), 1))
    for first in range(0, RESAMPLES, rows):
        swapped = source.integers(0, 2, (min(rows, RESAMPLES - first), len(names)))
        yield swapped[:, of_case].astype(np.float64)


def _interval(drawn: Numbers) -> tuple[float, float] | tuple[None, None]:
    """Where the middle of the resamples lies; ``None`` where none of them had anything to measure."""
    if not len(drawn):
        return None, None
    outside = (1 - LEVEL) / 2
    low, high = np.quantile(drawn, (outside, 1 - outside))
    return float(low), float(high)


def _all_alike(value: float, topics: int) -> tuple[float, float]:
    """Where every topic says the same, drawing them again shows no doubt; the rule of three does."""
    reach = min(1.0, _RULE_OF_THREE / topics)
    if value == 0.0:
        return 0.0, reach
    return (1.0 - reach, 1.0) if value == 1.0 else (value, value)


def _weights(topics: Sequence[str]) -> Iterator[Numbers]:
    """How often each case is drawn, in each of some resamples; shape (resamples, cases)."""
    names, of_case = np.unique(np.array(topics), return_inverse=True)
    source = np.random.default_rng(_SEED)
    rows = max(1, _AT_ONCE // max(len(topics), 1))
    for first in range(0, RESAMPLES, rows):
        count = min(rows, RESAMPLES - first)
        drawn = source.integers(0, len(names), (count, len(names)))
        times = np.stack([np.bincount(row, minlength=len(names)) for row in drawn])
        yield times[:, of_case].astype(np.float64)
