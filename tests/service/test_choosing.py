"""How many sentences are quoted: few where one fact is asked for."""

from dataclasses import replace

import pytest

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.choosing import ONE_FACT, PLAIN, SIDES, VIEWS, Worth, choose, worth_for
from service.finding import Question, find_candidates, find_hits
from service.question import UnderstoodQuestion, understand
from service.reading import Candidate
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


def test_where_one_fact_is_asked_for_only_what_is_about_as_good_stands_beside_the_best(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    assert choose(snapshot, found, 3, ONE_FACT) == found[:2]
    assert choose(snapshot, found, 1, ONE_FACT) == found[:1]


def test_where_views_are_asked_for_what_is_well_over_half_as_good_is_quoted_too(snapshot: Snapshot) -> None:
    found = [replace(one, score=score) for one, score in zip(candidates(snapshot), (1.0, 0.65, 0.75, 0.4), strict=True)]
    assert choose(snapshot, found, 20, VIEWS) == [found[0], found[1], found[2]]


def test_a_third_quote_must_be_better_than_a_second(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    worse = [*found[:1], *(replace(one, score=0.65) for one in found[1:])]
    assert choose(snapshot, worse, 20, VIEWS) == worse[:2]


def test_other_questions_are_quoted_what_is_nearly_as_good(snapshot: Snapshot) -> None:
    found = [replace(one, score=score) for one, score in zip(candidates(snapshot), (1.0, 0.8, 0.7, 0.6), strict=True)]
    assert choose(snapshot, found, 20, PLAIN) == found[:2]


def test_the_first_words_of_a_side_that_is_asked_for_need_less(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    rows = tuple(dict.fromkeys(one.document for one in found))
    assert len(rows) > 1
    other = next(one for one in found if one.document != found[0].document)
    worse = [replace(found[0], score=1.0), replace(other, score=0.3)]
    assert choose(snapshot, worse, 3, SIDES, AskedFor((), rows[:2])) == worse
    assert choose(snapshot, worse, 3, SIDES, AskedFor()) == worse[:1]


@pytest.mark.parametrize(
    ("question", "worth"),
    [
        ("Why was the bridge closed?", PLAIN),
        ("What does Petra Holm say about the bridge?", VIEWS),
        ("How should the bridge be repaired?", VIEWS),
        ("Compare what Petra Holm and Idris Okafor say about the bridge", SIDES),
    ],
)
def test_how_good_a_further_quote_must_be_depends_on_the_question(
    question: str, worth: Worth, snapshot: Snapshot
) -> None:
    assert worth_for(understood(question, snapshot), one_fact=False) == worth
    assert worth_for(understood(question, snapshot), one_fact=True) == ONE_FACT
