"""What is told of a group by models that saw nothing of it does not depend on it."""

from functools import partial

import numpy as np
import pytest

from evals.confidence_fit import Table, fit, fit_without_groups, scaled, unseen_by

GROUPS = np.array([f"g{number % 4}" for number in range(120)])


def unseen(table: Table, answered: "np.typing.NDArray[np.bool_]", right: "np.typing.NDArray[np.bool_]") -> Table:
    everywhere = np.ones(len(table), bool)
    without = partial(fit_without_groups, table, answered, np.ones(len(table)), everywhere, GROUPS)
    return unseen_by(without, 0.03, GROUPS, everywhere, right)


def test_a_groups_probabilities_stay_whatever_its_own_answers_are() -> None:
    source = np.random.default_rng(5)
    table = source.normal(size=(120, 3))
    answered = table[:, 0] + source.normal(size=120) > 0
    before = unseen(table, answered, answered)
    own = GROUPS == "g2"
    turned = np.where(own, ~answered, answered)
    after = unseen(table, turned, turned)
    assert after[own] == pytest.approx(before[own])
    assert not np.allclose(after[~own], before[~own])


def test_a_model_finds_what_tells_and_scaling_keeps_what_is_right_already() -> None:
    source = np.random.default_rng(6)
    table = source.normal(size=(4_000, 2))
    odds = 2 * table[:, 0]
    answered = source.random(4_000) < 1 / (1 + np.exp(-odds))
    coefficients, intercept = fit(table, answered, np.ones(4_000))
    assert coefficients == pytest.approx([2, 0], abs=0.2)
    assert intercept == pytest.approx(0, abs=0.15)
    slope, shift = scaled(1 / (1 + np.exp(-odds)), answered)
    assert slope == pytest.approx(1, abs=0.1)
    assert shift == pytest.approx(0, abs=0.15)
