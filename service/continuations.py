"""A point made over two sentences: where one speaker's or document's view is asked for, what goes on comes along."""

from collections.abc import Sequence
from dataclasses import replace

from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.reading import Candidate

_SHARE = 0.8  # of the first sentence's score; 0.7 and 0.8 find alike, and 0.8 is over what a third quote needs


def raise_continuation(snapshot: Snapshot, candidates: Sequence[Candidate], asked: AskedFor) -> list[Candidate]:
    """The same candidates; the sentence after the best, of its paragraph and its speaker, is worth nearly as much.

    Only where the best is of whom or what is asked for.

    It often holds no word of the question: "Airstrikes may deliver a message. But they also strengthen hardliners."
    """
    if not candidates or asked.side(candidates[0].document, candidates[0].voice) is None:
        return list(candidates)
    best = candidates[0]

    def goes_on(one: Candidate) -> bool:
        follows = (one.document, one.number, one.voice) == (best.document, best.number + 1, best.voice)
        return follows and snapshot.continues(one.document, one.number)

    raised = [replace(one, score=max(one.score, _SHARE * best.score)) if goes_on(one) else one for one in candidates]
    return sorted(raised, key=lambda one: (-one.score, one.document, one.number))
