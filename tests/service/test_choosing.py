"""How many sentences are quoted: few where one fact is asked for."""

from dataclasses import replace

import pytest

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.finding import Question, find_candidates, find_hits
from service.question import UnderstoodQuestion, understand
from service.reading import Candidate, choose
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
    assert choose(snapshot, found, 3, one_fact=True) == found[:2]
    assert choose(snapshot, found, 1, one_fact=True) == found[:1]


def test_other_questions_are_quoted_what_is_half_as_good(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    assert choose(snapshot, found, 20) == found[:3]


def test_a_third_quote_must_be_better_than_half_as_good(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    worse = [*found[:1], *(replace(one, score=0.55) for one in found[1:])]
    assert choose(snapshot, worse, 20) == worse[:2]


def test_the_first_words_of_a_side_that_is_asked_for_need_less(snapshot: Snapshot) -> None:
    found = candidates(snapshot)
    rows = tuple(dict.fromkeys(one.document for one in found))
    assert len(rows) > 1
    other = next(one for one in found if one.document != found[0].document)
    worse = [replace(found[0], score=1.0), replace(other, score=0.3)]
    assert choose(snapshot, worse, 3, AskedFor((), rows[:2]), sides=True) == worse
    assert choose(snapshot, worse, 3, AskedFor(), sides=True) == worse[:1]
