"""The folder of article files: load them, add one, remove one."""

import errno
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.article_file import parse_article, read_article_file, render_article
from corpus.document import Document
from corpus.errors import (
    ArticleError,
    ArticleExistsError,
    CorpusError,
    DuplicateIdError,
    FolderUnwritableError,
    UnknownArticleError,
)

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)  # of a file system that has none


@dataclass(frozen=True, slots=True)
class LoadedArticles:
    """The documents of a folder in order of id, and the files that could not be read with the reasons."""

    documents: tuple[Document, ...]
    unreadable: tuple[ArticleError, ...]


def load_articles(folder: Path) -> LoadedArticles:
    """Load every ``*.md`` of a folder; raises ``DuplicateIdError`` where two files carry one id."""
    documents: dict[str, tuple[Document, Path]] = {}
    unreadable: list[ArticleError] = []
    for path in _files(folder):
        try:
            document = read_article_file(path)
        except ArticleError as error:
            unreadable.append(error)
            continue
        if document.id in documents:
            raise DuplicateIdError(document.id, (documents[document.id][1], path))
        documents[document.id] = (document, path)
    return LoadedArticles(tuple(documents[key][0] for key in sorted(documents)), tuple(unreadable))


def find_article(folder: Path, article_id: str) -> tuple[Document, Path]:
    """The article with this id and its file.

    Raises ``UnknownArticleError``, ``DuplicateIdError`` where two files carry the id, and ``ArticleError`` where none
    does and the file of this name cannot be read.
    """
    path = _file_of(folder, article_id)
    return read_article_file(path), path


def add_article(folder: Path, document: Document) -> Path:
    """Write a new article file, whole or not at all.

    Raises ``ArticleExistsError`` where the id is taken, ``FolderUnwritableError`` where the folder cannot be written.
    """
    path = folder / f"{document.id}.md"
    try:
        content = render_article(document)
    except UnicodeEncodeError as error:
        raise CorpusError(
            f"{document.id!r} holds half a character (a lone surrogate). Check its title and text."
        ) from error
    if parse_article(content, path) != document:
        raise CorpusError(
            f"{document.id!r} would not be read back as it is. Check its title and fields for control characters."
        )
    if path.exists() or _is_taken(folder, document.id):
        raise ArticleExistsError(document.id, folder)
    aside = folder / f".{uuid.uuid4().hex}.md"  # of this call alone: a server's threads add side by side
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _store(aside, content, path)
    except OSError as error:
        raise FolderUnwritableError(folder, error) from error
    return path


def _store(aside: Path, content: bytes, path: Path) -> None:
    try:
        _write_durably(aside, content)
        _put(aside, path)
    except FileExistsError as error:
        raise ArticleExistsError(path.stem, path.parent) from error
    finally:
        aside.unlink(missing_ok=True)


def remove_article(folder: Path, article_id: str) -> Path:
    """Delete the file of this article, or the one of this name that cannot be read, and say which it was.

    Raises ``UnknownArticleError``, ``DuplicateIdError`` where two files carry the id, and ``FolderUnwritableError``
    where it cannot be deleted.
    """
    path = _file_of(folder, article_id)
    try:
        path.unlink()
    except FileNotFoundError as error:  # somebody else has just removed it
        raise UnknownArticleError(article_id, folder) from error
    except OSError as error:
        raise FolderUnwritableError(folder, error) from error
    return path


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise CorpusError(f"{folder} is not a folder. Make it, or name another with --articles or ONRECORD_ARTICLES.")
    yield from sorted(path for path in folder.glob("*.md") if not path.name.startswith("."))


def _file_of(folder: Path, article_id: str) -> Path:
    """The one file that carries an id, else the file of that name, with or without its ending, that carries none."""
    ids = [(path, _id_in(path)) for path in _files(folder)]
    carrying = [path for path, carried in ids if carried == article_id]
    if len(carrying) > 1:
        raise DuplicateIdError(article_id, tuple(carrying))
    names = {f"{article_id}.md", article_id}
    unreadable = [path for path, carried in ids if carried is None and path.name in names]
    found = carrying or unreadable
    if not found:
        raise UnknownArticleError(article_id, folder)
    return found[0]


def _is_taken(folder: Path, article_id: str) -> bool:
    return folder.is_dir() and any(_id_in(path) == article_id for path in _files(folder))


def _id_in(path: Path) -> str | None:
    """The id of the article in a file, ``None`` where it cannot be read."""
    try:
        state = path.stat()
    except OSError:
        return None
    return _id_as_of(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=100_000)  # files, some 20 MB: adding many articles reads each of those there once
def _id_as_of(path: Path, _changed: int, _size: int) -> str | None:
    try:
        return read_article_file(path).id
    except ArticleError:
        return None


def _put(aside: Path, path: Path) -> None:
    """Give a written file its name; raises ``FileExistsError`` where somebody else has just taken it."""
    try:
        os.link(aside, path)  # a rename would overwrite
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        path.touch(exist_ok=False)  # takes the name
        try:
            aside.replace(path)
        except OSError:
            path.unlink()
            raise


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
