"""Few quotes of many sentences: the best, and those that are likely evidence beside it."""

from collections.abc import Sequence

import numpy as np

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.reading import Candidate, by_turns
from service.worth import Asked, worths

_OPENING_A_SIDE = 0.05  # probability of the first words of a side: without them there is no comparison
_SAME = 0.97  # cosine from which two sentences say the same; from 0.9 up the gold questions are found alike


def choose(
    snapshot: Snapshot,
    candidates: Sequence[Candidate],
    limit: int,
    asked: Asked,
    sides: AskedFor | None = None,
) -> list[Candidate]:
    """The best sentence and, at most ``limit`` in all, those likely evidence too; none says the same as a better one.

    With ``sides`` a question sets them beside each other, and the best of each come first: of each speaker or document
    asked for, or else of each document.
    """
    chosen: list[Candidate] = []
    best = max(candidates, key=lambda one: one.score, default=None)
    worth = worths()["read" if any(one.answers is not None for one in candidates) else "unread"]
    for candidate in candidates if sides is None else by_turns(candidates, sides):
        if len(chosen) == limit or best is None:
            break
        opens = sides is not None and sides.several and _opens_a_side(candidate, chosen, sides)
        likely = candidate is best or worth.probability(candidate, best, asked) >= (
            _OPENING_A_SIDE if opens else worth.least
        )
        if likely and not _said_already(snapshot, candidate, chosen):
            chosen.append(candidate)
    return chosen


def _opens_a_side(candidate: Candidate, chosen: Sequence[Candidate], sides: AskedFor) -> bool:
    """Whether a sentence is the first to be quoted of one of the speakers or documents asked for."""
    side = sides.side(candidate.document, candidate.voice)
    return side is not None and all(sides.side(one.document, one.voice) != side for one in chosen)


def _said_already(snapshot: Snapshot, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    if not chosen:
        return False
    first = snapshot.store.first_sentence
    rows = [int(first[one.document]) + one.number for one in (candidate, *chosen)]
    vectors = snapshot.sentence_vectors[rows].astype(np.float32)
    return bool(np.max(vectors[1:] @ vectors[0]) >= _SAME)
