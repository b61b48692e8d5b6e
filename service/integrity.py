"""The promise, checked once more before a response leaves: every quote equals its place in the document."""

from collections.abc import Iterable

from corpus.span import Span
from service.answer import Quote


class IntegrityError(Exception):
    """A quote does not equal its place in the document; the response is withheld."""


def check_quotes(quotes: Iterable[Quote]) -> None:
    """Slice every quote out of its document again; raises ``IntegrityError`` at the first that differs."""
    for quote in quotes:
        check_slice(quote.text, quote.span, quote.document.text, quote.document.id)


def check_slice(copied: str, span: Span, text: str, document_id: str) -> None:
    """Raise ``IntegrityError`` unless ``copied`` equals ``text[span]``."""
    if span.end > len(text) or span.of(text) != copied:
        place = f"{document_id}, {span.start}..{span.end}"
        raise IntegrityError(
            f"a quote differs from its place ({place}). Run `onrecord index verify`, then report this."
        )
