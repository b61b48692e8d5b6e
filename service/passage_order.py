"""Order the passages of a search by the best of their sentences, too.

A passage says many things, and its words and its vector stand for all of them; the question is about one. So the
sentence that fits best counts beside them: for a question for one fact by its cosine to the question turned towards
its answers (``service.relevance``), for one that sets several facts beside each other rather by the share of the
question's words it holds, for its vector lies between those facts. Weights: docs/measurements.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.retrieval import EncodedQuestion, Filters, Hit, search
from index.snapshot import Snapshot
from service.question_words import asks_several_facts
from service.reading import best_sentences
from service.relevance import relevance_for

_DEPTH = 30  # passages ordered anew, if more are not asked for; 20 and 60 did alike


@dataclass(frozen=True, slots=True)
class _Weights:
    """Beside a hit's score: of its best sentence's cosine and share of words, and of what was named once more."""

    cosine: float
    words: float = 0.0
    named: float = 0.0


_OF_ONE_FACT = _Weights(cosine=1.0)  # 0.8 and 1.2 did alike
_OF_SEVERAL = _Weights(cosine=0.3, words=1.0, named=1.0)  # words from 0.8 to 1.2 did alike


def search_by_sentences(snapshot: Snapshot, question: EncodedQuestion, limit: int, filters: Filters) -> list[Hit]:
    """The best ``limit`` passages, best first, their best sentences counted in; raises ``RelevanceError``."""
    hits = search(snapshot, question, max(limit, _DEPTH), filters)
    return sorted(_scored(snapshot, question, hits), key=lambda hit: (-hit.score, hit.row))[:limit]


def _scored(snapshot: Snapshot, question: EncodedQuestion, hits: Sequence[Hit]) -> list[Hit]:
    turned = relevance_for(snapshot.manifest.settings.encoder).turned(question.vector)
    weights = _OF_SEVERAL if asks_several_facts(question.text) else _OF_ONE_FACT
    best = best_sentences(snapshot, question, hits, turned)
    return [
        replace(hit, score=hit.score + weights.cosine * cosine + weights.words * words + weights.named * hit.named)
        for hit, (cosine, words) in zip(hits, best, strict=True)
    ]
