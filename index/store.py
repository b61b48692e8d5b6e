"""The snapshot's texts and their cuts in SQLite: documents, sentences, passages, statements, speakers.

The store is the source of truth; vectors and words are made from it. Rows are numbered from 0 in order of document
id, then of place, so that row *i* of every part means the same thing.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.sentences import Sentence
from corpus.short_forms import ShortForm
from corpus.span import Span
from corpus.statements import Speaker, Statement
from index.passages import Passage

Rows = npt.NDArray[np.int64]

_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE documents (row INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    publisher TEXT, author TEXT, published TEXT, url TEXT, language TEXT, source_note TEXT, sha256 TEXT NOT NULL);
CREATE TABLE sentences (row INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, paragraph INTEGER NOT NULL);
CREATE TABLE passages (row INTEGER PRIMARY KEY, document INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE TABLE speakers (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT, aliases TEXT NOT NULL, person INTEGER)
    WITHOUT ROWID;
CREATE TABLE statements (sentence INTEGER PRIMARY KEY, speaker TEXT, mode TEXT NOT NULL, cue_start INTEGER,
    cue_end INTEGER, mention_start INTEGER, mention_end INTEGER, confidence REAL NOT NULL, words TEXT NOT NULL);
CREATE TABLE short_forms (short TEXT NOT NULL, long TEXT NOT NULL, stated INTEGER NOT NULL,
    PRIMARY KEY (short, long, stated)) WITHOUT ROWID;
CREATE INDEX statements_by_speaker ON statements (speaker);
"""


@dataclass(frozen=True, slots=True)
class CutDocument:
    """A document with its sentences, its passages, and its statements, of which a sentence has one or none."""

    document: Document
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document out of the store; ``statements`` stands beside ``sentences``, ``None`` where there is none."""

    document: Document
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement | None, ...]
    sha256: str


def write_store(
    path: Path, cuts: Iterable[CutDocument], speakers: Iterable[Speaker], short_forms: Iterable[ShortForm]
) -> None:
    """Write the store; documents must come in order of id. The same input gives the same bytes."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO speakers VALUES (?, ?, ?, ?, ?)", [_speaker_row(one) for one in speakers])
        connection.executemany(
            "INSERT INTO short_forms VALUES (?, ?, ?)", [(one.short, one.long, one.stated) for one in short_forms]
        )
        first_sentence = first_passage = 0
        for row, cut in enumerate(cuts):
            _write_document(connection, row, cut, first_sentence, first_passage)
            first_sentence += len(cut.sentences)
            first_passage += len(cut.passages)
        connection.execute("COMMIT")
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a document beside its text."""

    id: str
    sha256: str
    title: str
    publisher: str | None
    author: str | None
    url: str | None
    published: date | None
    language: str | None


class Store:
    """An open store, read by any number of threads."""

    def __init__(self, path: Path) -> None:
        # One connection, opened now: the files may be deleted by retention while this snapshot is still served.
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self._speakers = {row[0]: _speaker(row) for row in self._query("SELECT * FROM speakers ORDER BY id")}
        self.document_ids: tuple[str, ...] = tuple(r[0] for r in self._query("SELECT id FROM documents ORDER BY row"))
        self.published: tuple[date | None, ...] = tuple(
            _day(row[0]) for row in self._query("SELECT published FROM documents ORDER BY row")
        )
        facts = self._query("SELECT author, publisher, title FROM documents ORDER BY row")
        self.authors: tuple[str | None, ...] = tuple(row[0] for row in facts)
        self.publishers: tuple[str | None, ...] = tuple(row[1] for row in facts)
        self.titles: tuple[str, ...] = tuple(row[2] for row in facts)
        passages = self._columns('SELECT document, first, last, start, "end" FROM passages ORDER BY row', 5)
        self.passage_document, self.passage_first, self.passage_last, self._starts, self._ends = passages
        self.sentence_document = self._columns("SELECT document FROM sentences ORDER BY row", 1)[0]
        count = len(self.document_ids)
        self.first_sentence: Rows = np.searchsorted(self.sentence_document, np.arange(count + 1))
        self.first_passage: Rows = np.searchsorted(self.passage_document, np.arange(count + 1))

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who is named as a speaker, in order of id."""
        return tuple(self._speakers.values())

    def passage(self, row: int) -> Passage:
        """Passage ``row``; its sentences are numbered within the document."""
        span = Span(int(self._starts[row]), int(self._ends[row]))
        return Passage(int(self.passage_document[row]), int(self.passage_first[row]), int(self.passage_last[row]), span)

    def read_document(self, row: int) -> StoredDocument:
        """Document ``row`` with its sentences and statements."""
        found = self._query("SELECT * FROM documents WHERE row = ?", row)[0]
        _, name, title, text, publisher, author, published, url, language, source_note, sha256 = found
        document = Document(name, title, text, publisher, author, _day(published), url, language, source_note)
        sentences = self._query(
            'SELECT row, start, "end", paragraph FROM sentences WHERE document = ? ORDER BY row', row
        )
        first, last = int(self.first_sentence[row]), int(self.first_sentence[row + 1])
        told = {
            r[0]: r for r in self._query("SELECT * FROM statements WHERE sentence BETWEEN ? AND ?", first, last - 1)
        }
        cut = tuple(Sentence(Span(start, end), paragraph) for _, start, end, paragraph in sentences)
        statements = tuple(
            self._statement(told[first + number], sentence.span) if first + number in told else None
            for number, sentence in enumerate(cut)
        )
        return StoredDocument(document, cut, statements, sha256)

    def facts(self) -> list[DocumentFacts]:
        """What is known of every document beside its text, in order of id."""
        rows = self._query(
            "SELECT id, sha256, title, publisher, author, url, published, language FROM documents ORDER BY id"
        )
        return [DocumentFacts(row[0], row[1], row[2], row[3], row[4], row[5], _day(row[6]), row[7]) for row in rows]

    def text(self, row: int) -> str:
        """The text of document ``row``, without its cuts."""
        return str(self._query("SELECT text FROM documents WHERE row = ?", row)[0][0])

    def sentences_of(self, speaker_id: str) -> list[int]:
        """Rows of the sentences this speaker is reported to have said, in order of place."""
        return [
            row[0] for row in self._query("SELECT sentence FROM statements WHERE speaker = ? ORDER BY 1", speaker_id)
        ]

    def statement_counts(self) -> dict[str, int]:
        """How many sentences each speaker is reported to have said, by id."""
        return dict(self._query("SELECT speaker, count(*) FROM statements WHERE speaker IS NOT NULL GROUP BY 1"))

    def long_forms(self, short: str) -> list[ShortForm]:
        """What a short form (in lower case) stands for, what the articles state before what they only imply."""
        rows = self._query(
            "SELECT short, long, stated FROM short_forms WHERE short = ? ORDER BY stated DESC, long", short
        )
        return [ShortForm(row[0], row[1], stated=bool(row[2])) for row in rows]

    def _statement(self, row: tuple[object, ...], span: Span) -> Statement:
        _, speaker, mode, cue_start, cue_end, mention_start, mention_end, confidence, words = row
        return Statement(
            span,
            self._speakers[str(speaker)] if speaker is not None else None,
            mode,  # type: ignore[arg-type] # written from a Statement
            _span(cue_start, cue_end),
            _span(mention_start, mention_end),
            float(confidence),  # type: ignore[arg-type] # declared REAL NOT NULL
            tuple(Span(start, end) for start, end in json.loads(str(words))),
        )

    def _columns(self, query: str, count: int) -> tuple[Rows, ...]:
        rows = np.array(self._query(query), np.int64).reshape(-1, count)
        return tuple(np.ascontiguousarray(rows[:, column]) for column in range(count))

    def _query(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg] # columns differ by query
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def _write_document(connection: sqlite3.Connection, row: int, cut: CutDocument, sentence: int, passage: int) -> None:
    one = cut.document
    published = one.published.isoformat() if one.published else None
    facts = (one.publisher, one.author, published, one.url, one.language, one.source_note, one.sha256)
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (row, one.id, one.title, one.text, *facts)
    )
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
        [(sentence + n, row, s.span.start, s.span.end, s.paragraph) for n, s in enumerate(cut.sentences)],
    )
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
        [(passage + n, row, p.first, p.last, p.span.start, p.span.end) for n, p in enumerate(cut.passages)],
    )
    numbers = {s.span: sentence + n for n, s in enumerate(cut.sentences)}
    connection.executemany(
        "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_statement_row(numbers[statement.span], statement) for statement in cut.statements],
    )


def _statement_row(sentence: int, statement: Statement) -> tuple[object, ...]:
    speaker = statement.speaker.id if statement.speaker else None
    ends = [
        end for span in (statement.cue, statement.mention) for end in ((span.start, span.end) if span else (None, None))
    ]
    words = json.dumps([(one.start, one.end) for one in statement.words], separators=(",", ":"))
    return (sentence, speaker, statement.mode, *ends, statement.confidence, words)


def _speaker_row(speaker: Speaker) -> tuple[object, ...]:
    return speaker.id, speaker.name, speaker.role, json.dumps(speaker.aliases, ensure_ascii=False), speaker.person


def _speaker(row: tuple) -> Speaker:  # type: ignore[type-arg] # a row of the speakers table
    return Speaker(row[0], row[1], row[2], tuple(json.loads(row[3])), bool(row[4]))


def _span(start: object, end: object) -> Span | None:
    return Span(int(start), int(end)) if isinstance(start, int) and isinstance(end, int) else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
