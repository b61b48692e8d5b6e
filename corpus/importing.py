"""Turn a file or an address into a document, keeping its characters and guessing nothing it does not say."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import httpx

from corpus.article_file import parse_article, slug
from corpus.decoding import decode
from corpus.document import Document, is_blank, normalise_newlines
from corpus.errors import ArticleError, ImportFailedError
from corpus.import_docx import read_docx
from corpus.import_html import read_html
from corpus.import_pdf import read_pdf
from corpus.read_article import ReadArticle

LARGEST_IMPORT = 64 * 1024 * 1024  # bytes; a book is 1 MB of text, so more than this is a mistake or an attack
FETCH_SECONDS = 20.0  # for one address, connection included
_PAGE_TYPES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}
_FILE_TYPES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What the person importing says of the article; it wins over what the file says."""

    id: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None


def import_file(path: Path, stated: Stated) -> Document:
    """Make a document of a .txt, .md, .html, .pdf or .docx file; raises ``ImportFailedError``."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_IMPORT else b""
    except OSError as error:
        raise ImportFailedError(
            str(path), f"cannot be read ({error.strerror})", "Check the path and its rights"
        ) from error
    if size > LARGEST_IMPORT:
        raise ImportFailedError(str(path), f"is larger than {LARGEST_IMPORT} bytes", "Split it into articles")
    return import_bytes(raw, path.suffix.lower(), str(path), path.stem, stated)


def import_address(url: str, stated: Stated, client: httpx.Client) -> Document:
    """Fetch one http(s) address and make a document of it; raises ``ImportFailedError``."""
    raw, suffix, charset, final_url = _fetched(url, client)
    stem = PurePosixPath(unquote(urlsplit(final_url).path)).stem or urlsplit(final_url).netloc
    return import_bytes(raw, suffix, url, stem, replace(stated, url=stated.url or final_url), charset)


def import_bytes(
    raw: bytes, suffix: str, source: str, stem: str, stated: Stated, charset: str | None = None
) -> Document:
    """Make a document of a file's bytes; ``suffix`` says its kind, ``stem`` gives the id and the last-resort title.

    ``charset`` is the encoding a server stated.
    """
    reader = _READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise ImportFailedError(
            source, f"{suffix or 'a file without a suffix'} is not a known kind", f"Known are {known}"
        )
    read = read_html(raw, source, charset) if reader is read_html else reader(raw, source)
    if not read.text.strip():
        remedy = "A scanned page needs text recognition first" if suffix == ".pdf" else "Check that it holds an article"
        raise ImportFailedError(source, "no text was found in it", remedy)
    return _document(read, stem, stated)


def _document(read: ReadArticle, stem: str, stated: Stated) -> Document:
    title = _given(stated.title, read.title)
    return Document(
        id=stated.id or read.id or slug(stem),
        title=title or stem,
        text=normalise_newlines(read.text),
        publisher=_given(stated.publisher, read.publisher),
        author=_given(stated.author, read.author),
        published=stated.published or read.published,
        url=stated.url or read.url,
        language=stated.language or read.language,
        source_note=_notes(read.source_note, None if title else "title: the file's name, since the file states none"),
    )


def _notes(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None


def _given(*values: str | None) -> str | None:
    """The first value that says anything, on one line."""
    return next((" ".join(value.split()) for value in values if value and not is_blank(value)), None)


def _fetched(url: str, client: httpx.Client) -> tuple[bytes, str, str | None, str]:
    try:
        with client.stream("GET", url, follow_redirects=True, timeout=FETCH_SECONDS) as response:
            response.raise_for_status()
            raw = b""
            for piece in response.iter_bytes():
                raw += piece
                if len(raw) > LARGEST_IMPORT:
                    raise ImportFailedError(
                        url, f"is larger than {LARGEST_IMPORT} bytes", "Save the article and add the file"
                    )
            return raw, _suffix(response), response.charset_encoding, str(response.url)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        remedy = "Check the address, or save the page and add the file"
        raise ImportFailedError(url, f"could not be fetched ({error})", remedy) from error


def _suffix(response: httpx.Response) -> str:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return (_PAGE_TYPES | _FILE_TYPES).get(media_type) or PurePosixPath(urlsplit(str(response.url)).path).suffix.lower()


def _read_text(raw: bytes, source: str) -> ReadArticle:
    text, note = _decoded(raw, source)
    title, author = _heading(text)
    return ReadArticle(text=text, title=title, author=author, source_note=note)


def _read_markdown(raw: bytes, source: str) -> ReadArticle:
    text, note = _decoded(raw, source)
    if _FRONT_MATTER.match(text):
        document = _with_front_matter(text, source)
        return ReadArticle(
            text=document.text,
            id=document.id,
            title=document.title,
            author=document.author,
            publisher=document.publisher,
            published=document.published,
            url=document.url,
            language=document.language,
            source_note=_notes(document.source_note, note),
        )
    heading = re.search(r"^#[ \t]+(.+?)[ \t]*#*$", text, re.MULTILINE)
    return ReadArticle(text=text, title=heading.group(1) if heading else None, source_note=note)


_FRONT_MATTER = re.compile(
    r"---\n[\"'\w-]+[ \t]*:.*\n(?:[\"'\w-]+[ \t]*:.*\n|[ \t#-].*\n|\n)*?---[ \t]*(?:\n|$)"
)  # else the text begins with a rule


def _with_front_matter(text: str, source: str) -> Document:
    try:
        return parse_article(text.encode(), Path(f"{slug(Path(source).stem)}.md"))
    except ArticleError as error:
        where = f" (line {error.line})" if error.line else ""
        remedy = f"{error.remedy}, or remove the front matter and state them as options"
        raise ImportFailedError(
            source, f"has front matter that is not an article's: {error.problem}{where}", remedy
        ) from error


def _decoded(raw: bytes, source: str) -> tuple[str, str | None]:
    """A text file's text, and what is to be said of how it was read."""
    decoded = decode(raw)
    if decoded is None:
        raise ImportFailedError(source, "its encoding could not be told", "Save it as UTF-8")
    if "\0" in decoded.text:
        raise ImportFailedError(source, "is not text: it holds zero bytes", "Check that it is the article")
    note = f"encoding: taken for {decoded.guessed}, since the file does not say; check its quotation marks and accents"
    return normalise_newlines(decoded.text), note if decoded.guessed else None


_LONGEST_TITLE = 200  # characters; headlines run to about 120
_BYLINE = re.compile(r"(?:\(|[Bb]y\s+)((?:[^\W\d_][\w.’'-]*\s+){1,3}[^\W\d_][\w.’'-]*)\)?")


def _heading(text: str) -> tuple[str | None, str | None]:
    """The title and author a plain text states: a short first line set off by a blank line, and a byline below it."""
    blocks = [block.strip("\n") for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()) if block.strip()]
    if len(blocks) < 2 or not _is_headline(blocks[0]):  # noqa: PLR2004 - a headline alone is not an article
        return None, None
    byline = _BYLINE.fullmatch(blocks[1].strip())
    author = byline.group(1) if byline and byline.group(1).istitle() else None
    return blocks[0].strip(), author


def _is_headline(block: str) -> bool:
    return "\n" not in block and len(block) <= _LONGEST_TITLE and not block.rstrip().endswith((".", ":", ",", ";"))


_READERS: dict[str, Callable[[bytes, str], ReadArticle]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
