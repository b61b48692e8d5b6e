"""One verb where it stands: its forms, its sentence, and the small words between it and its subject."""

from dataclasses import dataclass

from corpus.attribution.reports import Reach, Report
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbs import FORMS, Form, Kind
from corpus.attribution.words import Word

_ASKING = frozenset(("ask", "demand", "inquire", "enquire"))
CLOSING = frozenset("\"”»’'") | {"''"}
"""Marks that close a quotation."""
_CONTRACTED = frozenset(("'s", "’s", "'m", "’m", "re"))


@dataclass(frozen=True, slots=True)
class Helpers:
    """What stands between subject and verb: ``place`` is the token before it all."""

    place: int
    be: bool
    have: bool
    modal: bool
    to: bool

    @property
    def none(self) -> bool:
        """Whether the verb stands alone."""
        return not (self.be or self.have or self.modal or self.to)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A word that may be a reporting verb.

    ``lowest`` is the token its subject cannot stand before, ``start`` the first of the sentence's own words after a
    quotation that it may open with, ``earlier`` the sentence's report before this one.
    """

    tokens: Tokens
    place: int
    reach: Reach
    lowest: int
    start: int
    earlier: Report | None
    kind: int
    form: int
    base: str
    helpers: Helpers

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.tokens.low[self.place]

    @property
    def follower(self) -> str:
        """The next token in lower case, empty at the sentence's end."""
        return self.tokens.low[self.place + 1] if self.place < self.reach.last else ""

    @property
    def participle(self) -> bool:
        """Whether this is an -ing form without a form of "be"."""
        return bool(self.form & Form.ING) and not self.helpers.be

    @property
    def hangs(self) -> bool:
        """Whether the verb can hang onto words before it: "..., the minister said."."""
        return bool(self.kind & (Kind.SAY | Kind.CLAUSE | Kind.THINK)) or self._asks_after_a_quotation()

    def _asks_after_a_quotation(self) -> bool:
        """Whether it asks or demands right after quoted words: "“Why?” asked Awan"."""
        return self.base in _ASKING and self.place > 0 and self.tokens.word[self.place - 1] in CLOSING

    def within(self, first: int, count: int) -> range:
        """Up to ``count`` tokens from ``first`` on that are still in the sentence."""
        return range(first, min(first + count, self.reach.last + 1))


def occurrence(tokens: Tokens, place: int, reach: Reach, bounds: tuple[int, int], earlier: Report | None) -> Occurrence:
    """Look up a verb and the helpers before it; ``bounds`` are ``lowest`` and ``start``."""
    lowest, start = bounds
    kind, form, base = FORMS[tokens.low[place]]
    helpers = _helpers(tokens, place, lowest)
    return Occurrence(tokens, place, reach, lowest, start, earlier, kind, form, base, helpers)


def _helpers(tokens: Tokens, verb: int, lowest: int) -> Helpers:
    place = verb - 1
    be = have = modal = to = seen = False
    while place >= lowest:
        kind = tokens.kind[place]
        if kind & Word.MODAL:
            modal = True
        elif kind & Word.AUX:
            be = be or (not seen and bool(kind & Word.BE))
            have = have or not kind & Word.BE
            seen = True
        elif tokens.low[place] == "to" and not be:
            to = True
            place -= 1
            break
        elif kind & Word.PRONOUN and tokens.word[place][-2:] in _CONTRACTED:
            be = be or not seen
            break
        elif not tokens.adverb(place):
            break
        place -= 1
    return Helpers(place, be, have, modal, to)
