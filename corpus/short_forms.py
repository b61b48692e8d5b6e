"""Short forms the articles use or imply: "Khyber Pakhtunkhwa (KP)", and the initials of capitalised names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_JOINING = "(?:of|and|for|the|on|to|in|&)"
_NAME = re.compile(rf"\b[^\W\d_a-z][\w’'-]*(?:[ ](?:{_JOINING}[ ])?[^\W\d_a-z][\w’'-]*){{1,5}}")
_STATED = re.compile(r"[ ]\(([^\W\d_][\w.-]{1,9})\)")
_SHORTEST = 2  # initials; one letter stands for too much
_LONGEST = 6  # initials; longer ones are not used as words


@dataclass(frozen=True, slots=True, order=True)
class ShortForm:
    """A short form in lower case, what it stands for, and whether the article states it or it is only its initials."""

    short: str
    long: str
    stated: bool


def find_short_forms(text: str) -> tuple[ShortForm, ...]:
    """The short forms of one text, in order, without repetition."""
    return tuple(sorted(set(_found(text))))


def stated_short_forms(text: str) -> dict[str, list[str]]:
    """From a name to the short forms that a text states for it, as they are written: "Frontier Collective (FC)"."""
    found: dict[str, list[str]] = {}
    for name in _NAME.finditer(text):
        stated = _STATED.match(text, name.end())
        words = [word for word in re.split(r"[ -]", name.group()) if word]
        for one in _stated(stated.group(1), words) if stated else ():
            found.setdefault(one.long, []).append(stated.group(1) if stated else "")
    return {long: list(dict.fromkeys(shorts)) for long, shorts in found.items()}


def _found(text: str) -> Iterator[ShortForm]:
    for name in _NAME.finditer(text):
        words = [word for word in re.split(r"[ -]", name.group()) if word]
        stated = _STATED.match(text, name.end())
        if stated:
            yield from _stated(stated.group(1), words)
        for first in range(len(words) - 1):
            yield from _implied(words[first:])


def _stated(short: str, words: list[str]) -> Iterator[ShortForm]:
    """A bracketed short form belongs to the end of the name before it that begins with its first letter."""
    for first, word in enumerate(words):
        rest = words[first:]
        if word[0].casefold() == short[0].casefold() and len(rest) <= len(short) + 2:
            yield ShortForm(short.casefold(), " ".join(rest), stated=True)
            return


def _implied(words: list[str]) -> Iterator[ShortForm]:
    initials = "".join(word[0] for word in words if word[0].isupper())
    if _SHORTEST <= len(initials) <= _LONGEST and len(initials) == len(words):
        yield ShortForm(initials.casefold(), " ".join(words), stated=False)
