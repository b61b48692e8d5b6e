"""Fit and judge how likely a further quote is evidence: ``python -m evals.further_quotes [--write]``.

The questions for tuning over our digests and over three practice debates are asked with the reader and without; of
the candidates after the best one it is noted what is known of them and whether they are evidence. A logistic model is
fitted for each way. Told are, on questions left out (a fifth at a time), AUROC and average precision of the choice, and
for several least probabilities how many answers hold the evidence asked for and how many quotes are evidence.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from evals.asked_suites import TUNED, Put, put_debate, put_digests
from service.close_reading import CloseReading
from service.settings import Settings
from service.wiring import open_reader
from service.worth import Kind, asked_by, features

_TARGET = Path(__file__).parents[1] / "service" / "further_quotes.json"
_CANDIDATES = 8  # of a question, the best among them: an answer of three quotes looks no further
_QUOTES = 3  # of an answer, as by default
_SHARES = 5  # groups that questions are dealt into
_LEAST: dict[Kind, float] = {"read": 0.25, "unread": 0.15}  # see docs/measurements.md


@dataclass(frozen=True, slots=True)
class Row:
    """A question's candidates, the best first: what is known of each, and whether it is evidence."""

    known: tuple[tuple[float, ...], ...]
    evidence: tuple[bool, ...]
    needed: int


def main() -> None:
    """Ask, fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the models")
    arguments = parser.parse_args()
    close = open_reader(Settings())
    if close is None:
        parser.error("the settings name no reader: unset ONRECORD_READER")
    asked = [one for name in TUNED for one in _rows(put_debate(name), close)]
    asked += _rows(put_digests("digests"), close)
    stored = {}
    for kind, rows in (("read", [one for one, _ in asked]), ("unread", [one for _, one in asked])):
        stored[kind] = _fitted(kind, rows)
    if arguments.write:
        _TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def _rows(questions: Iterable[Put], close: CloseReading) -> list[tuple[Row, Row]]:
    return [(_row(one, close), _row(one, None)) for one in questions if one.case.answerable and one.candidates]


def _row(question: Put, close: CloseReading | None) -> Row:
    some = question.read(close)[:_CANDIDATES]
    asked = asked_by(question.understood, one_fact=question.understood.one_fact)
    return Row(
        tuple(features(one, some[0], asked) for one in some),
        tuple(question.hits(one) for one in some),
        question.case.min_evidence,
    )


def _fitted(kind: str, rows: Sequence[Row]) -> dict[str, object]:
    table = np.array([known for row in rows for known in row.known[1:]])
    truth = np.array([one for row in rows for one in row.evidence[1:]])
    shares = np.array([number % _SHARES for number, row in enumerate(rows) for _ in row.known[1:]])
    likely = np.zeros(len(table))
    for share in range(_SHARES):
        coefficients, intercept = _fit(table[shares != share], truth[shares != share])
        likely[shares == share] = 1 / (1 + np.exp(-(table[shares == share] @ coefficients + intercept)))
    print(
        f"{kind}: {len(rows)} questions, {len(table)} further candidates, {truth.mean():.3f} of them evidence: AUROC "
        f"{roc_auc_score(truth, likely):.3f}, average precision {average_precision_score(truth, likely):.3f}"
    )
    for least in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        print(f"  from {least:.2f} on: {_answers(rows, likely, least)}")
    coefficients, intercept = _fit(table, truth)
    return {
        "coefficients": [round(float(one), 4) for one in coefficients],
        "intercept": round(intercept, 4),
        "least": _LEAST["read" if kind == "read" else "unread"],
    }


def _fit(table: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], float]:
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=1000).fit((table - mean) / scale, truth)
    coefficients = model.coef_[0] / scale
    return coefficients, float(model.intercept_[0] - np.sum(coefficients * mean))


def _answers(rows: Sequence[Row], likely: npt.NDArray[np.float64], least: float) -> str:
    found = shown = right = place = 0
    for row in rows:
        own = [True, *(likely[place : place + len(row.known) - 1] >= least)]
        place += len(row.known) - 1
        chosen = [one for one, kept in zip(row.evidence, own, strict=True) if kept][:_QUOTES]
        shown, right = shown + len(chosen), right + sum(chosen)
        found += sum(chosen) >= row.needed
    return f"found {found / len(rows):.3f}, precision {right / shown:.3f}, {shown / len(rows):.2f} quotes an answer"


if __name__ == "__main__":
    main()
