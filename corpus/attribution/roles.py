"""What people are called before and after their names: ranks and roles, as words."""

import re
from functools import lru_cache

from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

_RANKS = listed(
    "general gen major maj lieutenant lt colonel col captain capt brigadier brig admiral adm marshal field air vice "
    "rear sergeant sgt corporal mr mrs ms miss dr doctor prof professor sir lord lady dame retired retd hon honourable "
    "honorable sen rep gov rev h.e"
)
_TOLD = _RANKS - listed(
    "mr mrs ms miss dr doctor sir lord lady dame retired retd hon honourable honorable field air vice rear h.e"
)
RETIRED = listed("retired retd ret")
LONG_RANKS = {
    "gen": "general",
    "maj": "major",
    "lt": "lieutenant",
    "col": "colonel",
    "capt": "captain",
    "brig": "brigadier",
    "adm": "admiral",
    "prof": "professor",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
}
_GENITIVE = re.compile(r"['’]s(?![^\W_])")
_FORMERLY = re.compile(r"\bex-")
_OFFICE = listed("inspector attorney secretary director governor auditor solicitor advocate consul surgeon")
_CHIEF = re.compile(r"\bchief (minister|justice|secretary|executive|commissioner|editor)\b")  # none is "the chief"
SHORT_OFFICES = {
    "dg": "director general",
    "pm": "prime minister",
    "cm": "chief minister",
    "ig": "inspector general",
    "igp": "inspector general police",
    "dpo": "district police officer",
    "rpo": "regional police officer",
    "ccpo": "capital city police officer",
    "aag": "additional advocate general",
    "coas": "chief army staff",
}
"""From letters to the office that they stand for in the newspapers of Pakistan, in lower case."""
_EMPTY = listed("the a an of for in at its his her their our former then ex and to")


@lru_cache(maxsize=10_000)  # the same roles come again and again; some 2 MB
def role_words(text: str) -> frozenset[str]:
    """The words of a role that tell it from others."""
    low = _FORMERLY.sub("", _GENITIVE.sub("", text).lower()).split()
    plain = _CHIEF.sub(r"chief-\1 \1", " ".join(SHORT_OFFICES.get(word, word) for word in low))
    words = (word.strip(".,()'’\"") for word in plain.split())
    return frozenset(word for word in words if word and word not in _EMPTY)


def role_before(tokens: Tokens, first: int, last: int) -> str:
    """The words before a name that say what the person is, without plain ranks; empty where nothing else stands."""
    words = [k for k in range(first, last + 1) if tokens.is_word(k)]
    while words and tokens.kind[words[0]] & (Word.DETERMINER | Word.POSSESSIVE):
        words.pop(0)
    while words and tokens.low[words[-1]] in _RANKS and not _general_of_office(tokens, words):
        words.pop()
    while words and tokens.low[words[0]] in _RANKS and len(words) > 1 and tokens.low[words[1]] in _RANKS:
        words.pop(0)
    return tokens.text[tokens.start[words[0]] : tokens.end[words[-1]]] if words else ""


def _general_of_office(tokens: Tokens, words: list[int]) -> bool:
    """Whether "general" ends an office's name rather than being a rank: "Inspector General"."""
    return len(words) > 1 and tokens.low[words[-1]] == "general" and tokens.low[words[-2]] in _OFFICE


def rank_before(tokens: Tokens, begin: int) -> str:
    """The rank that stands alone before a name, "Maj. Gen. (Retd.)"; a form of address ("Mr") says nothing."""
    first = begin
    while first and _is_of_rank(tokens, first - 1):
        first -= 1
    while first < begin and not tokens.is_word(first):
        first += 1
    told = any(tokens.low[k] in _TOLD for k in range(first, begin))
    return tokens.text[tokens.start[first] : tokens.end[begin - 1]] if told else ""


def _is_of_rank(tokens: Tokens, place: int) -> bool:
    """Whether it is a rank with a capital, "retired", the stop of a short form, or a bracket around "Retd."."""
    word = tokens.word[place]
    if tokens.is_word(place):
        return tokens.low[place] in RETIRED or (word[0].isupper() and tokens.low[place] in _RANKS)
    if word in "()":
        return any(tokens.low[k] in RETIRED for k in range(max(0, place - 2), min(len(tokens), place + 2)))
    closes = place + 1 < len(tokens) and tokens.word[place + 1] == ")" and tokens.low[place - 1] in RETIRED
    return word == "." and (closes or tokens.abbreviated(place - 1))
