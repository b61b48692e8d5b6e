"""Fit and judge the rule that says how likely an answer is: ``python -m evals.confidence``.

Questions of the SQuAD 2.0 part are put to their own article (answerable or not) and to another article (far). The
rule is fitted on half of the articles and judged on the other half. Prints slope and intercept, AUROC, expected
calibration error (ten equal bins; Naeini et al. 2015), and what each threshold keeps and lets through.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from corpus.document import Document
from evals.shared_data import add_shared_option, json_lines, shared_folder
from index.build import build_snapshot
from index.encoder import Encoder
from index.retrieval import Filters
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.finding import Question, find_candidates, find_hits
from service.question import understand
from service.settings import Settings
from service.wiring import open_encoder

_ARTICLES = 20  # half to fit, half to judge; of 23
_QUESTIONS = 60  # of an article: some 30 answerable, 30 not
_FAR = 20  # of another article
_SEED = 5
_BINS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One question put to one article: how near its best sentence was, and whether the article answers it."""

    article: str
    kind: str
    answered: bool
    nearness: float


def main() -> None:
    """Ask, fit, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    if shared is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        cases = list(_cases(shared, Path(folder)))
    names = sorted({case.article for case in cases})
    fitting, judging = set(names[::2]), set(names[1::2])
    model = LogisticRegression(C=1e6).fit(*_table([case for case in cases if case.article in fitting]))
    print(f"slope {model.coef_[0][0]:.2f}, intercept {model.intercept_[0]:.2f}, fitted on {len(fitting)} articles")
    judged = [case for case in cases if case.article in judging]
    _report(judged, model.predict_proba(_table(judged)[0])[:, 1])


def _cases(shared: Path, folder: Path) -> Iterator[Case]:
    questions: dict[str, list[tuple[str, bool]]] = {}
    contexts: dict[str, dict[str, None]] = {}
    for row in json_lines(shared / "data" / "squad2_dev_part.jsonl.gz"):
        questions.setdefault(row["title"], []).append((row["question"], row["answerable"]))
        contexts.setdefault(row["title"], {}).setdefault(row["context"])
    random_source = random.Random(_SEED)
    titles = random_source.sample(sorted(questions), _ARTICLES)
    ids = {title: f"squad-{number}" for number, title in enumerate(titles)}
    documents = [Document(id=ids[t], title=t.replace("_", " "), text="\n".join(contexts[t]) + "\n") for t in titles]
    encoder = open_encoder(Settings(index=folder))
    build_snapshot(documents, encoder, folder)
    snapshot = Snapshots(folder).open_current()
    for number, title in enumerate(titles):
        other = titles[(number + 1) % len(titles)]
        for text, answerable in random_source.sample(questions[title], _QUESTIONS):
            kind = "answerable" if answerable else "near"
            yield Case(title, kind, answerable, _nearness(snapshot, encoder, text, ids[title]))
        for text, _ in random_source.sample(questions[other], _FAR):
            yield Case(title, "far", answered=False, nearness=_nearness(snapshot, encoder, text, ids[title]))


def _nearness(snapshot: Snapshot, encoder: Encoder, text: str, document: str) -> float:
    question = Question(text, filters=Filters(documents=(document,)))
    understood = understand(text, encoder, snapshot)
    hits = find_hits(snapshot, understood.encoded, question.filters, understood.voices)
    candidates = find_candidates(snapshot, understood, hits, None)
    return max((candidate.nearness for candidate in candidates), default=0.0)


def _table(cases: list[Case]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    return np.array([[case.nearness] for case in cases]), np.array([int(case.answered) for case in cases])


def _report(cases: list[Case], probabilities: npt.NDArray[np.float64]) -> None:
    answered = np.array([case.answered for case in cases])
    for kind in ("near", "far"):
        chosen = np.array([case.answered or case.kind == kind for case in cases])
        print(f"AUROC answerable against {kind}: {roc_auc_score(answered[chosen], probabilities[chosen]):.3f}")
    print(f"expected calibration error: {_calibration_error(answered, probabilities):.3f} of {len(cases)} cases")
    for threshold in (0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3):
        passed = {
            kind: np.mean([p >= threshold for case, p in zip(cases, probabilities, strict=True) if case.kind == kind])
            for kind in ("answerable", "near", "far")
        }
        print(f"threshold {threshold}: answered " + ", ".join(f"{kind} {part:.3f}" for kind, part in passed.items()))


def _calibration_error(answered: npt.NDArray[np.bool_], probabilities: npt.NDArray[np.float64]) -> float:
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    parts = [
        np.sum(bins == one) * abs(answered[bins == one].mean() - probabilities[bins == one].mean())
        for one in range(_BINS)
        if np.any(bins == one)
    ]
    return float(sum(parts) / len(answered))


if __name__ == "__main__":
    main()
