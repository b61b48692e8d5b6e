"""Promises of retrieval."""

from datetime import date

import pytest

from index.build import build_snapshot
from index.retrieval import COSINE_WEIGHT, Filters, Hit, encode_question, matched_words, search
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from tests.index.fakes import ARTICLES, WordsEncoder, long_article

_EXTRA = long_article("ines", 200)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("index")
    build_snapshot((*ARTICLES, _EXTRA), WordsEncoder(), folder)
    return Snapshots(folder).open_current()


def ask(snapshot: Snapshot, question: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
    return search(snapshot, encode_question(question, WordsEncoder(), snapshot), limit, filters)


def documents(snapshot: Snapshot, hits: list[Hit]) -> list[str]:
    return list(dict.fromkeys(snapshot.store.document_ids[hit.passage.document] for hit in hits))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did engineer Lund say of the gates?", "dam"),
        ("Which captain wants a third crossing for school children?", "ferry"),
        ("Whose wheel sang?", "mill"),
        ("پانی کم ہے", "mill"),
        ("How many APPLES did growers lose?", "orchard"),
        ("What did Harbour News write about?", "ferry"),
    ],
)
def test_the_passage_that_holds_the_words_of_the_question_comes_first(
    snapshot: Snapshot, question: str, expected: str
) -> None:
    assert documents(snapshot, ask(snapshot, question))[0] == expected


def test_hits_are_best_first_and_each_is_found_once(snapshot: Snapshot) -> None:
    hits = ask(snapshot, "ferry mill dam", 100)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.row for hit in hits}) == len(hits)


def test_a_hit_says_why_it_was_found(snapshot: Snapshot) -> None:
    question = "Who oiled the gates, zebra?"
    best = ask(snapshot, question)[0]
    encoded = encode_question(question, WordsEncoder(), snapshot)
    assert set(matched_words(snapshot, encoded, best.passage)) == set(snapshot.words.analyze("oiled the gates"))
    assert best.words_rank == 1
    assert best.dense_rank is not None
    assert best.cosine is not None
    assert best.words_share is not None
    assert 0 < best.words_share <= 1
    assert best.score == pytest.approx(best.words_share + COSINE_WEIGHT * best.cosine)


def test_a_hit_carries_the_passage_of_its_row(snapshot: Snapshot) -> None:
    for hit in ask(snapshot, "witness ferry", 100):
        assert hit.passage == snapshot.store.passage(hit.row)
        text = snapshot.document(hit.passage.document).document.text
        assert hit.passage.span.of(text)


def test_the_same_question_gets_the_same_hits(snapshot: Snapshot) -> None:
    assert ask(snapshot, "the old mill below the dam") == ask(snapshot, "the old mill below the dam")


def test_fewer_hits_asked_for_are_the_first_of_more(snapshot: Snapshot) -> None:
    assert ask(snapshot, "the ferry", 2) == ask(snapshot, "the ferry", 50)[:2]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(documents=("ferry", "mill")), {"ferry", "mill"}),
        (Filters(documents=("ferry", "nobody")), {"ferry"}),
        (Filters(documents=("nobody",)), set()),
        (Filters(documents=()), set()),
        (Filters(since=date(2022, 7, 1)), {"ferry", "orchard"}),
        (Filters(until=date(2022, 7, 1)), {"dam", "ferry"}),
        (Filters(since=date(2022, 7, 2), until=date(2022, 12, 31)), set()),
        (Filters(documents=("dam", "mill"), since=date(2000, 1, 1)), {"dam"}),
        (Filters(), {"dam", "ferry", "mill", "orchard", "ines"}),
    ],
)
def test_filters_leave_exactly_the_documents_they_say_and_undated_ones_are_in_no_span_of_dates(
    snapshot: Snapshot, filters: Filters, left: set[str]
) -> None:
    assert set(documents(snapshot, ask(snapshot, "the ferry and the dam", 100, filters))) == left


def test_every_passage_of_what_the_filters_leave_can_be_found(snapshot: Snapshot) -> None:
    row = snapshot.document_row("ines")
    assert row is not None
    expected = list(range(snapshot.store.first_passage[row], snapshot.store.first_passage[row + 1]))
    hits = ask(snapshot, "ferry", 100, Filters(documents=("ines",)))
    assert len(expected) > 2
    assert sorted(hit.row for hit in hits) == expected


@pytest.mark.parametrize("question", ["", "?!", "zebra xylophone", 'AND OR "( :*', "🌾", "a" * 5000, "word " * 3000])
def test_any_question_is_only_words_and_gets_hits_with_finite_scores(snapshot: Snapshot, question: str) -> None:
    for hit in ask(snapshot, question):
        assert -1 <= hit.score <= 2


def test_a_word_asked_twice_counts_once(snapshot: Snapshot) -> None:
    encoded = encode_question("ferry Ferry FERRIES dam", WordsEncoder(), snapshot)
    assert [term.word for term in encoded.terms] == snapshot.words.analyze("ferry dam")
