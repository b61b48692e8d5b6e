"""Somebody told in other words, for the sake of style: "The ANP leader added", of whoever has just spoken by name."""

import re
from collections.abc import Iterable

from corpus.attribution.groups import Group
from corpus.attribution.names import Names, bare
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

_POLITICAL = listed("""
    leader politician lawmaker legislator parliamentarian stalwart chief head official veteran spokesman spokeswoman
    spokesperson figure representative mna mpa
    """)
_LEARNED = listed("""
    analyst expert scholar academic researcher commentator observer author writer economist professor historian
    strategist specialist columnist journalist thinker
    """)
_OTHERS = listed("""
    activist cleric campaigner advocate lawyer diplomat envoy negotiator adviser advisor aide ambassador general officer
    host soldier policeman policewoman ssp dpo aig igp ig cm dc judge counsel
    """)
VARIED = _POLITICAL | _LEARNED | _OTHERS
"""What people are called who have been named already; offices are not, whose holders a reader is taken to know."""

POSTS = {"dg": frozenset(("director", "general")), "ig": frozenset(("inspector", "general"))}
"""Letters before a body's that say what somebody is there, with the words of it."""

PARTY = re.compile(r"[a-z]-(?:e|i|ul)-[a-z]|^(?:tehreek|tehrik|jamaat|jamiat|lashkar|league|taliban|haqqanis)$")
"""Words of the names of parties and armed groups, which no person is called."""

_UNIFORMED = listed("""
    general brigadier colonel major lieutenant captain admiral marshal inspector superintendent officer police commander
    """)
_SENT = listed("ambassador envoy representative diplomat commissioner secretary negotiator")
_CALLINGS = {
    **dict.fromkeys(listed("general soldier"), _UNIFORMED),
    **dict.fromkeys(listed("officer policeman policewoman ssp dpo aig igp ig"), _UNIFORMED),
    **dict.fromkeys(listed("envoy ambassador diplomat"), _SENT),
    "cleric": listed("maulana mufti imam sheikh cleric scholar"),
    "cm": frozenset(("chief-minister",)),
    "dc": listed("deputy commissioner"),
    "judge": listed("justice judge"),
    "counsel": listed("advocate barrister lawyer attorney counsel"),
    "lawyer": listed("advocate barrister lawyer attorney counsel"),
}
"""Words of which somebody described at all has to be called one, to be called so: no minister is "the general"."""

# With a word in small letters before them these are offices: "the army chief", "the police spokesman".
_OF_OFFICE = listed("chief head spokesman spokeswoman spokesperson official representative")
_ANOTHER = listed("""
    other next second third fourth same new first last only most more top chief deputy senior opposition militant
    rebel army military government
    """)  # "the opposition leader", "the other analyst": somebody else, or an office
_ACRONYM = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)?\b")
_INITIALS = re.compile(r"\b[A-Z]")
_AGE = re.compile(r"\d+-year-old")


# What the names of bodies hold that are called so for variation; a name in letters, "PTI", may be of any.
_LEARNED_BODIES = listed("institute centre center council foundation forum endowment group network studies research")
_SORTS = {
    "party": listed(
        "tehreek tehreek-e-insaf tehrik league jamaat jamaat-e-islami jamiat party movement front congress"
    ),
    "tank": _LEARNED_BODIES,
    "think-tank": _LEARNED_BODIES,
    "watchdog": listed("international commission watch rights group committee"),
    "outfit": listed("group front army jamaat tehreek taliban liberation jamaat-ul-ahrar"),
    "group": listed("front army jamaat tehreek taliban liberation watch"),
    "organisation": listed("international front jamaat tehreek watch group"),
    "organization": listed("international front jamaat tehreek watch group"),
    "wing": listed("relations inter-services"),
    "ministry": listed("office"),
}


def body_may_be(noun: str, name: str) -> bool:
    """Whether a body's name is of the sort that "the party", "the think tank" tells."""
    words = name.lower().split()
    return noun in _SORTS and (not _SORTS[noun].isdisjoint(words) or (name.isupper() and noun != "ministry"))


class Variation:
    """What one document calls people in other words than their names; made once."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        self._tokens = tokens
        self._names = names

    def may_be(self, name: tuple[str, ...], group: Group) -> bool:
        """Whether "the ..." can be another word for somebody who has just spoken by name."""
        tokens, head = self._tokens, group.head
        if tokens.low[head - 1] in POSTS:
            return self._is_called(name, POSTS[tokens.low[head - 1]])
        word = bare(tokens.low[head]).removeprefix("ex-")
        if tokens.low[group.first] != "the" or group.last != head or tokens.kind[head] & Word.PLURAL:
            return False
        within = range(group.first + 1, head)
        if _AGE.fullmatch(word) or any(tokens.genitive(k) or tokens.low[k] in _ANOTHER for k in within):
            return not within
        return word in VARIED and self._may_be_called(name, word) and self._goes_with(name, word, within)

    def _may_be_called(self, name: tuple[str, ...], word: str) -> bool:
        """Whether somebody's roles allow another calling: a minister is no analyst, and no general without a rank."""
        if word in _LEARNED:
            return not self._holds_office(name)
        return self._is_called(name, _CALLINGS.get(word, frozenset()))

    def _is_called(self, name: tuple[str, ...], any_of: frozenset[str]) -> bool:
        called = self._names.called(name)
        return not called or not any_of or not any_of.isdisjoint(called)

    def _goes_with(self, name: tuple[str, ...], word: str, within: range) -> bool:
        """Whether the words between do: "the ANP leader", but not "the army chief", which is an office."""
        told = [self._tokens.word[k] for k in within if self._tokens.capital(k)]
        if told:
            return self._belongs(name, told)
        return word not in _OF_OFFICE or (not within and word not in ("chief", "head"))

    def _belongs(self, name: tuple[str, ...], told: Iterable[str]) -> bool:
        """Whether nothing that is known of somebody speaks against "the ANP leader"; a nation is not enough."""
        roles = " ".join(self._names.roles.get(name, ()))
        known = {*_ACRONYM.findall(roles), "".join(_INITIALS.findall(roles))}
        called = self._names.called(name)
        for word in told:
            other = not _ACRONYM.fullmatch(word) or _ACRONYM.search(roles)
            if word.lower() not in called and not any(word in one for one in known) and other:
                return False
        return True

    def _holds_office(self, name: tuple[str, ...]) -> bool:
        roles = " ".join(self._names.roles.get(name, ())).lower().split()
        return not _OFFICES.isdisjoint(roles)


_OFFICES = listed("""
    president minister premier chancellor governor ambassador commissioner secretary chairman chairwoman senator
    spokesman spokeswoman spokesperson mayor judge justice general
    """)
