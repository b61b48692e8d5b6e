"""The passages of a search are ordered by their best sentences, too."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from index.build import build_snapshot
from index.encoder import Vectors
from index.retrieval import EncodedQuestion, Filters, encode_question, search
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.asked_for import AskedFor
from service.passage_order import search_by_sentences
from service.reading import best_sentences, measure_hits
from service.relevance import MEASURES
from tests.index.fakes import ARTICLES, WordsEncoder, long_article

_SPREAD = Document(
    "spread",
    "Notes from a valley",
    "The ferry broke its rudder again. A captain keeps goats behind the church. Some bought nothing at all. "
    "In June new lamps came to the square.",
)
_TOGETHER = Document(
    "together",
    "Notes from a valley",
    "Goats live behind the church and eat what they find there. In June the ferry captain bought a new rudder. "
    "Nobody minded the lamps in the square, which burn all night and help the people who walk home late.",
)
_QUESTION = "When was it that the ferry captain bought a new rudder?"


def _snapshot(folder: Path, articles: Sequence[Document]) -> Snapshot:
    build_snapshot(articles, WordsEncoder(), folder)
    return Snapshots(folder).open_current()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return _snapshot(tmp_path_factory.mktemp("order"), (*ARTICLES, _SPREAD, _TOGETHER, long_article("ines", 150)))


def _encoded(snapshot: Snapshot, question: str) -> EncodedQuestion:
    return encode_question(question, WordsEncoder(), snapshot)


def test_the_passage_with_a_sentence_of_all_words_comes_before_one_that_spreads_them(snapshot: Snapshot) -> None:
    encoded = _encoded(snapshot, _QUESTION)
    ids = snapshot.store.document_ids
    plain = [ids[hit.passage.document] for hit in search(snapshot, encoded, 30)]
    ordered = [ids[hit.passage.document] for hit in search_by_sentences(snapshot, encoded, 30, Filters())]
    assert plain.index("spread") < plain.index("together")  # the shorter one, by the words of the whole passage
    assert ordered[0] == "together"


@settings(max_examples=40, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["ferry", "captain", "dam", "gates", "mill", "wheel", "goats", "lamps", "the", "zebra"]),
        max_size=40,
    )
)
def test_a_search_by_sentences_finds_the_same_passages_each_once_best_first(
    snapshot: Snapshot, words: list[str]
) -> None:
    encoded = _encoded(snapshot, " ".join(("What", *words)))
    hits = search_by_sentences(snapshot, encoded, 30, Filters())
    assert sorted(hit.row for hit in hits) == sorted(hit.row for hit in search(snapshot, encoded, 30))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_how_many_are_asked_for_does_not_change_which_are_best(tmp_path: Path) -> None:
    snapshot = _snapshot(tmp_path, [long_article(f"Ines{n}", 60) for n in range(12)])
    encoded = _encoded(snapshot, "Which witness saw the ferry number 41 pass the old mill?")
    all_of_them = search_by_sentences(snapshot, encoded, 100, Filters())
    assert len(all_of_them) > 40
    assert [hit.score for hit in all_of_them] == sorted((hit.score for hit in all_of_them), reverse=True)
    for limit in (1, 10, 30, 31, 45):
        assert search_by_sentences(snapshot, encoded, limit, Filters()) == all_of_them[:limit]


def test_the_best_sentence_is_compared_with_the_question_as_it_is_turned(snapshot: Snapshot) -> None:
    encoded = _encoded(snapshot, _QUESTION)
    ids = snapshot.store.document_ids
    before = search_by_sentences(snapshot, encoded, 30, Filters())

    class ToTheMill(WordsEncoder):
        def encode_turned(self, text: str) -> Vectors:
            return self.encode_query("Its wheel sang, people said.")

    turned = search_by_sentences(snapshot, encode_question(_QUESTION, ToTheMill(), snapshot), 30, Filters())
    gained = {hit.row: hit.score for hit in turned}
    most = max(before, key=lambda hit: gained[hit.row] - hit.score)
    assert ids[most.passage.document] == "mill"


def test_only_documents_that_the_filters_leave_are_ordered(snapshot: Snapshot) -> None:
    hits = search_by_sentences(snapshot, _encoded(snapshot, _QUESTION), 30, Filters(documents=("spread",)))
    assert {snapshot.store.document_ids[hit.passage.document] for hit in hits} == {"spread"}


def test_in_a_question_for_several_facts_words_and_names_weigh_more_than_cosines(snapshot: Snapshot) -> None:
    short = "Which captain did Harbour News name?"
    for question, weights in (
        (short, (1.0, 0.0, 0.0)),
        (f"{short} {'And which dam was it that held through the flood? ' * 3}", (0.3, 1.0, 1.0)),
    ):
        encoded = _encoded(snapshot, question)
        before = {hit.row: hit for hit in search(snapshot, encoded, 30)}
        hits = search_by_sentences(snapshot, encoded, 30, Filters())
        assert any(hit.named for hit in hits)
        best = best_sentences(snapshot, encoded, hits)
        for hit, (cosine, words) in zip(hits, best, strict=True):
            added = sum(a * b for a, b in zip(weights, (cosine, words, hit.named), strict=True))
            assert hit.score == pytest.approx(before[hit.row].score + added)


def test_a_passages_best_sentence_is_the_best_measured_of_its_candidates(snapshot: Snapshot) -> None:
    encoded = _encoded(snapshot, _QUESTION)
    hits = search(snapshot, encoded, 30)
    candidates, measures = measure_hits(snapshot, encoded, hits, AskedFor())
    best = best_sentences(snapshot, encoded, hits)
    for column, name in enumerate(("cosine", "words")):
        of_hit = [0.0] * len(hits)
        for one, row in zip(candidates, measures[:, MEASURES.index(name)].tolist(), strict=True):
            for number, hit in enumerate(hits):
                passage = hit.passage
                if one.document == passage.document and passage.first <= one.number < passage.last:
                    of_hit[number] = max(of_hit[number], row)
        assert [one[column] for one in best] == pytest.approx(of_hit)


def test_a_passage_without_a_quotable_sentence_gains_nothing(tmp_path: Path) -> None:
    heading = Document("heading", "Ferry", "# Ferry\n\nFerry\n")
    snapshot = _snapshot(tmp_path, (heading,))
    encoded = _encoded(snapshot, "ferry")
    hits = search(snapshot, encoded, 5)
    assert best_sentences(snapshot, encoded, hits) == [(0.0, 0.0)] * len(hits)
    assert search_by_sentences(snapshot, encoded, 5, Filters()) == hits
