"""Fit and judge by what sentences are ordered before any is read: ``python -m evals.relevance [--write]``.

Learnt from the questions over practice debates and real news that the reader learns from, too, and from public ones, by
``evals.relevance_fit``. Told is, for the questions for tuning, the share of which enough evidence lies within the first
windows that a reader is given: by the plain weights and nothing turned, and by what is fitted. An hour on two cores,
most of it for indexes and measures.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.articles import load_articles
from evals import practice_news
from evals.asked_suites import DEBATES, DIGESTS, LEARNT, TUNED, debate_cases, tuning_cases
from evals.case import QuestionCase
from evals.practice_news import news_suite
from evals.relevance_fit import Learnt, Lesson, fit
from evals.relevance_lessons import MOST_WINDOWS, Corpus, gathered
from evals.relevance_public import public_corpora
from evals.shared_data import add_shared_option, shared_folder
from index.encoder import DEFAULT_MODEL
from index.encoder_model import TorchEncoder, model_fingerprint, source_of
from index.question_encoder import HOME, question_source, save_question_encoder
from service.relevance import MEASURES, PLAIN, Relevance

_WINDOWS = (1, 2, 3, 4, 6, 8, 10, MOST_WINDOWS)  # of a question, for which the shares are told
_TARGET = Path(__file__).parents[1] / "service" / "relevance.json"
_DIGITS = 4  # of a weight


def main() -> None:
    """Gather, fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument("--write", action="store_true", help="keep the question encoder and the weights")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    if shared is None:
        return
    ours = _lessons((*map(_debate, LEARNT), *(_news(shared, name) for name in practice_news.LEARNT)), "ours")
    public = _lessons(public_corpora(shared, arguments.seed), "public")
    learnt = _rounded(fit(ours, public, source_of(DEFAULT_MODEL).load(), arguments.seed))
    with tempfile.TemporaryDirectory() as folder:
        _save(Path(folder), learnt)
        _tell(shared, learnt.relevance, Path(folder))
    if arguments.write:  # both at the end: either is of no use without the other
        _write(learnt)


def _write(learnt: Learnt) -> None:
    """Keep the question encoder and the weights."""
    _save(HOME, learnt)
    weights = zip(MEASURES, learnt.relevance.weights.tolist(), strict=True)
    stored = {
        "encoder": model_fingerprint(DEFAULT_MODEL),
        "question_encoder": json.loads((HOME / "card.json").read_text(encoding="utf-8"))["sha256"],
        "weights": {name: round(weight, _DIGITS) for name, weight in weights},  # numbers of 32 bits have more
    }
    _TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def _rounded(learnt: Learnt) -> Learnt:
    """With the weights as they are written, so that these are judged."""
    return replace(learnt, relevance=Relevance(learnt.relevance.weights.round(_DIGITS), learnt=True))


def _save(home: Path, learnt: Learnt) -> None:
    save_question_encoder(home, model_fingerprint(DEFAULT_MODEL), learnt.changes)


def _lessons(corpora: Iterator[Corpus] | Sequence[Corpus], whose: str) -> list[Lesson]:
    lessons: list[Lesson] = []
    for one in corpora:
        lessons += [judged.lesson for judged in gathered(one)]
        print(f"{len(lessons)} {whose} to learn from", flush=True)
    return lessons


def _tell(shared: Path, fitted: Relevance, questions: Path) -> None:
    """``questions``: where the question encoder is, judged as it is read: in eight bits."""
    judged = {
        "debates": [_debate(name) for name in TUNED],
        "practice news": [_news(shared, name) for name in practice_news.TUNED],
        "digests": [Corpus(load_articles(DIGESTS).documents, _answerable(tuning_cases("digests")))],
    }
    encoder = source_of(DEFAULT_MODEL)
    hows = {"plain": (PLAIN, TorchEncoder(encoder))}
    if learnt := question_source(encoder, questions):
        hows["fitted"] = (fitted, TorchEncoder(learnt))
    for name, some in judged.items():
        asked = [judged for one in some for judged in gathered(one)]
        for how, (relevance, encoder_of_questions) in hows.items():
            vectors = [encoder_of_questions.encode_query(one.lesson.text) for one in asked]
            within = np.array([one.found_within(relevance, turned) for one, turned in zip(asked, vectors, strict=True)])
            shares = ", ".join(f"{np.mean(within <= windows):.3f} within {windows}" for windows in _WINDOWS)
            print(f"{name}, {len(asked)} answerable questions, {how}: {shares}", flush=True)


def _debate(name: str) -> Corpus:
    return Corpus(load_articles(DEBATES / name / "articles").documents, _answerable(debate_cases(name)))


def _news(shared: Path, name: str) -> Corpus:
    suite = news_suite(shared, name)
    return Corpus(suite.documents or (), _answerable([one for one in suite.cases if isinstance(one, QuestionCase)]))


def _answerable(cases: Sequence[QuestionCase]) -> tuple[QuestionCase, ...]:
    return tuple(one for one in cases if one.answerable)


if __name__ == "__main__":
    main()
