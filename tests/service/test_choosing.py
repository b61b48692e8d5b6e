"""How many sentences are quoted: few where one fact is asked for."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.choosing import choose
from service.finding import Question, find_candidates, find_hits
from service.question import UnderstoodQuestion, understand
from service.reading import Candidate
from service.worth import Asked, asked_by, worths
from tests.index.fakes import WordsEncoder


def understood(question: str, snapshot: Snapshot) -> UnderstoodQuestion:
    return understand(question, WordsEncoder(), snapshot)


@pytest.mark.parametrize(
    ("question", "one_fact"),
    [
        ("When was the bridge closed?", True),
        ("How many crowns does dredging cost?", True),
        ("the number of fishermen at Varn", True),
        ("annual budget of the harbour", True),
        ("What was the population of Varn?", True),
        ("What is said of the budget?", False),
        ("The budget debate", False),
        ("Who closed the bridge at Varn?", True),
        ("Where does the harbour silt up?", True),
        ("What year was the bridge closed?", True),
        ("At the harbour, who told reporters of the sonar?", True),
        ("According to whom is the bridge not safe?", True),
        ("What do those who oppose the bridge say?", False),
        ("What is said in places where people live near the bridge?", False),
        ("Who are the fishermen?", False),
        ("Who said what about the bridge?", False),
        ("Why was the bridge closed?", False),
        ("What is said about the bridge?", False),
        ("How should the bridge be repaired?", False),
        ("Compare who wants the bridge closed and who does not", False),
        ("Who is right, Petra Holm or Idris Okafor?", False),
    ],
)
def test_a_question_for_one_number_day_person_or_place_is_told(
    question: str, one_fact: bool, snapshot: Snapshot
) -> None:
    assert understood(question, snapshot).one_fact is one_fact


def candidates(snapshot: Snapshot) -> list[Candidate]:
    question = understood("bridge harbour repaired dredging", snapshot)
    hits = find_hits(snapshot, question.encoded, Question("?").filters, AskedFor())
    found = find_candidates(snapshot, question, hits, None)[:4]
    assert len(found) == 4
    return [replace(one, score=score) for one, score in zip(found, (1.0, 0.95, 0.8, 0.4), strict=True)]


FACT, PLAIN = Asked(True, False, False), Asked(False, False, False)
VIEWS, SIDES = Asked(False, False, True), Asked(False, True, True)


def scored(snapshot: Snapshot, *scores: float, answers: float | None = None) -> list[Candidate]:
    some = zip(candidates(snapshot), scores, strict=False)
    return [replace(one, score=score, nearness=0.4, answers=answers) for one, score in some]


def test_the_best_is_always_quoted_and_no_more_than_the_limit(snapshot: Snapshot) -> None:
    found = scored(snapshot, 9.0, 9.0, 9.0, 9.0, answers=6.0)
    assert choose(snapshot, found, 1, VIEWS) == found[:1]
    assert choose(snapshot, found, 3, VIEWS) == found[:3]
    lone = scored(snapshot, 9.0, answers=-8.0)
    assert choose(snapshot, lone, 3, FACT) == lone


@pytest.mark.parametrize("answers", [None, 0.0])
def test_what_is_far_from_the_best_is_not_quoted_beside_it(answers: float | None, snapshot: Snapshot) -> None:
    found = scored(snapshot, 10.0, 1.0, 0.5, 0.1, answers=answers)
    assert choose(snapshot, found, 20, VIEWS) == found[:1]


def test_views_need_less_than_one_fact(snapshot: Snapshot) -> None:
    found = scored(snapshot, 10.0, 6.5, 6.0, 2.0, answers=1.0)
    assert choose(snapshot, found, 20, FACT) == found[:1]
    assert len(choose(snapshot, found, 20, VIEWS)) > 1


@given(
    one=st.floats(-20, 20), other=st.floats(-20, 20), share=st.floats(0.0, 1.0), asked=st.sampled_from([FACT, VIEWS])
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_quote_is_likelier_evidence_where_the_reader_is_surer(
    snapshot: Snapshot, one: float, other: float, share: float, asked: Asked
) -> None:
    best = replace(candidates(snapshot)[0], score=10.0, answers=5.0)
    worse, better = (replace(best, score=10.0 * share, answers=odds) for odds in sorted((one, other)))
    worth = worths()["read"]
    assert 0.0 <= worth.probability(worse, best, asked) <= worth.probability(better, best, asked) <= 1.0


def test_the_first_words_of_a_side_that_is_asked_for_need_less(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    rows = tuple(dict.fromkeys(one.document for one in found))
    assert len(rows) > 1
    other = next(one for one in found if one.document != found[0].document)
    worse = [replace(found[0], score=10.0, answers=3.0), replace(other, score=3.0, nearness=0.3, answers=-3.0)]
    assert choose(snapshot, worse, 3, SIDES, AskedFor((), rows[:2])) == worse
    assert choose(snapshot, worse, 3, SIDES, AskedFor()) == worse[:1]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Why was the bridge closed?", PLAIN),
        ("What does Petra Holm say about the bridge?", VIEWS),
        ("How should the bridge be repaired?", VIEWS),
        ("Compare what Petra Holm and Idris Okafor say about the bridge", SIDES),
    ],
)
def test_what_a_question_asks_for_is_told(question: str, asked: Asked, snapshot: Snapshot) -> None:
    assert asked_by(understood(question, snapshot), one_fact=False) == asked
    assert asked_by(understood(question, snapshot), one_fact=True) == replace(asked, one_fact=True)
