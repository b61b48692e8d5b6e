"""An article, loaded: its text is never rewritten again."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One article of the corpus; every offset in the project counts code points of ``text``."""

    id: str
    title: str
    text: str
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    source_note: str | None = None

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text's UTF-8 form, which anybody can compute from the served text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


_NOT_SEEN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))  # controls, zero-width marks, half characters, blanks


def is_blank(text: str) -> bool:
    """Whether nothing of a text is to be seen."""
    return all(unicodedata.category(character) in _NOT_SEEN for character in text)


def is_one_line(text: str) -> bool:
    """Whether a text holds no line break of any kind."""
    return len(text.splitlines()) <= 1


def normalise_newlines(text: str) -> str:
    """Turn CRLF and lone CR into LF, the only change ever made to an article's characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
