"""A place in a text: half-open, counted in Unicode code points."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` (included) to ``end`` (excluded) of a document's text; ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, and {self.start}..{self.end} is not that")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Copy these code points out of ``text``; raises ``ValueError`` where the text is shorter than the span."""
        if self.end > len(text):
            raise ValueError(f"the span {self.start}..{self.end} leaves the text, which has {len(text)} code points")
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def utf8_span(text: str, span: Span) -> Span:
    """The same place counted in bytes of the text's UTF-8 form."""
    start = len(text[: span.start].encode())
    return Span(start, start + len(span.of(text).encode()))


def utf16_span(text: str, span: Span) -> Span:
    """The same place counted in UTF-16 code units, the unit of JavaScript strings."""
    start = _utf16_units(text[: span.start])
    return Span(start, start + _utf16_units(span.of(text)))


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
