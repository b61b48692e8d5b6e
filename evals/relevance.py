"""Fit and judge by what sentences are ordered before any is read: ``python -m evals.relevance [--write]``.

Learnt from the questions over practice debates and real news that the reader learns from, too, by
``evals.relevance_fit``. Told is, for the questions for tuning, the share of which enough evidence lies within the first
windows that a reader is given: by the plain weights, and by what is fitted. A quarter of an hour, most for indexes.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.articles import load_articles
from corpus.document import Document
from evals import practice_news
from evals.asked_suites import DEBATES, DIGESTS, LEARNT, TUNED, debate_cases, index_of, shown_by, tuning_cases
from evals.case import QuestionCase
from evals.practice_news import news_suite
from evals.relevance_fit import Lesson, fit
from evals.shared_data import add_shared_option, shared_folder
from index.encoder import Encoder, Vectors
from index.encoder_model import model_fingerprint
from index.snapshot import Snapshot
from service.finding import Question, find_hits
from service.question import understand
from service.reader_windows import run_around
from service.reading import Candidate, measure_hits
from service.relevance import HOME, PLAIN, Relevance, RelevanceModel, open_relevance, save_relevance
from service.settings import Settings

_WINDOWS = (1, 2, 3, 4, 5, 6, 8)  # of a question, for which the shares are told


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A question to judge by: its candidates' windows as rows of sentences, and which evidence each shows."""

    lesson: Lesson
    windows: tuple[range, ...]
    shown: tuple[frozenset[int], ...]
    needed: int

    def found_within(self, relevance: Relevance) -> int:
        """How many windows must be read until enough evidence is; more than any are, where they do not hold it."""
        read: list[range] = []
        seen: set[int] = set()
        rows = self.lesson.rows[:, 0].tolist()
        for candidate in np.argsort(-self.lesson.scores(relevance), kind="stable").tolist():
            if len(read) == max(_WINDOWS):
                break
            if not any(rows[candidate] in window for window in read):
                window = self.windows[candidate]
                read.append(window)
                seen.update(*(shown for row, shown in zip(rows, self.shown, strict=True) if row in window))
                if len(seen) >= self.needed:
                    return len(read)
        return max(_WINDOWS) + 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of a suite, and the answerable questions about them."""

    documents: Sequence[Document]
    cases: tuple[QuestionCase, ...]


def main() -> None:
    """Gather, fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument("--write", action="store_true", help="keep the model")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    if shared is None:
        return
    lessons: list[Lesson] = []
    for one in (*map(_debate, LEARNT), *(_news(shared, name) for name in practice_news.LEARNT)):
        lessons += [judged.lesson for judged in gathered(one)]
        print(f"{len(lessons)} questions to learn from", flush=True)
    model = RelevanceModel(model_fingerprint(Settings().encoder), fit(lessons, arguments.seed))
    with tempfile.TemporaryDirectory() as folder:
        home = HOME if arguments.write else Path(folder)
        save_relevance(home, model)
        _tell(shared, open_relevance(home).relevance)  # as it is read: with numbers of fewer digits


def _tell(shared: Path, fitted: Relevance) -> None:
    judged = {
        "debates": [_debate(name) for name in TUNED],
        "practice news": [_news(shared, name) for name in practice_news.TUNED],
        "digests": [Corpus(load_articles(DIGESTS).documents, _answerable(tuning_cases("digests")))],
    }
    for name, some in judged.items():
        asked = [judged for one in some for judged in gathered(one)]
        for how, relevance in (("plain", PLAIN), ("fitted", fitted)):
            within = np.array([one.found_within(relevance) for one in asked])
            shares = ", ".join(f"{np.mean(within <= windows):.3f} within {windows}" for windows in _WINDOWS)
            print(f"{name}, {len(asked)} answerable questions, {how}: {shares}", flush=True)


def _debate(name: str) -> Corpus:
    return Corpus(load_articles(DEBATES / name / "articles").documents, _answerable(debate_cases(name)))


def _news(shared: Path, name: str) -> Corpus:
    suite = news_suite(shared, name)
    return Corpus(suite.documents or (), _answerable([one for one in suite.cases if isinstance(one, QuestionCase)]))


def _answerable(cases: Sequence[QuestionCase]) -> tuple[QuestionCase, ...]:
    return tuple(one for one in cases if one.answerable)


def gathered(corpus: Corpus) -> Iterator[Judged]:
    """The questions of a corpus for which there are candidates; no model of relevance is needed for these."""
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
    candidates, measures = measure_hits(snapshot, encoded, hits, asked_for, encoded.vector)
    shown = tuple(shown_by(case, snapshot, one) for one in candidates)
    evidence = np.array([bool(one) for one in shown], np.bool_)
    lesson = Lesson(encoded.vector, vectors, _rows(snapshot, candidates), measures, evidence)
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


if __name__ == "__main__":
    main()
