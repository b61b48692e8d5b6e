"""Fit and judge what kind of answer a question asks for: ``python -m evals.question_kinds [--write]``.

Learnt from the answerable questions over practice debates and real news that the reader learns from, too. Told are, for
those for choices, the AUROC of each kind, and how often "one statement or more" is told rightly.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals import practice_news
from evals.asked_suites import LEARNT, TUNED, debate_cases
from evals.practice_news import Asked
from service.question_kinds import KIND_NAMES, KindName, pieces

_TARGET = Path(__file__).parents[1] / "service" / "question_kinds.json"
_FEWEST = 6  # questions a word must stand in; 3 and 4 did alike with two and three times as many words
_LOOSENESS = 0.5  # scikit-learn's C; 0.3 to 1 did alike
_KINDS: dict[str, KindName] = {"viewpoint": "views", "compare": "sides", "list": "list"}  # all others: one statement


def main() -> None:
    """Fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the model")
    arguments = parser.parse_args()
    learnt = _answerable(LEARNT, practice_news.LEARNT)
    asked = _answerable(TUNED, practice_news.TUNED)
    words, model = _fit([case.question for case in learnt], _kinds(learnt))
    likely = model.predict_proba(words.transform([case.question for case in asked]))[:, _columns(model)]
    kinds = _kinds(asked)
    told = ", ".join(f"{k} {roc_auc_score(kinds == k, likely[:, n]):.3f}" for n, k in enumerate(KIND_NAMES))
    right = np.mean((likely[:, 0] < 0.5) == (kinds != "one"))  # noqa: PLR2004 - as likely as not
    print(f"{len(words.vocabulary_)} words and pairs of {len(learnt)} questions; of {len(asked)} others:")
    print(f"AUROC {told}; one or more told rightly {right:.3f}")
    if arguments.write:
        _TARGET.write_text(_stored(words, model), encoding="utf-8")


def _answerable(debates: Sequence[str], news: Sequence[str]) -> list[Asked]:
    asked = [Asked(case.question, case.slice) for name in debates for case in debate_cases(name) if case.answerable]
    return asked + practice_news.answerable(news)


def _kinds(cases: Sequence[Asked]) -> npt.NDArray[np.str_]:
    return np.array([_KINDS.get(case.kind, "one") for case in cases])


def _fit(questions: Sequence[str], kinds: npt.NDArray[np.str_]) -> tuple[CountVectorizer, LogisticRegression]:
    words = CountVectorizer(analyzer=pieces, min_df=_FEWEST)
    return words, LogisticRegression(C=_LOOSENESS, max_iter=3000).fit(words.fit_transform(questions), kinds)


def _columns(model: LogisticRegression) -> list[int]:
    return [list(model.classes_).index(kind) for kind in KIND_NAMES]


def _stored(words: CountVectorizer, model: LogisticRegression) -> str:
    """JSON with a word or pair a line."""
    columns = _columns(model)
    intercepts = [round(float(model.intercept_[column]), 3) for column in columns]
    lines = ",\n".join(
        f"{json.dumps(piece)}: {[round(float(model.coef_[column, place]), 3) for column in columns]}"
        for piece, place in sorted(words.vocabulary_.items())
    )
    return f'{{"intercepts": {intercepts}, "weights": {{\n{lines}\n}}}}\n'


if __name__ == "__main__":
    main()
