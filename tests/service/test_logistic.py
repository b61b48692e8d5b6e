"""Log-odds of measures, and what probability they stand for."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.logistic import probability_of, weighed


@given(log_odds=st.floats(-40, 40))
def test_a_probability_has_the_log_odds_it_was_made_of(log_odds: float) -> None:
    probability = probability_of(-abs(log_odds))
    assert math.log(probability / (1 - probability)) == pytest.approx(-abs(log_odds))
    assert probability_of(abs(log_odds)) == pytest.approx(1 - probability)


def test_log_odds_of_any_size_have_a_probability() -> None:
    assert probability_of(1e300) == pytest.approx(1.0)
    assert probability_of(-1e300) == pytest.approx(0.0)
    assert probability_of(-math.inf) < 1e-20


def test_measures_are_weighed_by_their_coefficients_and_by_no_other_number_of_them() -> None:
    assert weighed((2.0, 3.0), (0.5, -1.0), 0.25) == -1.75
    with pytest.raises(ValueError, match="longer"):
        weighed((2.0, 3.0), (0.5,), 0.0)
