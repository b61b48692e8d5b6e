"""Text and stated metadata out of DOCX: every paragraph in the order of the page, as it reads with its changes made."""

import io
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from corpus.errors import ImportFailedError
from corpus.read_article import ReadArticle, language_code

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same again, for old programs
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK))
_APART = frozenset((f"{_W}p", f"{_W}pPr"))  # within a paragraph: a text box's paragraphs, and how it looks
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_TROUBLE = (
    PackageNotFoundError,
    BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    AttributeError,
)  # what python-docx, zipfile and lxml raise on damaged and on protected files


def read_docx(raw: bytes, source: str) -> ReadArticle:
    """The paragraphs of a DOCX, one a line, those of tables and text boxes too, and what its properties state.

    Tracked insertions are part of the text and deletions are not, as it reads when all changes are taken.
    """
    try:
        document = docx.Document(io.BytesIO(raw))
        stated = document.core_properties
        text = "\n".join(map(_text, document.element.body.iter(f"{_W}p")))
        facts = (stated.title or None, stated.author or None, language_code(stated.language))
    except _TROUBLE as error:
        raise ImportFailedError(source, f"is not a readable DOCX ({error})", "Save it again as .docx") from error
    return ReadArticle(text=text, title=facts[0], author=facts[1], language=facts[2])


def _text(paragraph: etree._Element) -> str:
    """A paragraph's own text: not that of a text box anchored in it, which holds paragraphs of its own."""
    if any(above.tag in _GONE for above in paragraph.iterancestors()):
        return ""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _GONE | _APART:
            yield from _pieces(child)
