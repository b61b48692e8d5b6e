"""Find passages: by vectors and by words.

The two are added as shares of their best, a convex combination (Bruch et al. 2023, "An Analysis of Fusion Functions
for Hybrid Retrieval"); it was better here than reciprocal rank fusion (docs/measurements.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from index.encoder import Encoder, Vectors
from index.mentions import Mentions, find_mentions
from index.passages import Passage
from index.snapshot import Snapshot
from index.words import BM25_K1

DEPTH = 200  # passages taken from each source, twice the most that a search may show
COSINE_WEIGHT = 0.12  # beside the words' share of their best, which is 1; measured (docs/measurements.md)
PUBLISHER_BONUS = 0.09  # to passages of a publisher the question names; 0.06 to 0.12 did alike (docs/measurements.md)
DAY_BONUS = 0.06  # to passages of a day the question names; 0.03 to 0.1 did alike (docs/measurements.md)
ABOUT_WEIGHT = 0.4  # of title, publisher and date beside a passage's own words; measured (docs/measurements.md)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be searched; ``None`` leaves a side open."""

    documents: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and why: its score, its rank from 1 and its value in each source, ``None`` where not found.

    ``words_share`` is its BM25 over the highest the question's terms could give (0..1), ``named`` what its fused score
    gained because the question names its document's publisher or day.
    """

    row: int
    passage: Passage
    score: float
    dense_rank: int | None
    words_rank: int | None
    cosine: float | None
    words_share: float | None
    named: float


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question as the words index has it, its weight, and what may stand in its place.

    An alternative is a run of terms, all of which together say the same: the long form of an abbreviation, the right
    spelling of a slip.
    """

    word: str
    weight: float
    alternatives: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """A question as search uses it: its text, its vector, its terms, and the publishers and days it names.

    ``turned``: its vector turned towards the sentences that answer it.
    """

    text: str
    vector: Vectors
    turned: Vectors
    terms: tuple[Term, ...]
    mentions: Mentions = field(default_factory=Mentions)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word to look for, once."""
        alternatives = (word for term in self.terms for alternative in term.alternatives for word in alternative)
        return tuple(dict.fromkeys((*(term.word for term in self.terms), *alternatives)))

    @property
    def best_score(self) -> float:
        """The BM25 a passage would have that held every term without end, in both fields; never 0."""
        return (1 + ABOUT_WEIGHT) * (BM25_K1 + 1) * sum(term.weight for term in self.terms) or 1.0


def encode_question(question: str, encoder: Encoder, snapshot: Snapshot) -> EncodedQuestion:
    """Prepare a question for search in this snapshot, its words as they are, each weighted by its rarity."""
    words = tuple(dict.fromkeys(snapshot.words.analyze(question)))
    terms = tuple(Term(word, snapshot.words.rarity(word)) for word in words)
    mentions = find_mentions(question, snapshot.publisher_names)
    vector, turned = encoder.encode_query(question), encoder.encode_turned(question)
    return EncodedQuestion(question, vector, turned, terms, mentions)


def search(snapshot: Snapshot, question: EncodedQuestion, limit: int, filters: Filters | None = None) -> list[Hit]:
    """The best ``limit`` passages, best first; fewer where the filters leave fewer."""
    documents = allowed_documents(snapshot, filters or Filters())
    depth = max(DEPTH, limit)
    rows = None if documents is None else _passage_rows(snapshot, documents)
    dense = snapshot.vectors.search(question.vector, depth, rows)
    words = snapshot.words.search(question.words, depth, ABOUT_WEIGHT, documents)
    return _fused(snapshot, question, dense, words, limit)


def allowed_documents(snapshot: Snapshot, filters: Filters) -> list[int] | None:
    """Rows of the documents the filters leave, ``None`` where they leave all; the undated are in no span of dates."""
    if filters == Filters():
        return None
    return [row for row, name in enumerate(snapshot.store.document_ids) if _allowed(snapshot, row, name, filters)]


def _allowed(snapshot: Snapshot, row: int, name: str, filters: Filters) -> bool:
    published = snapshot.store.published[row]
    if filters.documents is not None and name not in filters.documents:
        return False
    if filters.since is not None and (published is None or published < filters.since):
        return False
    return not (filters.until is not None and (published is None or published > filters.until))


def _passage_rows(snapshot: Snapshot, documents: Sequence[int]) -> np.ndarray:
    edges = snapshot.store.first_passage
    ranges = [np.arange(edges[row], edges[row + 1]) for row in documents]
    return np.concatenate(ranges) if ranges else np.empty(0, np.int64)


def _fused(
    snapshot: Snapshot,
    question: EncodedQuestion,
    dense: list[tuple[int, float]],
    words: list[tuple[int, float]],
    limit: int,
) -> list[Hit]:
    """Order by the words' share of the highest BM25 possible plus the weighted cosine plus what is named."""
    dense_ranks = {row: rank for rank, (row, _) in enumerate(dense, 1)}
    words_ranks = {row: rank for rank, (row, _) in enumerate(words, 1)}
    shares = {row: score / question.best_score for row, score in words}
    cosines = dict(dense)
    named = {row: _bonus(snapshot, question.mentions, row) for row in shares.keys() | cosines.keys()}
    scores = {row: shares.get(row, 0.0) + COSINE_WEIGHT * cosines.get(row, 0.0) + named[row] for row in named}
    best = sorted(scores, key=lambda row: (-scores[row], row))[:limit]
    passages = [snapshot.store.passage(row) for row in best]
    return [
        Hit(
            row,
            passage,
            scores[row],
            dense_ranks.get(row),
            words_ranks.get(row),
            cosines.get(row),
            shares.get(row),
            named[row],
        )
        for row, passage in zip(best, passages, strict=True)
    ]


def _bonus(snapshot: Snapshot, mentions: Mentions, row: int) -> float:
    """What a passage gains where the question names its document's publisher or day."""
    document = int(snapshot.store.passage_document[row])
    by_publisher = PUBLISHER_BONUS if snapshot.store.publishers[document] in mentions.publishers else 0.0
    return by_publisher + (DAY_BONUS if snapshot.store.published[document] in mentions.days else 0.0)


def matched_words(snapshot: Snapshot, question: EncodedQuestion, passage: Passage) -> tuple[str, ...]:
    """The words to look for that stand in a passage."""
    text = passage.span.of(snapshot.document(passage.document).document.text)
    present = set(snapshot.words.analyze(text))
    return tuple(word for word in question.words if word in present)
