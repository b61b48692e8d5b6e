"""The points of the calibration and the risk-coverage plot."""

from collections.abc import Sequence

from evals.outcome import AnswerGrade, Outcome
from evals.plot import Point
from evals.statistic import BINS

_LARGEST = 12.0  # radius of a bin that holds every case


def calibration_points(outcomes: Sequence[Outcome]) -> list[Point]:
    """For each bin of probability that holds a case: its mean, and the share of right ones; large where many are."""
    bins: dict[int, list[tuple[float, float]]] = {}
    taken = _sure_and_right(outcomes)
    for certainty, right in taken:
        bins.setdefault(min(BINS - 1, int(certainty * BINS)), []).append((certainty, right))
    points = []
    for _, held in sorted(bins.items()):
        mean, share = (sum(pair[side] for pair in held) / len(held) for side in (0, 1))
        size = max(3.0, _LARGEST * (len(held) / len(taken)) ** 0.5)
        points.append(Point(mean, share, size, f"{len(held)} cases at {mean:.2f}: {share:.2f} right"))
    return points


def risk_points(outcomes: Sequence[Outcome]) -> list[Point]:
    """From the surest case down, the share answered and the share of wrong ones among them; equals go together."""
    taken = sorted(_sure_and_right(outcomes), reverse=True)
    points, wrong = [], 0.0
    for number, (certainty, right) in enumerate(taken, 1):
        wrong += 1 - right
        if number == len(taken) or taken[number][0] != certainty:
            points.append(Point(number / len(taken), wrong / number))
    return points


def _sure_and_right(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    grades = (outcome.grade for outcome in outcomes)
    return [(grade.certainty, float(grade.right)) for grade in grades if isinstance(grade, AnswerGrade)]
