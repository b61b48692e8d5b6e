"""Promises of how a further quote's worth is fitted."""

import numpy as np

from evals.further_quotes import fit


def test_a_readers_log_odds_never_speak_against_a_quote() -> None:
    draw = np.random.default_rng(4)
    table = draw.normal(size=(400, 3))
    truth = table @ np.array([-1.0, 2.0, 1.0]) + draw.normal(size=400) > 0
    coefficients, _ = fit(table, truth)
    assert coefficients[0] == 0.0
    assert coefficients[1] > coefficients[2] > 0.0
    other, _ = fit(table[:, [1, 2, 0]], truth)
    assert other[2] < 0.0 < min(other[0], other[1])  # of other measures the sign is as it comes
