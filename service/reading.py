"""Read the passages found: score each sentence.

A sentence's score is a weighted sum of four parts, each in 0..1: its cosine to the question, the share of the
question's words it covers (BM25 over its best), and the same two of its passage.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.span import Span
from corpus.statements import Statement
from index.retrieval import EncodedQuestion, Hit, Term
from index.snapshot import Snapshot
from index.store import StoredDocument
from index.vectors import sentence_cosines
from index.words import BM25_B, BM25_K1
from service.asked_for import AskedFor

COSINE, WORDS, PASSAGE_COSINE, PASSAGE_WORDS = 0.6, 1.5, 0.3, 0.6  # measured (docs/measurements.md)
_NAMED = 0.2  # added to the words of somebody, or of a document, that is named; measured (docs/measurements.md)
_NOBODY = AskedFor()
_SHORTEST = 4  # words; what is shorter is a byline or a heading
_LONGEST_HEADING = 20  # words; headlines run to about 15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might be quoted: where it stands, who is heard in it, and the hit it was found through.

    ``nearness`` says how near it is to the question; ``score``, by which candidates are ordered, adds what it gains by
    its voice and by what the reader says of it: ``answers`` and ``belongs`` of ``SentenceOdds`` (``None``: not read).
    One that is ``listed`` is an item of a list that what is nearest points to.
    """

    document: int
    number: int
    span: Span
    statement: Statement | None
    voice: str | None
    hit: Hit
    nearness: float
    score: float
    answers: float | None = None
    belongs: float | None = None
    listed: bool = False


def read_hits(
    snapshot: Snapshot, question: EncodedQuestion, hits: Sequence[Hit], asked: AskedFor = _NOBODY
) -> list[Candidate]:
    """Score every quotable sentence of the hits, best first; what is asked for comes before what is as near."""
    places = _places(snapshot, hits)
    rows = [int(snapshot.store.first_sentence[document]) + number for document, number in places]
    cosines = sentence_cosines(snapshot.sentence_vectors, rows, question.vector) if rows else np.empty(0)
    terms = [_terms(snapshot, document, number) for document, number in places]
    length = sum(map(len, terms)) / len(terms) if terms else 1.0
    candidates = [
        _candidate(snapshot, place, hit, float(cosine), _words_share(question, words, length), asked)
        for (place, hit), cosine, words in zip(places.items(), cosines, terms, strict=True)
    ]
    return sorted(candidates, key=lambda one: (-one.score, one.document, one.number))


def _places(snapshot: Snapshot, hits: Sequence[Hit]) -> dict[tuple[int, int], Hit]:
    """Document and number of each quotable sentence, with the best hit it stands in."""
    places: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        for number in range(hit.passage.first, hit.passage.last):
            if _quotable(snapshot, hit.passage.document, number):
                places.setdefault((hit.passage.document, number), hit)
    return places


def _quotable(snapshot: Snapshot, document: int, number: int) -> bool:
    """Whether a sentence says something: not a heading, a byline, or the title once more."""
    stored = snapshot.document(document)
    text = stored.sentences[number].span.of(stored.document.text)
    return len(text.split()) >= _SHORTEST and text != stored.document.title and not _is_heading(stored, number, text)


def _is_heading(stored: StoredDocument, number: int, text: str) -> bool:
    """Whether a sentence stands alone in its paragraph and ends in a letter or digit, or is marked as a heading."""
    sentences = stored.sentences
    paragraph = sentences[number].paragraph
    neighbours = (sentences[n].paragraph for n in (number - 1, number + 1) if 0 <= n < len(sentences))
    if text.startswith("#"):
        return True
    return paragraph not in neighbours and text[-1].isalnum() and len(text.split()) <= _LONGEST_HEADING


def _terms(snapshot: Snapshot, document: int, number: int) -> list[str]:
    stored = snapshot.document(document)
    return snapshot.words.analyze(stored.sentences[number].span.of(stored.document.text))


def _words_share(question: EncodedQuestion, words: list[str], average: float) -> float:
    """BM25 of one sentence over the best its question could have, so in 0..1; an alternative counts as its word."""
    best = (BM25_K1 + 1) * sum(term.weight for term in question.terms)
    if not best:
        return 0.0
    counts = Counter(words)
    damping = BM25_K1 * (1 - BM25_B + BM25_B * len(words) / average)

    def part(word: str) -> float:
        return counts[word] * (BM25_K1 + 1) / (counts[word] + damping)

    def share(term: Term) -> float:
        others = (sum(map(part, alternative)) / len(alternative) for alternative in term.alternatives)
        return max(part(term.word), *others) if term.alternatives else part(term.word)

    return sum(term.weight * share(term) for term in question.terms) / best


def _candidate(
    snapshot: Snapshot,
    place: tuple[int, int],
    hit: Hit,
    cosine: float,
    words_share: float,
    asked: AskedFor,
) -> Candidate:
    document, number = place
    stored = snapshot.document(document)
    heard = snapshot.heard(document, number)
    voice = heard.id if heard else None
    nearness = (
        COSINE * cosine
        + WORDS * words_share
        + PASSAGE_COSINE * (hit.cosine or 0.0)
        + PASSAGE_WORDS * (hit.words_share or 0.0)
    )
    score = nearness + (_NAMED if asked.side(document, voice) is not None else 0.0)
    span = stored.sentences[number].span
    return Candidate(document, number, span, stored.statements[number], voice, hit, nearness, score)
