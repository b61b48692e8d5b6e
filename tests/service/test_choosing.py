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
from service.question_kinds import Kinds, kinds_of
from service.reading import Candidate
from service.worth import Asked, asked_by, features, worths
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


def asked(one: float = 0.0, views: float = 0.0, sides: float = 0.0, *, one_fact: bool = False) -> Asked:
    return Asked(Kinds(one, views, sides, 1.0 - one - views - sides), AskedFor(), one_fact)


FACT, VIEWS, SIDES = asked(one=1.0, one_fact=True), asked(views=1.0), asked(sides=1.0)


def scored(snapshot: Snapshot, *scores: float, answers: float | None = None) -> list[Candidate]:
    some = zip(candidates(snapshot), scores, strict=False)
    return [replace(one, score=score, nearness=0.4, answers=answers) for one, score in some]


def test_the_best_is_always_quoted_and_no_more_than_the_limit(snapshot: Snapshot) -> None:
    found = scored(snapshot, 9.0, 9.0, 9.0, 9.0, answers=6.0)
    assert choose(snapshot, found, 1, VIEWS) == found[:1]
    three = choose(snapshot, found, 3, VIEWS)
    assert (three[0], len(three)) == (found[0], 3)
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


@given(one=st.floats(-20, 20), other=st.floats(-20, 20), kind=st.sampled_from([FACT, VIEWS, SIDES]))
@pytest.mark.parametrize("number", ["answers", "belongs"])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_quote_is_likelier_evidence_where_the_reader_is_surer(
    number: str, snapshot: Snapshot, one: float, other: float, kind: Asked
) -> None:
    best, further = (replace(found, answers=5.0, belongs=1.0) for found in candidates(snapshot)[:2])
    less, more = (
        replace(further, answers=odds) if number == "answers" else replace(further, belongs=odds)
        for odds in sorted((one, other))
    )
    worth = worths()["read"]
    doubted, sure = (worth.probability(features(snapshot, given, best, kind)) for given in (less, more))
    assert 0.0 <= doubted <= sure <= 1.0


def test_the_first_words_of_a_side_that_is_asked_for_need_less(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    rows = tuple(dict.fromkeys(one.document for one in found))
    assert len(rows) > 1
    other = next(one for one in found if one.document != found[0].document)
    worse = [replace(found[0], score=10.0, answers=3.0), replace(other, score=4.2, nearness=0.3, answers=1.0)]
    assert choose(snapshot, worse, 3, SIDES, AskedFor((), rows[:2])) == worse
    assert choose(snapshot, worse, 3, SIDES, AskedFor()) == worse[:1]


def test_of_further_quotes_the_likeliest_comes_first(snapshot: Snapshot) -> None:
    best, one, other = candidates(snapshot)[:3]
    found = [
        replace(best, score=12.0, answers=6.0, belongs=2.0),
        replace(one, score=10.0, answers=-4.0, belongs=-3.0),
        replace(other, score=10.0, answers=4.0, belongs=3.0),
    ]
    assert choose(snapshot, found, 3, VIEWS)[:2] == [found[0], found[2]]


def test_the_best_is_quoted_wherever_it_stands(snapshot: Snapshot) -> None:
    best, other = candidates(snapshot)[:2]
    others = [replace(other, score=1.0, answers=-9.0, belongs=-6.0)] * 20
    assert choose(snapshot, [*others, replace(best, score=10.0, answers=6.0, belongs=3.0)], 3, FACT)[0].score == 10.0


def test_an_item_of_a_list_is_quoted_whatever_the_reader_makes_of_it(snapshot: Snapshot) -> None:
    best, item = scored(snapshot, 10.0, 1.0, answers=-7.0)
    assert choose(snapshot, [best, item], 3, FACT) == [best]
    listed = replace(item, listed=True)
    assert choose(snapshot, [best, listed], 3, FACT) == [best, listed]


def test_none_of_two_that_say_the_same_is_quoted_twice(snapshot: Snapshot) -> None:
    best = replace(candidates(snapshot)[0], score=9.0, answers=6.0)
    assert choose(snapshot, [best, replace(best, score=8.9)], 3, VIEWS) == [best]


def test_what_a_question_asks_for_is_told(snapshot: Snapshot) -> None:
    question = understood("Compare what Petra Holm and Idris Okafor say about the bridge", snapshot)
    told = asked_by(question, one_fact=False)
    assert (told.kinds, told.asked_for, told.one_fact) == (kinds_of(question.encoded.text), question.asked_for, False)
    assert len(told.asked_for.speakers) == 2
    assert asked_by(question, one_fact=True) == replace(told, one_fact=True)
