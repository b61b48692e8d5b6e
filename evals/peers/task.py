"""What a worker is asked to do, and what it replies; the workers of others read and write the same JSON."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from corpus.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Build an index into ``store``, or ask the one there.

    ``units`` and ``more`` are files of units for the other systems, ``documents`` and ``more_documents`` the same
    articles whole for this one. ``quotes`` says that quotes are wanted and not passages. ``started`` is the time (in
    seconds since 1970) at which the worker was started.
    """

    step: Literal["build", "ask"]
    model: str
    reader: str
    store: str
    units: str
    more: str
    documents: str
    more_documents: str
    more_question: str
    questions: list[str]
    limit: int
    quotes: bool
    started: float


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a document that a system shows, with the number it ranks by."""

    document: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to one question; a system that never declines has always ``answered``.

    ``certainty`` is how sure the system is that there is an answer; where it does not tell, its best score.
    """

    found: tuple[Found, ...]
    milliseconds: float
    answered: bool = True
    certainty: float = 0.0


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker did; what was not asked of it is ``None`` or empty."""

    peak_mib: float
    seconds: float | None = None
    one_more_seconds: float | None = None
    cold_seconds: float | None = None
    replies: tuple[Reply, ...] = field(default=())


def read_work(text: str) -> Work:
    """A worker's reply from its JSON."""
    stored = json.loads(text)
    return Work(**{**stored, "replies": tuple(_reply(one) for one in stored.get("replies", ()))})


def _reply(stored: dict[str, Any]) -> Reply:
    found = tuple(Found(**one) for one in stored["found"])
    best = max((one.score for one in found), default=0.0)
    return Reply(found, stored["milliseconds"], stored.get("answered", True), stored.get("certainty", best))


def document_line(document: Document) -> str:
    """A document as a line of JSON."""
    return json.dumps({**asdict(document), "published": document.published and document.published.isoformat()})


def document_from(line: str) -> Document:
    """What ``document_line`` wrote."""
    stored = json.loads(line)
    published = stored["published"]
    return Document(**{**stored, "published": date.fromisoformat(published) if published else None})
