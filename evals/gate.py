"""Whether answers got worse than the committed baseline, by more than chance and by enough to matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.comparison import CannotCompareError, Change, Matched, changes, match_runs
from evals.measure import MEASURES, VERBATIM, Measure, Paired
from evals.resampling import difference
from evals.result_file import Run
from evals.statistic import Numbers, Pairs, ratio

BASELINE = Path(__file__).resolve().parent / "baseline.jsonl.gz"
LEAST_EFFECT = 0.02  # of a figure between 0 and 1: three questions of 150; a smaller loss is not worth a red build
_MOST_LEFT_OUT = 0.05  # of a suite's cases; a question or two is mended now and then
_GATED = (  # what a reader of answers would notice; the other figures of a run follow these or explain them
    "evidence found",
    "evidence found in part",
    "first quote is evidence",
    "quote precision",
    "IoU F1",
    "speaker right",
    "answerable answered",
    "unanswerable declined",
    "trapped",
    "abstention AUROC",
    "calibration error",
    "verdict right",
    "tampered accepted",
    "true rejected",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure of one suite: its change, whether that fails the gate, and the least loss that would have.

    ``detectable`` is ``None`` where no loss of the cases at hand would.
    """

    suite: str
    change: Change
    fails: bool
    detectable: float | None


@dataclass(frozen=True, slots=True)
class GateReport:
    """Every figure judged, what fails whatever the figures say, and how many cases only one side has."""

    judged: tuple[Judged, ...]
    broken: tuple[str, ...]
    unmatched: int

    @property
    def passes(self) -> bool:
        """Whether nothing got worse."""
        return not self.broken and not any(one.fails for one in self.judged)


def judge(baseline: Sequence[Run], now: Sequence[Run]) -> GateReport:
    """Compare each run with the baseline's of the same suite; raises ``CannotCompareError``."""
    before = {run.facts.suite: run for run in baseline}
    pairs = [(run, match_runs(before[run.facts.suite], run)) for run in now if run.facts.suite in before]
    if not pairs:
        raise CannotCompareError("The baseline has none of these suites. Make one with `eval gate --update-baseline`.")
    judged = [one for run, matched in pairs for one in _judged(run.facts.suite, matched)]
    broken = [problem for run in now for problem in _broken(run, before.get(run.facts.suite))]
    broken += _left_out(before, now, {run.facts.suite: len(matched.second) for run, matched in pairs})
    shared = sum(len(matched.second) for _, matched in pairs)
    unmatched = sum(len(run.outcomes) for run in (*baseline, *now)) - 2 * shared
    return GateReport(tuple(judged), tuple(broken), unmatched)


def _left_out(before: Mapping[str, Run], now: Sequence[Run], shared: Mapping[str, int]) -> list[str]:
    """Suites and cases of the baseline that nobody asked again: leaving out what got worse hides nothing."""
    remedy = "update the baseline with what replaces them"
    missing = sorted(before.keys() - {run.facts.suite for run in now})
    problems = [f"{suite}: the baseline has this suite and it was not run; {remedy}" for suite in missing]
    for suite, asked_again in shared.items():
        asked = len(before[suite].outcomes)
        if asked - asked_again > _MOST_LEFT_OUT * asked:
            problems.append(
                f"{suite}: {asked - asked_again} of the baseline's {asked} cases were not asked again; {remedy}"
            )
    return problems


def _judged(suite: str, matched: Matched) -> list[Judged]:
    gated = [measure for measure in MEASURES if measure.name in _GATED]
    return [
        Judged(suite, change, _fails(change), least_detectable(change.measure, matched))
        for change in changes(matched, gated)
    ]


def _fails(change: Change) -> bool:
    loss = change.measure.loss(change.difference.value or 0.0)
    return change.verdict == "worse" and loss > LEAST_EFFECT


def _broken(run: Run, before: Run | None) -> list[str]:
    """Promises that no interval excuses: every quote is a copy, and no case fails that did not fail before."""
    problems = []
    copied = VERBATIM.value(run.outcomes)
    if copied is not None and copied < 1:
        problems.append(f"{run.facts.suite}: a quote is not what stands at its place")
    known = {outcome.mark for outcome in before.outcomes if outcome.error} if before else set()
    failed = [outcome for outcome in run.outcomes if outcome.error and outcome.mark not in known]
    if failed:
        problems.append(f"{run.facts.suite}: {len(failed)} cases failed, {failed[0].id} first: {failed[0].error}")
    return problems


def least_detectable(measure: Measure, matched: Matched) -> float | None:
    """The least loss that would fail: topics of the baseline are spoilt one after another until the gate sees it."""
    paired = measure.paired(matched.first, matched.first)
    topics = list(dict.fromkeys(paired.topics))
    low, high = 0, len(topics)
    if _loss(measure, paired, set(topics)) is None:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _loss(measure, paired, set(topics[:middle])) is not None else (middle, high)
    return _loss(measure, paired, set(topics[:high]))


def _loss(measure: Measure, paired: Paired, spoilt: set[str]) -> float | None:
    """The loss where these topics go wholly wrong, or ``None`` where the gate would let it pass."""
    here = np.array([topic in spoilt for topic in paired.topics])
    after = Pairs(np.where(here, _worst(measure, paired.first), paired.first.first), paired.first.second)
    found = difference(paired.first, after, paired.topics, measure.statistic)
    if found.value is None or not found.beyond_chance or measure.loss(found.value) <= LEAST_EFFECT:
        return None
    return measure.loss(found.value)


def _worst(measure: Measure, pairs: Pairs) -> Numbers:
    """The worst first number of each case: none of what there is to get, or sure where it is wrong."""
    if measure.statistic is not ratio:
        return 1 - pairs.second
    return np.zeros_like(pairs.first) if measure.better == "higher" else pairs.second
