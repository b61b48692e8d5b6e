import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from evals.resampling import figure
from evals.statistic import (
    Pairs,
    Statistic,
    area_of_risk,
    calibration_error,
    covered_at_risk,
    ranked_apart,
    ratio,
)

PAIRS = st.lists(st.tuples(st.floats(0, 1).map(lambda x: round(x, 2)), st.integers(0, 1)), min_size=1, max_size=30)


def of(statistic: Statistic, *rows: tuple[float, float]) -> float | None:
    table = np.array(rows, np.float64).reshape(-1, 2)
    return figure(Pairs(table[:, 0], table[:, 1]), statistic)


def test_a_ratio_is_the_sum_over_the_sum() -> None:
    assert of(ratio, (1, 3), (2, 3)) == 0.5
    assert of(ratio, (0, 0)) is None
    assert of(ratio) is None


def test_auroc_by_hand() -> None:
    # the ones at 0.9 and 0.4, the noughts at 0.4 and 0.1: pairs won 1, 1, a half and 1 of 4
    assert of(ranked_apart, (0.9, 1), (0.4, 1), (0.4, 0), (0.1, 0)) == 3.5 / 4
    assert of(ranked_apart, (0.9, 1), (0.4, 1)) is None


def test_risk_coverage_area_by_hand() -> None:
    # risk 0 of 1, 1 of 2, 1 of 3, 2 of 4
    assert of(area_of_risk, (0.9, 1), (0.8, 0), (0.7, 1), (0.1, 0)) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    # equally sure ones are taken together: 1 of 2 wrong for both
    assert of(area_of_risk, (0.9, 1), (0.9, 0)) == 0.5


def test_coverage_at_little_error_by_hand() -> None:
    surest = [(0.9, 1.0)] * 50
    assert of(covered_at_risk, *surest, (0.5, 0), *[(0.1, 0.0)] * 49) == 51 / 100  # one wrong of 51 is within 2 %
    assert of(covered_at_risk, (0.9, 0), (0.1, 1)) == 0.0


def test_calibration_error_by_hand() -> None:
    # bin 9: mean 0.95 against 0.5, two of four; bin 1: mean 0.15 against 0, two of four
    assert of(calibration_error, (0.9, 1), (1.0, 0), (0.1, 0), (0.19, 0)) == pytest.approx(
        0.5 * abs(0.95 - 0.5) + 0.5 * (0.29 / 2)
    )


@settings(deadline=None)
@given(PAIRS)
def test_auroc_is_that_of_scikit_learn(rows: list[tuple[float, int]]) -> None:
    ours = of(ranked_apart, *rows)
    labels = [label for _, label in rows]
    if len(set(labels)) == 1:
        assert ours is None
    else:
        assert ours == pytest.approx(roc_auc_score(labels, [score for score, _ in rows]))


@settings(deadline=None)
@given(PAIRS, st.data())
def test_a_weight_of_two_is_the_case_twice(rows: list[tuple[float, int]], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)))
    table = np.array(rows, np.float64)
    repeated = [row for row, weight in zip(rows, weights, strict=True) for _ in range(weight)]
    for statistic in (ratio, ranked_apart, area_of_risk, covered_at_risk, calibration_error):
        parts = statistic(Pairs(table[:, 0], table[:, 1]), np.array([weights], np.float64))
        value = of(statistic, *repeated)
        assert parts.values().tolist() == ([] if value is None else [pytest.approx(value)])
