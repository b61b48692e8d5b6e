"""Documents that a question names by what they are, and the sides that they make."""

import re
from pathlib import Path

import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.asked_for import AskedFor
from service.deciding import choose_quotes
from service.finding import Question, find_candidates, find_hits
from service.follow_up import complete
from service.named_documents import named_documents
from service.naming import find_named
from service.question import understand
from tests.index.fakes import WordsEncoder

_ARTICLES = (
    Document(
        "bridge-editorial",
        "The bridge must go: an editorial",
        "The editorial says that the bridge at Varn is unsafe. It wants the bridge closed before winter. "
        "Nobody repairs the old bridge.",
        publisher="Varn Courier",
    ),
    Document(
        "harbour-commentary",
        "Dredge the harbour: a commentary",
        "The commentary argues that the harbour is lost without dredging. Fishermen leave the harbour each spring. "
        "The old dredger rusts at the quay.",
    ),
    Document(
        "vhf-session",
        "The VHF session on the lighthouse",
        "Ulf Brandt said that the old lighthouse was dark. Participants asked who pays for the lamp oil.",
        publisher="Varn Harbour Forum",
    ),
    Document(
        "signe",
        "A commentary by Signe Dahl on the market",
        "The market at Varn is too dear. Fish costs more than bread there.",
        author="Signe Dahl",
    ),
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("named")
    build_snapshot(_ARTICLES, WordsEncoder(), folder)
    return Snapshots(folder).open_current()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the editorial want?", ["bridge-editorial"]),
        ("Who pays, according to the VHF session?", ["vhf-session"]),
        ("what does the unsigned commentary argue", ["harbour-commentary"]),
        ("the harbour commentary on fishermen", ["harbour-commentary"]),
        ("What is lost in the commentary's view?", ["harbour-commentary"]),  # it speaks there, and not in the other
        ("Is anything old in the editorial, or at the session?", ["bridge-editorial", "vhf-session"]),
        ("What is old in the piece on harbour dredging and fishermen?", ["harbour-commentary"]),
        ("What do the two commentaries on old things say?", []),
        ("Which article of the charter is named?", []),
        ("What did the fishermen report about the harbour and dredging?", []),
        ("Why does the article on the harbour claim that dredging is dear?", ["harbour-commentary"]),
        ("What is wrong with a piece on harbour dredging?", []),
        ("the commentary on fish and bread", ["signe"]),
        ("the piece about sonar", []),
        ("What does the lighthouse piece say?", ["vhf-session"]),
        ("What does the article say?", []),
        ("What does the Varn report say?", []),
        ("What did the other editorial want?", []),
        ("Is editorial independence at risk?", []),
        ("What did the Varn Courier article say of the bridge?", []),
    ],
)
def test_what_is_named_is_one_document_or_none(question: str, named: list[str], articles: Snapshot) -> None:
    found = named_documents(re.findall(r"[\w’'-]+", question), articles)
    assert [articles.store.document_ids[one.row] for one in found] == named


def asked(question: str, snapshot: Snapshot) -> tuple[AskedFor, bool]:
    understood = understand(question, WordsEncoder(), snapshot)
    return understood.asked_for, understood.sides


def test_a_document_called_by_its_author_asks_for_the_authors_words(articles: Snapshot) -> None:
    named, sides = asked("What is dear in Dahl's commentary?", articles)
    assert [one.name for one in named.speakers] == ["Signe Dahl"]
    assert named.documents == ()
    assert not sides


def test_a_document_in_which_a_named_speaker_speaks_is_no_other_side(articles: Snapshot) -> None:
    named, sides = asked("What did Ulf Brandt say at the session?", articles)
    assert [one.name for one in named.speakers] == ["Ulf Brandt"]
    assert named.documents == ()
    assert not sides


def test_a_document_that_speaks_of_somebody_sets_no_sides(articles: Snapshot) -> None:
    named, sides = asked("What does the editorial say about Ulf Brandt?", articles)
    assert [articles.store.document_ids[row] for row in named.documents] == ["bridge-editorial"]
    assert not sides


def test_a_named_document_is_no_unknown_speaker(articles: Snapshot) -> None:
    question = "What does the Lighthouse piece say about oil?"
    assert understand(question, WordsEncoder(), articles).unknown is None
    assert understand(question.replace(" piece", ""), WordsEncoder(), articles).unknown is not None


def test_a_follow_up_puts_one_document_in_the_place_of_another(articles: Snapshot) -> None:
    before = "What is old in the editorial?"
    assert complete("And the unsigned commentary?", [before], articles) == "What is old in the unsigned commentary?"


def test_what_a_document_does_not_say_is_not_answered_from_others(articles: Snapshot) -> None:
    reply = answer_question(
        articles, WordsEncoder(), Question("Why does fish cost more than bread there, in the editorial?")
    )
    assert reply.no_answer is not None
    assert reply.no_answer.detail.startswith("No sentence of 'The bridge must go: an editorial'")


def test_where_a_document_answers_no_other_is_quoted(articles: Snapshot) -> None:
    reply = answer_question(articles, WordsEncoder(), Question("What does the editorial say of the old bridge?"))
    assert {one.quote.document.id for one in reply.citations} == {"bridge-editorial"}


def test_the_subject_that_names_a_piece_is_no_more_of_the_question(articles: Snapshot) -> None:
    assert find_named("What is old in the piece on harbour dredging?", articles).rest == "What is old in"
    kept = find_named("What is old in the harbour commentary on fishermen?", articles)
    assert kept.rest == "What is old in on fishermen"


def test_a_speaker_and_another_document_are_two_sides(articles: Snapshot) -> None:
    named, sides = asked("What is old for Ulf Brandt and for the editorial?", articles)
    assert named.several
    assert sides


def test_one_named_document_sets_no_sides(articles: Snapshot) -> None:
    named, sides = asked("Why does the editorial want the bridge closed?", articles)
    assert [articles.store.document_ids[row] for row in named.documents] == ["bridge-editorial"]
    assert not sides


def test_the_best_of_each_named_document_comes_first(articles: Snapshot) -> None:
    understood = understand("What is old in the editorial and in the unsigned commentary?", WordsEncoder(), articles)
    hits = find_hits(articles, understood.encoded, Question("?").filters, understood.asked_for)
    candidates = find_candidates(articles, understood, hits, None)
    rows = [one.document for one in choose_quotes(articles, understood, candidates, 3)]
    assert {*rows[:2]} == {*understood.asked_for.documents}


def test_a_named_documents_sentences_come_before_others_as_near(articles: Snapshot) -> None:
    understood = understand("What is old in the VHF session?", WordsEncoder(), articles)
    hits = find_hits(articles, understood.encoded, Question("?").filters, understood.asked_for)
    best = find_candidates(articles, understood, hits, None)[0]
    assert articles.store.document_ids[best.document] == "vhf-session"
    assert best.score > best.nearness


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What does 'The bridge must go' say of winter?", ["bridge-editorial"]),
        ("What is lost, according to “Dredge the harbour”?", ["harbour-commentary"]),
        ("What is dark in «The VHF session on the lighthouse»?", ["vhf-session"]),
        ("What does The bridge must go want closed?", ["bridge-editorial"]),
        ("Did Holm say 'the bridge must go'?", []),  # words, not a title
        ("Who spoke of “the bridge must go”?", []),
        ("Why the bridge must go before winter", []),  # written as anybody might
        ("The bridge must go", []),  # the whole question
        ("What does 'bridge must' say?", []),  # a part of a title
        ("Is it 'the' end?", []),
    ],
)
def test_a_document_is_called_by_its_title(question: str, rows: list[str], articles: Snapshot) -> None:
    named = find_named(question, articles).asked_for.documents
    assert [articles.store.document_ids[row] for row in named] == rows


def test_a_title_that_two_documents_bear_names_neither(tmp_path: Path) -> None:
    documents = [Document(name, "The harbour is lost: again", f"Nothing is {name}. It is old.") for name in ("a", "b")]
    build_snapshot(documents, WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    assert find_named("What does 'The harbour is lost' say?", snapshot).asked_for.documents == ()


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Who closed the bridge? Five answers", "Who closed the bridge?"),
        ("Who closed the bridge? Five answers", "Tell me Who closed the bridge"),
        ("Petra Ann Holm: a life", "What did Petra Ann Holm say about the bridge?"),
        ("Varn Courier: the early years", "What does the 'Varn Courier' say of the bridge?"),
    ],
)
def test_a_headline_takes_over_no_question(title: str, question: str, tmp_path: Path) -> None:
    said = "Petra Ann Holm said that the bridge was closed by the mayor. Nobody saw it."
    articles = (
        Document("life", title, "It is told here. It is long."),
        Document("news", "News", said, publisher="Varn Courier"),
    )
    build_snapshot(articles, WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    assert find_named(question, snapshot).asked_for.documents == ()


def test_a_follow_up_keeps_the_marks_of_a_title(articles: Snapshot) -> None:
    before = "What does 'The bridge must go' say of winter?"
    completed = complete("And “Dredge the harbour”?", [before], articles)
    assert completed == "What does “Dredge the harbour” say of winter?"
    assert complete("And 'Dredge the harbour'?", [before], articles) == completed


@pytest.mark.parametrize(
    ("question", "named", "sides"),
    [
        ("Is the lamp lit? VHF session on oil", {"vhf-session"}, False),
        ("What does the dredging-weary commentary say?", set(), False),
        ("What does the quay commentary say?", {"harbour-commentary"}, False),
        ("unsigned commentary on the harbour", {"harbour-commentary"}, False),
        ("What do the council's speaker and the editorial on the bridge want?", {"bridge-editorial"}, True),
        (
            "bridge closed - the commentary on the harbour vs the editorial",
            {"harbour-commentary", "bridge-editorial"},
            True,
        ),
        ("What does the editorial say about winter and the bridge?", {"bridge-editorial"}, False),
    ],
)
def test_what_is_named_ends_at_a_clause_and_may_stand_beside_somebody_unknown(
    question: str, named: set[str], sides: bool, articles: Snapshot
) -> None:
    understood = understand(question, WordsEncoder(), articles)
    assert {articles.store.document_ids[row] for row in understood.asked_for.documents} == named
    assert understood.sides is sides
    assert (understood.only is not None) is (len(named) == 1 and not sides)
