"""Whether a title that somebody is given agrees with what the corpus tells of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class _Office:
    """A kind of office or rank: the titles that claim it, and the words of a role that tell of it."""

    titles: frozenset[str]
    told: frozenset[str]


_RANKS = _these(
    """
    gen general lt lieutenant maj major col colonel brig brigadier capt captain cdr commander admiral marshal commodore
    """
)
_MILITARY = _Office(
    _RANKS,
    _RANKS
    | _these(
        """
        generals army military navy naval force forces corps soldier officer ispr coas cjcsc troops armed police militia
        militant rebel fighter rangers veteran
        """
    ),
)
# Courtesy and learning ("Mr", "Dr", "Professor", "Maulana"), "retired", and words that only qualify ("vice", "chief")
# say nothing of an office; of "prime minister" and "chief minister" both words are one title.
_CIVIL = (
    _Office(_these("primeminister pm"), _these("primeminister pm premier")),
    _Office(_these("chiefminister"), _these("chiefminister")),
    _Office(_these("minister"), _these("minister primeminister chiefminister pm premier")),
    _Office(_these("president"), _these("president")),
    _Office(_these("senator"), _these("senator")),
    _Office(_these("governor"), _these("governor")),
    _Office(_these("ambassador"), _these("ambassador envoy diplomat commissioner representative")),
    _Office(_these("secretary"), _these("secretary")),
    _Office(_these("chairman chairperson"), _these("chairman chairperson chairwoman chair head president convener")),
    _Office(_these("mayor"), _these("mayor")),
    _Office(_these("director"), _these("director dg head chief")),
    _Office(_these("justice judge"), _these("justice judge jurist magistrate")),
    _Office(_these("barrister advocate"), _these("barrister advocate lawyer attorney counsel jurist judge justice")),
    _Office(_these("imam"), _these("imam cleric preacher scholar khatib")),
)
_DOUBLE = re.compile(r"\b(prime|chief)[\s-]+(?=minister\b)")
_NO_RANK = re.compile(
    r"\b(?:secretary|director|attorney|inspector|advocate|auditor|accountant|solicitor)[\s-]+general\b"
)
_PARTS = re.compile(r"[,;:/&()]|\band\b")
_FOR_OTHERS = re.compile(r"\b(?:of|to|for|under|in|at|with)\b.*", re.DOTALL)  # "adviser to the prime minister"


def contradicts(given: str, role: str, names: Iterable[str]) -> bool:
    """Whether a given name claims an office or rank that neither a speaker's role nor any of their names tells of."""
    known = [role, *names]
    ranks = {word for text in known for word in _words(_NO_RANK.sub(" ", text.casefold()))}
    offices = {
        word
        for text in known
        for part in _PARTS.split(_DOUBLE.sub(r"\1", text.casefold()))
        for word in _words(_FOR_OTHERS.sub("", part))
    }
    claimed = _words(_DOUBLE.sub(r"\1", given.casefold()))
    civil = [office for office in _CIVIL if office.titles & claimed]
    if any(office.told & offices for office in civil):
        return False
    military = bool(_MILITARY.titles & _words(_NO_RANK.sub(" ", given.casefold())))
    if military and _MILITARY.told & ranks:
        return False
    return military or bool(civil)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))
