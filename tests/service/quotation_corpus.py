"""A small corpus with statements, built into a real snapshot for the tests of the check of quotations."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.sentences import cut_sentences
from corpus.statements import Speaker, Statement
from index.manifest import FORMAT, IndexSettings, Manifest, describe_files, write_manifest
from index.passages import cut_passages
from index.snapshot import PASSAGE_VECTORS, SENTENCE_VECTORS, STORE, WORDS, Snapshot
from index.store import CutDocument, write_store
from index.vectors import write_passage_vectors, write_sentence_vectors
from index.words import words_settings, write_words

SETTINGS = IndexSettings("none", "none", 8, 220, words_settings(), "1", "test")


def snapshot_of(
    folder: Path,
    documents: Mapping[str, str],
    said: Mapping[str, Speaker | None] | None = None,
    authors: Mapping[str, str] | None = None,
) -> Snapshot:
    """A snapshot of texts by id; ``said`` names the speaker of each sentence that begins with its key."""
    cuts = [
        _cut(row, Document(name, name, documents[name], author=(authors or {}).get(name)), said or {})
        for row, name in enumerate(sorted(documents))
    ]
    aside = folder / "aside"
    aside.mkdir(parents=True)
    speakers = sorted({one for one in (said or {}).values() if one}, key=lambda one: one.id)
    write_store(aside / STORE, cuts, speakers, ())
    texts = ((row, p.span.of(cut.document.text), "") for row, cut in enumerate(cuts) for p in cut.passages)
    write_words(aside / WORDS, texts)
    write_passage_vectors(aside / PASSAGE_VECTORS, np.ones((sum(len(c.passages) for c in cuts), 8), np.float32))
    write_sentence_vectors(aside / SENTENCE_VECTORS, np.ones((sum(len(c.sentences) for c in cuts), 8), np.float32))
    manifest = Manifest(
        FORMAT,
        SETTINGS,
        documents=len(cuts),
        sentences=sum(len(cut.sentences) for cut in cuts),
        passages=sum(len(cut.passages) for cut in cuts),
        statements=sum(len(cut.statements) for cut in cuts),
        speakers=0,
        files=describe_files(aside),
    )
    write_manifest(aside, manifest)
    return Snapshot(aside.rename(folder / manifest.id))


def _cut(row: int, document: Document, said: Mapping[str, Speaker | None]) -> CutDocument:
    sentences = cut_sentences(document.text)
    statements = tuple(
        Statement(sentence.span, speaker, "direct", None, None, 1.0)
        for sentence in sentences
        for beginning, speaker in said.items()
        if sentence.span.of(document.text).startswith(beginning)
    )
    return CutDocument(document, sentences, cut_passages(row, document.text, sentences), statements)
