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
    where nothing stands in the text (the author of a signed article). ``confidence`` is in 0..1. ``words`` are the
    places within the sentence whose words are the speaker's, in order: the rest tells who said it, describes them or
    reports somebody else. Empty where all of it is theirs.
    """

    span: Span
    speaker: Speaker | None
    mode: Mode
    cue: Span | None
    mention: Span | None
    confidence: float
    words: tuple[Span, ...] = ()

    def holds(self, place: Span) -> bool:
        """Whether half of a place within the sentence, or more, are the speaker's words, or it holds all of them.

        What tells who said it may so be among a place's words.
        """
        theirs = sum(max(0, min(one.end, place.end) - max(one.start, place.start)) for one in self.words)
        return theirs * 2 >= len(place) or theirs == sum(map(len, self.words))
