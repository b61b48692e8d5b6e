import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.case import Evidence, QuestionCase, QuotationCase, SearchCase
from evals.comparison import is_right
from evals.grading import worst_grade
from evals.measure import ERRORS, MEASURES, Measure, main_measure
from evals.outcome import Outcome, SearchGrade, VerdictGrade
from tests.evals.made_outcomes import answer, outcome, outcomes, quote

BY_NAME = {measure.name: measure for measure in MEASURES}


def value(name: str, *cases: Outcome) -> float | None:
    return BY_NAME[name].value(cases)


RIGHT = outcome(answer(quotes=(quote(), quote(hit=False)), met=1, heard=("right",), probability=0.9), "right")
HALF = outcome(answer(wanted=2, quotes=(quote(hit=False), quote()), met=1, heard=("wrong",), probability=0.6), "half")
SHY = outcome(answer(answered=False, quotes=(quote(),), met=1, heard=("right",), probability=0.3), "shy")
DECLINED = outcome(answer(wanted=0, answered=False, probability=0.1, trapped=False), "declined")
FOOLED = outcome(answer(wanted=0, quotes=(quote(hit=False),), probability=0.8, trapped=True), "fooled")
ALL = (RIGHT, HALF, SHY, DECLINED, FOOLED)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("evidence found", 1 / 3),
        ("evidence found in part", (1 + 0.5 + 0) / 3),
        ("first quote is evidence", 1 / 3),
        ("quote precision", 2 / 4),
        ("speaker right", 1 / 2),
        ("speaker wrong", 1 / 2),
        ("speaker missing", 0),
        ("answerable answered", 2 / 3),
        ("unanswerable declined", 1 / 2),
        ("trapped", 1 / 2),
        ("abstention AUROC", (2 + 1 + 1) / 6),
        ("coverage at 2 % error", 1 / 5),
        ("Brier score", (0.01 + 0.36 + 0.49 + 0.01 + 0.64) / 5),
        ("verbatim", 1),
        ("errors", 0),
        ("Hits@10", None),
        ("verdict right", None),
    ],
)
def test_by_hand(name: str, expected: float | None) -> None:
    assert value(name, *ALL) == (None if expected is None else pytest.approx(expected))


def test_risk_coverage_area_by_hand() -> None:
    # surest first: right (0.9), fooled (0.8), half (0.6), shy (0.3, would be right), declined (0.1)
    risks = (0, 1 / 2, 2 / 3, 2 / 4, 3 / 5)
    assert value("risk-coverage area", *ALL) == pytest.approx(sum(risks) / 5)


def test_no_answer_for_another_reason_than_the_probability_counts_as_not_sure() -> None:
    named = outcome(answer(wanted=0, answered=False, probability=0.95, reason="unknown_speaker"), "named")
    assert value("abstention AUROC", RIGHT, named) == 1.0


def test_verdicts_by_hand() -> None:
    cases = [
        outcome(VerdictGrade(*pair), str(number))
        for number, pair in enumerate(
            [("found", "found"), ("found", "altered"), ("altered", "found"), ("altered", "spliced")]
        )
    ]
    assert value("verdict right", *cases) == 1 / 4
    assert value("tampered accepted", *cases) == 1 / 2
    assert value("true rejected", *cases) == 1 / 2


def test_a_case_that_failed_counts_against_every_figure_it_has_a_part_in() -> None:
    entry = Evidence("dam", ("The dam held.",), (None,))
    asked = QuestionCase(
        id="a", slice="x", topic="a", question="?", evidence=(entry,), min_evidence=1, must_not=("no",)
    )
    unanswerable = QuestionCase(
        id="b", slice="x", topic="b", question="?", evidence=(), min_evidence=0, must_not=("no",)
    )
    searched = SearchCase(id="c", slice="x", topic="c", question="?", facts=("fact",))
    quoted = QuotationCase(id="d", slice="found", topic="d", quotation="q", speaker=None, expected="found")
    failed = [outcome(worst_grade(case), case.id, error="x") for case in (asked, unanswerable, searched, quoted)]
    worst = {measure.name: measure.value(failed) for measure in MEASURES}
    assert worst.pop("errors") == 1.0
    assert worst.pop("trapped") == 0.5  # of two questions with a trap, the one declined by failing shows nothing
    assert worst.pop("calibration error") == 0.5
    assert worst.pop("Brier score") == 0.5
    for name, found in worst.items():
        bad = 0.0 if BY_NAME[name].better == "higher" else 1.0
        assert found in (None, bad), name
    assert not any(map(is_right, failed))


def test_an_empty_run_has_no_figure_at_all() -> None:
    assert all(measure.value([]) is None for measure in MEASURES)
    assert main_measure([]) is None
    assert ERRORS.estimate([]).cases == 0


@settings(max_examples=25, deadline=None)
@given(outcomes(), st.sampled_from(MEASURES))
def test_no_figure_or_interval_is_ever_not_a_number_or_out_of_range(cases: list[Outcome], measure: Measure) -> None:
    found = measure.estimate(cases)
    for number in (found.value, found.low, found.high):
        assert number is None or (math.isfinite(number) and -1e-9 <= number <= 1 + 1e-9)


def test_a_search_is_right_where_something_is_among_the_first_ten() -> None:
    assert is_right(outcome(SearchGrade((0, 1), (1,))))
    assert not is_right(outcome(SearchGrade((0,) * 10 + (1,), (1,))))


def test_every_figure_is_described_in_the_docs() -> None:
    described = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert [measure.name for measure in MEASURES if measure.name not in described] == []
