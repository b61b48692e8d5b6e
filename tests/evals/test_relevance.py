"""The order of sentences is learnt from what an answer measures, and judged by windows as they are read."""

from pathlib import Path

import numpy as np
import pytest

from evals.case import Evidence, QuestionCase
from evals.relevance import Judged, judged_question
from evals.relevance_fit import Lesson, fit
from index.build import build_snapshot
from index.encoder import Vectors
from index.snapshots import Snapshots
from service.asked_for import AskedFor
from service.finding import Question, find_hits
from service.question import understand
from service.reading import measure_hits
from service.relevance import MEASURES, PLAIN, Relevance
from tests.index.fakes import DAM, WordsEncoder

_QUESTION = "Who said the gates of the dam were oiled?"
_COSINE = Relevance(np.array([float(name == "cosine") for name in MEASURES], np.float32))


def _lesson(question: list[float], sentences: list[list[float]], evidence: list[int]) -> Lesson:
    """Sentences that are told apart by their vectors alone."""
    count = len(sentences)
    vectors = np.array([*sentences, [0.0] * len(question)], np.float32)
    rows = np.array([(n, count, count) for n in range(count)], np.int64)
    told = np.array([n in evidence for n in range(count)])
    return Lesson(np.array(question, np.float32), vectors, rows, np.zeros((count, len(MEASURES)), np.float32), told)


def _judged(windows: list[range], shown: list[set[int]], needed: int) -> Judged:
    """Candidates in the order of their rows, the first the most relevant."""
    sentences = [[float(np.cos(n / 9)), float(np.sin(n / 9))] for n in range(len(windows))]
    lesson = _lesson([1.0, 0.0], sentences, [n for n, one in enumerate(shown) if one])
    return Judged(lesson, tuple(windows), tuple(frozenset(one) for one in shown), needed)


def test_a_lesson_scores_candidates_as_an_answer_does(tmp_path: Path) -> None:
    """With a matrix that is not its own mirror image, and sentences at both ends of a document."""
    build_snapshot([DAM], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    draw = np.random.default_rng(1)
    vectors = np.asarray(snapshot.sentence_vectors, np.float32)
    width = vectors.shape[1]
    matrix = draw.normal(0, 0.1, (width, width)).astype(np.float32)
    relevance = Relevance(draw.normal(0, 1, len(MEASURES)).astype(np.float32), matrix)
    case = QuestionCase(id="q", slice="factoid", topic="t", question=_QUESTION, evidence=(), min_evidence=0)
    judged = judged_question(case, snapshot, WordsEncoder(), np.vstack([vectors, np.zeros((1, width), np.float32)]))
    encoded = understand(_QUESTION, WordsEncoder(), snapshot).encoded
    hits = find_hits(snapshot, encoded, Question("?").filters, AskedFor())
    candidates, measures = measure_hits(snapshot, encoded, hits, AskedFor(), relevance.turned(encoded.vector))
    assert len(candidates) > 3
    assert judged.lesson.scores(relevance) == pytest.approx(relevance.of(measures), abs=1e-5)
    assert [
        window.start <= row < window.stop for window, row in zip(judged.windows, judged.lesson.rows[:, 0], strict=True)
    ]


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
    assert _judged(alone, [{0}, set(), set()], 1).found_within(_COSINE) == 1
    assert _judged(alone, [set(), {0}, {1}], 1).found_within(_COSINE) == 2
    assert _judged(alone, [set(), {0}, {1}], 2).found_within(_COSINE) == 3
    assert _judged(alone, [{0}, {0}, {0}], 2).found_within(_COSINE) == 9


def test_a_candidate_within_a_window_read_before_is_no_window_more() -> None:
    assert _judged([range(0, 2), range(0, 2), range(2, 3)], [set(), set(), {0}], 1).found_within(_COSINE) == 2
    assert _judged([range(0, 2), range(0, 2), range(2, 3)], [set(), {0}, set()], 1).found_within(_COSINE) == 1


def test_evidence_beyond_the_last_window_is_not_found() -> None:
    windows = [range(n, n + 1) for n in range(10)]
    shown: list[set[int]] = [set() for _ in windows]
    shown[9] = {0}
    assert _judged(windows, shown, 1).found_within(_COSINE) == 9


def test_a_question_learns_to_turn_to_what_answers_and_not_to_what_is_like_it() -> None:
    """What answers leans from the question to one side, what is more like it to the other; one is asked anew."""
    axes = np.eye(6, dtype=np.float32)

    def lesson(question: Vectors, aside: Vectors) -> Lesson:
        like, answer = 0.93 * question - 0.367 * aside, 0.9 * question + 0.436 * aside
        return _lesson(question.tolist(), [like.tolist(), answer.tolist()], [1])

    relevance = fit([lesson(axes[n], axes[3 + n]) for n in range(3)] * 400, seed=1)
    new = lesson((axes[0] + axes[1]) / 2**0.5, (axes[3] + axes[4]) / 2**0.5)
    assert int(np.argmax(new.scores(PLAIN))) == 0
    assert int(np.argmax(new.scores(relevance))) == 1


def test_what_is_learnt_spreads_scores_as_the_plain_weights_do() -> None:
    draw = np.random.default_rng(2)
    lessons = []
    for _ in range(40):
        sentences = draw.normal(0, 1, (7, 6))
        sentences /= np.linalg.norm(sentences, axis=1, keepdims=True)
        lessons.append(_lesson(sentences[0].tolist(), sentences.tolist(), [3]))
    relevance = fit(lessons, seed=1)
    spread, plain = (np.mean([one.scores(by).std() for one in lessons]) for by in (relevance, PLAIN))
    assert spread == pytest.approx(plain, rel=1e-3)


def test_the_same_seed_learns_the_same() -> None:
    lessons = [_lesson([1.0, 0.0], [[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]], [1])] * 5
    first, second, other = (fit(lessons, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.weights, second.weights)
    assert first.matrix is not None
    assert second.matrix is not None
    assert other.matrix is not None
    assert np.array_equal(first.matrix, second.matrix)
    assert not np.array_equal(first.matrix, other.matrix)


def test_questions_without_evidence_teach_nothing() -> None:
    with pytest.raises(ValueError, match="no question has evidence"):
        fit([_lesson([1.0, 0.0], [[1.0, 0.0]], [])], seed=1)
