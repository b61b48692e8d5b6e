"""Cut documents and encode what no earlier build has: the part of a build that takes long."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from corpus.attribution import read
from corpus.document import Document
from corpus.sentences import Sentence, cut_sentences
from corpus.short_forms import find_short_forms
from index.build_cache import BuildCache, CachedDocument
from index.encoder import Encoder, Halves
from index.manifest import IndexSettings
from index.passages import Passage, cut_passages
from index.readings import reading_bytes

SENTENCE_RULE = "2"  # raise with any change to corpus/sentences.py or to what is encoded of a passage
STATEMENT_RULE = "7"  # raise with any change to corpus/attribution or corpus/short_forms.py
_TEXTS_A_ROUND = 512  # encoded between two saves; some seconds of work to lose


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one step of a build is."""

    step: str
    done: int
    total: int


def about(document: Document) -> str:
    """What is known of a document beside its text; it is searched with each passage, and never quoted."""
    facts = (document.title, document.publisher, document.author, document.published and document.published.isoformat())
    return ". ".join(fact for fact in facts if fact)


def document_key(document: Document, settings: IndexSettings) -> str:
    """What a document's cuts and vectors depend on, as one hash."""
    facts: tuple[object, ...] = (
        about(document),
        document.language,
        document.sha256,
        settings.encoder,
        settings.passage_words,
        settings.sentences,
        STATEMENT_RULE,
        document.id,
    )
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def encode_missing(
    documents: Sequence[Document],
    keys: Sequence[str],
    encoder: Encoder,
    cache: BuildCache,
    report: Callable[[Progress], None],
) -> tuple[list[CachedDocument], int]:
    """Every document cut and encoded, from the cache where it knows them; and the number of texts newly encoded."""
    known = {key: entry for key in keys if (entry := cache.get(key)) is not None}
    missing = [(key, document) for key, document in zip(keys, documents, strict=True) if key not in known]
    cut = []
    for number, (key, document) in enumerate(missing):
        cut.append((key, document, *_cut(document)))
        report(Progress("cut", number + 1, len(missing)))
    total = sum(len(sentences) + len(passages) for _, _, sentences, passages in cut)
    done = 0
    for group in _rounds(cut):
        texts = [text for _, document, sentences, passages in group for text in _texts(document, sentences, passages)]
        vectors = encoder.encode_documents(texts, _offset(report, done, total))
        ends = accumulate(len(sentences) + len(passages) for _, _, sentences, passages in group)
        pieces = np.split(vectors.astype(np.float16), list(ends)[:-1])
        fresh = {key: _cached(d, s, p, piece) for (key, d, s, p), piece in zip(group, pieces, strict=True)}
        cache.put(fresh.items())  # saved round by round: an interrupted build goes on from here
        known.update(fresh)
        done += len(texts)
    return [known[key] for key in keys], total


def _offset(report: Callable[[Progress], None], before: int, total: int) -> Callable[[int], None]:
    return lambda ready: report(Progress("encode", before + ready, total))


_Cut = tuple[str, Document, tuple[Sentence, ...], tuple[Passage, ...]]


def _cut(document: Document) -> tuple[tuple[Sentence, ...], tuple[Passage, ...]]:
    sentences = cut_sentences(document.text, document.language or "en")
    return sentences, cut_passages(0, document.text, sentences)


def _rounds(cut: Sequence[_Cut]) -> Iterator[list[_Cut]]:
    group: list[_Cut] = []
    for one in cut:
        group.append(one)
        if sum(len(sentences) + len(passages) for _, _, sentences, passages in group) >= _TEXTS_A_ROUND:
            yield group
            group = []
    if group:
        yield group


def _texts(document: Document, sentences: Sequence[Sentence], passages: Sequence[Passage]) -> list[str]:
    known = about(document)
    of_sentences = [sentence.span.of(document.text) for sentence in sentences]
    return of_sentences + [f"{known}\n{passage.span.of(document.text)}" for passage in passages]


def _cached(
    document: Document,
    sentences: tuple[Sentence, ...],
    passages: Sequence[Passage],
    vectors: Halves,
) -> CachedDocument:
    return CachedDocument(
        np.array([(s.span.start, s.span.end, s.paragraph) for s in sentences], np.int32).reshape(-1, 3),
        np.array([(p.first, p.last) for p in passages], np.int32).reshape(-1, 2),
        vectors[: len(sentences)],
        vectors[len(sentences) :],
        reading_bytes(read(document, sentences), find_short_forms(document.text)),
    )
