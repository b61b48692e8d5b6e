"""Fit and judge the probability beside an answer: ``python -m evals.confidence [--gather --multihop INDEX] [--write]``.

Questions are asked as users ask them, and the measures of ``service/evidence.py`` kept with whether the right evidence
is in the corpus: SQuAD 2.0 articles that the reader was not trained on (each question to its own article, and to
another), the half of the MultiHop-RAG questions that it was not trained on with those nothing answers, the questions
for tuning over our digests, and those over twelve practice debates and six groups of practice news that it was not
trained on. A logistic model is fitted for answers with the reader and one for those without.

The first model weighs all kinds of questions and answerable and other ones alike, to learn which measures tell; a
second of two numbers scales its log-odds to how often the quotes shown are right on questions over real articles, the
digests' and practice news' (controls left out): a probability holds for one mixture of questions only, and these are
nearest to what is asked.

Each is judged on groups it was not fitted on (an article, a debate, a share of the news or the digests' questions):
AUROC, expected calibration error, risk and coverage. With ``--write`` the figures go to ``evals/calibration/`` and the
models to ``service/calibrations.json``; else they are only told.
"""

import argparse
import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from evals.asked_suites import our_reader
from evals.confidence_cases import Case, gather
from evals.confidence_fit import Table, fit, fit_without_groups, left_out, scaled, unseen_by
from evals.resampling import figure
from evals.shared_data import add_shared_option, shared_folder
from evals.statistic import BINS, Pairs, calibration_error
from service.confidence import SURE, WITHOUT_READER
from service.evidence import MEASURES

_HOME = Path(__file__).parent / "calibration"
_TARGET = Path(__file__).parents[1] / "service" / "calibrations.json"
_READERS = ("answers", "answers_of_several", "belongs", "long_answers")  # measures that only a reader gives
_DECIDING = ("others_nearer", "anothers_words", "said_elsewhere")  # see below
_WEIGHED = tuple(one for one in MEASURES if one not in _DECIDING)
_LEAST_NEARNESS = 0.3  # below it lie 0.62 of far questions and 0.03 of the digests' answerable ones; 0.4: 0.90, 0.09
# Above these lie, where the reader is not sure, one of 603 answerable questions and 32 of the 302 others.
_MOST_OTHERS_NEARER = 0.4
_MOST_SAID_ELSEWHERE = 0.5
_JUDGED = "shown"  # the questions whose quotes are judged: there answerable means that they are right
_SCALED = ("digests", "practice news")  # the kinds that the probability is scaled to: real articles' questions
_SCALED_WITHOUT = ("digests",)  # without a reader news' quotes are right half as often as the digests'
_NEWS = "news"  # the kind whose index takes longest to build
_OWN = ("digests", "debates", "practice news")  # the kinds whose threshold it is: what users ask is nearest to these
_KEPT = 0.96  # of each kind's answerable questions with something near; 0.95 is the goal (docs/measurements.md)
_STEP = 0.01  # of the threshold: some 900 questions tell it no more sharply


@dataclass(frozen=True, slots=True)
class Figures:
    """How a model did on the cases of one kind that it was not fitted on."""

    kind: str
    cases: int
    answerable: int
    auroc: float
    calibration_error: float
    answered_of_answerable: float
    answered_of_others: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model as it is stored, how it did on groups left out; which judged cases are right, and how sure it is."""

    stored: dict[str, object]
    figures: tuple[Figures, ...]
    right: npt.NDArray[np.bool_]
    unseen: Table


def main() -> None:
    """Gather, fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument(
        "--multihop",
        type=Path,
        help="an index of the MultiHop-RAG articles (evals.multihop --index); without it news cases are kept",
    )
    parser.add_argument("--gather", action="store_true", help="ask again and write the cases; else judge those written")
    parser.add_argument("--write", action="store_true", help="keep the models and figures")
    arguments = parser.parse_args()
    close = our_reader(parser)
    if arguments.gather:
        shared = shared_folder(arguments)
        if shared is None:
            return
        kept = [] if arguments.multihop else [one for one in _read_cases() if one.kind == _NEWS]
        _write_cases([*gather(shared, arguments.multihop, close), *kept])
    cases = _read_cases()
    without = tuple(one for one in _WEIGHED if one not in _READERS)
    fitted = [
        _model(close.reader.calibration, _WEIGHED, _SCALED, [case for case in cases if case.reader]),
        _model(WITHOUT_READER, without, _SCALED_WITHOUT, [case for case in cases if not case.reader]),
    ]
    for one in fitted:
        _report(one)
    if arguments.write:
        stored = {"calibrations": [one.stored for one in fitted]}
        _TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
        for one in fitted:
            _write_figures(one)


def _model(name: str, measures: tuple[str, ...], kinds_scaled_to: tuple[str, ...], cases: list[Case]) -> Fitted:
    """Fit a model, and judge it on groups left out."""
    columns = [MEASURES.index(one) for one in measures]
    table = np.array([case.measures for case in cases])[:, columns]
    answered = np.array([case.answerable for case in cases])
    groups = np.array([case.group for case in cases])
    weights = _weights(cases)
    near = np.array([_is_near(case) for case in cases])
    beneath = round(float(np.average(answered[~near], weights=weights[~near])), 3)
    fit_without = partial(fit_without_groups, table, answered, weights, near, groups)
    coefficients, intercept = fit(table[near], answered[near], weights[near])
    judged = near & np.array([case.right is not None and case.kind in kinds_scaled_to for case in cases])
    right = np.array([bool(case.right) for case in cases])
    slope, shift = scaled(left_out(fit_without, beneath, groups)[judged], right[judged])
    coefficients, intercept = slope * coefficients, slope * intercept + shift
    unseen = np.where(near, unseen_by(fit_without, beneath, groups, judged, right), beneath)
    kinds = np.array([case.kind for case in cases])
    kept = min(float(np.quantile(unseen[answered & near & (kinds == one)], 1 - _KEPT)) for one in _OWN)
    threshold = np.floor(kept / _STEP) * _STEP  # down, so that as many are kept
    figures = [_figures(kind, cases, answered, unseen, threshold) for kind in sorted({case.kind for case in cases})]
    figures.append(_figures("all", cases, answered, unseen, threshold))
    shown = np.array([case.right is not None for case in cases])
    figures.append(
        _figures(_JUDGED, [one for one in cases if one.right is not None], right[shown], unseen[shown], threshold)
    )
    stored = {
        "name": name,
        "measures": list(measures),
        "coefficients": [round(float(one), 4) for one in coefficients],
        "intercept": round(intercept, 4),
        "threshold": round(float(threshold), 2),
        "least_nearness": _LEAST_NEARNESS,
        "most_others_nearer": _MOST_OTHERS_NEARER,
        "most_said_elsewhere": _MOST_SAID_ELSEWHERE,
        "beneath": beneath,
    }
    return Fitted(stored, tuple(figures), right[shown], unseen[shown])


def _is_near(case: Case) -> bool:
    """Whether a case is left to the model; the others have the share of them that was answered all the same."""
    measured = dict(zip(MEASURES, case.measures, strict=True))
    if measured["anothers_words"]:
        return False
    rightly = measured["others_nearer"] <= _MOST_OTHERS_NEARER and measured["said_elsewhere"] <= _MOST_SAID_ELSEWHERE
    return (rightly and measured["nearness"] >= _LEAST_NEARNESS) or measured["answers"] >= SURE


def _weights(cases: Sequence[Case]) -> Table:
    """Each kind of question counts alike, and so do its answerable and other ones."""
    keys = [(case.kind, case.answerable) for case in cases]
    return np.array([1 / keys.count(key) for key in keys]) * len(cases) / len(set(keys))


def _figures(
    kind: str, cases: Sequence[Case], answered: npt.NDArray[np.bool_], unseen: Table, threshold: float
) -> Figures:
    own = np.array([kind in {"all", _JUDGED, case.kind} for case in cases])
    given, truth = unseen[own], answered[own]
    return Figures(
        kind,
        len(given),
        int(truth.sum()),
        round(float(roc_auc_score(truth, given)), 3) if truth.any() and not truth.all() else 0.0,
        round(figure(Pairs(given, truth.astype(np.float64)), calibration_error) or 0.0, 3),
        round(float(np.mean(given[truth] >= threshold)), 3) if truth.any() else 0.0,
        round(float(np.mean(given[~truth] >= threshold)), 3) if not truth.all() else 0.0,
    )


def _report(fitted: Fitted) -> None:
    print("\n" + json.dumps(fitted.stored))
    for one in fitted.figures:
        print(
            f"  {one.kind:13s} {one.cases:5d} cases, {one.answerable:4d} answerable: AUROC {one.auroc:.3f}, "
            f"calibration error {one.calibration_error:.3f}, answered {one.answered_of_answerable:.3f} / "
            f"{one.answered_of_others:.3f} of those without an answer"
        )


def _write_figures(fitted: Fitted) -> None:
    """The figures, and of the judged quotes the reliability of each tenth and risk by coverage, on groups left out."""
    name, answered, unseen = fitted.stored["name"], fitted.right, fitted.unseen
    order = np.argsort(-unseen, kind="stable")
    risks = np.cumsum(~answered[order]) / np.arange(1, len(order) + 1)
    coverages = range(5, 101, 5)
    tenths = np.minimum((unseen * BINS).astype(int), BINS - 1)
    written = {
        "name": name,
        "figures": [asdict(one) for one in fitted.figures],
        "reliability": [
            {
                "from": tenth / BINS,
                "cases": int(np.sum(tenths == tenth)),
                "probability": round(float(unseen[tenths == tenth].mean()), 3),
                "right": round(float(answered[tenths == tenth].mean()), 3),
            }
            for tenth in range(BINS)
            if np.any(tenths == tenth)
        ],
        "risk": [
            {"coverage": share / 100, "risk": round(float(risks[len(order) * share // 100 - 1]), 3)}
            for share in coverages
        ],
    }
    (_HOME / f"{'without' if name == WITHOUT_READER else 'with'}_reader.json").write_text(
        json.dumps(written, indent=1) + "\n", encoding="utf-8"
    )


def _write_cases(cases: Sequence[Case]) -> None:
    _HOME.mkdir(exist_ok=True)
    with (_HOME / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("kind", "group", "reader", "answerable", "right", *MEASURES))
        for one in cases:
            measures = (f"{value:.4f}" for value in one.measures)
            right = "" if one.right is None else int(one.right)
            rows.writerow((one.kind, one.group, int(one.reader), int(one.answerable), right, *measures))


def _read_cases() -> list[Case]:
    with (_HOME / "cases.csv").open(encoding="utf-8", newline="") as file:
        return [
            Case(row[0], row[1], row[2] == "1", row[3] == "1", _judged(row[4]), tuple(map(float, row[5:])))
            for row in list(csv.reader(file))[1:]
        ]


def _judged(cell: str) -> bool | None:
    return cell == "1" if cell else None


if __name__ == "__main__":
    main()
