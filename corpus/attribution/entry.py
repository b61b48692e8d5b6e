"""From a document to its statements: the reading of the document joined with the register of all speakers."""

from collections.abc import Iterable

from corpus.attribution.identities import Owner
from corpus.attribution.reading import Reading, read
from corpus.document import Document
from corpus.sentences import Sentence
from corpus.speakers import SpeakerEntry, SpeakerRegister, slug
from corpus.statements import Speaker, Statement


def attribute(document: Document, sentences: tuple[Sentence, ...], register: SpeakerRegister) -> tuple[Statement, ...]:
    """At most one statement a sentence, in order; the article's own voice gets none."""
    return state(read(document, sentences), sentences, register)


def state(reading: Reading, sentences: tuple[Sentence, ...], register: SpeakerRegister) -> tuple[Statement, ...]:
    """The second half of ``attribute``, for callers that keep readings: look each owner up in the register."""
    return tuple(
        Statement(
            sentences[line.sentence].span,
            _speaker(line.owner, reading.document, register),
            line.mode,
            line.cue,
            line.mention,
            line.confidence,
            line.words,
        )
        for line in reading.lines
    )


def seen_in(readings: Iterable[Reading]) -> tuple[SpeakerEntry, ...]:
    """Everybody the readings name, for ``build_register``; short forms only where they stand for one body in all."""
    known = [one for reading in readings for one in reading.known]
    bodies: dict[str, set[str]] = {}
    for one in known:
        for short in one.short:
            bodies.setdefault(short, set()).add(one.name)
        bodies.setdefault(one.name, set()).update(one.long)
    return tuple(
        SpeakerEntry(
            one.name,
            one.roles[0] if one.roles else None,
            tuple(short for short in one.short if bodies[short] == {one.name}),
            one.person,
            one.rank,
        )
        for one in known
    )


def _speaker(owner: Owner | None, document: str, register: SpeakerRegister) -> Speaker | None:
    if owner is None:
        return None
    known = register.lookup(owner.text)
    if known is not None:
        return known
    if owner.kind == "name":
        return Speaker(slug(owner.text), owner.text, person=owner.person)
    return Speaker(f"{slug(owner.text)}--{slug(document)}", owner.text, person=False)
