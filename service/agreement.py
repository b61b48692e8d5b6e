"""Who is reported to agree or disagree with whom: the sentence that says so comes first where that is asked."""

import re
from collections.abc import Sequence

from corpus.speakers import name_key
from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.reading import Candidate

_SAYS_SO = re.compile(
    r"\b(dis)?agree(s|d|ing)?\b|\bdiffer(s|ed|ing)?\b|\bobject(s|ed)\b|\becho(es|ed)\b", re.IGNORECASE
)


def raise_agreement(snapshot: Snapshot, candidates: Sequence[Candidate], voices: Sequence[Speaker]) -> list[Candidate]:
    """The same candidates, with those in front in which one named voice agrees or disagrees with another."""
    return sorted(candidates, key=lambda one: not _says_so(snapshot, one, voices))


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
