"""Noun groups: the words that name who a verb belongs to, read outward from the verb without a parser.

Only the shape of words and small lists are known; a group whose head is on no list and is not a name is refused.
"""

from dataclasses import dataclass

from corpus.attribution.namelike import NOUN, STOP, animate, named
from corpus.attribution.offices import PORTFOLIOS, name_after_office
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbs import NOUN_LIKE
from corpus.attribution.words import Word, adjectival, listed

_AMOUNTS = listed("""
    four five six seven eight nine ten dozen percent majority number handful lot third quarter part segment portion
    section
    """)
CALLINGS = listed("""
    author journalist writer analyst economist historian poet lawyer activist academic scholar columnist commentator
    politician diplomat researcher professor engineer pilot novelist broadcaster
    """)
"""Callings of which one person has two: "author and journalist"; not "doctor and patient"."""

_RETIRED = listed("r retd retired")
_PARTICLES = listed("al bin ibn de da del van von der ul ur el la le late then former ex")  # small words in names
_SENT = listed("ambassador envoy emissary representative delegate commissioner")  # "to" where they are sent
_OF_NAME = 8  # words after "of" in a name such as "Ministry of ... and ... Affairs"
_LONGEST = 14  # words; enough for a long title with its name, and a bound on the work where no group ends


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens ``first`` to ``last`` (included) that name somebody, and the token that is its head."""

    first: int
    last: int
    head: int


def before(tokens: Tokens, last: int, lowest: int, joins: int = 2) -> Group | None:
    """The noun group that ends at ``last`` with its "of" and "in" phrases and ``joins`` "and"s, or ``None``."""
    group = _simple_before(tokens, last, lowest)
    if group is None:
        return None
    for _ in range(5):  # 5: "the head of the office of the governor of the state of ..." is as deep as news goes
        previous = group.first - 1
        if previous <= lowest:
            break
        kind = tokens.kind[previous]
        if kind & Word.PREPOSITION or tokens.low[previous] in ("'s", "’s"):
            outer = _simple_before(tokens, previous - 1, lowest)
            if outer is None or not _can_hold(tokens, outer, previous):
                break
            part = tokens.low[previous] == "of" and (
                _counts(tokens, outer.head) or (tokens.low[previous + 1] in PORTFOLIOS and group.head > previous + 1)
            )
            named_after = name_after_office(tokens, previous, last) is not None
            group = Group(outer.first, last, group.head if part or named_after else outer.head)
        elif kind & Word.AND:
            outer = before(tokens, previous - 1, lowest, joins - 1) if joins else None
            if outer is None or not animate(tokens, outer.head) or not _opens(tokens, outer.first, lowest):
                break
            group = Group(outer.first, last, outer.head)
        else:
            break
    return group


def _counts(tokens: Tokens, i: int) -> bool:
    """Whether the token is a number or an amount: the head of "eight of ten voters" is the voters."""
    return tokens.word[i].isdigit() or bool(tokens.kind[i] & Word.QUANTIFIER) or tokens.low[i] in _AMOUNTS


def _can_hold(tokens: Tokens, outer: Group, preposition: int) -> bool:
    kind = tokens.kind[outer.head]
    if tokens.low[preposition] == "of":
        return _counts(tokens, outer.head) or not kind & Word.VERB or bool(kind & NOUN)
    return bool(kind & NOUN) or named(tokens, outer.head)


def _opens(tokens: Tokens, first: int, lowest: int) -> bool:
    if first <= lowest:
        return True
    before_it = first - 1
    return not tokens.is_word(before_it) or bool(
        tokens.kind[before_it] & (Word.SUBORDINATOR | Word.BUT | Word.RELATIVE | Word.VERB | Word.AND)
    )


def _simple_before(tokens: Tokens, last: int, lowest: int) -> Group | None:
    if last < lowest:
        return None
    if tokens.kind[last] & Word.PRONOUN:
        return Group(last, last, last)
    place = _over_brackets(tokens, last, lowest)
    if place is None or not _inside(tokens, place):
        return None
    head = place
    first = place
    place -= 1
    while place >= lowest and head - place < _LONGEST:
        if tokens.kind[place] & (Word.DETERMINER | Word.POSSESSIVE) and tokens.low[place] != "that":
            first = place
            break
        if _inside(tokens, place) or (tokens.low[place].endswith("ly") and tokens.low[place + 1].endswith("ed")):
            first = place
        elif tokens.word[place] == ")":
            opening = _over_brackets(tokens, place, lowest)
            if opening is None or not _inside(tokens, opening):
                break
            first = place = opening
        elif not (tokens.word[place] == "." and place > lowest and tokens.abbreviated(place - 1)):
            break
        place -= 1
    return Group(_name_after_phrase(tokens, first, head, lowest), last, head)


def _name_after_phrase(tokens: Tokens, first: int, head: int, lowest: int) -> int:
    """Where a name begins that a leading phrase without a comma ran into: "On this point Omar Bashir"."""
    if first <= lowest or not tokens.kind[first - 1] & Word.PREPOSITION or not named(tokens, head):
        return first
    opens = first - 1 <= lowest or not tokens.is_word(first - 2)
    if opens and tokens.kind[first] & Word.TIME and first < head:
        return first + 1
    small = next((k for k in range(head - 1, first - 1, -1) if tokens.is_word(k) and not tokens.capital(k)), None)
    if not opens or small is None or small < first or tokens.kind[head] & NOUN:
        return first
    noun = tokens.kind[small] & (NOUN | Word.TITLE | Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION)
    return first if noun or tokens.low[small] in _PARTICLES else small + 1


def _over_brackets(tokens: Tokens, last: int, lowest: int) -> int | None:
    if tokens.word[last] != ")":
        return last
    for place in range(last - 1, max(lowest, last - 12) - 1, -1):  # 12: longer brackets hold more than a short name
        if tokens.word[place] == "(":
            return place - 1 if place > lowest else None
    return None


def _inside(tokens: Tokens, i: int) -> bool:
    """Whether the token can stand within a noun group, after its determiner."""
    if not tokens.is_word(i):
        return False
    kind = tokens.kind[i]
    if kind & (STOP | Word.DETERMINER | Word.POSSESSIVE):
        return False
    if kind & Word.PREPOSITION:
        return False
    if kind & NOUN or tokens.capital(i):
        return True
    if tokens.adverb(i):
        return False
    return not kind & Word.VERB or tokens.low[i] in NOUN_LIKE or tokens.low[i].endswith("ing")


def after(tokens: Tokens, first: int, highest: int) -> Group | None:
    """The noun group that begins at ``first``, with its "of" phrase, or ``None``."""
    if first > highest:
        return None
    kind = tokens.kind[first]
    if kind & (Word.PRONOUN | Word.OBJECT_PRONOUN) and not _followed_by_noun(tokens, first, highest):
        return Group(first, first, first)
    place = first
    while place <= highest and (
        tokens.kind[place] & (Word.DETERMINER | Word.POSSESSIVE | Word.QUANTIFIER)
        or (place > first and tokens.low[place] == "first")  # an adverb elsewhere: "the first speaker"
    ):
        place += 1
    head = None
    while place <= highest and place - first < _LONGEST:
        if _inside(tokens, place) and not _verb_after_head(tokens, place, head):
            if head is not None and _unknown_verb(tokens, head, place, highest):
                break
            head = place
        elif tokens.word[place] == "(" and place < highest and _is_rank(tokens, place + 1):
            place += 3 if tokens.word[place + 2] == "." else 2  # "(Retired)", "(retd.)" inside a rank
        elif not _holds_together(tokens, place, head, highest) and (
            head != first or not two_callings(tokens, place, highest)
        ):
            break
        place += 1
    if head is None:
        return Group(first, place - 1, place - 1) if place > first and tokens.kind[first] & Word.QUANTIFIER else None
    last = with_of(tokens, head, highest)
    named_after = last > head and name_after_office(tokens, head + 1, last) is not None
    return Group(first, last, last if named_after else head)


def _is_rank(tokens: Tokens, place: int) -> bool:
    """Whether a bracket in a rank begins here: "(Retd)", "(R)"."""
    return bool(tokens.kind[place] & Word.TITLE) or tokens.low[place] in _RETIRED


def _holds_together(tokens: Tokens, place: int, head: int | None, highest: int) -> bool:
    """Whether it is the full stop of a short form within a name: "Lt. Gen.", "Gen. (R)"."""
    if tokens.word[place] != "." or head != place - 1:
        return False
    ranked = place + 2 < highest and tokens.word[place + 1] == "(" and _is_rank(tokens, place + 2)
    return _goes_on(tokens, place, highest) or (ranked and tokens.abbreviated(place - 1))


def two_callings(tokens: Tokens, joint: int, highest: int) -> bool:
    """Whether "and" joins what one person is: "Author and journalist Zahid Hussain"."""
    if not tokens.kind[joint] & Word.AND or joint + 2 > highest:
        return False
    called = tokens.low[joint - 1] in CALLINGS and tokens.low[joint + 1] in CALLINGS
    return called and not tokens.capital(joint + 1) and named(tokens, joint + 2)


def _full_name(tokens: Tokens, head: int) -> bool:
    """Whether the capital word before this one was a name too, so that a name is complete here."""
    return not tokens.kind[head] & (Word.TITLE | NOUN) and not tokens.genitive(head) and "-" not in tokens.word[head]


def _unknown_verb(tokens: Tokens, head: int, place: int, highest: int) -> bool:
    """Whether a small word of no list, right after a name that is complete, has to be the name's verb."""
    if tokens.kind[place] & NOUN or tokens.capital(place) or not named(tokens, head):
        return False
    return _full_name(tokens, head) and not _adjective(tokens, head, place, highest)


def _adjective(tokens: Tokens, head: int, place: int, highest: int) -> bool:
    """Whether a capital word only qualifies the unknown word after it: "Afghan soil", "Pakistan army"."""
    if adjectival(tokens.low[head]) or tokens.genitive(head):
        return True
    return place < highest and bool(tokens.kind[place + 1] & (Word.AUX | Word.MODAL))


def _verb_after_head(tokens: Tokens, i: int, head: int | None) -> bool:
    if head is None or tokens.capital(i):
        return False
    if tokens.low[head] == "chief" and tokens.low[i] in NOUN_LIKE and not tokens.low[i].endswith(("s", "ed")):
        return False  # "Islamabad's chief demand"
    kind = tokens.kind[i]
    if kind & (Word.VERB | Word.FINITE):
        return True
    low = tokens.low[i]
    return low.endswith("ed") and not kind & NOUN


def _goes_on(tokens: Tokens, stop: int, highest: int) -> bool:
    return stop < highest and tokens.abbreviated(stop - 1) and tokens.capital(stop + 1)


def _followed_by_noun(tokens: Tokens, i: int, highest: int) -> bool:
    return bool(tokens.kind[i] & Word.POSSESSIVE) and i < highest and _inside(tokens, i + 1)


def with_of(tokens: Tokens, head: int, highest: int) -> int:
    """The last token of a name with its "of", "for" or, of a body, "on" phrase: "Committee on National Security"."""
    place = head + 1
    sent = (
        tokens.low[head] in _SENT and place < highest and tokens.low[place] == "to" and tokens.low[place + 1] != "the"
    )
    charged = place < highest and tokens.low[place] == "on" and named_body(tokens, head, place + 1)
    if place > highest or not (sent or charged or tokens.low[place] in ("of", "for")):
        return head
    inner = place + 1
    last = head
    while inner <= highest and inner - place < _OF_NAME:
        if tokens.capital(inner):
            last = inner
        elif tokens.low[inner] not in ("the", "of", "and", "for"):
            break
        inner += 1
    return last


def named_body(tokens: Tokens, head: int, matter: int) -> bool:
    """Whether a body's name may go on with what it is for: "Committee on National Security", not "on Tuesday"."""
    body = tokens.kind[head] & Word.BODY and tokens.capital(head)
    return bool(body) and tokens.capital(matter) and not tokens.kind[matter] & Word.TIME
