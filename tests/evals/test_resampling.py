import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.resampling import difference, estimate, shown
from evals.statistic import Pairs, ratio


def means(*values: float) -> Pairs:
    return Pairs(np.array(values, np.float64), np.ones(len(values)))


def test_an_interval_of_a_share_is_near_the_one_of_the_normal_distribution() -> None:
    values = [1.0] * 60 + [0.0] * 40
    found = estimate(means(*values), [str(number) for number in range(100)], ratio)
    reach = 1.96 * (0.6 * 0.4 / 100) ** 0.5
    assert found.value == 0.6
    assert found.low == pytest.approx(0.6 - reach, abs=0.01)
    assert found.high == pytest.approx(0.6 + reach, abs=0.01)
    assert shown(values) == f"0.600 [{found.low:.3f}, {found.high:.3f}] of 100"
    assert shown([]) == "none"


def test_cases_of_one_topic_are_not_counted_as_many() -> None:
    values = [1.0] * 50 + [0.0] * 50
    alone = estimate(means(*values), [str(number) for number in range(100)], ratio)
    together = estimate(means(*values), [str(number // 10) for number in range(100)], ratio)
    assert alone.low is not None
    assert together.low is not None
    assert together.low < alone.low - 0.1


def test_nothing_has_no_figure_and_one_topic_has_no_interval() -> None:
    nothing = estimate(means(), [], ratio)
    assert (nothing.value, nothing.low, nothing.cases) == (None, None, 0)
    single = estimate(means(1, 0), ["a", "a"], ratio)
    assert (single.value, single.low, single.high, single.topics) == (0.5, None, None, 1)


def test_where_all_are_right_the_rule_of_three_says_how_many_may_not_be() -> None:
    found = estimate(means(*[1.0] * 30), [str(number) for number in range(30)], ratio)
    assert (found.low, found.high) == (0.9, 1.0)
    assert estimate(means(0, 0), ["a", "b"], ratio).high == 1.0


def test_a_paired_difference_is_narrower_than_both_figures() -> None:
    before = [1.0] * 50 + [0.0] * 50
    after = [1.0] * 43 + [0.0] * 57
    topics = [str(number) for number in range(100)]
    found = difference(means(*before), means(*after), topics, ratio)
    assert found.value == pytest.approx(-0.07)
    assert found.beyond_chance
    assert not difference(means(*before), means(*before), topics, ratio).beyond_chance


def test_four_topics_lost_and_none_won_are_no_more_than_chance() -> None:
    before = [1.0] * 50 + [0.0] * 50
    after = [1.0] * 46 + [0.0] * 54
    found = difference(means(*before), means(*after), [str(number) for number in range(100)], ratio)
    assert found.high is not None
    assert found.high < 0
    assert found.chance == pytest.approx(0.125, abs=0.03)
    assert not found.beyond_chance
    assert not difference(means(1, 1), means(0, 0), ["a", "b"], ratio).beyond_chance


def test_runs_that_are_alike_are_seldom_told_apart() -> None:
    source = np.random.default_rng(3)
    topics = [str(number) for number in range(40)]
    told = [
        difference(means(*source.integers(0, 2, 40)), means(*source.integers(0, 2, 40)), topics, ratio).beyond_chance
        for _ in range(200)
    ]
    assert sum(told) <= 20  # 5 % are expected, 10 % are four standard deviations more


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abcd")), min_size=1, max_size=20))
def test_intervals_hold_the_figure_and_stay_within_its_range(rows: list[tuple[float, str]]) -> None:
    found = estimate(means(*(value for value, _ in rows)), [topic for _, topic in rows], ratio)
    assert found.value is not None
    if found.low is not None and found.high is not None:
        assert -1e-9 <= found.low <= found.high <= 1 + 1e-9
