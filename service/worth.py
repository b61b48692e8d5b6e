"""How likely a further quote is evidence beside the best one: a logistic model of what is known of both.

``further_quotes.json`` holds a model for candidates that our reader has read, one for those of a reader that does not
tell what belongs to an answer, and one for candidates that nobody has read; ``python -m evals.further_quotes`` fits
them, judges them on suites they were not fitted on, and writes the file.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.logistic import probability_of, weighed
from service.question import UnderstoodQuestion
from service.question_kinds import Kinds
from service.reading import Candidate

Told = Literal["read", "answers", "unread"]  # of candidates by a reader: both its numbers, the first, nothing
LOWEST = -8.0  # log-odds below which a sentence is no worse for being lower; also of one that was not read
LOWEST_BELONGING = -7.0  # of a sentence that it belongs to an answer: the same


@dataclass(frozen=True, slots=True)
class Asked:
    """What the question asks for: kinds of answer, one fact, and whose words or which documents."""

    kinds: Kinds
    asked_for: AskedFor
    one_fact: bool


@dataclass(frozen=True, slots=True)
class Worth:
    """Coefficients of ``features``, in their order, and the least probability of a quote that is shown.

    Where one statement is asked for, ``least`` is for the second; where several are, ``least_of_several``.
    """

    coefficients: tuple[float, ...]
    intercept: float
    least: float
    least_of_several: float

    def probability(self, known: tuple[float, ...]) -> float:
        """Between 0 and 1, that a candidate of these ``features`` is evidence, the best being shown."""
        return probability_of(weighed(known, self.coefficients, self.intercept))

    def least_for(self, kinds: Kinds) -> float:
        """The least probability of a quote that is shown to a question of these kinds."""
        return kinds.one * self.least + (1 - kinds.one) * self.least_of_several


def asked_by(understood: UnderstoodQuestion, *, one_fact: bool) -> Asked:
    """What a question asks for; ``one_fact`` in the place of its own."""
    return Asked(understood.kinds, understood.asked_for, one_fact)


def features(snapshot: Snapshot, candidate: Candidate, best: Candidate, asked: Asked) -> tuple[float, ...]:
    """What is known of a candidate beside the best, and again times each kind where that changes what it tells.

    The reader's two log-odds, the score as a share of the best; 1 or 0 for the sentence after the best, for whom or
    what is asked for, and for a question for one fact; the nearness, 1 or 0 for the best's document and for its
    speaker, and the cosine of the two sentences; the kinds, and these four times each of them.
    """
    same = candidate.document == best.document
    shared = (
        candidate.nearness,
        float(same),
        float(candidate.voice is not None and candidate.voice == best.voice),
        likeness(snapshot, candidate, best),
    )
    alone = (
        LOWEST if candidate.answers is None else max(LOWEST, candidate.answers),
        LOWEST_BELONGING if candidate.belongs is None else max(LOWEST_BELONGING, candidate.belongs),
        candidate.score / best.score if best.score else 0.0,
        float(same and candidate.number == best.number + 1),
        float(asked.asked_for.side(candidate.document, candidate.voice) is not None),
        float(asked.one_fact),
    )
    kinds = (asked.kinds.views, asked.kinds.sides, asked.kinds.list)
    return (*alone, *shared, *kinds, *(kind * one for kind in kinds for one in shared))


def likeness(snapshot: Snapshot, one: Candidate, other: Candidate) -> float:
    """The cosine of two sentences."""
    first = snapshot.store.first_sentence
    rows = [int(first[each.document]) + each.number for each in (one, other)]
    vectors = snapshot.sentence_vectors[rows].astype(np.float32)
    return float(vectors[0] @ vectors[1])


def told_of(candidates: Sequence[Candidate]) -> Told:
    """Which of the models is for these candidates, by what was said of any of them."""
    if any(one.belongs is not None for one in candidates):
        return "read"
    return "answers" if any(one.answers is not None for one in candidates) else "unread"


@cache
def worths() -> dict[Told, Worth]:
    """The fitted models."""
    stored = json.loads(files("service").joinpath("further_quotes.json").read_text(encoding="utf-8"))
    return {told: Worth(**{**one, "coefficients": tuple(one["coefficients"])}) for told, one in stored.items()}
