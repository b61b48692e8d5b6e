"""Few quotes of many sentences: the best, and those that are good enough beside it.

How good a further quote must be depends on the question. Of those that were half as good as the best, this share was
evidence too: where one person's or document's words were asked for 0.44, sides 0.58, anything else 0.20
(docs/measurements.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.question import UnderstoodQuestion
from service.reading import Candidate, by_turns


@dataclass(frozen=True, slots=True)
class Worth:
    """The least score of a second quote, and of each after it, as shares of the best score, 0..1."""

    second: float
    further: float


# Measured on the digests' questions for tuning and on others (docs/measurements.md, evals/LOG.md).
ONE_FACT = Worth(0.9, 0.9)  # 0.7 to 0.9 lost none
SIDES = Worth(0.5, 0.8)  # the first words of a side need less, see below
VIEWS = Worth(0.6, 0.7)  # of somebody or of what should be, and lists: more lost right quotes with the wrong ones
PLAIN = Worth(0.8, 0.8)  # 0.5 gave as many answers and half as many wrong quotes again; 0.85 lost four of 377
_OPENING_A_SIDE = 0.25  # of the best score: without a side's first words there is no comparison
_SAME = 0.97  # cosine from which two sentences say the same; from 0.9 up the gold questions are found alike


def worth_for(understood: UnderstoodQuestion, *, one_fact: bool) -> Worth:
    """How good further quotes must be for a question."""
    if one_fact:
        return ONE_FACT
    if understood.sides:
        return SIDES
    return VIEWS if understood.several else PLAIN


def choose(
    snapshot: Snapshot,
    candidates: Sequence[Candidate],
    limit: int,
    worth: Worth,
    asked: AskedFor | None = None,
) -> list[Candidate]:
    """The best sentences, at most ``limit``, leaving out what says the same as a better one or is worth too little.

    With ``asked`` a question sets sides beside each other, and the best of each come first: of each speaker or document
    asked for, or else of each document.
    """
    chosen: list[Candidate] = []
    best = max((one.score for one in candidates), default=0.0)
    for candidate in candidates if asked is None else by_turns(candidates, asked):
        if len(chosen) == limit:
            break
        least = worth.further if len(chosen) > 1 else worth.second
        if asked is not None and asked.several and _opens_a_side(candidate, chosen, asked):
            least = _OPENING_A_SIDE
        if candidate.score >= least * best and not _said_already(snapshot, candidate, chosen):
            chosen.append(candidate)
    return chosen


def _opens_a_side(candidate: Candidate, chosen: Sequence[Candidate], asked: AskedFor) -> bool:
    """Whether a sentence is the first to be quoted of one of the speakers or documents asked for."""
    side = asked.side(candidate.document, candidate.voice)
    return side is not None and all(asked.side(one.document, one.voice) != side for one in chosen)


def _said_already(snapshot: Snapshot, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    if not chosen:
        return False
    first = snapshot.store.first_sentence
    rows = [int(first[one.document]) + one.number for one in (candidate, *chosen)]
    vectors = snapshot.sentence_vectors[rows].astype(np.float32)
    return bool(np.max(vectors[1:] @ vectors[0]) >= _SAME)
