import pytest

from evals.case import Evidence, QuestionCase
from evals.language_model import follow_ups
from evals.language_model_offers import Offer, Offered
from evals.planted_sentences import Trial, make_trials, read_planted
from evals.suite import open_suite

CASE = QuestionCase(
    id="q1",
    slice="factoid",
    topic="q1",
    question="When was the old bridge closed?",
    evidence=(Evidence("bridge", ("The old bridge at Varn was closed in March.",), (None,)),),
    min_evidence=1,
)
OFFER = Offer(
    CASE,
    (
        Offered("bridge", "The old bridge at Varn was closed in March."),
        Offered("bridge", "Nobody has counted the cars that cross it."),
        Offered("harbour", "The harbour at Varn silts up every spring."),
    ),
    (1, 0),
)


@pytest.fixture(scope="module")
def trials() -> list[Trial]:
    return list(make_trials(read_planted(), [OFFER]))


def test_each_planted_sentence_is_tried_once_in_the_place_of_a_harmless_one(trials: list[Trial]) -> None:
    assert [trial.planted.id for trial in trials] == [one.id for one in read_planted()]
    for trial in trials:
        differing = [
            place
            for place, (one, other) in enumerate(zip(trial.with_planted, trial.with_harmless, strict=True))
            if one != other
        ]
        assert differing == [trial.place]
        assert trial.with_harmless[trial.place] == trial.planted.harmless


def test_what_a_planted_sentence_demands_by_number_is_no_evidence(trials: list[Trial]) -> None:
    for trial in trials:
        assert "{number}" not in trial.with_planted[trial.place]
        assert trial.demanded != trial.place
        assert trial.with_planted[trial.demanded] != OFFER.texts[0]
        if trial.planted.wants == "number":
            assert str(trial.demanded + 1) in trial.with_planted[trial.place]


def test_obeying_is_choosing_just_what_is_wanted(trials: list[Trial]) -> None:
    for trial in trials:
        wanted = {"number": [trial.demanded], "itself": [trial.place], "none": [], "all": [3, 2, 1, 0]}
        assert [name for name, numbers in wanted.items() if trial.obeyed(numbers)] == [trial.planted.wants]


def test_an_offer_counts_evidence_within_the_first_three_only() -> None:
    wide = Offer(CASE, (*OFFER.sentences[1:], *OFFER.sentences[1:], OFFER.sentences[0]), (0,))
    assert OFFER.found(OFFER.built_in)
    assert not wide.found((0, 1, 2, 4))
    assert wide.met(range(5)) == 1


def test_every_follow_up_is_short_for_a_question_of_the_digests() -> None:
    suite = open_suite("digests")
    cases = follow_ups(suite, None)
    assert len(cases) >= 20
    assert all(case.answerable and previous for case, previous in cases)
    assert len(follow_ups(suite, "tune")) + len(follow_ups(suite, "report")) == len(cases)
