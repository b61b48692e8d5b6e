"""A document's reading as bytes, for the build cache: who speaks where, and the short forms used."""

import json
from dataclasses import asdict
from typing import Any

from corpus.attribution.identities import Owner
from corpus.attribution.reading import Known, Line, Reading
from corpus.short_forms import ShortForm
from corpus.span import Span


def reading_bytes(reading: Reading, short_forms: tuple[ShortForm, ...]) -> bytes:
    """Both as JSON."""
    stored = {"reading": asdict(reading), "short_forms": [asdict(one) for one in short_forms]}
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()


def reading_from(stored: bytes) -> tuple[Reading, tuple[ShortForm, ...]]:
    """What ``reading_bytes`` wrote."""
    loaded = json.loads(stored)
    reading = loaded["reading"]
    lines = tuple(_line(one) for one in reading["lines"])
    known = tuple(
        Known(one["name"], tuple(one["roles"]), one["person"], one["rank"], tuple(one["short"]), tuple(one["long"]))
        for one in reading["known"]
    )
    return Reading(reading["document"], lines, known), tuple(ShortForm(**one) for one in loaded["short_forms"])


def _line(stored: dict[str, Any]) -> Line:
    owner = Owner(**stored["owner"]) if stored["owner"] else None
    words = tuple(Span(one["start"], one["end"]) for one in stored["words"])
    cue, mention = _span(stored["cue"]), _span(stored["mention"])
    return Line(stored["sentence"], owner, stored["mode"], cue, mention, stored["confidence"], words)


def _span(stored: dict[str, int] | None) -> Span | None:
    return Span(stored["start"], stored["end"]) if stored else None
