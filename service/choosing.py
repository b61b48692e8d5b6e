"""Few quotes of many sentences: the best, and those that are likely evidence beside it."""

from collections.abc import Iterator, Sequence

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.reading import Candidate
from service.worth import Asked, features, likeness, told_of, worths

LOOKED_AT = 15  # of the candidates, as many as the probability was fitted on; more where more quotes are asked for
_OPENING_A_SIDE = 0.05  # probability of the first words of a side: without them there is no comparison
_SAME = 0.97  # cosine from which two sentences say the same; from 0.9 up the gold questions are found alike


def choose(
    snapshot: Snapshot, candidates: Sequence[Candidate], limit: int, asked: Asked, sides: AskedFor | None = None
) -> list[Candidate]:
    """The best sentence and, at most ``limit`` in all, those likely evidence too, the likeliest first.

    None says the same as a better one. With ``sides`` a question sets them beside each other, and the best of each
    speaker or document asked for comes before what else they say.
    """
    chosen: list[Candidate] = []
    for candidate in _likely(snapshot, candidates, limit, asked, sides):
        if len(chosen) == limit:
            break
        if all(likeness(snapshot, candidate, one) < _SAME for one in chosen):
            chosen.append(candidate)
    return chosen


def _likely(
    snapshot: Snapshot, candidates: Sequence[Candidate], limit: int, asked: Asked, sides: AskedFor | None
) -> Iterator[Candidate]:
    """Those that may be quoted, in their order; the best is always one."""
    best = max(candidates, key=lambda one: one.score, default=None)
    if best is None:
        return
    worth = worths()[told_of(candidates)]

    def likelihood(one: Candidate) -> float:
        return 1.0 if one is best or one.listed else worth.probability(features(snapshot, one, best, asked))

    opening = _opening(candidates, sides) if sides else []
    yield from (one for one in opening if likelihood(one) >= _OPENING_A_SIDE)
    looked_at = list(candidates[: max(LOOKED_AT, limit)])
    if best not in looked_at:
        looked_at.append(best)
    further = sorted(((likelihood(one), one) for one in looked_at), key=lambda pair: -pair[0])
    least = worth.least_for(asked.kinds)
    yield from (one for likely, one in further if likely >= least and one not in opening)


def _opening(candidates: Sequence[Candidate], sides: AskedFor) -> list[Candidate]:
    """The best of each speaker or document asked for, where there are several."""
    if not sides.several:
        return []
    first: dict[str | int, Candidate] = {}
    for candidate in candidates:
        side = sides.side(candidate.document, candidate.voice)
        if side is not None:
            first.setdefault(side, candidate)
    return list(first.values())
