"""The shapes of administration over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from corpus.document import is_blank, is_one_line
from service.schemas import Day

LONGEST_ARTICLE = 16_000_000  # code points; a long book is one million


def _seen(text: str) -> str:
    if is_blank(text):
        raise ValueError("There is nothing to read in it; send at least one letter, digit or sign.")
    return text


def _on_one_line(text: str) -> str:
    if not is_one_line(text):
        raise ValueError("It holds a line break; write it on one line.")
    return text


_Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True),
    AfterValidator(_seen),
    AfterValidator(_on_one_line),
]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ARTICLE), AfterValidator(_seen)]


class NewDocument(BaseModel):
    """Body of ``POST /v1/documents``: an article with the names of an article file's front matter.

    Newlines become ``\\n``; every other character of the text stays as it is. The id is made of the title by default.
    """

    model_config = ConfigDict(extra="forbid")

    title: _Line
    text: _Text
    id: _Line | None = None
    publisher: _Line | None = None
    author: _Line | None = None
    published: Day = None
    url: _Line | None = None
    language: _Line | None = None
    source_note: _Line | None = None


class NewBuild(BaseModel):
    """Body of ``POST /v1/index/builds``; ``full`` encodes every text anew."""

    model_config = ConfigDict(extra="forbid")

    full: bool = Field(default=False, strict=True)


class BuildProgressOut(BaseModel):
    """How far the build's present step is."""

    step: str
    done: int
    total: int


class NearDuplicateOut(BaseModel):
    """Two articles that share this part of their five-word runs."""

    first: str
    second: str
    similarity: float


class BuildOut(BaseModel):
    """A build: ``detail`` says why it failed or is not served, ``snapshot`` and the rest what it published."""

    object: Literal["build"] = "build"
    id: str
    status: Literal["running", "published", "failed"]
    started: datetime
    finished: datetime | None
    progress: BuildProgressOut | None
    detail: str | None
    snapshot: str | None
    documents: int | None
    encoded: int | None
    unreadable: list[str]
    near_duplicates: list[NearDuplicateOut]
