"""Articles to a published snapshot: cut, encode what is new, write aside, publish by one rename."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.attribution import seen_in, state
from corpus.document import Document
from corpus.sentences import Sentence
from corpus.short_forms import ShortForm
from corpus.span import Span
from corpus.speakers import SPEAKERS_FILE, RegisterReport, build_register, load_entries
from corpus.statements import Speaker
from index.build_cache import BuildCache, CachedDocument
from index.encoder import Encoder, Halves
from index.encoder_model import file_sha256
from index.encoding import SENTENCE_RULE, STATEMENT_RULE, Progress, about, document_key, encode_missing
from index.errors import UnwritableError
from index.manifest import FORMAT, IndexSettings, Manifest, describe_files, write_manifest
from index.passages import PASSAGE_WORDS, Passage
from index.readings import reading_from
from index.snapshot import PASSAGE_VECTORS, SENTENCE_VECTORS, STORE, WORDS
from index.snapshots import Snapshots
from index.store import CutDocument, write_store
from index.vectors import write_passage_vectors, write_sentence_vectors
from index.words import words_settings, write_words

_PARTS = 4  # of a snapshot, each written by a thread: words, the two kinds of vectors, the store
SNAPSHOTS_KEPT = 5  # a working week of daily builds to go back to, at the size of the corpus each


@dataclass(frozen=True, slots=True)
class BuiltSnapshot:
    """What a build did."""

    manifest: Manifest
    encoded: int
    deleted: tuple[str, ...]
    speakers: RegisterReport


def build_snapshot(
    documents: Sequence[Document],
    encoder: Encoder,
    folder: Path,
    *,
    full: bool = False,
    keep: int = SNAPSHOTS_KEPT,
    report: Callable[[Progress], None] = lambda _progress: None,
) -> BuiltSnapshot:
    """Build and publish the snapshot of these documents; ``full`` forgets what earlier builds worked out.

    Raises ``WriterBusyError`` where another build is at work, and ``UnwritableError`` where the folder or its disk
    does not take it. Killed at any point, it leaves the current snapshot served and the next build clean.
    """
    snapshots = Snapshots(folder)
    ordered = sorted(documents, key=lambda document: document.id)
    settings = index_settings(encoder)
    with (
        _unwritable_told(folder),
        snapshots.writing(),
        BuildCache(folder / "build-cache.sqlite", encoder.dimension) as cache,
    ):
        if full:
            cache.keep_only(())
        keys = [document_key(document, settings) for document in ordered]
        cached, encoded = encode_missing(ordered, keys, encoder, cache, report)
        with _removed_on_trouble(snapshots.start()) as aside:
            manifest, speakers = _write(aside, ordered, cached, settings, report)
            snapshots.publish(aside, manifest)
        deleted = snapshots.keep(keep)
        with contextlib.suppress(sqlite3.OperationalError):  # it is published; the next build tidies the cache
            cache.keep_only(keys)
        return BuiltSnapshot(manifest, encoded, deleted, speakers)


@contextlib.contextmanager
def _unwritable_told(folder: Path) -> Iterator[None]:
    """Say which folder does not take what is written."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise UnwritableError(folder, error) from error


@contextlib.contextmanager
def _removed_on_trouble(aside: Path) -> Iterator[Path]:
    """A half-built folder that is not left behind: on a full disk its room is wanted."""
    try:
        yield aside
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def index_settings(encoder: Encoder) -> IndexSettings:
    """The settings a build with this encoder has."""
    return IndexSettings(
        encoder=encoder.fingerprint,
        encoder_name=encoder.name,
        dimension=encoder.dimension,
        passage_words=PASSAGE_WORDS,
        words=words_settings(),
        sentences=SENTENCE_RULE,
        statements=f"{STATEMENT_RULE}, {file_sha256(SPEAKERS_FILE)[:16]}",
    )


@dataclass(frozen=True, slots=True)
class _Contents:
    cuts: tuple[CutDocument, ...]
    speakers: tuple[Speaker, ...]
    short_forms: tuple[ShortForm, ...]
    register_report: RegisterReport


def _contents(documents: Sequence[Document], cached: Sequence[CachedDocument]) -> _Contents:
    """Join what is known of each document by itself: the register of speakers needs all of them."""
    readings, short_forms = zip(*(reading_from(known.reading) for known in cached), strict=True)
    register = build_register(seen_in(readings), load_entries())
    cuts = []
    for row, (document, known, reading) in enumerate(zip(documents, cached, readings, strict=True)):
        sentences, passages = _restored(row, known)
        cuts.append(CutDocument(document, sentences, passages, state(reading, sentences, register)))
    named = {one.speaker.id: one.speaker for cut in cuts for one in cut.statements if one.speaker}
    writers = (register.lookup(document.author) for document in documents if document.author)
    named |= {writer.id: writer for writer in writers if writer}
    shorts = sorted({short for of_document in short_forms for short in of_document}, key=_short_order)
    speakers = tuple(named[speaker_id] for speaker_id in sorted(named))
    return _Contents(tuple(cuts), speakers, tuple(shorts), register.report)


def _short_order(one: ShortForm) -> tuple[str, str, bool]:
    return one.short, one.long, one.stated


def _write(
    aside: Path,
    documents: Sequence[Document],
    cached: Sequence[CachedDocument],
    settings: IndexSettings,
    report: Callable[[Progress], None],
) -> tuple[Manifest, RegisterReport]:
    """Write every part of the snapshot and its manifest into an empty folder."""
    with ThreadPoolExecutor(_PARTS) as pool:
        # The words engine works beside Python and takes longest: it begins before the speakers are looked up.
        parts = [
            pool.submit(write_words, aside / WORDS, _word_rows(documents, cached)),
            pool.submit(lambda: write_passage_vectors(aside / PASSAGE_VECTORS, _stacked(_of_passages(cached)))),
            pool.submit(lambda: write_sentence_vectors(aside / SENTENCE_VECTORS, _stacked(_of_sentences(cached)))),
        ]
        contents = _contents(documents, cached)
        parts.append(pool.submit(write_store, aside / STORE, contents.cuts, contents.speakers, contents.short_forms))
        for number, finished in enumerate(as_completed(parts)):
            finished.result()
            report(Progress("write", number + 1, _PARTS))
    cuts = contents.cuts
    manifest = Manifest(
        format=FORMAT,
        settings=settings,
        documents=len(cuts),
        sentences=sum(len(cut.sentences) for cut in cuts),
        passages=sum(len(cut.passages) for cut in cuts),
        statements=sum(len(cut.statements) for cut in cuts),
        speakers=len(contents.speakers),
        files=describe_files(aside),
    )
    write_manifest(aside, manifest)
    return manifest, contents.register_report


def _restored(row: int, known: CachedDocument) -> tuple[tuple[Sentence, ...], tuple[Passage, ...]]:
    sentences = tuple(Sentence(Span(start, end), paragraph) for start, end, paragraph in known.sentences.tolist())
    passages = tuple(
        Passage(row, first, last, Span(sentences[first].span.start, sentences[last - 1].span.end))
        for first, last in known.passages.tolist()
    )
    return sentences, passages


def _word_rows(documents: Sequence[Document], cached: Sequence[CachedDocument]) -> Iterator[tuple[int, str, str]]:
    for row, (document, known) in enumerate(zip(documents, cached, strict=True)):
        facts = about(document)
        sentences = known.sentences.tolist()
        for first, last in known.passages.tolist():
            yield row, document.text[sentences[first][0] : sentences[last - 1][1]], facts


def _of_passages(cached: Sequence[CachedDocument]) -> list[Halves]:
    return [known.passage_vectors for known in cached]


def _of_sentences(cached: Sequence[CachedDocument]) -> list[Halves]:
    return [known.sentence_vectors for known in cached]


def _stacked(parts: Sequence[Halves]) -> Halves:
    return np.concatenate(list(parts))
