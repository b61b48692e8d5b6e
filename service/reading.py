"""Read the passages found: score each sentence.

A sentence's nearness to the question is a weighted sum of four parts, each in 0..1: its cosine, the share of the
question's words it covers (BM25 over its best), and the same two of its passage. What answers is seldom what is
nearest, so sentences are ordered by what ``service.relevance`` has learnt of these and of the sentences beside them.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.span import Span
from corpus.statements import Statement
from index.encoder import Vectors
from index.retrieval import EncodedQuestion, Hit, Term
from index.snapshot import Snapshot
from index.store import StoredDocument
from index.vectors import sentence_cosines
from index.words import BM25_B, BM25_K1
from service.asked_for import AskedFor
from service.relevance import COSINE, MEASURES, PASSAGE_COSINE, PASSAGE_WORDS, WORDS, relevance_for

_NOBODY = AskedFor()
Place = tuple[int, int]  # document, and number of the sentence in it
_SHORTEST = 4  # words; what is shorter is a byline or a heading
_ITEM = re.compile(r"[-*•‣◦]\s+(?!(?:also read|read more|read also|see also|related)\b)", re.IGNORECASE)  # of a list
_LONGEST_HEADING = 20  # words; headlines run to about 15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might be quoted: where it stands, who is heard in it, and the hit it was found through.

    ``nearness`` says how near it is to the question, ``relevance`` how relevant it looks (``service.relevance``).
    ``score`` orders candidates: their relevance, and once read what the reader adds; ``answers`` and ``belongs`` are of
    its ``SentenceOdds`` (``None``: not read).
    One that is ``listed`` is an item of a list that what is nearest points to.
    """

    document: int
    number: int
    span: Span
    statement: Statement | None
    voice: str | None
    hit: Hit
    nearness: float
    relevance: float
    score: float
    answers: float | None = None
    belongs: float | None = None
    listed: bool = False


def read_hits(
    snapshot: Snapshot, question: EncodedQuestion, hits: Sequence[Hit], asked: AskedFor = _NOBODY
) -> list[Candidate]:
    """Every quotable sentence of the hits, the most relevant first."""
    relevance = relevance_for(snapshot.manifest.settings.encoder)
    candidates, measures = measure_hits(snapshot, question, hits, asked)
    scores = relevance.of(measures).tolist()
    scored = [replace(one, relevance=score, score=score) for one, score in zip(candidates, scores, strict=True)]
    return sorted(scored, key=lambda one: (-one.score, one.document, one.number))


def measure_hits(
    snapshot: Snapshot, question: EncodedQuestion, hits: Sequence[Hit], asked: AskedFor
) -> tuple[list[Candidate], Vectors]:
    """Every quotable sentence of the hits, its relevance still 0, and its ``MEASURES``, a row each."""
    places = _places(snapshot, hits)
    words, lengths = _words(snapshot, question, places)
    cosines = _cosines(snapshot, places, question.vector)
    candidates = [_candidate(snapshot, place, hit, cosines[place], words[place]) for place, hit in places.items()]
    to_turned = _cosines(snapshot, _with_neighbours(snapshot, places), question.turned)
    measures = [_measures(one, asked, to_turned, words, lengths) for one in candidates]
    return candidates, np.array(measures, np.float32).reshape(-1, len(MEASURES))


def best_sentences(snapshot: Snapshot, question: EncodedQuestion, hits: Sequence[Hit]) -> list[tuple[float, float]]:
    """Of each hit's quotable sentences the highest cosine to the turned question and share of words, at least 0."""
    places = list(_places(snapshot, hits))
    words, _ = _words(snapshot, question, places)
    cosines = _cosines(snapshot, places, question.turned)
    best = []
    for hit in hits:
        passage = hit.passage
        own = [place for n in range(passage.first, passage.last) if (place := (passage.document, n)) in words]
        best.append((max((0.0, *(cosines[one] for one in own))), max((0.0, *(words[one] for one in own)))))
    return best


def _words(
    snapshot: Snapshot, question: EncodedQuestion, places: Iterable[Place]
) -> tuple[dict[Place, float], dict[Place, int]]:
    """Of the sentence at each place the share of the question's words that it covers, and how many it has."""
    terms = {place: _terms(snapshot, *place) for place in places}
    lengths = {place: len(one) for place, one in terms.items()}
    average = sum(lengths.values()) / len(lengths) if lengths else 1.0
    wanted = frozenset(question.words)
    return {place: _words_share(question, wanted, one, average) for place, one in terms.items()}, lengths


def _with_neighbours(snapshot: Snapshot, places: Iterable[Place]) -> list[Place]:
    """Places with those before and after them in their documents, each once."""
    some = dict.fromkeys((document, number + by) for document, number in places for by in (-1, 0, 1))
    return [(document, n) for document, n in some if 0 <= n < len(snapshot.document(document).sentences)]


def _cosines(snapshot: Snapshot, places: Iterable[Place], vector: Vectors) -> dict[Place, float]:
    """The cosine to a vector of the sentence at each place."""
    some = list(places)
    if not some:
        return {}
    rows = [int(snapshot.store.first_sentence[document]) + number for document, number in some]
    return dict(zip(some, sentence_cosines(snapshot.sentence_vectors, rows, vector).tolist(), strict=True))


def _measures(
    one: Candidate,
    asked: AskedFor,
    cosines: Mapping[Place, float],
    words: Mapping[Place, float],
    lengths: Mapping[Place, int],
) -> list[float]:
    """What ``service.relevance.MEASURES`` names, in its order."""
    place, before, after = ((one.document, one.number + by) for by in (0, -1, 1))
    measured = {
        "cosine": cosines[place],
        "cosine_before": cosines.get(before, 0.0),
        "cosine_after": cosines.get(after, 0.0),
        "words": words[place],
        "words_before": words.get(before, 0.0),
        "words_beside": max(words.get(before, 0.0), words.get(after, 0.0)),
        "passage_cosine": one.hit.cosine or 0.0,
        "passage_words": one.hit.words_share or 0.0,
        "asked_for": float(asked.side(one.document, one.voice) is not None),
        "length": math.log1p(lengths[place]),
    }
    return [measured[name] for name in MEASURES]


def _places(snapshot: Snapshot, hits: Sequence[Hit]) -> dict[Place, Hit]:
    """Where each quotable sentence stands, with the best hit that holds it."""
    places: dict[Place, Hit] = {}
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
    """Whether a sentence is marked as a heading, or stands alone in its paragraph and ends as none does.

    An item of a list may end in a letter too, and says something.
    """
    sentences = stored.sentences
    paragraph = sentences[number].paragraph
    neighbours = (sentences[n].paragraph for n in (number - 1, number + 1) if 0 <= n < len(sentences))
    if text.startswith("#"):
        return True
    if paragraph in neighbours or _ITEM.match(text) or len(text.split()) > _LONGEST_HEADING:
        return False
    return text.rstrip("*_ ")[-1:].isalnum()


def _terms(snapshot: Snapshot, document: int, number: int) -> list[str]:
    stored = snapshot.document(document)
    return snapshot.words.analyze(stored.sentences[number].span.of(stored.document.text))


def _words_share(question: EncodedQuestion, wanted: frozenset[str], words: list[str], average: float) -> float:
    """BM25 of one sentence over the best its question could have, so in 0..1; an alternative counts as its word.

    ``wanted``: every word of the question and its alternatives.
    """
    counts = Counter(word for word in words if word in wanted)
    best = (BM25_K1 + 1) * sum(term.weight for term in question.terms)
    if not counts or not best:
        return 0.0
    damping = BM25_K1 * (1 - BM25_B + BM25_B * len(words) / average)

    def part(word: str) -> float:
        return counts[word] * (BM25_K1 + 1) / (counts[word] + damping)

    def share(term: Term) -> float:
        others = (sum(map(part, alternative)) / len(alternative) for alternative in term.alternatives)
        return max(part(term.word), *others) if term.alternatives else part(term.word)

    held = (term for term in question.terms if term.alternatives or term.word in counts)  # the others' share is 0
    return sum(term.weight * share(term) for term in held) / best


def _candidate(snapshot: Snapshot, place: Place, hit: Hit, cosine: float, words_share: float) -> Candidate:
    """A candidate with its nearness, by which it is not ordered yet."""
    document, number = place
    stored = snapshot.document(document)
    heard = snapshot.heard(document, number)
    nearness = (
        COSINE * cosine
        + WORDS * words_share
        + PASSAGE_COSINE * (hit.cosine or 0.0)
        + PASSAGE_WORDS * (hit.words_share or 0.0)
    )
    span = stored.sentences[number].span
    voice = heard.id if heard else None
    return Candidate(document, number, span, stored.statements[number], voice, hit, nearness, 0.0, 0.0)
