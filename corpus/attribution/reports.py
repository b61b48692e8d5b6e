"""A report: words that say somebody said something, with who is named and what was said; places only."""

from dataclasses import dataclass

from corpus.attribution.subjects import Subject
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Reach:
    """The tokens of one sentence, ``first`` to ``last`` included; ``number`` counts the sentences from 0."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Report:
    """One cue found in a sentence.

    ``subject`` is ``None`` where the sentence names nobody ("it was clarified that"). ``content`` lies in the same
    sentence, unless a quotation carries it further. ``spoken`` is false for wishes and decisions, which report
    nobody's words. ``nested`` reports stand inside a quotation or under another report's words.
    """

    sentence: int
    cue: Span
    subject: Subject | None
    content: tuple[Span, ...]
    kind: int
    spoken: bool
    relayed: bool = False
    """Whether the cue is "according to", so that a speaker with a verb of its own comes first."""


def gives_way(report: Report, sentence: Span) -> bool:
    """Whether the cue stands in a relative clause or only leads in: "Asked by a student why it fell, she said ..."."""
    return report.cue.start == sentence.start or (report.subject is not None and report.subject.relative is not None)


def holds(outer: Report, inner: Report) -> bool:
    """Whether one report's words contain the other's cue; of two that contain each other, the one hung on last does."""
    if not any(content.holds(inner.cue) for content in outer.content):
        return False
    back = any(content.holds(outer.cue) for content in inner.content)
    return not back or outer.content[0].start < outer.cue.start
