"""Whether to read on: how likely the next windows hold a piece of the answer that is still needed.

A logistic model of what has been read and of how relevant the next windows look; ``reading_on.json`` holds one for a
reader that tells what belongs to an answer, and one for a reader that tells only where one is (fitted to ours, that
number left out). Both know relevance as it is learnt for the default encoder. ``python -m evals.reading_on`` fits them,
judges them on suites they were not fitted on, and writes the file.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from service.logistic import probability_of, weighed
from service.reader import SentenceOdds
from service.worth import LOWEST_BELONGING

By = Literal["belongs", "answers"]  # which of a reader's numbers a model goes by
AT_ONCE = 2  # windows read side by side before looking whether to read on; not the cores, so that machines agree


@dataclass(frozen=True, slots=True)
class SoFar:
    """What is known before windows are read: how many were, what of their sentences, and how the next ones look.

    ``first`` and ``next``: the relevance of the sentence that the first window read is around, and of that for the
    next one; ``one``: how likely a single statement is asked for.
    """

    windows: int
    told: Collection[SentenceOdds]
    first: float
    next: float
    one: float


@dataclass(frozen=True, slots=True)
class ReadingOn:
    """Coefficients of ``features``, in their order, and the least probability for which it is read on."""

    coefficients: tuple[float, ...]
    intercept: float
    least: float

    def probability(self, known: tuple[float, ...]) -> float:
        """Between 0 and 1, that the next windows hold a piece of the answer that is still needed."""
        return probability_of(weighed(known, self.coefficients, self.intercept))


def is_worth_reading_on(so_far: SoFar) -> bool:
    """Whether the next windows are likely enough to add a piece that is needed; always where nothing is read yet."""
    if not so_far.told:
        return True
    model = models()[told_by(so_far.told)]
    return model.probability(features(so_far)) >= model.least


def told_by(told: Collection[SentenceOdds]) -> By:
    """Which model is for what a reader told."""
    return "belongs" if any(one.belongs is not None for one in told) else "answers"


def features(so_far: SoFar) -> tuple[float, ...]:
    """What is known of the windows read, of which there is one, and of the next; some apart for one statement.

    Windows read; relevance of the next, and less that of the first; one statement; the highest log-odds; how many
    sentences are pieces of the answer to judge by all log-odds, and again where several are asked for; the highest
    log-odds above nought where one is.
    """
    odds = [one.answers if one.belongs is None else one.belongs for one in so_far.told]
    best = max(LOWEST_BELONGING, *odds)
    pieces = sum(map(probability_of, odds))
    one = so_far.one
    known = (so_far.next, so_far.next - so_far.first, one, best, pieces, pieces * (1 - one), max(0.0, best) * one)
    return (float(so_far.windows), *known)


@cache
def models() -> dict[By, ReadingOn]:
    """The fitted models."""
    stored = json.loads(files("service").joinpath("reading_on.json").read_text(encoding="utf-8"))
    return {by: ReadingOn(tuple(one["coefficients"]), one["intercept"], one["least"]) for by, one in stored.items()}
