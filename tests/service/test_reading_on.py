"""Whether to read on: more is read while it is likely to add something, and no longer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reader import SentenceOdds
from service.reading_on import SoFar, features, is_worth_reading_on, models, told_by

_ODDS = st.floats(-60, 60)
_SHARES = st.floats(0, 1)
_SO_FAR = st.builds(
    lambda windows, odds, first, behind, one: SoFar(
        windows, tuple(SentenceOdds(a, b) for a, b in odds), first, first - behind, one
    ),
    st.integers(2, 100),
    st.lists(st.tuples(_ODDS, _ODDS), min_size=1, max_size=30),
    st.floats(-3, 3),
    st.floats(0, 3),
    _SHARES,
)
_NOTHING_YET = SoFar(2, (SentenceOdds(-9.0, -6.0),) * 8, 1.2, 1.1, 1.0)


def test_both_models_have_a_coefficient_for_each_feature() -> None:
    assert {len(one.coefficients) for one in models().values()} == {len(features(_NOTHING_YET))}


@given(so_far=_SO_FAR, less=st.floats(0, 2))
def test_the_less_relevant_the_next_windows_look_the_less_is_expected_of_them(so_far: SoFar, less: float) -> None:
    worse = replace(so_far, next=so_far.next - less)
    for model in models().values():
        assert model.probability(features(worse)) <= model.probability(features(so_far))


@given(so_far=_SO_FAR, further=st.integers(1, 50))
def test_the_more_was_read_the_less_is_expected_of_the_next(so_far: SoFar, further: int) -> None:
    later = replace(so_far, windows=so_far.windows + further)
    for model in models().values():
        assert model.probability(features(later)) <= model.probability(features(so_far))


def test_the_first_windows_are_always_read() -> None:
    assert is_worth_reading_on(SoFar(0, (), -50.0, -50.0, 1.0))


def test_it_is_read_on_while_nothing_answers_and_the_next_windows_look_as_good() -> None:
    assert is_worth_reading_on(_NOTHING_YET)
    assert not is_worth_reading_on(replace(_NOTHING_YET, next=_NOTHING_YET.first - 1.5))


def test_one_sure_sentence_is_enough_where_one_is_asked_for_and_not_where_several_are() -> None:
    unsure = replace(_NOTHING_YET, next=_NOTHING_YET.first - 0.2)
    sure = replace(unsure, told=(*unsure.told, SentenceOdds(9.0, 6.0)))
    assert is_worth_reading_on(unsure)
    assert not is_worth_reading_on(sure)
    assert is_worth_reading_on(replace(sure, one=0.0))


def test_a_reader_that_tells_only_where_an_answer_is_has_a_model_of_its_own() -> None:
    both = (SentenceOdds(-2.0, 1.0), SentenceOdds(-12.0))  # the second was cut off
    alone = (SentenceOdds(-2.0), SentenceOdds(-12.0))
    assert told_by(both) == "belongs"
    assert told_by(alone) == "answers"
    assert features(replace(_NOTHING_YET, told=both))[4] == 1.0
    assert features(replace(_NOTHING_YET, told=alone))[4] == -2.0
    by_answers = features(replace(_NOTHING_YET, told=tuple(SentenceOdds(0.0, one.answers) for one in alone)))
    assert features(replace(_NOTHING_YET, told=alone)) == pytest.approx(by_answers)
