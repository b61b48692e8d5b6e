"""A statement: a sentence somebody is reported to have said, and the words that prove it."""

from dataclasses import dataclass
from typing import Literal

from corpus.span import Span

Mode = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person, or a body or group (``person`` false), one id across all articles."""

    id: str
    name: str
    role: str | None = None
    aliases: tuple[str, ...] = ()
    person: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that reports or quotes speech; a speaker of ``None`` means unknown and is never a guess.

    ``span`` is the sentence's, ``cue`` the reporting words ("stated", "According to"), ``mention`` the words that
    name the speaker ("He", "the Army Chief"); cue and mention may stand in an earlier sentence, and are ``None``
    where nothing stands in the text (the author of a signed article). ``confidence`` is in 0..1.
    """

    span: Span
    speaker: Speaker | None
    mode: Mode
    cue: Span | None
    mention: Span | None
    confidence: float
