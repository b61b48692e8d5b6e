"""The names an article uses: which short name belongs to which full one, and who holds which role.

Only the article's own words are read: a name it never gives in full stays short here, and the register may know more.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from corpus.attribution.groups import Group
from corpus.attribution.identities import gender_of
from corpus.attribution.namelike import named
from corpus.attribution.offices import (
    LONGEST_TITLE,
    ROLE_OF,
    after_office,
    before_article,
    is_spelt_out,
    name_after_office,
    office_start,
    office_with_letters,
)
from corpus.attribution.roles import LONG_RANKS, rank_before, role_before, role_words
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed
from corpus.speakers import HONORIFICS, TITLES_AND_SURNAMES

_PARTICLES = listed("al bin ibn de da del van von der ul ur el la le")
SUFFIXES = listed("jr sr ii iii iv")
_NO_NAMES = listed("""
    say said says tell told even many everything meanwhile former then also still now later earlier yesterday today
    excellency
    """)  # capital in headlines and at a sentence's start only
_LONGEST_NAME = 5  # words; "Dr. Syed Muhammad Ali Shah Gilani" without its title has five
_LONGEST_ROLE = 6  # words after an article; "a former deputy director general" has four
_ARTICLES = listed("a an the")
_GOES_ON = listed("who which that whose of for at in with from to and")  # what comes after a role's own words
_MARKS = frozenset("'‘’\"“")  # words quoted after a name are no role
_LEADING = listed("in at from on")
_PLACE_AND_NAME = 2  # words
_CLEAR = 4  # times as often: a short name two full names share is the one used this much more


@dataclass(slots=True)
class Names:
    """Full names of a document with how often each stands, and the roles they hold there."""

    count: Counter[tuple[str, ...]] = field(default_factory=Counter)
    titled: set[tuple[str, ...]] = field(default_factory=set)
    by_word: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    roles: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    gender: dict[tuple[str, ...], str] = field(default_factory=dict)
    ranks: dict[tuple[str, ...], str] = field(default_factory=dict)
    described: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    led_in: set[tuple[str, ...]] = field(default_factory=set)
    mentions: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    _mentioned: dict[frozenset[str], list[tuple[int, tuple[str, ...]]]] = field(default_factory=dict)

    def full(self, name: tuple[str, ...]) -> tuple[str, ...] | None:
        """The document's fullest form of a name; itself where no longer one exists, ``None`` where two fit."""
        if len(name) > 1 and name not in self.led_in:
            return self._honoured(name)
        word = name[-1].lower()
        fitting = self.by_word.get(word, [])
        by_last = [full for full in fitting if full[-1].lower() == word and full not in self.led_in]
        pool = by_last or [full for full in fitting if full in self.titled or self.count[full] > 1]
        if not pool:
            return name[-1:]
        ordered = sorted(pool, key=lambda full: (-self.count[full], full))
        if len(ordered) > 1 and self.count[ordered[0]] < _CLEAR * self.count[ordered[1]]:
            return None
        return ordered[0]

    def _honoured(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """The one longer name with an honorific: "Malik Gul Zaman" for "Gul Zaman", and for "Malik Gul".

        Not of somebody who is told of apart: "Gul Zaman, his son".
        """
        if self.called(name) or name in self.titled:
            return name
        longer = [
            full
            for full in self.by_word.get(name[-1].lower(), ())
            if full[0].lower() in HONORIFICS and len(full) == len(name) + 1 and name in (full[1:], full[:-1])
        ]
        return longer[0] if len(longer) == 1 else name

    def holder(self, words: frozenset[str]) -> tuple[str, ...] | None:
        """Who alone holds a role that has all these words, or ``None``."""
        holders = [name for name, roles in self.roles.items() if any(words <= role_words(role) for role in roles)]
        return holders[0] if len(holders) == 1 else None

    def latest(self, words: frozenset[str], place: int) -> tuple[str, ...] | None:
        """Of those who are called all these words somewhere, whoever was named last before a token: "the general".

        To be asked only once all names are known.
        """
        if words not in self._mentioned:
            fitting = {name for name in self.count if words <= self.called(name)}
            fulls = ((mentioned, self.full(name)) for mentioned, name in self.mentions if fitting)
            self._mentioned[words] = [(mentioned, full) for mentioned, full in fulls if full in fitting and full]
        known = self._mentioned[words]
        number = bisect_left(known, place, key=lambda one: one[0])
        return known[number - 1][1] if number else None

    def mentioned(self, first: int, last: int) -> list[tuple[int, tuple[str, ...]]]:
        """The names from token ``first`` (included) to ``last`` (excluded), with their places."""
        begin, end = (bisect_left(self.mentions, place, key=lambda one: one[0]) for place in (first, last))
        return self.mentions[begin:end]

    def called(self, name: tuple[str, ...]) -> frozenset[str]:
        """The words of somebody's roles and rank, in full."""
        rank = role_words(self.ranks.get(name, ""))
        roles = (role_words(role) for role in self.roles.get(name, ()))
        words = self.described.get(name, frozenset()).union(rank, *roles)
        return frozenset(LONG_RANKS.get(word, word) for word in words)

    def add(self, name: tuple[str, ...], *, titled: bool) -> None:
        """Count one full name."""
        if name not in self.count:
            for word in {word.lower() for word in name}:
                self.by_word.setdefault(word, []).append(name)
        self.count[name] += 1
        if titled:
            self.titled.add(name)

    def add_role(self, name: tuple[str, ...], role: str) -> None:
        """Note a role of somebody."""
        known = self.roles.setdefault(name, [])
        if role and role not in known:
            known.append(role)


def collect(tokens: Tokens, starts: AbstractSet[int] = frozenset()) -> Names:
    """Find every run of capital words in a document, once; none goes on into a sentence, whose ``starts`` are given."""
    names = Names()
    absent: set[tuple[str, ...]] = set()
    led: Counter[tuple[str, ...]] = Counter()
    i = 0
    count = len(tokens)
    while i < count:
        if not named(tokens, i):
            i += 1
            continue
        last = _run_end(tokens, i, count, starts)
        name = _note(tokens, names, i, last)
        if name is not None:
            names.mentions.append((i, name))
            led[name] += _leads_in(tokens, i, starts) and not tokens.genitive(last)
            _apposed(tokens, names, name, last)
            _introduced(tokens, names, name, i, last)
            _copula(tokens, names, name, i, last)
            if _stays_away(tokens, last + 1):
                absent.add(name)
        i = last + 1
    names.led_in = {
        name for name, count in led.items() if count == names.count[name] and _is_place_and_name(name, names)
    }
    for name in absent:
        full = names.full(name)
        names.roles.pop(full or name, None)
    return names


def _leads_in(tokens: Tokens, first: int, starts: AbstractSet[int]) -> bool:
    """Whether a run of capital words begins right after a sentence's first word, "In" or "At", or "In the"."""
    before_it = before_article(tokens, first)
    return before_it in starts and tokens.low[before_it] in _LEADING


def _is_place_and_name(name: tuple[str, ...], names: Names) -> bool:
    """Whether two words are a place and somebody who is known by a whole name: "In Peshawar Lodhi said"."""
    if len(name) != _PLACE_AND_NAME or name in names.titled:
        return False
    return any(full != name and full[-1] == name[-1] and full[0] != name[0] for full in names.by_word[name[-1].lower()])


def _apposed(tokens: Tokens, names: Names, name: tuple[str, ...], last: int) -> None:
    """Note what stands after a full name: "Tahir Bukhtiar, an economist who advised the ministry, ..."."""
    first = last + 2
    if not name[1:] or first + 1 >= len(tokens) or tokens.word[last + 1] != ",":
        return
    article = tokens.low[first] in _ARTICLES or bool(tokens.kind[first] & Word.POSSESSIVE)
    if not article and not tokens.capital(first):
        return
    place = first + article
    while (
        place < min(first + _LONGEST_ROLE, len(tokens)) and tokens.is_word(place) and tokens.low[place] not in _GOES_ON
    ):
        place += 1
    listed_names = not article and not all(tokens.capital(k) for k in range(first, place))
    if tokens.kind[place - 1] & (Word.PERSON | Word.TITLE) and not listed_names:
        described = tokens.text[tokens.start[first + article] : tokens.end[place - 1]]
        names.described[name] = names.described.get(name, frozenset()) | role_words(described)


def _introduced(tokens: Tokens, names: Names, name: tuple[str, ...], first: int, last: int) -> None:
    """Note what stands before a full name: "the defence minister, General Hamdan Kuyas, told", "minister Hamdan Kuyas".

    Before a comma only where another follows the name, or the sentence ends there.
    """
    if not name[1:] or first < 1:
        return
    if tokens.kind[first - 1] & (Word.PERSON | Word.TITLE) and not tokens.capital(first - 1):
        modifier = first - 2 if first > 1 and tokens.is_word(first - 2) else first - 1
        words = role_words(tokens.text[tokens.start[modifier] : tokens.end[first - 1]])
        names.described[name] = names.described.get(name, frozenset()) | words
        return
    comma, after = first - 1, last + 1
    if comma < 1 or tokens.word[comma] != "," or after >= len(tokens) or tokens.word[after] not in ",.":
        return
    place = _role_start(tokens, comma)
    opened = tokens.kind[place] & (Word.DETERMINER | Word.POSSESSIVE) or (place > 0 and tokens.genitive(place - 1))
    if opened and _ends_as_role(tokens, place, comma - 1):
        words = role_words(tokens.text[tokens.start[place] : tokens.end[comma - 1]])
        names.described[name] = names.described.get(name, frozenset()) | words


def _role_start(tokens: Tokens, comma: int) -> int:
    """Where the words before a comma begin as a role, back to "the": "the chairman of the Telecom Authority (LTA),"."""
    place = comma
    while place > max(0, comma - LONGEST_TITLE):
        before_it = tokens.word[place - 1]
        if not (tokens.is_word(place - 1) or before_it in "()") or tokens.genitive(place - 1):
            break
        place -= 1
        inner = place > 0 and tokens.low[place - 1] in ROLE_OF
        if tokens.kind[place] & (Word.DETERMINER | Word.POSSESSIVE) and not inner:
            break
    return place


def _ends_as_role(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words are a role, with what it is of: "former ambassador to Vashkan", "head of the agency"."""
    belongs = next((k for k in range(first + 1, last) if tokens.low[k] in ROLE_OF), last + 1)
    return bool(tokens.kind[belongs - 1] & (Word.PERSON | Word.TITLE))


def _copula(tokens: Tokens, names: Names, name: tuple[str, ...], first: int, last: int) -> None:
    """Note "the first speaker was Zeeshan" and "Zeeshan is the speaker": a role and its holder on two sides of "is"."""
    if not name[1:]:  # a role is noted for full names only, which no other person shares
        return
    if first > 1 and tokens.low[first - 1] in ("is", "was"):
        role = tokens.low[first - 2]
        if tokens.kind[first - 2] & Word.PERSON:
            names.add_role(name, role)
        return
    copula = tokens.low[last + 1 : last + 3] in (["is", "the"], ["was", "the"]) and last + 3 < len(tokens)
    if copula and tokens.kind[last + 3] & Word.PERSON:
        names.add_role(name, tokens.low[last + 3])


def _stays_away(tokens: Tokens, place: int) -> bool:
    """Whether the words after a name say that the person did not come: an absentee speaks for no role there."""
    words = " ".join(tokens.low[place : place + 6])
    return words.startswith(
        ("was unable to", "could not attend", "could not join", "did not attend", "did not join", "was absent")
    )


def _run_end(tokens: Tokens, first: int, count: int, starts: AbstractSet[int]) -> int:
    last = first
    place = first + 1
    while place < count and not tokens.genitive(last) and place not in starts:
        if named(tokens, place):
            last = place
        elif not (
            (tokens.word[place] == "." and tokens.abbreviated(place - 1))
            or tokens.word[place] in _PARTICLES
            or (tokens.word[place] in "()" and place + 1 < count and tokens.kind[last] & Word.TITLE)
        ):
            break
        place += 1
    return last


def _note(tokens: Tokens, names: Names, first: int, last: int) -> tuple[str, ...] | None:
    name = name_within(tokens, first, last)
    if name is None or len(name[0]) > _LONGEST_NAME or is_spelt_out(tokens, last, name[0]):
        return None
    words, begin = name
    titled = begin > first
    gender = gender_of([tokens.low[k] for k in range(first, begin)])
    if gender:
        full = names.full(words)
        if full is not None:
            names.gender.setdefault(full, gender)
    if len(words) > 1:
        names.add(words, titled=titled)
        of = before_article(tokens, first)
        office = None if name_after_office(tokens, of, last) is None else office_start(tokens, of)
        office = office_with_letters(tokens, first) if office is None else office
        role = role_before(tokens, first if office is None else office, begin - 1)
        if role:
            names.add_role(words, role)
        rank = "" if role else rank_before(tokens, begin)
        if rank:
            names.ranks.setdefault(words, rank)
    return words


def name_within(tokens: Tokens, first: int, last: int) -> tuple[tuple[str, ...], int] | None:
    """The name at the end of a run, and where it begins: what follows the last title, or the whole run."""
    begin = last + 1
    while begin - 1 >= first:
        place = begin - 1
        if tokens.is_word(place):
            if place < last and place > first and tokens.low[place - 1] == "of":
                break
            if not (named(tokens, place) or tokens.word[place] in _PARTICLES) or tokens.low[place] in _NO_NAMES:
                break
            titled = tokens.kind[place] & (Word.TITLE | Word.PERSON) and not _suffix_only(tokens, begin, last)
            if titled and not (place == last and is_surname(tokens, place)):
                break
            if place < last and tokens.genitive(place):
                break
        elif tokens.word[place] != "." or (tokens.kind[place - 1] & Word.TITLE):
            break
        begin = place
    begin = after_office(tokens, begin, last)
    words = tuple(_written(tokens, k) for k in range(begin, last + 1) if tokens.is_word(k))
    return (words, begin) if words else None


def is_surname(tokens: Tokens, place: int) -> bool:
    """Whether a word that is a title elsewhere ends a name: "Waqar Sheikh"."""
    if place < 1 or tokens.low[place] not in TITLES_AND_SURNAMES or not named(tokens, place - 1):
        return False
    return not tokens.kind[place - 1] & ~Word.VERB and not tokens.genitive(place - 1)


def _suffix_only(tokens: Tokens, begin: int, last: int) -> bool:
    """Whether nothing but "Jr." has been read yet, so that the word before it belongs to the name."""
    return begin == last and tokens.low[last] in SUFFIXES


def _written(tokens: Tokens, place: int) -> str:
    """A word of a name, with the full stop of an initial."""
    word = bare(tokens.word[place])
    initial = len(word) == 1 and place + 1 < len(tokens) and tokens.word[place + 1] == "."
    return word + "." if initial else word


def bare(word: str) -> str:
    """A word without its genitive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def described(tokens: Tokens, names: Names, group: Group, highest: int) -> None:
    """Note the role that a name's own apposition gives: "Ghani, the former head of the agency,"."""
    found = name_within(tokens, group.first, group.last)
    comma = group.last + 1
    if found is None or comma + 2 > highest or tokens.word[comma] != "," or tokens.word[comma + 1] in _MARKS:
        return
    stop = next((k for k in range(comma + 1, min(comma + 20, highest) + 1) if tokens.word[k] in ',.;:"“('), None)
    said = tokens.low[max(0, group.first - 2) : group.first] == ["according", "to"]
    if stop is None or (said and tokens.word[stop] != ","):  # 20: a longer description is a clause
        return
    inside = range(comma + 1, stop)
    if any(tokens.kind[k] & (Word.PERSON | Word.TITLE) for k in inside) and not any(
        tokens.kind[k] & (Word.AUX | Word.VERB | Word.RELATIVE) and not tokens.kind[k] & Word.PERSON for k in inside
    ):
        full = names.full(found[0])
        if full is not None and inside:
            names.add_role(full, role_before(tokens, comma + 1, stop - 1))
