"""What the people of a snapshot are called beside their names: a question may mean them by it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.speakers import name_key
from corpus.statements import Speaker

_SAME_WORD = {
    "ex": "former",
    "retd": "former",
    "ret": "former",
    "retired": "former",
    "previous": "former",
    "chief": "head",
    "boss": "head",
    "chairperson": "chairman",
    "chair": "chairman",
    "gen": "general",
    "maj": "major",
    "prof": "professor",
    "agency": "authority",
    "defense": "defence",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
}  # words for one office, rank or body that people use for another
LINKS = frozenset(
    ("of", "the", "for", "in", "at", "and", "a", "an", "to", "as", "with", "by")
)  # say nothing about anybody


_BODY = re.compile(r"[A-Z][\w’']*(?:(?:[ -][a-z]{1,3})*[ -][A-Z][\w’']*)+")  # "Quaid-e-Azam University"
_WITHIN = re.compile(r"\s(?:of|at|for)(?:\sthe)?\s")
_FEWEST_INITIALS = 3  # two letters stand for too much


@dataclass(frozen=True, slots=True)
class Description:
    """One thing that somebody is called which is no name, in words."""

    speaker_id: str
    words: frozenset[str]


def describe(speakers: Iterable[Speaker]) -> Mapping[str, tuple[Description, ...]]:
    """What a register's people are called beside their names, by each word of it."""
    by_word: dict[str, list[Description]] = {}
    for one in speakers:
        if one.person:
            named = described_words(one.name)
            role = one.role or ""
            parts = {described_words(part) - named for part in (role, *role.split(","), *one.aliases)}
            for part in sorted(parts, key=sorted):
                for word in part:
                    by_word.setdefault(word, []).append(Description(one.id, part))
    return {word: tuple(some) for word, some in by_word.items()}


def described_words(text: str) -> frozenset[str]:
    """The words of a description, one word for those that mean one office, without those that say nothing."""
    return frozenset(_SAME_WORD.get(word, word) for word in name_key(text).split()) - LINKS


def initials(speakers: Iterable[Speaker]) -> Mapping[str, tuple[frozenset[str], ...]]:
    """The bodies that people are said to be of by their initials, "QAU", which no article need write out."""
    bodies: dict[str, set[frozenset[str]]] = {}
    for one in speakers:
        for letters, body in _bodies(one.role or ""):
            bodies.setdefault(letters, set()).add(described_words(body))
    return {letters: tuple(sorted(some, key=sorted)) for letters, some in bodies.items()}


def _bodies(role: str) -> Iterator[tuple[str, str]]:
    for found in _BODY.finditer(role):
        for body in (found.group(), *_WITHIN.split(found.group())[1:]):  # "Director of the World Health Organization"
            letters = "".join(re.findall(r"\b[A-Z]", body)).lower()
            if len(letters) >= _FEWEST_INITIALS:
                yield letters, body
