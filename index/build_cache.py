"""What earlier builds worked out for a document: its cuts and vectors, so that only new texts are encoded.

The cache also holds what an interrupted build had finished. It is only ever a shortcut: an entry that does not match
its checksum is worked out again, and a damaged cache is thrown away.
"""

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt

from index.encoder import Halves

_VERSION = 3  # raise with any change to the table or to what a reading holds; a cache of another version is begun anew
Cuts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class CachedDocument:
    """Sentences (start, end, paragraph), passages (first, last), the vectors of both as float16, and the reading."""

    sentences: Cuts
    passages: Cuts
    sentence_vectors: Halves
    passage_vectors: Halves
    reading: bytes


class BuildCache:
    """A file of finished documents by key; every ``put`` is durable."""

    def __init__(self, path: Path, dimension: int) -> None:
        self._path = path
        self._dimension = dimension
        self._connection = self._open()

    def __enter__(self) -> "BuildCache":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def get(self, key: str) -> CachedDocument | None:
        """What is known of the document of this key, or ``None``."""
        try:
            row = self._row(key)
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
            return None
        if row is None or _crc(row[1:]) != row[0]:
            return None
        return CachedDocument(
            np.frombuffer(row[1], np.int32).reshape(-1, 3),
            np.frombuffer(row[2], np.int32).reshape(-1, 2),
            np.frombuffer(row[3], np.float16).reshape(-1, self._dimension),
            np.frombuffer(row[4], np.float16).reshape(-1, self._dimension),
            row[5],
        )

    def _row(self, key: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(
            "SELECT crc, sentences, passages, sentence_vectors, passage_vectors, reading FROM documents WHERE key = ?",
            (key,),
        ).fetchone()
        return found

    def put(self, entries: Iterable[tuple[str, CachedDocument]]) -> None:
        """Keep these documents."""
        blobs = [(key, _blobs(entry)) for key, entry in entries]
        rows = [(key, _crc(parts), *parts) for key, parts in blobs]
        try:
            self._insert(rows)
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
            self._insert(rows)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget every document but these."""
        kept = set(keys)
        try:
            known = [row[0] for row in self._connection.execute("SELECT key FROM documents")]
            with self._connection:
                gone = [(key,) for key in known if key not in kept]
                self._connection.executemany("DELETE FROM documents WHERE key = ?", gone)
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)

    def _insert(self, rows: list[tuple[Any, ...]]) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        """Throw a damaged cache away, since all it held can be worked out again; other trouble is raised again.

        On a full disk or without the rights to write, what is there is worth hours of encoding.
        """
        if not _is_damage(error):
            raise error
        self._connection.close()
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink()
        self._connection = _connected(self._path)

    def _open(self) -> sqlite3.Connection:
        try:
            return _connected(self._path)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            for path in self._path.parent.glob(f"{self._path.name}*"):
                path.unlink()
            return _connected(self._path)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the file's content, and not the disk, its rights or another process."""
    return not isinstance(error, sqlite3.OperationalError) or "no such" in str(error)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        connection.execute("DROP TABLE IF EXISTS documents")
        connection.execute(
            "CREATE TABLE documents (key TEXT PRIMARY KEY, crc INTEGER, sentences BLOB, passages BLOB, "
            "sentence_vectors BLOB, passage_vectors BLOB, reading BLOB)"
        )
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    return connection


def _blobs(entry: CachedDocument) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    vectors = (entry.sentence_vectors, entry.passage_vectors)
    cuts = (entry.sentences, entry.passages)
    sentences, passages = (np.ascontiguousarray(part, np.int32).tobytes() for part in cuts)
    of_sentences, of_passages = (np.ascontiguousarray(part, np.float16).tobytes() for part in vectors)
    return sentences, passages, of_sentences, of_passages, entry.reading


def _crc(parts: Iterable[bytes]) -> int:
    crc = 0
    for part in parts:
        crc = zlib.crc32(part, crc)
    return crc
