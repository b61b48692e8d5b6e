"""The figures we report: what each takes from an outcome, and how it is worked out (docs/metrics.md)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from evals.outcome import AnswerGrade, Heard, Outcome, SearchGrade, VerdictGrade
from evals.ranking import average_precision, discounted_gain, reciprocal_rank, success_at
from evals.resampling import Estimate, estimate, figure
from evals.statistic import (
    Pairs,
    Statistic,
    area_of_risk,
    calibration_error,
    covered_at_risk,
    ranked_apart,
    ratio,
)

Pair = tuple[float, float]
_NOTHING: Pair = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Paired:
    """The same cases in two runs, by topic."""

    topics: tuple[str, ...]
    first: Pairs
    second: Pairs


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. ``take`` gives an outcome's two numbers, or ``None`` where the case has no part in it."""

    name: str
    take: Callable[[Outcome], Pair | None]
    statistic: Statistic = ratio
    better: Literal["higher", "lower"] = "higher"

    def estimate(self, outcomes: Sequence[Outcome]) -> Estimate:
        """The figure over the cases that have a part in it."""
        taken = [(outcome.topic, pair) for outcome in outcomes if (pair := self.take(outcome)) is not None]
        return estimate(_table([pair for _, pair in taken]), [topic for topic, _ in taken], self.statistic)

    def value(self, outcomes: Sequence[Outcome]) -> float | None:
        """The figure without its interval; ``None`` where there is nothing to measure."""
        return figure(_table([pair for pair in map(self.take, outcomes) if pair is not None]), self.statistic)

    def paired(self, first: Sequence[Outcome], second: Sequence[Outcome]) -> Paired:
        """The numbers of two runs over the same cases; a case with no part in one of them counts nothing there."""
        taken = [(one.topic, self.take(one), self.take(other)) for one, other in zip(first, second, strict=True)]
        kept = [(topic, one or _NOTHING, other or _NOTHING) for topic, one, other in taken if one or other]
        topics = tuple(topic for topic, _, _ in kept)
        return Paired(topics, _table([one for _, one, _ in kept]), _table([other for _, _, other in kept]))

    def loss(self, change: float) -> float:
        """How much worse a change makes the figure; negative where it makes it better."""
        return -change if self.better == "higher" else change


def _table(taken: Sequence[Pair]) -> Pairs:
    table = np.array(taken, np.float64).reshape(-1, 2)
    return Pairs(table[:, 0], table[:, 1])


def _answer(pick: Callable[[AnswerGrade], Pair | None]) -> Callable[[Outcome], Pair | None]:
    return lambda outcome: pick(outcome.grade) if isinstance(outcome.grade, AnswerGrade) else None


def _answerable(pick: Callable[[AnswerGrade], Pair | None]) -> Callable[[Outcome], Pair | None]:
    return _answer(lambda grade: pick(grade) if grade.wanted else None)


def _search(pick: Callable[[SearchGrade], float]) -> Callable[[Outcome], Pair | None]:
    return lambda outcome: (pick(outcome.grade), 1.0) if isinstance(outcome.grade, SearchGrade) else None


def _verdict(pick: Callable[[VerdictGrade], Pair | None]) -> Callable[[Outcome], Pair | None]:
    return lambda outcome: pick(outcome.grade) if isinstance(outcome.grade, VerdictGrade) else None


def _found(grade: AnswerGrade) -> Pair:
    return float(grade.answered and grade.right), 1.0


def _found_partly(grade: AnswerGrade) -> Pair:
    return (min(grade.met, grade.wanted) / grade.wanted if grade.answered else 0.0), 1.0


def _first_hits(grade: AnswerGrade) -> Pair:
    return float(grade.answered and bool(grade.quotes) and grade.quotes[0].hit), 1.0


def _quote_precision(grade: AnswerGrade) -> Pair | None:
    return (float(sum(one.hit for one in grade.quotes)), float(len(grade.quotes))) if grade.answered else None


def _heard(judgement: Heard) -> Callable[[AnswerGrade], Pair | None]:
    def pick(grade: AnswerGrade) -> Pair | None:
        there = grade.answered and grade.heard
        return (float(grade.heard.count(judgement)), float(len(grade.heard))) if there else None

    return pick


def _declined(grade: AnswerGrade) -> Pair | None:
    return None if grade.wanted else (float(not grade.answered), 1.0)


def _trapped(grade: AnswerGrade) -> Pair | None:
    return None if grade.trapped is None else (float(grade.trapped), 1.0)


def _sure_of_right(grade: AnswerGrade) -> Pair:
    return grade.certainty, float(grade.right)


def _verbatim(grade: AnswerGrade) -> Pair | None:
    return (float(sum(one.verbatim for one in grade.quotes)), float(len(grade.quotes))) if grade.quotes else None


def _verdict_right(grade: VerdictGrade) -> Pair:
    return float(grade.verdict == grade.expected), 1.0


def _accepted(grade: VerdictGrade) -> Pair | None:
    return None if grade.expected == "found" else (float(grade.verdict in ("found", "failed")), 1.0)


def _rejected(grade: VerdictGrade) -> Pair | None:
    return (float(grade.verdict != "found"), 1.0) if grade.expected == "found" else None


FOUND = Measure("evidence found", _answerable(_found))
DECLINED = Measure("unanswerable declined", _answer(_declined))
HITS = Measure("Hits@10", _search(lambda grade: success_at(grade.gains, 10)))
VERDICT_RIGHT = Measure("verdict right", _verdict(_verdict_right))
VERBATIM = Measure("verbatim", _answer(_verbatim))
ERRORS = Measure("errors", lambda outcome: (float(outcome.error is not None), 1.0), better="lower")

MEASURES = (
    FOUND,
    Measure("evidence found in part", _answerable(_found_partly)),
    Measure("first quote is evidence", _answerable(_first_hits)),
    Measure("quote precision", _answerable(_quote_precision)),
    Measure("word F1", _answerable(lambda grade: (grade.words_f1, 1.0))),
    Measure("IoU F1", _answerable(lambda grade: (grade.places_f1, 1.0))),
    Measure("speaker right", _answerable(_heard("right"))),
    Measure("speaker wrong", _answerable(_heard("wrong")), better="lower"),
    Measure("speaker missing", _answerable(_heard("missing")), better="lower"),
    Measure("answerable answered", _answerable(lambda grade: (float(grade.answered), 1.0))),
    DECLINED,
    Measure("trapped", _answer(_trapped), better="lower"),
    Measure("abstention AUROC", _answer(lambda g: (g.certainty, float(g.wanted > 0))), ranked_apart),
    Measure("risk-coverage area", _answer(_sure_of_right), area_of_risk, better="lower"),
    Measure("coverage at 2 % error", _answer(_sure_of_right), covered_at_risk),
    Measure("calibration error", _answer(_sure_of_right), calibration_error, better="lower"),
    Measure("Brier score", _answer(lambda g: ((g.certainty - g.right) ** 2, 1.0)), better="lower"),
    HITS,
    Measure("Hits@4", _search(lambda grade: success_at(grade.gains, 4))),
    Measure("MRR@10", _search(lambda grade: reciprocal_rank(grade.gains, 10))),
    Measure("MAP@10", _search(lambda grade: average_precision(grade.gains, grade.ideal, 10))),
    Measure("nDCG@10", _search(lambda grade: discounted_gain(grade.gains, grade.ideal, 10))),
    VERDICT_RIGHT,
    Measure("tampered accepted", _verdict(_accepted), better="lower"),
    Measure("true rejected", _verdict(_rejected), better="lower"),
    VERBATIM,
    ERRORS,
)

MAIN = (FOUND, DECLINED, HITS, VERDICT_RIGHT)  # a case is right when this is; the first that some cases have a part in


def main_measure(outcomes: Sequence[Outcome]) -> Measure | None:
    """The figure that says most of some cases, ``None`` of no cases."""
    return next((measure for measure in MAIN if measure.value(outcomes) is not None), None)
