"""Fit and judge whether to read on: ``python -m evals.reading_on [--write]``.

The questions for tuning over the practice debates, the real news and our digests, those too that nothing answers, are
read to the end. Before each two windows it is noted what was known, and whether they hold a piece of evidence that none
before them held while more of it was needed. A logistic model is fitted by each of a reader's numbers. Told are, on
suites left out one at a time and for several least probabilities, how many windows are read, and how often enough
evidence is among the three best sentences then.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, roc_auc_score

from evals.asked_suites import Put, called_fit, put_tuned
from evals.logistic import fit_logistic
from service.close_reading import CloseReading, add_odds, with_odds
from service.reader import SentenceOdds
from service.reader_windows import Run, as_window, runs_with_reasons
from service.reading import Place
from service.reading_on import AT_ONCE, By, SoFar, features

Table = npt.NDArray[np.float64]

_TARGET = Path(__file__).parents[1] / "service" / "reading_on.json"
_QUOTES = 3  # of an answer, as by default
_STRENGTH = 1.0  # inverse of the penalty; not varied, since the rows are some ten thousand
_LEAST = 0.025  # see docs/measurements.md
_TRIED = (0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.08)
_BY: tuple[By, ...] = ("belongs", "answers")


@dataclass(frozen=True, slots=True)
class Step:
    """Before two windows: what was known, and whether they hold a new piece of evidence while more was needed."""

    known: tuple[float, ...]
    adds: bool


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question: its steps, and what is read and found after none of them, after one, and so on.

    ``windows``: how many are read then; ``found``: whether its evidence is, which it never is where nothing answers.
    """

    suite: str
    kind: str
    steps: tuple[Step, ...]
    windows: tuple[int, ...]
    found: tuple[bool, ...]


def main() -> None:
    """Ask, fit, judge, write."""
    called = called_fit(__doc__)
    if called is None:
        return
    asked: dict[By, list[ReadQuestion]] = {by: [] for by in _BY}
    for kind, suite, questions in put_tuned(called.shared):
        for one in questions:
            if one.candidates:
                for by, noted in gathered(kind, suite, one, called.close).items():
                    asked[by].append(noted)
        print(f"{suite}: {len(asked['belongs'])} questions so far", flush=True)
    stored = {by: _fitted(by, some) for by, some in asked.items()}
    if called.write:
        _TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def gathered(kind: str, suite: str, question: Put, close: CloseReading) -> dict[By, ReadQuestion]:
    """What there is to learn from a question that has candidates, by each of a reader's numbers."""
    runs = runs_with_reasons(question.snapshot, question.candidates, close.windows)
    told = close.reader.read(question.understood.plain, [as_window(question.snapshot, run) for run, _ in runs])
    alone = [tuple(replace(odds, belongs=None) for odds in of_run) for of_run in told]
    around = [candidate.relevance for _, candidate in runs]
    given = zip(_BY, (told, alone), strict=True)
    return {by: _noted(kind, suite, question, [run for run, _ in runs], around, some) for by, some in given}


def _noted(
    kind: str,
    suite: str,
    question: Put,
    runs: Sequence[Run],
    around: Sequence[float],
    told: Sequence[Sequence[SentenceOdds]],
) -> ReadQuestion:
    best: dict[Place, SentenceOdds] = {}
    shown = [_evidence(question, run) for run in runs]
    seen: frozenset[int] = frozenset()
    steps, windows, found = [], [], []
    for start in range(0, len(runs), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        held = frozenset[int]().union(*shown[some])
        if start:
            so_far = SoFar(start, tuple(best.values()), around[0], around[start], question.understood.kinds.one)
            adds = bool(held - seen) and len(seen) < question.case.min_evidence
            steps.append(Step(features(so_far), adds))
        for run, of_run in zip(runs[some], told[some], strict=True):
            add_odds(best, run, of_run)
        seen |= held
        windows.append(min(start + AT_ONCE, len(runs)))
        found.append(question.case.answerable and _is_found(question, best))
    return ReadQuestion(
        suite, kind if question.case.answerable else "unanswered", tuple(steps), tuple(windows), tuple(found)
    )


def _evidence(question: Put, run: Run) -> frozenset[int]:
    """Which pieces of evidence the sentences of a run show that may be quoted."""
    own = (
        question.shown_by(one)
        for one in question.candidates
        if one.document == run.document and run.first <= one.number < run.last
    )
    return frozenset[int]().union(*own)


def _is_found(question: Put, best: dict[Place, SentenceOdds]) -> bool:
    first = with_odds(question.candidates, best)[:_QUOTES]
    return len(frozenset[int]().union(*map(question.shown_by, first))) >= question.case.min_evidence


def _fitted(by: By, asked: Sequence[ReadQuestion]) -> dict[str, object]:
    table = np.array([step.known for one in asked for step in one.steps])
    adds = np.array([step.adds for one in asked for step in one.steps])
    suites = np.array([one.suite for one in asked for _ in one.steps])
    likely = np.zeros(len(table))
    for suite in sorted(set(suites)):
        coefficients, intercept = fit_logistic(table[suites != suite], adds[suites != suite], _STRENGTH)
        likely[suites == suite] = 1 / (1 + np.exp(-(table[suites == suite] @ coefficients + intercept)))
    print(
        f"{by}: {len(asked)} questions, {len(table)} steps, {adds.mean():.3f} of them add: AUROC "
        f"{roc_auc_score(adds, likely):.3f}, average precision {average_precision_score(adds, likely):.3f}"
    )
    for least in (0.0, *_TRIED):
        print(f"  read on from {least:.3f}: {summary(asked, likely, least)}", flush=True)
    coefficients, intercept = fit_logistic(table, adds, _STRENGTH)
    return {
        "coefficients": [round(float(one), 4) for one in coefficients],
        "intercept": round(intercept, 4),
        "least": _LEAST,
    }


def summary(asked: Sequence[ReadQuestion], likely: Table, least: float) -> str:
    """By kind of question the mean and the median of windows, and the share of answerable ones that are found."""
    taken: dict[str, list[tuple[int, bool]]] = {}
    first = 0
    for one in asked:
        own = likely[first : first + len(one.steps)]
        first += len(one.steps)
        steps = next((n for n, probability in enumerate(own) if probability < least), len(own))
        taken.setdefault(one.kind, []).append((one.windows[steps], one.found[steps]))
    parts = []
    for kind, some in taken.items():
        windows = [read for read, _ in some]
        found = "" if kind == "unanswered" else f", found {np.mean([right for _, right in some]):.3f}"
        parts.append(f"{kind} {np.mean(windows):.2f} windows (median {np.median(windows):.0f}){found}")
    return "; ".join(parts)


if __name__ == "__main__":
    main()
