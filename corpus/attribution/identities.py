"""An owner of words as an article calls them, and what its own words tell about them."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.attribution.given_names import FEMALE, MALE
from corpus.attribution.groups import Group, named_body, with_of
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

_MALE_WORDS = listed("mr sir lord king prince father brother chairman congressman man boy husband son spokesman")
_FEMALE_WORDS = listed(
    "mrs ms miss lady dame queen princess mother sister chairwoman congresswoman woman girl wife daughter spokeswoman"
)
_NAMING = listed("of for at and or &")  # words that a name or a list goes on after; after others stand times and places
_BEFORE_NAMES = listed("the a an daily weekly monthly yearly")

OwnerKind = Literal["name", "role", "group", "unsure"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody as the article calls them.

    ``kind``: a name; a role nobody in the article is named for; a group; or "unsure", a short name that two people
    share, which stops a search for whom a pronoun means. ``gender`` is "he", "she" or empty where nothing tells it.
    """

    kind: OwnerKind
    text: str
    person: bool = False
    several: bool = False
    body: bool = False
    paper: bool = False
    gender: str = ""


UNSURE = Owner("unsure", "", person=True)


def gender_of(low: list[str]) -> str:
    """The pronoun that lower-case words ask for: titles and family words first, then given names."""
    for male, female in ((_MALE_WORDS, _FEMALE_WORDS), (MALE, FEMALE)):
        for word in low:
            if word in male:
                return "he"
            if word in female:
                return "she"
    return ""


def words_of(tokens: Tokens, group: Group) -> str:
    """What a group calls somebody, without an article, "a part of", and "on Tuesday"."""
    first = group.first
    for place in range(group.head - 1, group.first, -1):
        if tokens.low[place] == "of":
            first = place + 1
            break
    while first < group.last and (tokens.low[first] in _BEFORE_NAMES or _is_year(tokens, first)):
        first += 1
    goes_on = min(group.head + 1, group.last)
    charged = tokens.low[goes_on] == "on" and goes_on < group.last and named_body(tokens, group.head, goes_on + 1)
    last = group.last if tokens.low[goes_on] in _NAMING or group.head < first else group.head
    last = with_of(tokens, group.head, group.last) if charged else last
    text = re.sub(r"[’']s?$", "", tokens.text[tokens.start[first] : tokens.end[last]])
    return text[:1].upper() + text[1:]


def _is_year(tokens: Tokens, place: int) -> bool:
    """Whether a year that only leads in stands there: "In 2014 officials said"."""
    year = tokens.word[place].isdigit() and len(tokens.word[place]) == len("2026")
    return year and place > 0 and bool(tokens.kind[place - 1] & Word.PREPOSITION)


def group_owner(tokens: Tokens, group: Group, *, several: bool) -> Owner | None:
    """A group or a nameless person, kept as they are called."""
    text = words_of(tokens, group)
    if not text:
        return None
    kind = tokens.kind[group.head]
    person = bool(kind & (Word.PERSON | Word.TITLE)) and not several
    gender = gender_of(tokens.low[group.first : group.last + 1])
    body, paper = bool(kind & Word.BODY), bool(kind & Word.PAPER)
    return Owner("role" if person else "group", text, person, several, body, paper, gender)


def body_owner(tokens: Tokens, group: Group) -> Owner:
    """A body called by its own name."""
    return Owner("name", words_of(tokens, group), body=True)


def fits(owner: Owner, pronoun: str, back: int) -> bool:
    """Whether a pronoun ``back`` sentences later can mean the owner, as far as number, kind and gender are known."""
    if pronoun in ("they", "them", "their"):
        return (owner.several or owner.body) and back <= 1  # 1: farther back, something else may be "they"
    if pronoun in ("it", "its"):
        return not owner.person and not owner.several
    if owner.several or not owner.person:
        return False
    wanted = "he" if pronoun in ("he", "him", "his") else "she"
    return owner.gender in ("", wanted)
