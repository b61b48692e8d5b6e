"""Find passages: by vectors and by words, fused by rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from index.encoder import Encoder, Vectors
from index.passages import Passage
from index.snapshot import Snapshot

DEPTH = 100  # passages taken from each source; deeper changed no figure (docs/measurements.md)
RANK_OFFSET = 10  # of reciprocal rank fusion; 60 in Cormack et al. 2009, measured here (docs/measurements.md)
WORDS_WEIGHT = 1.0  # of the rank by words; the rank by vectors has DENSE_WEIGHT
DENSE_WEIGHT = 0.5  # measured (docs/measurements.md)
ABOUT_WEIGHT = 0.5  # of title, publisher and date beside a passage's own words in BM25; measured


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be searched; ``None`` leaves a side open."""

    documents: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its row, why, and where it stood in each source (ranks from 1, ``None`` where it was not found)."""

    row: int
    passage: Passage
    score: float
    dense_rank: int | None
    words_rank: int | None
    cosine: float | None
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """A question as search uses it: its text, its vector and its terms."""

    text: str
    vector: Vectors
    terms: tuple[str, ...]


def encode_question(question: str, encoder: Encoder, snapshot: Snapshot) -> EncodedQuestion:
    """Prepare a question for search in this snapshot."""
    terms = tuple(dict.fromkeys(snapshot.words.analyze(question)))
    return EncodedQuestion(question, encoder.encode_query(question), terms)


def search(snapshot: Snapshot, question: EncodedQuestion, limit: int, filters: Filters | None = None) -> list[Hit]:
    """The best ``limit`` passages, best first; fewer where the filters leave fewer."""
    documents = allowed_documents(snapshot, filters or Filters())
    depth = max(DEPTH, limit)
    rows = None if documents is None else _passage_rows(snapshot, documents)
    dense = snapshot.vectors.search(question.vector, depth, rows)
    words = snapshot.words.search(question.terms, depth, ABOUT_WEIGHT, documents)
    return _fused(snapshot, question, dense, words, limit)


def allowed_documents(snapshot: Snapshot, filters: Filters) -> list[int] | None:
    """Rows of the documents the filters leave, or ``None`` where they leave all; an undated one has no part in a span of dates."""
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


def _passage_rows(snapshot: Snapshot, documents: Sequence[int]) -> np.ndarray:  # type: ignore[type-arg] # int64
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
    dense_ranks = {row: rank for rank, (row, _) in enumerate(dense, 1)}
    words_ranks = {row: rank for rank, (row, _) in enumerate(words, 1)}
    cosines = dict(dense)
    scores = {
        row: _part(DENSE_WEIGHT, dense_ranks.get(row)) + _part(WORDS_WEIGHT, words_ranks.get(row))
        for row in dense_ranks.keys() | words_ranks.keys()
    }
    best = sorted(scores, key=lambda row: (-scores[row], row))[:limit]
    return [
        _hit(snapshot, question, row, scores[row], dense_ranks.get(row), words_ranks.get(row), cosines.get(row)) for row in best
    ]


def _part(weight: float, rank: int | None) -> float:
    return 0.0 if rank is None else weight / (RANK_OFFSET + rank)


def _hit(
    snapshot: Snapshot,
    question: EncodedQuestion,
    row: int,
    score: float,
    dense_rank: int | None,
    words_rank: int | None,
    cosine: float | None,
) -> Hit:
    passage = snapshot.store.passage(row)
    text = passage.span.of(snapshot.document(passage.document).document.text)
    present = set(snapshot.words.analyze(text))
    matched = tuple(term for term in question.terms if term in present)
    return Hit(row, passage, score, dense_rank, words_rank, cosine, matched)
