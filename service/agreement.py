"""Who is reported to agree or disagree with whom: the sentence that says so comes first where that is asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.speakers import name_key
from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.reading import Candidate

_SAYS_SO = re.compile(
    r"\b(dis)?agree(s|d|ing)?\b|\bdiffer(s|ed|ing)?\b|\bobject(s|ed)\b|\becho(es|ed)\b", re.IGNORECASE
)

_OTHERS = 2  # the rank of what neither says so nor goes on from it


def raise_agreement(snapshot: Snapshot, candidates: Sequence[Candidate], voices: Sequence[Speaker]) -> list[Candidate]:
    """The same candidates, with those in front in which one named voice agrees or disagrees with another.

    What such a voice says next comes after them; both are worth as much as the best: "Awan disagrees with Ghani."
    """
    says_so = {_place(one) for one in candidates if _says_so(snapshot, one, voices)}
    best = max((one.score for one in candidates), default=0.0)

    def rank(one: Candidate) -> int:
        if _place(one) in says_so:
            return 0
        goes_on = (one.document, one.number - 1, one.voice) in says_so and snapshot.continues(one.document, one.number)
        return 1 if goes_on else _OTHERS

    ranked = sorted(((rank(one), one) for one in candidates), key=lambda pair: pair[0])
    return [replace(one, score=best) if place < _OTHERS else one for place, one in ranked]


def _place(one: Candidate) -> tuple[int, int, str | None]:
    return one.document, one.number, one.voice


def _says_so(snapshot: Snapshot, candidate: Candidate, voices: Sequence[Speaker]) -> bool:
    if candidate.voice not in {voice.id for voice in voices}:
        return False
    text = candidate.span.of(snapshot.document(candidate.document).document.text)
    return _SAYS_SO.search(text) is not None and any(
        _named(text, voice) for voice in voices if voice.id != candidate.voice
    )


def _named(text: str, speaker: Speaker) -> bool:
    words = f" {name_key(text)} "
    return any(f" {name_key(name)} " in words for name in (speaker.name, *speaker.aliases))
