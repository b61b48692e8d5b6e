"""Questions as ``evals.relevance`` learns from them and judges by them: with their candidates, measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from evals.asked_suites import index_of, shown_by
from evals.case import QuestionCase
from evals.relevance_fit import Lesson
from index.encoder import Encoder, Vectors
from index.snapshot import Snapshot
from service.finding import Question, find_hits
from service.naming import find_named
from service.question import understand
from service.reader_windows import run_around
from service.reading import Candidate, measure_hits
from service.relevance import Relevance

MOST_WINDOWS = 14  # that a question is judged by: as many as a reader is given by default


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A question to judge by: its candidates' windows as rows of sentences, and which evidence each shows."""

    lesson: Lesson
    windows: tuple[range, ...]
    shown: tuple[frozenset[int], ...]
    needed: int

    def found_within(self, relevance: Relevance, turned: Vectors) -> int:
        """How many windows must be read until enough evidence is; more than any are, where they do not hold it."""
        read: list[range] = []
        seen: set[int] = set()
        rows = self.lesson.rows[:, 0].tolist()
        for candidate in np.argsort(-self.lesson.scores(relevance, turned), kind="stable").tolist():
            if len(read) == MOST_WINDOWS:
                break
            if not any(rows[candidate] in window for window in read):
                window = self.windows[candidate]
                read.append(window)
                seen.update(*(shown for row, shown in zip(rows, self.shown, strict=True) if row in window))
                if len(seen) >= self.needed:
                    return len(read)
        return MOST_WINDOWS + 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of a suite, and the answerable questions about them."""

    documents: Sequence[Document]
    cases: tuple[QuestionCase, ...]


def gathered(corpus: Corpus) -> Iterator[Judged]:
    """The questions of a corpus for which there are candidates; what turning changes of these is measured anew."""
    with index_of(corpus.documents) as (snapshot, encoder):
        vectors = np.asarray(snapshot.sentence_vectors, np.float32)
        with_noughts = np.vstack([vectors, np.zeros((1, vectors.shape[1]), np.float32)])
        for case in corpus.cases:
            judged = judged_question(case, snapshot, encoder, with_noughts)
            if judged.windows:
                yield judged


def judged_question(case: QuestionCase, snapshot: Snapshot, encoder: Encoder, vectors: Vectors) -> Judged:
    """A question put to a snapshot; ``vectors``: of its sentences, and a last one of noughts."""
    understood = understand(case.question, encoder, snapshot)
    encoded, asked_for = understood.encoded, understood.asked_for
    hits = find_hits(snapshot, encoded, Question(case.question).filters, asked_for)
    candidates, measures = measure_hits(snapshot, encoded, hits, asked_for)
    shown = tuple(shown_by(case, snapshot, one) for one in candidates)
    evidence = np.array([bool(one) for one in shown], np.bool_)
    lesson = Lesson(find_named(case.question, snapshot).rest, vectors, _rows(snapshot, candidates), measures, evidence)
    return Judged(lesson, tuple(_window(snapshot, one) for one in candidates), shown, case.min_evidence)


def _rows(snapshot: Snapshot, candidates: Sequence[Candidate]) -> npt.NDArray[np.int64]:
    """The rows of each candidate's sentence, of the one before and of the one after; the last of all where none is."""
    none = len(snapshot.sentence_vectors)
    rows = []
    for one in candidates:
        row = int(snapshot.store.first_sentence[one.document]) + one.number
        sentences = len(snapshot.document(one.document).sentences)
        rows.append((row, row - 1 if one.number else none, row + 1 if one.number + 1 < sentences else none))
    return np.array(rows, np.int64).reshape(-1, 3)


def _window(snapshot: Snapshot, candidate: Candidate) -> range:
    run = run_around(snapshot, candidate.document, candidate.number)
    first = int(snapshot.store.first_sentence[run.document])
    return range(first + run.first, first + run.last)
