"""Two spellings of one name, as names from other scripts have them: "Shahbaz" and "Shehbaz", "Tehreek" and "Tehrik".

Only spellings are compared; whether one person is meant is for the register, which asks for a whole name alike.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

# Letters that are written for one sound of Urdu, Pashto, Arabic or Persian, longest first.
_SOUNDS = (("ee", "i"), ("oo", "u"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("y", "i"))
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 3  # letters; shorter ones are initials
_ORDINALS = frozenset(("ii", "iii", "iv", "vi", "vii", "viii"))
_VOWELS = frozenset("aeiou")
# Vowels that are written for each other: "Ahmed" and "Ahmad", but "Jamal" and "Jamil" are two names.
_CLOSE = frozenset((frozenset("ae"), frozenset("ei"), frozenset("ou")))
_LEAST = 4  # letters of a name that may have another vowel: "Ali" and "Ala" are two names
_LEAST_WORDS = 2


def sounded(word: str) -> str:
    """A word in letters of which each stands for one sound, without accents, signs and doubling.

    Initials, numbers and "III" stay as they are.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isalnum()).casefold()
    if len(plain) < _SHORTEST or plain in _ORDINALS or not plain.isalpha():
        return plain
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return _DOUBLED.sub(r"\1", plain)


def alike(one: str, other: str) -> bool:
    """Whether two names are spellings of one: as many words, each sounding the same but for one vowel in all.

    A vowel more at a word's end makes another name ("Amin", "Amina"), and so does another first letter.
    """
    return _alike(_sounds(one), _sounds(other))


def _sounds(name: str) -> tuple[str, ...]:
    return tuple(sounded(word) for word in name.split())


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if len(first) != len(second) or len(first) < _LEAST_WORDS or not all(first):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return not differing or (len(differing) == 1 and _by_a_vowel(*differing[0]))


def _by_a_vowel(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST or short[0] != long[0]:
        return False
    if len(short) == len(long):
        changed = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
        return len(changed) == 1 and frozenset(changed[0]) in _CLOSE and short[-1] == long[-1]
    inserted = [n for n in range(1, len(long) - 1) if long[n] in _VOWELS and long[:n] + long[n + 1 :] == short]
    return bool(inserted)


def spellings(names: Mapping[str, int], kept: Iterable[str] = ()) -> dict[str, str]:
    """From each name to the one it is another spelling of; of two the one in ``kept``, or else more frequent, stays.

    ``names`` says how often each stands. Two ``kept`` ones stay two; what may be a spelling of either is neither's.
    """
    first = frozenset(kept)
    ordered = sorted({*names, *first}, key=lambda name: (name not in first, -names.get(name, 0), name))
    stays: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    found: dict[str, str] = {}
    for name in ordered:
        sounds = _sounds(name)
        homes = stays.setdefault(_skeleton(sounds), [])
        fitting = [] if name in first else [other for other, heard in homes if _alike(sounds, heard)]
        if len(fitting) == 1:
            found[name] = fitting[0]
        else:
            homes.append((name, sounds))
    return found


def _skeleton(sounds: tuple[str, ...]) -> str:
    """What two spellings of a name always share: the consonants, and each word's first letter."""
    return " ".join(word[:1] + "".join(c for c in word[1:] if c not in _VOWELS) for word in sounds)
