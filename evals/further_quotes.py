"""Fit and judge how likely a further quote is evidence: ``python -m evals.further_quotes [--write]``.

The questions for tuning over our digests, the practice debates and the real news are asked with the reader, with
what it says of the answer alone, and without it; of the candidates after the best one it is noted what is known of
them and which evidence they show. A logistic model is fitted for each way. Told are, on suites left out one at a time,
AUROC and average precision of the choice, and for several least probabilities how many answers hold the evidence asked
for and how many quotes are evidence.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, product
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, roc_auc_score

from evals.asked_suites import Put, called_fit, put_tuned
from evals.logistic import fit_logistic
from service.choosing import LOOKED_AT
from service.close_reading import CloseReading
from service.reader import Reader, SentenceOdds
from service.reader_input import Window
from service.reading import Candidate
from service.worth import Told, asked_by, features

Table = npt.NDArray[np.float64]

_TARGET = Path(__file__).parents[1] / "service" / "further_quotes.json"
_QUOTES = 3  # of an answer, as by default
_LOG_ODDS = 2  # of ``features``, the first so many are the reader's
_STRENGTH = 0.1  # inverse of the penalty; 0.01 to 0.1 did alike
_LEAST: dict[Told, tuple[float, float]] = {
    "read": (0.4, 0.15),
    "answers": (0.4, 0.15),
    "unread": (0.3, 0.1),
}  # see docs/measurements.md


@dataclass(frozen=True, slots=True)
class Row:
    """A question's candidates, the best first: what is known of each, and which pieces of evidence it shows.

    ``one`` is how likely one statement is asked for.
    """

    suite: str
    known: tuple[tuple[float, ...], ...]
    shown: tuple[frozenset[int], ...]
    needed: int
    one: float


class _AnswersAlone:
    """A reader that says nothing of what belongs to an answer, as other people's do."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name, self.calibration = reader.name, reader.calibration

    def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
        """See ``Reader``."""
        read = self._reader.read(question, windows)
        return [tuple(replace(odds, belongs=None) for odds in of_window) for of_window in read]


def main() -> None:
    """Ask, fit, judge, write."""
    called = called_fit(__doc__)
    if called is None:
        return
    close = replace(called.close, to_the_end=True)  # more is told of more candidates than where reading stops
    asked = [one for _, suite, questions in put_tuned(called.shared) for one in _rows(suite, questions, close)]
    stored = {told: _fitted(told, [rows[told] for rows in asked]) for told in _LEAST}
    if called.write:
        _TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def _rows(suite: str, questions: Iterable[Put], close: CloseReading) -> list[dict[Told, Row]]:
    answerable = (one for one in questions if one.case.answerable and one.candidates)
    alone = replace(close, reader=_AnswersAlone(close.reader))
    return [
        {
            "read": _row(suite, one, one.read(close)),
            "answers": _row(suite, one, one.read(alone)),
            "unread": _row(suite, one, one.read(None)),
        }
        for one in answerable
    ]


def _row(suite: str, question: Put, candidates: Sequence[Candidate]) -> Row:
    some = candidates[:LOOKED_AT]
    asked = asked_by(question.understood, one_fact=question.understood.one_fact)
    return Row(
        suite,
        tuple(features(question.snapshot, one, some[0], asked) for one in some),
        tuple(question.shown_by(one) for one in some),
        question.case.min_evidence,
        asked.kinds.one,
    )


def _fitted(told: Told, rows: Sequence[Row]) -> dict[str, object]:
    table = np.array([known for row in rows for known in row.known[1:]])
    truth = np.array([bool(one) for row in rows for one in row.shown[1:]])
    suites = np.array([row.suite for row in rows for _ in row.known[1:]])
    likely = np.zeros(len(table))
    for suite in sorted(set(suites)):
        coefficients, intercept = fit(table[suites != suite], truth[suites != suite])
        likely[suites == suite] = 1 / (1 + np.exp(-(table[suites == suite] @ coefficients + intercept)))
    print(
        f"{told}: {len(rows)} questions, {len(table)} further candidates, {truth.mean():.3f} of them evidence: AUROC "
        f"{roc_auc_score(truth, likely):.3f}, average precision {average_precision_score(truth, likely):.3f}"
    )
    for least, least_of_several in product((0.25, 0.3, 0.4, 0.5), (0.1, 0.15, 0.2, 0.25)):
        line = _answers(rows, likely, least, least_of_several)
        print(f"  from {least:.2f} on, of several {least_of_several:.2f}: {line}")
    coefficients, intercept = fit(table, truth)
    return {
        "coefficients": [round(float(one), 4) for one in coefficients],
        "intercept": round(intercept, 4),
        "least": _LEAST[told][0],
        "least_of_several": _LEAST[told][1],
    }


def fit(table: Table, truth: npt.NDArray[np.bool_]) -> tuple[Table, float]:
    """Coefficients and intercept; a log-odds of the reader that would speak against a candidate counts for nothing.

    It is in the score as well, so that beside the other one and the score a fit can turn its sign.
    """
    coefficients, intercept = fit_logistic(table, truth, _STRENGTH)
    turned = [column for column in range(_LOG_ODDS) if coefficients[column] < 0]
    if not turned:
        return coefficients, intercept
    kept = table.copy()
    kept[:, turned] = 0.0
    return fit(kept, truth)


def _answers(rows: Sequence[Row], likely: npt.NDArray[np.float64], least: float, least_of_several: float) -> str:
    found = shown = right = 0
    places = pairwise(accumulate((len(row.known) - 1 for row in rows), initial=0))
    for row, (first, last) in zip(rows, places, strict=True):
        own = np.array([1.0, *likely[first:last]])
        enough = row.one * least + (1 - row.one) * least_of_several
        kept = [int(n) for n in np.argsort(-own, kind="stable")[:_QUOTES] if own[n] >= enough]
        shown, right = shown + len(kept), right + sum(bool(row.shown[n]) for n in kept)
        found += len(frozenset[int]().union(*(row.shown[n] for n in kept))) >= row.needed
    return f"found {found / len(rows):.3f}, precision {right / shown:.3f}, {shown / len(rows):.2f} quotes an answer"


if __name__ == "__main__":
    main()
