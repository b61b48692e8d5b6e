"""When a quote shows a piece of evidence, and how well their places agree.

``shows`` is the rule of the gold questions' reference scorer: white space folded, one contains the other, or their
words' F1 is high enough. Containment rewards long quotes, so it is read beside quote precision and the F1 of places.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.span import Span
from evals.case import Evidence

_LEAST_F1 = 0.6  # of the words of quote and evidence; the reference scorer's
_FEWEST_WORDS = 3  # shorter quotes must be the evidence itself; the reference scorer's
_LEAST_IOU = 0.5  # of two places, to be the same piece of evidence (DeYoung et al. 2020)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document."""

    document: str
    span: Span


def folded(text: str) -> str:
    """White space as single blanks."""
    return re.sub(r"\s+", " ", text).strip()


def words(text: str) -> list[str]:
    """The words of a text, case folded."""
    return re.findall(r"\w+", text.casefold())


def shows(document: str, quote: str, evidence: Evidence) -> bool:
    """Whether a quote of a document is one of an entry's quotes, holds it, lies in it, or is nearly it."""
    return document == evidence.document and any(_alike(folded(quote), folded(one)) for one in evidence.quotes)


def _alike(quote: str, evidence: str) -> bool:
    if len(words(quote)) < _FEWEST_WORDS and quote != evidence:
        return False
    return quote in evidence or evidence in quote or _bag_f1(words(quote), words(evidence)) >= _LEAST_F1


def _bag_f1(one: list[str], other: list[str]) -> float:
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if shared else 0.0


def find_places(quote: str, text: str) -> list[Span]:
    """Every place of a text at which a quote stands, none where it is not in it."""
    found, start = [], text.find(quote)
    while start >= 0 and quote:
        found.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found


def word_places(place: Place, text: str) -> set[tuple[str, int]]:
    """The words of a text that begin within a place, each as its document and start."""
    return {
        (place.document, match.start())
        for match in re.finditer(r"\w+", text)
        if place.span.start <= match.start() < place.span.end
    }


def words_f1(shown: set[tuple[str, int]], wanted: set[tuple[str, int]]) -> float:
    """F1 of two sets of words in their places; 0 where they share none."""
    shared = len(shown & wanted)
    return 2 * shared / (len(shown) + len(wanted)) if shared else 0.0


def places_f1(shown: Sequence[Place], wanted: Sequence[Place]) -> float:
    """F1 of places, two being the same where their intersection is at least half of their union."""
    right = sum(any(_overlap(one, other) >= _LEAST_IOU for other in wanted) for one in shown)
    found = sum(any(_overlap(one, other) >= _LEAST_IOU for one in shown) for other in wanted)
    if not right or not found:
        return 0.0
    precision, recall = right / len(shown), found / len(wanted)
    return 2 * precision * recall / (precision + recall)


def _overlap(one: Place, other: Place) -> float:
    """Code points that two places share, over those that either holds."""
    if one.document != other.document:
        return 0.0
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    union = max(one.span.end, other.span.end) - min(one.span.start, other.span.start)
    return max(0, shared) / union if union else 0.0
