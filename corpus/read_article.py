"""What an importer finds in a file, before anybody states more."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What a file holds and says of itself; ``None`` where it says nothing."""

    text: str
    id: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    source_note: str | None = None


def language_code(stated: str | None) -> str | None:
    """What is stated, if it is a language code at all."""
    return stated if stated and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", stated) else None
