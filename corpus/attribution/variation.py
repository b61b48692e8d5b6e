"""Somebody told in other words, for the sake of style: "The HPP leader added", of whoever has just spoken by name.

Whatever may speak against it decides: a wrong speaker is worse than none.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from corpus.attribution.groups import Group
from corpus.attribution.identities import gender_of
from corpus.attribution.names import Names, bare
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

# Callings that anybody may have of whom nothing is known; a minister is no analyst.
_POLITICAL = listed("leader politician lawmaker legislator parliamentarian stalwart")
_LEARNED = listed("analyst expert scholar academic researcher commentator")
_UNIFORMED = listed("general brigadier colonel major lieutenant captain admiral marshal")
_CALLINGS = {
    **dict.fromkeys(_LEARNED, _LEARNED | listed("professor economist historian journalist writer author dr doctor")),
    "general": listed("general"),
    "soldier": _UNIFORMED,
    "envoy": listed("ambassador envoy representative"),
    "ambassador": listed("ambassador"),
    "diplomat": listed("ambassador envoy diplomat"),
    "cleric": listed("maulana mufti imam cleric"),
    "writer": listed("writer author columnist journalist novelist"),
    "author": listed("writer author novelist"),
    "columnist": listed("columnist"),
    "journalist": listed("journalist reporter correspondent columnist"),
    "lawyer": listed("advocate barrister lawyer attorney"),
    "adviser": listed("adviser advisor"),
    "activist": listed("activist campaigner"),
    "spokesman": listed("spokesman spokesperson"),
    "spokeswoman": listed("spokeswoman spokesperson"),
    "spokesperson": listed("spokesman spokeswoman spokesperson"),
}
"""Callings by which somebody is called again who has been called one of these by the article."""

POSTS = {"dg": frozenset(("director", "general")), "ig": frozenset(("inspector", "general"))}
"""Letters before a body's that say what somebody is there, with the words of it."""

PARTY = re.compile(r"[a-z]-(?:e|i|ul)-[a-z]|^(?:tehreek|tehrik|jamaat|jamiat|lashkar|league|taliban|haqqanis)$")
"""Words of the names of parties and armed groups, which no person is called."""

# Letters of those that are no parties, whose leaders are not whoever has spoken.
_OTHERS = listed("TTP TTA ISIS IS ISKP ISK BLA BLF UN EU US UK NATO AQIS LEJ ISPR ISI FC")
_OFFICES = listed("minister president governor secretary ambassador justice judge chancellor commissioner")
_BETWEEN = listed("veteran senior seasoned outspoken retired former ex political defence defense security")
_AGE = re.compile(r"(\d+)-year-old")
_ACRONYM = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)?")
_OF_COURT = listed("""
    court trial inquest jury sentenced convicted judge lawyer counsel bail prosecution prosecutor testified petition
    killed murdered dead died jailed
    """)  # where others speak for somebody, or of them
_COURT_BACK = 150  # tokens, some six sentences
_BEFORE = 250  # tokens, some ten sentences: what has been called so there is somebody else
_BESIDE = 4  # tokens before a name in which a party's letters make its bearer a member: "PTI leader Omar Hale"
_MOST_MENTIONS = 50  # of one person that are looked at; an article has a dozen
_DISTANT = listed("critic opponent rival enemy against by")  # no members

# What the names of bodies hold that are called so for variation.
_LEARNED_BODIES = listed("institute centre center council foundation forum endowment group network studies research")
_SORTS = {
    "party": listed("party league movement congress"),
    "tank": _LEARNED_BODIES,
    "think-tank": _LEARNED_BODIES,
    "watchdog": listed("international commission watch rights committee"),
    "ministry": listed("office"),
}


def body_may_be(noun: str, name: str) -> bool:
    """Whether a body's name is of the sort that "the party", "the think tank" tells; letters alone tell nothing."""
    words = name.lower().split()
    partisan = noun == "party" and any(map(PARTY.search, words))
    return partisan or not _SORTS.get(noun, frozenset()).isdisjoint(words)


class Variation:
    """What one document calls people in other words than their names; made once."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        self._tokens = tokens
        self._names = names
        self._taken: set[int] = set()  # heads of groups that were somebody told in other words
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(tokens.low):
            self._places.setdefault(bare(word), []).append(place)
        self._mentions: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        self._aged: dict[str, set[tuple[str, ...]]] = {}
        for place, mention in names.mentions:
            full, end = names.full(mention), place + len(mention)
            if full is None:
                continue
            self._mentions.setdefault(full, []).append((place, end))
            if tokens.word[end : end + 1] == [","] and tokens.low[end + 1 : end + 2]:
                self._aged.setdefault(tokens.low[end + 1], set()).add(full)

    def is_age(self, word: str) -> bool:
        """Whether it is "41-year-old"."""
        return _AGE.fullmatch(bare(word)) is not None

    def aged(self, word: str) -> tuple[str, ...] | None:
        """Whom "the 41-year-old" is: the only one beside whose name "41" stands."""
        age = _AGE.fullmatch(bare(word))
        holders = self._aged.get(age[1], set()) if age else set()
        return next(iter(holders)) if len(holders) == 1 else None

    def may_be(self, name: tuple[str, ...], group: Group, since: int, *, alone: bool) -> bool:
        """Whether "the ..." can be another word for somebody who spoke by name in a sentence that begins at ``since``.

        ``alone``: nobody else has spoken by name before.
        """
        if not self._is_plain(group) or self._named_between(name, since, group.first):
            return False
        word = bare(self._tokens.low[group.head])
        post = self._tokens.low[group.head - 1]
        if post in POSTS:
            may = POSTS[post] <= self._names.called(name) and self._is_member(name, self._tokens.word[group.head])
        else:
            may = self._may_be_called(name, word, group, alone=alone) and not self._called_before(name, word, group)
        if may:
            self._taken.add(group.head)
        return may

    def _is_plain(self, group: Group) -> bool:
        """Whether it is "the", allowed words, and a calling in small letters (or letters after "DG")."""
        tokens, head = self._tokens, group.head
        if tokens.low[group.first] != "the" or group.last != head or tokens.kind[head] & Word.PLURAL:
            return False
        if tokens.low[head - 1] in POSTS:
            return head - 1 == group.first + 1
        within = range(group.first + 1, head)
        return not tokens.capital(head) and all(
            tokens.low[k].removeprefix("ex-") in _BETWEEN or _ACRONYM.fullmatch(tokens.word[k]) for k in within
        )

    def _may_be_called(self, name: tuple[str, ...], word: str, group: Group, *, alone: bool) -> bool:
        tokens = self._tokens
        called = self._names.called(name)
        letters = [tokens.word[k] for k in range(group.first + 1, group.head) if tokens.capital(k)]
        unknown = [one for one in letters if not self._is_member(name, one)]
        if unknown and not (alone and not called & _OFFICES and self._may_be_of(name, unknown)):
            return False
        if letters and word in _POLITICAL | {"chief"}:
            return True
        if self._wrong_gender(name, word):
            return False
        if word in _POLITICAL:
            return self._of_no_other_trade(called) and not self._in_court(group.first)
        if word in _LEARNED and not called:
            return not self._in_court(group.first)
        return not _CALLINGS.get(word.removeprefix("ex-"), frozenset()).isdisjoint(called)

    def _of_no_other_trade(self, called: frozenset[str]) -> bool:
        trades = frozenset().union(*_CALLINGS.values()) - listed("general maulana mufti imam dr")
        return trades.isdisjoint(called)

    def _wrong_gender(self, name: tuple[str, ...], word: str) -> bool:
        asked = gender_of([word])
        known = self._names.gender.get(name, "") or gender_of([name[0].lower()])
        return bool(asked and known and asked != known)

    def _in_court(self, place: int) -> bool:
        """Whether the sentences before are about a court or a death, where others speak of somebody."""
        return any(word in _OF_COURT for word in self._tokens.low[max(0, place - _COURT_BACK) : place])

    def _is_member(self, name: tuple[str, ...], letters: str) -> bool:
        """Whether letters stand beside somebody's name as those of a party or body that is theirs."""
        places = self._mentions.get(name, [])[:_MOST_MENTIONS]
        return letters in self._roles(name) or any(self._beside(place, end, letters) for place, end in places)

    def _may_be_of(self, name: tuple[str, ...], unknown: Sequence[str]) -> bool:
        """Whether letters may be those of the party of somebody of whom no party is told: no other person's either."""
        tokens = self._tokens
        told = [
            tokens.word[k]
            for place, end in self._mentions.get(name, [])[:_MOST_MENTIONS]
            for k in (end + 1, end + 2)
            if k < len(tokens) and tokens.word[end] in ("(", "of", "from")
        ]
        if any(map(_ACRONYM.fullmatch, (*self._roles(name), *told))) or not _OTHERS.isdisjoint(unknown):
            return False
        others = islice((one for one in self._mentions if len(one) > 1 and one != name), _MOST_MENTIONS)
        return not any(self._is_member(one, letters) for one in others for letters in unknown)

    def _beside(self, place: int, end: int, letters: str) -> bool:
        """Whether it is "PTI leader Omar Hale", "Omar Hale (PTI)" or "of the PTI", and no critic of it."""
        tokens = self._tokens
        after = tokens.word[end : end + 3]
        if letters in after[1:] and after[0] in ("(", "of", "from"):
            return True
        before = range(max(0, place - _BESIDE), place + 1)
        beside = next((k for k in reversed(before) if bare(tokens.word[k]) == letters), None)
        if beside is None or any(tokens.word[k] in ".,;:" for k in range(beside, place)):
            return False
        return _DISTANT.isdisjoint(tokens.low[before.start : place])

    def _roles(self, name: tuple[str, ...]) -> list[str]:
        return " ".join(self._names.roles.get(name, ())).split()

    def _called_before(self, name: tuple[str, ...], word: str, group: Group) -> bool:
        """Whether somebody else has been called so: "a soldier had come ... The soldier said"."""
        places = self._places.get(word, [])
        first, last = bisect_left(places, group.head - _BEFORE), bisect_left(places, group.head)
        return word not in self._names.called(name) and not self._taken.issuperset(places[first:last])

    def _named_between(self, name: tuple[str, ...], since: int, place: int) -> bool:
        """Whether somebody else is named from the sentence on in which the one spoke."""
        return any(self._is_another(name, at, mention) for at, mention in self._names.mentioned(since, place))

    def _is_another(self, name: tuple[str, ...], place: int, mention: Sequence[str]) -> bool:
        """Whether a name may be a person's, and not this one's: one of two words, or known as a longer one's."""
        full = self._names.full(tuple(mention))
        if full is None:
            return True
        if len(full) == 1 or not {word.lower() for word in name}.isdisjoint(word.lower() for word in mention):
            return False
        kinds = (self._tokens.kind[k] for k in range(place, min(place + len(mention), len(self._tokens))))
        things = any(kind & (Word.BODY | Word.PLACE | Word.PAPER) for kind in kinds)
        the = place > 0 and self._tokens.low[place - 1] == "the"
        return not (things or the or any(PARTY.search(word.lower()) for word in full))
