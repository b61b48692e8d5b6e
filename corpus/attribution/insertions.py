"""Insertions between a subject and its verb: "Ghani, once head of the agency, said", "the analyst, Awan, said"."""

from corpus.attribution.groups import Group, before
from corpus.attribution.namelike import animate, named
from corpus.attribution.roles import RETIRED
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word

_COMMAS = 8  # commas looked back over for the start of an inserted phrase: longer lists are not insertions
_DASHES = frozenset("—–-")
_BELONGING = frozenset(("of", "from", "at"))
_NAME = range(1, 8)  # tokens after the first in an inserted name: "Maj. Gen. (retd) Omar Bashir" has eight


def around_insertion(tokens: Tokens, last: int, lowest: int) -> Group | None:
    """For "Ghani, once the head of the agency, said": the group before the inserted words, or a name that they are."""
    sign = tokens.word[last]
    if sign == ")":
        return None
    seen = 0
    nearest: Group | None = None
    for place in range(last - 1, lowest, -1):
        if tokens.word[place] != sign and not (sign in _DASHES and tokens.word[place] in _DASHES):
            if tokens.word[place] in ";:" or tokens.word[place] in '"“”':
                return nearest
            continue
        seen += 1
        if seen > _COMMAS:
            return nearest
        group = before(tokens, place - 1, lowest)
        if group is None or not animate(tokens, group.head) or not _starts_clause(tokens, group.first, lowest):
            continue
        inserted = inserted_name(tokens, place + 1, last - 1)
        if inserted is not None and not tokens.kind[group.head] & Word.PRONOUN and is_role(tokens, group):
            return inserted
        nearest = nearest or group
        if group.first - 1 <= lowest or tokens.word[group.first - 1] != "," or tokens.capital(group.head):
            return group
    return nearest


def has_role(tokens: Tokens, group: Group) -> bool:
    """Whether a group says what somebody is: "the former head of the agency"."""
    return any(tokens.kind[i] & (Word.PERSON | Word.TITLE) for i in range(group.first, group.last + 1))


def is_role(tokens: Tokens, group: Group) -> bool:
    """Whether a group says what somebody is and does not name them: "the minister", but not "Mr Omar Awan"."""
    person = Word.PERSON | Word.TITLE
    called = named(tokens, group.head) and not tokens.kind[group.head] & person
    of = next((k for k in range(group.head, group.last) if tokens.low[k] == "of"), group.last)
    two = any(tokens.kind[k] & person for k in range(of + 1, group.last + 1))  # "the brother of the minister"
    return has_role(tokens, group) and not called and not two


def inserted_name(tokens: Tokens, first: int, last: int) -> Group | None:
    """The name that an insertion consists of, whatever "of the party" goes on after it; or ``None``."""
    belongs = next((k for k in range(first + 2, last) if tokens.low[k] in _BELONGING), None)
    if belongs is not None:
        last = belongs - 1
    short = tokens.word[first].isupper() and len(tokens.word[first]) > 1 and not tokens.kind[first] & Word.TITLE
    if last - first not in _NAME or short:  # "DG ISPR"
        return None
    words = range(first, last + 1)
    if all(tokens.kind[i] & (Word.PERSON | Word.TITLE) for i in words):  # "Inspector General" is no name
        return None
    if all(named(tokens, i) or tokens.word[i] in ".()" or tokens.low[i] in RETIRED for i in words):
        return Group(first, last, last)
    return None


def _starts_clause(tokens: Tokens, first: int, lowest: int) -> bool:
    if first <= lowest:
        return True
    previous = first - 1
    if not tokens.is_word(previous) or (tokens.kind[previous] & Word.AND and tokens.word[previous - 1] == ","):
        return True
    return bool(tokens.kind[previous] & (Word.SUBORDINATOR | Word.BUT | Word.RELATIVE | Word.ADVERB)) or (
        tokens.low[previous] in ("said", "says", "that", "with")
    )
