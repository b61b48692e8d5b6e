"""What is measured of a sentence: its own cosine and words, and those of the sentences beside it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import service.reading
from corpus.document import Document
from index.build import build_snapshot
from index.encoder import Vectors
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.asked_for import AskedFor
from service.finding import Question, find_candidates, find_hits
from service.question import UnderstoodQuestion, understand
from service.reading import Candidate, measure_hits, read_hits
from service.relevance import MEASURES, PLAIN, TURNED_MEASURES, Relevance
from tests.index.fakes import DAM, TurningEncoder, WordsEncoder
from tests.service.conftest import BRIDGE, HARBOUR

_QUESTION = "Who said the gates of the dam were oiled?"


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    build_snapshot([DAM, BRIDGE, HARBOUR], WordsEncoder(), tmp_path)
    return Snapshots(tmp_path).open_current()


def _measured(
    snapshot: Snapshot, turned: Vectors | None = None
) -> tuple[UnderstoodQuestion, dict[tuple[int, int], Candidate], dict[tuple[int, int], dict[str, float]]]:
    understood = understand(_QUESTION, WordsEncoder(), snapshot)
    hits = find_hits(snapshot, understood.encoded, Question("?").filters, AskedFor())
    encoded = understood.encoded if turned is None else replace(understood.encoded, turned=turned)
    candidates, measures = measure_hits(snapshot, encoded, hits, AskedFor())
    places = [(one.document, one.number) for one in candidates]
    rows = [dict(zip(MEASURES, row, strict=True)) for row in measures.tolist()]
    return understood, dict(zip(places, candidates, strict=True)), dict(zip(places, rows, strict=True))


def test_a_sentences_neighbours_are_measured_within_its_document(snapshot: Snapshot) -> None:
    _, _, measured = _measured(snapshot)
    assert len(measured) > 6
    for (document, number), one in measured.items():
        sentences = len(snapshot.document(document).sentences)
        before, after = measured.get((document, number - 1)), measured.get((document, number + 1))
        assert number or (one["cosine_before"], one["words_before"]) == (0, 0)
        assert number + 1 < sentences or one["cosine_after"] == 0
        if before:
            assert one["cosine_before"] == pytest.approx(before["cosine"])
            assert one["words_before"] == pytest.approx(before["words"])
        if after:
            assert one["cosine_after"] == pytest.approx(after["cosine"])
            assert one["words_beside"] == pytest.approx(max(one["words_before"], after["words"]))


def test_only_the_cosines_to_a_sentence_and_those_beside_it_turn_with_the_question(snapshot: Snapshot) -> None:
    other = WordsEncoder().encode_query("sonar and dredging")
    _, _, plain = _measured(snapshot)
    _, _, turned = _measured(snapshot, other)
    changed = {name for place in plain for name in MEASURES if plain[place][name] != turned[place][name]}
    assert changed == set(TURNED_MEASURES)


def test_another_encoders_sentences_are_ordered_by_the_plain_weights(snapshot: Snapshot) -> None:
    understood, _, measured = _measured(snapshot)
    hits = find_hits(snapshot, understood.encoded, Question("?").filters, AskedFor())
    found = find_candidates(snapshot, replace(understood, asked_for=AskedFor()), hits, None)
    rows = np.array([list(measured[one.document, one.number].values()) for one in found], np.float32)
    assert [one.score for one in found] == pytest.approx(PLAIN.of(rows).tolist(), abs=1e-5)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert [one.score for one in found] == pytest.approx([one.nearness for one in found], abs=1e-5)


def test_sentences_are_ordered_by_what_they_are_to_the_turned_question(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question about a dam, turned to words that only the harbour's article has."""
    understood = understand(_QUESTION, WordsEncoder(), snapshot)
    turned = understand(_QUESTION, TurningEncoder(), snapshot).encoded
    assert np.array_equal(turned.vector, understood.encoded.vector)
    weights = np.array([float(name == "cosine") for name in MEASURES], np.float32)
    monkeypatch.setattr(service.reading, "relevance_for", lambda _: Relevance(weights, learnt=True))
    hits = find_hits(snapshot, turned, Question("?").filters, AskedFor())
    best, *others = read_hits(snapshot, turned, hits)
    assert "sees nothing" in best.span.of(snapshot.document(best.document).document.text)
    assert best.nearness < max(one.nearness for one in others)


def test_items_of_a_list_are_quotable_and_headings_are_not(tmp_path: Path) -> None:
    text = (
        "# Demands of the march on the dam\n\n**17:20 — The dam is shut for good**\n\n"
        "The marchers at the dam asked for:\n\n- the release of those held at the dam\n"
        "- an end to raids on houses near the dam\n- Also read: a dam for the march\n\n"
        "2. The rise of the march on the dam\n\n**“The dam is ours,” the marchers said.**\n\n"
        "Before the march on the dam\n"
    )
    build_snapshot([Document("march", "The march", text)], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    understood = understand("What of the dam?", WordsEncoder(), snapshot)
    hits = find_hits(snapshot, understood.encoded, Question("?").filters, AskedFor())
    quotable = sorted(one.span.of(text) for one in read_hits(snapshot, understood.encoded, hits))
    assert quotable == [
        "**“The dam is ours,” the marchers said.**",
        "- an end to raids on houses near the dam",
        "- the release of those held at the dam",
        "The marchers at the dam asked for:",
    ]
