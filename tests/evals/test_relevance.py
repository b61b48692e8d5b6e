"""The order of sentences is learnt from what an answer measures, and judged by windows as they are read."""

import copy
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from evals.case import Evidence, QuestionCase
from evals.relevance_fit import Lesson, fit
from evals.relevance_lessons import Judged, judged_question
from index.build import build_snapshot
from index.encoder import Vectors
from index.encoder_model import load_model
from index.snapshots import Snapshots
from service.asked_for import AskedFor
from service.finding import Question, find_hits
from service.question import understand
from service.reading import measure_hits
from service.relevance import MEASURES, PLAIN, Relevance
from tests.index.fakes import DAM, WordsEncoder
from tests.index.tiny_model import make_tiny_model

_QUESTION = "Who said the gates of the dam were oiled?"
_COSINE = Relevance(np.array([float(name == "cosine") for name in MEASURES], np.float32))
_ACROSS = np.array([1.0, 0.0], np.float32)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_model(str(make_tiny_model(tmp_path_factory.mktemp("tiny"))))


def _encoded(model: Any, texts: list[str]) -> Vectors:
    return np.asarray(model.encode(texts, normalize_embeddings=True, show_progress_bar=False), np.float32)


def _lesson(text: str, sentences: Vectors, evidence: list[int]) -> Lesson:
    """Sentences that are told apart by their vectors alone."""
    count = len(sentences)
    vectors = np.vstack([sentences, np.zeros((1, sentences.shape[1]))]).astype(np.float32)
    rows = np.array([(n, count, count) for n in range(count)], np.int64)
    told = np.array([n in evidence for n in range(count)])
    return Lesson(text, vectors, rows, np.zeros((count, len(MEASURES)), np.float32), told)


def _judged(windows: list[range], shown: list[set[int]], needed: int) -> Judged:
    """Candidates in the order of their rows, the first the most relevant."""
    sentences = np.array([[np.cos(n / 20), np.sin(n / 20)] for n in range(len(windows))], np.float32)
    lesson = _lesson("?", sentences, [n for n, one in enumerate(shown) if one])
    return Judged(lesson, tuple(windows), tuple(frozenset(one) for one in shown), needed)


def test_a_lesson_scores_candidates_as_an_answer_does(tmp_path: Path) -> None:
    """By a question turned elsewhere, with sentences at both ends of a document."""
    build_snapshot([DAM], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    draw = np.random.default_rng(1)
    vectors = np.asarray(snapshot.sentence_vectors, np.float32)
    width = vectors.shape[1]
    relevance = Relevance(draw.normal(0, 1, len(MEASURES)).astype(np.float32))
    case = QuestionCase(id="q", slice="factoid", topic="t", question=_QUESTION, evidence=(), min_evidence=0)
    judged = judged_question(case, snapshot, WordsEncoder(), np.vstack([vectors, np.zeros((1, width), np.float32)]))
    turned = WordsEncoder().encode_query("the flood in spring")
    encoded = replace(understand(_QUESTION, WordsEncoder(), snapshot).encoded, turned=turned)
    hits = find_hits(snapshot, encoded, Question("?").filters, AskedFor())
    candidates, measures = measure_hits(snapshot, encoded, hits, AskedFor())
    assert len(candidates) > 3
    assert judged.lesson.scores(relevance, turned) == pytest.approx(relevance.of(measures), abs=1e-5)
    assert all(
        window.start <= row < window.stop for window, row in zip(judged.windows, judged.lesson.rows[:, 0], strict=True)
    )


def test_what_a_lesson_encodes_is_what_an_answer_encodes(tmp_path: Path) -> None:
    """Without the names that were understood."""
    build_snapshot([DAM], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    asked: list[str] = []

    class Listening(WordsEncoder):
        def encode_turned(self, text: str) -> Vectors:
            asked.append(text)
            return super().encode_turned(text)

    question = "What did Vera Lund say about the gates of the dam in spring?"
    case = QuestionCase(id="q", slice="factoid", topic="t", question=question, evidence=(), min_evidence=0)
    judged = judged_question(case, snapshot, Listening(), np.zeros((9, 128), np.float32))
    assert [judged.lesson.text] == asked
    assert "Lund" not in judged.lesson.text


def test_evidence_is_told_by_the_sentences_of_the_case(tmp_path: Path) -> None:
    build_snapshot([DAM], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    held = "The dam at Oro held through the flood."
    case = QuestionCase(
        id="q",
        slice="factoid",
        topic="t",
        question="What held through the flood?",
        evidence=(Evidence("dam", (held,), ()),),
        min_evidence=1,
    )
    judged = judged_question(case, snapshot, WordsEncoder(), np.zeros((9, 128), np.float32))
    assert judged.lesson.evidence.sum() == 1
    assert [one for one in judged.shown if one] == [frozenset({0})]


def test_windows_are_counted_until_enough_evidence_is_in_them() -> None:
    alone = [range(0, 1), range(1, 2), range(2, 3)]
    assert _judged(alone, [{0}, set(), set()], 1).found_within(_COSINE, _ACROSS) == 1
    assert _judged(alone, [set(), {0}, {1}], 1).found_within(_COSINE, _ACROSS) == 2
    assert _judged(alone, [set(), {0}, {1}], 2).found_within(_COSINE, _ACROSS) == 3
    assert _judged(alone, [{0}, {0}, {0}], 2).found_within(_COSINE, _ACROSS) == 15


def test_a_candidate_within_a_window_read_before_is_no_window_more() -> None:
    assert _judged([range(0, 2), range(0, 2), range(2, 3)], [set(), set(), {0}], 1).found_within(_COSINE, _ACROSS) == 2
    assert _judged([range(0, 2), range(0, 2), range(2, 3)], [set(), {0}, set()], 1).found_within(_COSINE, _ACROSS) == 1


def test_evidence_beyond_the_last_window_is_not_found() -> None:
    windows = [range(n, n + 1) for n in range(16)]
    shown: list[set[int]] = [set() for _ in windows]
    shown[15] = {0}
    assert _judged(windows, shown, 1).found_within(_COSINE, _ACROSS) == 15


def _turnings(model: Any) -> list[Lesson]:
    """Questions each of which another sentence answers than the one most like it."""
    texts = ["who said the dam held", "what crosses twice a day", "who stood a ferry", "what gates held"]
    answers = _encoded(model, ["the mill stood empty", "a dam held the day", "the gates", "a ferry said who"])
    return [_lesson(text, np.vstack([answers, _encoded(model, [text])]), [n]) for n, text in enumerate(texts)]


def test_a_question_learns_to_turn_to_what_answers_and_the_encoder_stays_as_it_is(tiny: Any) -> None:
    lessons = _turnings(tiny)
    before = {name: one.clone() for name, one in tiny.state_dict().items()}
    learnt = fit(lessons * 100, [], tiny, seed=1)
    assert all(bool((one == before[name]).all()) for name, one in tiny.state_dict().items())
    changed = copy.deepcopy(tiny)
    with torch.no_grad():
        for name, change in learnt.changes.items():
            changed.state_dict()[name] += torch.from_numpy(change)
    assert learnt.changes
    assert not any("embeddings" in name for name in learnt.changes)
    for number, lesson in enumerate(lessons):
        plain, turned = (_encoded(model, [lesson.text])[0] for model in (tiny, changed))
        gained = lesson.scores(_COSINE, turned) - lesson.scores(_COSINE, plain)
        assert gained[number] > gained[-1]


def test_what_is_learnt_spreads_scores_as_the_plain_weights_do(tiny: Any) -> None:
    lessons = _turnings(tiny) * 8
    learnt = fit(lessons, [], tiny, seed=1)
    changed = copy.deepcopy(tiny)
    with torch.no_grad():
        for name, change in learnt.changes.items():
            changed.state_dict()[name] += torch.from_numpy(change)
    spread = [one.scores(learnt.relevance, _encoded(changed, [one.text])[0]).std() for one in lessons]
    plain = [one.scores(PLAIN, _encoded(tiny, [one.text])[0]).std() for one in lessons]
    assert np.mean(spread) == pytest.approx(np.mean(plain), rel=1e-3)


def test_the_same_seed_learns_the_same(tiny: Any) -> None:
    lessons = _turnings(tiny)
    first, second, other = (fit(lessons, [], tiny, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.relevance.weights, second.relevance.weights)
    assert all(np.array_equal(one, second.changes[name]) for name, one in first.changes.items())
    assert any(not np.array_equal(one, other.changes[name]) for name, one in first.changes.items())


def test_public_questions_are_learnt_from_once_and_ours_in_each_epoch(
    tiny: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    lessons = _turnings(tiny)
    ours, public = lessons[:1], lessons[1:]

    def listening(logits: torch.Tensor, lesson: Lesson) -> torch.Tensor:
        seen.append(lesson.text)
        return logits.sum()

    monkeypatch.setattr("evals.relevance_fit._loss", listening)
    fit(ours, public, tiny, seed=1)
    assert Counter(seen) == {ours[0].text: 3} | {one.text: 1 for one in public}


def test_questions_without_evidence_teach_nothing(tiny: Any) -> None:
    nothing = _lesson("who held", np.ones((1, 32), np.float32), [])
    with pytest.raises(ValueError, match="no question has evidence"):
        fit([nothing], _turnings(tiny), tiny, seed=1)
