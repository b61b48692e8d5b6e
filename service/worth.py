"""How likely a further quote is evidence beside the best one: a logistic model of what is known of both.

``further_quotes.json`` holds one model for candidates that a reader has read and one for others;
``python -m evals.further_quotes`` fits them, judges them on questions they were not fitted on, and writes the file.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from service.question import UnderstoodQuestion
from service.reading import Candidate

Kind = Literal["read", "unread"]
LOWEST = -8.0  # log-odds below which a sentence is no worse for being lower; also of one that was not read


@dataclass(frozen=True, slots=True)
class Asked:
    """What the question asks for: one fact, sides, or several statements (of sides there are several)."""

    one_fact: bool
    sides: bool
    several: bool


@dataclass(frozen=True, slots=True)
class Worth:
    """Coefficients of ``features``, in their order, and the least probability of a quote that is shown."""

    coefficients: tuple[float, ...]
    intercept: float
    least: float

    def probability(self, candidate: Candidate, best: Candidate, asked: Asked) -> float:
        """Between 0 and 1, that the candidate is evidence, the best being shown."""
        given = features(candidate, best, asked)
        log_odds = self.intercept + sum(a * b for a, b in zip(self.coefficients, given, strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds))))  # beyond 50 it is 0 or 1 to every digit


def asked_by(understood: UnderstoodQuestion, *, one_fact: bool) -> Asked:
    """What a question asks for; ``one_fact`` in the place of its own."""
    return Asked(one_fact, understood.sides, understood.several)


def features(candidate: Candidate, best: Candidate, asked: Asked) -> tuple[float, ...]:
    """The reader's log-odds, the score as a share of the best, the nearness, and what is asked for (0 or 1 each)."""
    answers = LOWEST if candidate.answers is None else max(LOWEST, candidate.answers)
    share = candidate.score / best.score if best.score else 0.0
    return answers, share, candidate.nearness, float(asked.several), float(asked.sides), float(asked.one_fact)


@cache
def worths() -> dict[Kind, Worth]:
    """The fitted models."""
    stored = json.loads(files("service").joinpath("further_quotes.json").read_text(encoding="utf-8"))
    return {kind: Worth(tuple(one["coefficients"]), one["intercept"], one["least"]) for kind, one in stored.items()}
