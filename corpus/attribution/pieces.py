"""Places of a text joined, cut to a sentence, and without others."""

from collections.abc import Iterable

from corpus.span import Span


def joined(places: Iterable[Span], within: Span) -> tuple[Span, ...]:
    """What lies in a span, in order, where places that touch or overlap are one."""
    found: list[Span] = []
    for one in sorted(places, key=lambda place: (place.start, place.end)):
        start, end = max(one.start, within.start), min(one.end, within.end)
        if start >= end:
            continue
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return tuple(found)


def without(places: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """Places, in order and apart, less what others cover."""
    left = list(places)
    for other in others:
        left = [piece for one in left for piece in _less(one, other)]
    return tuple(left)


def bared(places: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Places without the signs and blanks at their ends; those that hold no letter or digit are left out."""
    found = []
    for one in places:
        inside = [at for at in range(one.start, one.end) if text[at].isalnum()]
        if inside:
            found.append(Span(inside[0], inside[-1] + 1))
    return tuple(found)


def _less(one: Span, other: Span) -> list[Span]:
    if not one.overlaps(other):
        return [one]
    ends = ((one.start, max(one.start, other.start)), (min(one.end, other.end), one.end))
    return [Span(start, end) for start, end in ends if start < end]
