import pytest

from evals.comparison import CannotCompareError, changes, match_runs, turns
from evals.outcome import Outcome
from evals.result_file import FORMAT, Run, RunFacts
from evals.telling import replied, tell_comparison
from tests.evals.made_outcomes import answer, outcome, quote


def run(*outcomes: Outcome, suite: str = "own", limit: int = 3) -> Run:
    facts = RunFacts(FORMAT, suite, None, len(outcomes), limit, "s", 1, "e", None, None, None, ())
    return Run(facts, outcomes)


def found(number: int) -> Outcome:
    return outcome(answer(quotes=(quote(text=f"Held {number}."),), met=1, heard=("right",)), f"c{number}")


def lost(number: int) -> Outcome:
    return outcome(answer(quotes=(quote(hit=False, text=f"Else {number}."),)), f"c{number}", slice_name="factoid")


def test_a_loss_that_is_more_than_chance_is_worse_and_a_single_one_is_even() -> None:
    before = run(*map(found, range(40)))
    by_name = {
        change.measure.name: change
        for change in changes(match_runs(before, run(*map(lost, range(8)), *map(found, range(8, 40)))))
    }
    assert by_name["evidence found"].verdict == "worse"
    assert by_name["evidence found"].difference.value == pytest.approx(-0.2)
    assert by_name["errors"].verdict == "even"
    single = changes(match_runs(before, run(lost(0), *map(found, range(1, 40)))))
    assert {change.verdict for change in single} == {"even"}


def test_the_other_way_round_is_better() -> None:
    matched = match_runs(run(*map(lost, range(30))), run(*map(found, range(30))))
    assert {change.measure.name: change.verdict for change in changes(matched)}["evidence found"] == "better"


def test_won_and_lost_questions_are_shown_with_their_quotes_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    matched = match_runs(run(found(0), lost(1), found(2)), run(lost(0), found(1), found(2)))
    assert [(turn.after.id, turn.won) for turn in turns(matched)] == [("c0", False), ("c1", True)]
    tell_comparison(matched, changes(matched))
    told = capsys.readouterr().out
    assert "lost c0 (factoid): Who?" in told
    assert "before | -: Held 0. (evidence)" in told
    assert "after  | -: Else 0." in told
    assert "1 won, 1 lost, of 3 cases in both" in told


def test_cases_that_changed_in_between_are_left_out_and_counted() -> None:
    matched = match_runs(run(found(0), found(1)), run(found(1), found(2)))
    assert [outcome.id for outcome in matched.second] == ["c1"]
    assert matched.unmatched == 2


def test_runs_that_have_nothing_in_common_cannot_be_compared() -> None:
    with pytest.raises(CannotCompareError, match="share no case"):
        match_runs(run(found(0)), run(found(1)))
    with pytest.raises(CannotCompareError, match="own, the other of else"):
        match_runs(run(found(0)), run(found(0), suite="else"))
    with pytest.raises(CannotCompareError, match="limits of 3 and 5"):
        match_runs(run(found(0)), run(found(0), limit=5))


def test_no_answer_and_failure_are_told_as_such() -> None:
    declined = outcome(answer(answered=False, reason="unknown_speaker", probability=0.25))
    assert replied(declined) == ["no answer (unknown_speaker), probability 0.250"]
    assert replied(outcome(answer(), error="status 503")) == ["failed: status 503"]
