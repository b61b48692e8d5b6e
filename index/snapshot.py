"""The immutable index, open: take it once per question and keep it to the end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from sqlite3 import DatabaseError

from corpus.speakers import SpeakerEntry, SpeakerRegister, build_register, name_key, slug
from corpus.statements import Speaker
from index.descriptions import Description, describe, initials
from index.encoder import Encoder
from index.errors import SnapshotRefusedError
from index.manifest import Manifest, check_files, read_manifest
from index.mentions import publisher_names
from index.store import Store, StoredDocument
from index.vectors import PassageVectors, open_sentence_vectors
from index.words import Words

STORE, PASSAGE_VECTORS, SENTENCE_VECTORS, WORDS = "store.sqlite", "passages.faiss", "sentences.npy", "words"
_DOCUMENTS_KEPT = 256  # documents kept decoded in memory, some 10 MB; one is read from the store in about a millisecond

_SPEAKERS_KEPT = 256  # speakers whose words are kept as terms, some 100 kB for one who is heard a thousand times

_MAIN_PART = re.compile(r"[:?!|—]|\s[–-]\s")  # ends the part of a title by which people call it


@dataclass(frozen=True, slots=True)
class Title:
    """What a document is called: its row and the words as they are written."""

    row: int
    words: tuple[str, ...]


class Snapshot:
    """One snapshot with its parts; row *i* of every part is passage *i*; nothing of it ever changes."""

    def __init__(self, folder: Path) -> None:
        """Open a snapshot's folder after checking every file; raises ``SnapshotRefusedError``."""
        self.manifest: Manifest = read_manifest(folder)
        check_files(folder, self.manifest)
        try:
            self.store = Store(folder / STORE)
            self.vectors = PassageVectors(folder / PASSAGE_VECTORS)
            self.sentence_vectors = open_sentence_vectors(folder / SENTENCE_VECTORS)
            self.words = Words(folder / WORDS)
        except (OSError, RuntimeError, ValueError, DatabaseError) as error:
            raise SnapshotRefusedError(folder.name, f"a part of it cannot be opened ({error})") from error
        self._check_rows(folder.name)
        self.register: SpeakerRegister = _register(self.store)
        self._row_of = {name: row for row, name in enumerate(self.store.document_ids)}
        self._read = lru_cache(_DOCUMENTS_KEPT)(self.store.read_document)
        self._said: dict[str, frozenset[str]] = {}

    @property
    def id(self) -> str:
        """The snapshot's name."""
        return self.manifest.id

    def check_encoder(self, encoder: Encoder) -> None:
        """Raise ``SnapshotRefusedError`` where its vectors were made with another encoder."""
        wanted = self.manifest.settings.encoder
        if wanted != encoder.fingerprint:
            reason = f"it was built with encoder {wanted}, and {encoder.fingerprint} is loaded"
            raise SnapshotRefusedError(self.id, reason)

    def document(self, row: int) -> StoredDocument:
        """Document ``row`` with its sentences and statements."""
        return self._read(row)

    def document_row(self, document_id: str) -> int | None:
        """The row of a document, or ``None`` where the snapshot has none of this id."""
        return self._row_of.get(document_id)

    def heard(self, document: int, number: int) -> Speaker | None:
        """Who is heard in a sentence: the speaker it reports, else the article's signed author, else ``None``."""
        stored = self.document(document)
        statement = stored.statements[number]
        if statement is not None:
            return statement.speaker
        author = stored.document.author
        return self.register.lookup(author) if author else None

    def continues(self, document: int, number: int) -> bool:
        """Whether a sentence stands in the paragraph of the one before it."""
        sentences = self.document(document).sentences
        return number > 0 and sentences[number].paragraph == sentences[number - 1].paragraph

    @cached_property
    def rows_by_author(self) -> dict[str, tuple[int, ...]]:
        """Rows of the documents that carry an author's name, by that author's id in the register."""
        rows: dict[str, list[int]] = {}
        for row, author in enumerate(self.store.authors):
            speaker = self.register.lookup(author) if author else None
            if speaker:
                rows.setdefault(speaker.id, []).append(row)
        return {speaker: tuple(of_speaker) for speaker, of_speaker in rows.items()}

    @cached_property
    def descriptions(self) -> Mapping[str, tuple[Description, ...]]:
        """What its people are called beside their names, by each word of it."""
        return describe(self.register.speakers)

    @cached_property
    def initials(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """The words of the bodies that its people are of, by the bodies' initials."""
        return initials(self.register.speakers)

    def terms_said_by(self, speaker_id: str) -> frozenset[str]:
        """The terms of all that somebody is reported to have said or has written."""
        said = self._said.get(speaker_id)
        if said is None:
            said = self._terms_said_by(speaker_id)
            if len(self._said) >= _SPEAKERS_KEPT:
                self._said.clear()
            self._said[speaker_id] = said
        return said

    def terms_of_document(self, row: int) -> frozenset[str]:
        """The terms of a document."""
        return frozenset(self.words.analyze(self.document(row).document.text))

    def _terms_said_by(self, speaker_id: str) -> frozenset[str]:
        first = self.store.first_sentence
        rows = self.store.sentences_of(speaker_id)
        places = [(document, row - int(first[document])) for row in rows for document in [self._document_of(row)]]
        for document in self.rows_by_author.get(speaker_id, ()):
            statements = self.document(document).statements
            places += [(document, number) for number, statement in enumerate(statements) if statement is None]
        return frozenset(term for place in places for term in self.words.analyze(self._sentence(*place)))

    def _document_of(self, sentence: int) -> int:
        return int(self.store.sentence_document[sentence])

    def _sentence(self, document: int, number: int) -> str:
        stored = self.document(document)
        return stored.sentences[number].span.of(stored.document.text)

    @cached_property
    def documents_called(self) -> Mapping[str, frozenset[int]]:
        """Rows of the documents whose title or id holds a term."""
        rows: dict[str, set[int]] = {}
        for row, (name, title) in enumerate(zip(self.store.document_ids, self.store.titles, strict=True)):
            for term in self.words.analyze(f"{title} {name}"):
                rows.setdefault(term, set()).add(row)
        return {term: frozenset(some) for term, some in rows.items()}

    @cached_property
    def titles(self) -> Mapping[tuple[str, ...], Title]:
        """What documents are called, by the keys of its words: titles and main parts of titles that only one bears."""
        found: dict[tuple[str, ...], dict[int, Title]] = {}
        for row, title in enumerate(self.store.titles):
            for text in (title, _MAIN_PART.split(title, maxsplit=1)[0]):
                words = tuple(re.findall(r"[\w’'-]+", text))
                found.setdefault(tuple(map(name_key, words)), {})[row] = Title(row, words)
        return {key: next(iter(rows.values())) for key, rows in found.items() if len(rows) == 1}

    def speaking_documents(self, name: str) -> frozenset[int]:
        """Rows of the documents in which a nameless speaker of this name speaks: "the editorial says"."""
        return self._speaking_documents.get(name_key(name), frozenset())

    @cached_property
    def _speaking_documents(self) -> Mapping[str, frozenset[int]]:
        row_of = {slug(name): row for row, name in enumerate(self.store.document_ids)}
        rows: dict[str, set[int]] = {}
        for one in self.store.speakers:
            _, apart, document = one.id.partition("--")
            if apart and document in row_of:
                rows.setdefault(name_key(one.name), set()).add(row_of[document])
        return {name: frozenset(some) for name, some in rows.items()}

    @cached_property
    def publisher_names(self) -> dict[str, frozenset[str]]:
        """The names a question may call a publisher by, with the publishers they stand for."""
        return publisher_names(self.store.publishers)

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Keys of the nameless groups that speak in some article: "committee", "participants"."""
        return frozenset(name_key(one.name) for one in self.store.speakers if "--" in one.id)

    def _check_rows(self, name: str) -> None:
        passages = {len(self.vectors), len(self.words), len(self.store.passage_document), self.manifest.passages}
        sentences = {len(self.sentence_vectors), len(self.store.sentence_document), self.manifest.sentences}
        if len(passages) != 1 or len(sentences) != 1:
            raise SnapshotRefusedError(name, "its parts do not have the same number of rows")


def _register(store: Store) -> SpeakerRegister:
    """Everybody who speaks or writes in the snapshot, by every name; nameless groups of one article are left out."""
    named = [one for one in store.speakers if "--" not in one.id]
    entries = [SpeakerEntry(one.name, one.role, one.aliases, one.person) for one in named]
    authors = {author for author in store.authors if author}
    people = {one.name for one in named if one.person}
    seen = sorted(authors | people)  # so that surnames are theirs too, and those of two people nobody's alone
    return build_register([SpeakerEntry(name) for name in seen], entries)
