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

KHALIL = Speaker("nadia-khalil", "Nadia Khalil", "mayor", ("the mayor", "Khalil"))
ANWAR = Speaker("tariq-anwar", "Tariq Anwar", None, ("Brig. Anwar",))
DOCUMENTS = {
    "bridge": (
        "The old bridge will not be closed before 12 May 2024. "
        "Nadia Khalil said the council “can’t wait any longer”.\n\n"
        "It cost $2.5 million, or 15% of the budget – a record. Ferries carried 1,200 people a day.\n"
        "The non-violent protest ended. Some farmers refused the offer. Nobody was hurt at the river."
    ),
    "dam": (
        "The dam is full. Engineers from Quetta opened two gates at dawn. It is what it is.\n"
        "Tariq Anwar was asked about the flood. The valley below stayed dry all night long."
    ),
    "heat": "Wells ran dry in the summer heat. The dam is full. Nothing grew on the northern fields that year. "
    "It was −5 degrees at night.",
    "odd": "کیا یہ دوسرا پل ہے؟ جی ہاں، یہ نیا ہے۔ Le cafe\u0301 a rou\u00advert 🎉 hier. "
    'He said: "No\u200b more!" Then he left.',
}
SAID = {"Nadia Khalil said": KHALIL, "The dam is full": KHALIL, "Some farmers": None, "The valley": ANWAR}
AUTHORS = {"heat": "Omar Daud"}
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
