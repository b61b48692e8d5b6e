"""Order the passages of a search by the best of their sentences, too.

A passage says many things, and its words and its vector stand for all of them; the question is about one. So the
sentence that fits best counts beside them: by its cosine to the question turned towards its answers
(``index.question_encoder``); for a long question, which sets several facts beside each other, rather by the share of
the question's words it holds, for its vector lies between those facts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.retrieval import EncodedQuestion, Filters, Hit, search
from index.snapshot import Snapshot
from service.question_words import is_long
from service.reading import best_sentences

_DEPTH = 30  # passages ordered anew, however many are asked for; 20 and 60 did alike (docs/measurements.md)


@dataclass(frozen=True, slots=True)
class _Weights:
    """Beside a hit's score: of its best sentence's cosine and share of words, and of what was named once more."""

    cosine: float
    words: float = 0.0
    named: float = 0.0


_SHORT = _Weights(cosine=1.0)  # 0.8 and 1.2 did alike (docs/measurements.md)
_LONG = _Weights(cosine=0.3, words=1.0, named=1.0)  # words from 0.8 to 1.2 did alike (docs/measurements.md)


def search_by_sentences(snapshot: Snapshot, question: EncodedQuestion, limit: int, filters: Filters) -> list[Hit]:
    """The best ``limit`` passages, best first, their best sentences counted in.

    Those beyond the first 30 follow as they were found; since nothing is taken from a score, theirs are no higher.
    """
    hits = search(snapshot, question, max(limit, _DEPTH), filters)
    first = sorted(_scored(snapshot, question, hits[:_DEPTH]), key=lambda hit: (-hit.score, hit.row))
    return [*first, *hits[_DEPTH:]][:limit]


def _scored(snapshot: Snapshot, question: EncodedQuestion, hits: Sequence[Hit]) -> list[Hit]:
    weights = _LONG if is_long(question.text) else _SHORT
    best = best_sentences(snapshot, question, hits)
    return [
        replace(hit, score=hit.score + weights.cosine * cosine + weights.words * words + weights.named * hit.named)
        for hit, (cosine, words) in zip(hits, best, strict=True)
    ]
