"""What a question is about, and whether the one it asks ever speaks of that."""

import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.retrieval import Filters, Term
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.evidence import Evidence, weigh
from service.finding import Question, find_candidates, find_hits
from service.question import understand
from service.telling_words import tells_something, untold
from tests.index.fakes import WordsEncoder

_ARTICLES = (
    Document(
        "ferry",
        "The ferry",
        "Petra Holm said that the ferry was late. Idris Okafor said that fishermen had left the harbour. "
        "Holm's plan for the market is a secret. The lamp burns oil.",
    ),
    Document(
        "lamp",
        "The lamp",
        "The lighthouse lamp burns oil. Ulf Brandt said that the lamp must be defended.",
        author="Signe Dahl",
    ),
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("telling")
    build_snapshot(_ARTICLES, WordsEncoder(), folder)
    return Snapshots(folder).open_current()


def evidence_of(question: str, snapshot: Snapshot) -> Evidence:
    understood = understand(question, WordsEncoder(), snapshot)
    hits = find_hits(snapshot, understood.encoded, Filters(), understood.asked_for)
    return weigh(snapshot, understood, find_candidates(snapshot, understood, hits, None))


def said_elsewhere(question: str, snapshot: Snapshot) -> float:
    return evidence_of(question, snapshot).said_elsewhere


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("What did Petra Holm say about the ferry?", 0.0),
        ("What did Petra Holm say about fishermen?", 1.0),  # Okafor spoke of them
        ("What did Petra Holm say about elephants?", 0.0),  # nobody did: that is for other measures to tell
        ("What does Petra Holm say about the market?", 0.0),  # told of her by the article
        ("What did Idris Okafor say about the lamp?", 1.0),
        ("Signe Dahl on lamps", 0.0),  # her own article's voice
        ("What does Signe Dahl say about defending it?", 1.0),  # said in her article, by another
        ("Who spoke of fishermen?", 0.0),  # nobody's words are asked for
        ("What did Petra Holm say about the ferry on Monday in 2024?", 0.0),  # when is not what
        ("What didn't Petra Holm say about the ferry?", 0.0),
    ],
)
def test_what_only_others_speak_of_is_told(question: str, share: float, articles: Snapshot) -> None:
    assert said_elsewhere(question, articles) == pytest.approx(share)


def test_a_question_for_words_that_only_others_said_is_declined_with_the_name(articles: Snapshot) -> None:
    asked = "What did Petra Holm say about the harbour?"
    answer = answer_question(articles, WordsEncoder(), Question(asked))
    assert 0 < evidence_of(asked, articles).others_nearer < 0.4  # so that it is this rule that declines
    assert answer.no_answer is not None
    assert answer.no_answer.reason == "insufficient_support"
    assert "Petra Holm" in answer.no_answer.detail


@pytest.mark.parametrize(
    ("word", "told", "stands"),
    [
        ("defence", "defend the lamp", True),
        ("unity", "we stand united", True),
        ("lamps", "the lamp", True),
        ("harm", "the harbour", False),
        ("oil", "oilskins", False),
    ],
)
def test_a_word_stands_in_another_form(word: str, told: str, stands: bool, articles: Snapshot) -> None:
    (term,) = articles.words.analyze(word)
    left = untold([Term(term, 1.0)], frozenset(articles.words.analyze(told)))
    assert (not left) is stands


def test_another_spelling_stands_for_a_word() -> None:
    term = Term("baluchistan", 1.0, (("balochistan",),))
    assert untold([term], frozenset(("balochistan",))) == []
    assert untold([term], frozenset(("sindh",))) == [term]


def test_words_that_questions_are_made_of_tell_nothing() -> None:
    words = ("What", "does", "Holm", "think", "about", "the", "harbour", "and", "what", "would", "she", "propose")
    assert [word for word in words if tells_something(word)] == ["Holm", "harbour"]


@pytest.mark.parametrize(
    "question",
    [
        "Where does Petra Holm work?",
        "Who is Petra Holm?",
        "When did Petra Holm retire from the ferry?",
        "What town is Dr. Petra Holm from?",
        "Which company does Petra Holm work for?",
        "petra holm job",
    ],
)
def test_who_somebody_is_is_not_sought_in_their_own_words(question: str, articles: Snapshot) -> None:
    understood = understand(question, WordsEncoder(), articles)
    assert understood.voices == ()
    assert understood.words_of is None


@pytest.mark.parametrize(
    "question",
    [
        "What does Petra Holm say about those who work at the ferry?",
        "Whom does Petra Holm want to work for her?",
        "What reasons does Petra Holm give for job losses?",
        "How would Petra Holm serve the poor?",
        "Does Petra Holm support unpaid work?",
        "Where does Holm stand on job cuts?",
        "Which institution does Petra Holm criticise?",
        "Where does Petra Holm get her money from?",
        "Who quoted Petra Holm?",
        "Will Petra Holm's plan work?",
    ],
)
def test_a_persons_words_about_work_are_theirs(question: str, articles: Snapshot) -> None:
    understood = understand(question, WordsEncoder(), articles)
    assert [one.name for one in understood.voices] == ["Petra Holm"]


def test_an_unknown_name_beside_a_persons_work_is_still_no_name_of_theirs(articles: Snapshot) -> None:
    assert understand("What did Petra Holm reply to her employer?", WordsEncoder(), articles).unknown is None
