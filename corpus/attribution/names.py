"""The names an article uses: which short name belongs to which full one, and who holds which role.

Only the article's own words are read: a name it never gives in full stays short here, and the register may know more.
"""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from corpus.attribution.groups import Group, named
from corpus.attribution.identities import gender_of
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

_PARTICLES = listed("al bin ibn de da del van von der ul ur el la le")
_RANKS = listed(
    "general gen major maj lieutenant lt colonel col captain capt brigadier brig admiral adm marshal field air vice "
    "rear sergeant sgt corporal mr mrs ms miss dr doctor prof professor sir lord lady dame retired retd hon honourable "
    "honorable sen rep gov rev"
)
_TOLD = _RANKS - listed(
    "mr mrs ms miss dr doctor sir lord lady dame retired retd hon honourable honorable field air vice rear"
)
_LEFT = listed("retired retd ret")
_LONG_RANKS = {
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
SUFFIXES = listed("jr sr ii iii iv")
_NO_NAMES = listed("say said says tell told even many everything meanwhile former")  # capital in headlines only
_LONGEST_NAME = 5  # words; "Dr. Syed Muhammad Ali Shah Gilani" without its title has five
_LONGEST_ROLE = 6  # words after an article; "a former deputy director general" has four
_ARTICLES = listed("a an the")
_GOES_ON = listed("who which that whose of for at in with from to and")  # what comes after a role's own words
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
    mentions: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    def full(self, name: tuple[str, ...]) -> tuple[str, ...] | None:
        """The document's fullest form of a name; itself where no longer one exists, ``None`` where two fit."""
        if len(name) > 1:
            return name
        word = name[0].lower()
        fitting = self.by_word.get(word, [])
        by_last = [full for full in fitting if full[-1].lower() == word]
        pool = by_last or [full for full in fitting if full in self.titled or self.count[full] > 1]
        if not pool:
            return name
        ordered = sorted(pool, key=lambda full: (-self.count[full], full))
        if len(ordered) > 1 and self.count[ordered[0]] < _CLEAR * self.count[ordered[1]]:
            return None
        return ordered[0]

    def holder(self, words: frozenset[str]) -> tuple[str, ...] | None:
        """Who alone holds a role that has all these words, or ``None``."""
        holders = [name for name, roles in self.roles.items() if any(words <= role_words(role) for role in roles)]
        return holders[0] if len(holders) == 1 else None

    def latest(self, words: frozenset[str], place: int) -> tuple[str, ...] | None:
        """Of those who are called all these words somewhere, whoever was named last before a token: "the general"."""
        fitting = {name for name in self.count if words <= self._called(name)}
        for mentioned, name in reversed(self.mentions):
            full = self.full(name) if mentioned < place and fitting else None
            if full in fitting:
                return full
        return None

    def _called(self, name: tuple[str, ...]) -> frozenset[str]:
        """The words of somebody's roles and rank, in full."""
        rank = role_words(self.ranks.get(name, ""))
        roles = (role_words(role) for role in self.roles.get(name, ()))
        words = self.described.get(name, frozenset()).union(rank, *roles)
        return frozenset(_LONG_RANKS.get(word, word) for word in words)

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


def role_words(text: str) -> frozenset[str]:
    """The words of a role that tell it from others."""
    words = (word.strip(".,()'’\"").lower() for word in text.replace("’s ", " ").replace("'s ", " ").split())
    return frozenset(word for word in words if word and word not in _EMPTY)


_EMPTY = listed("the a an of for in at its his her their our former then ex and to")


def collect(tokens: Tokens, starts: AbstractSet[int] = frozenset()) -> Names:
    """Find every run of capital words in a document, once; none goes on into a sentence, whose ``starts`` are given."""
    names = Names()
    absent: set[tuple[str, ...]] = set()
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
            _apposed(tokens, names, name, last)
            _introduced(tokens, names, name, i, last)
            _copula(tokens, names, name, i, last)
            if _stays_away(tokens, last + 1):
                absent.add(name)
        i = last + 1
    for name in absent:
        full = names.full(name)
        names.roles.pop(full or name, None)
    return names


def _apposed(tokens: Tokens, names: Names, name: tuple[str, ...], last: int) -> None:
    """Note what stands after a full name: "Tahir Bukhtiar, an economist who advised the ministry, ..."."""
    first = last + 2
    if not name[1:] or first + 1 >= len(tokens) or tokens.word[last + 1] != "," or tokens.low[first] not in _ARTICLES:
        return
    place = first + 1
    while (
        place < min(first + _LONGEST_ROLE, len(tokens)) and tokens.is_word(place) and tokens.low[place] not in _GOES_ON
    ):
        place += 1
    if tokens.kind[place - 1] & (Word.PERSON | Word.TITLE):
        described = tokens.text[tokens.start[first + 1] : tokens.end[place - 1]]
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
    place = comma
    while place > max(0, comma - _LONGEST_ROLE) and tokens.is_word(place - 1) and not tokens.genitive(place - 1):
        place -= 1
        if tokens.kind[place] & (Word.DETERMINER | Word.POSSESSIVE):
            break
    opened = tokens.kind[place] & (Word.DETERMINER | Word.POSSESSIVE) or (place > 0 and tokens.genitive(place - 1))
    if opened and tokens.kind[comma - 1] & (Word.PERSON | Word.TITLE):
        words = role_words(tokens.text[tokens.start[place] : tokens.end[comma - 1]])
        names.described[name] = names.described.get(name, frozenset()) | words


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
    if name is None or len(name[0]) > _LONGEST_NAME:
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
        role = role_before(tokens, first, begin - 1)
        if role:
            names.add_role(words, role)
        rank = "" if role else _rank_before(tokens, begin)
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
            if tokens.kind[place] & (Word.TITLE | Word.PERSON) and not _suffix_only(tokens, begin, last):
                break
            if place < last and tokens.genitive(place):
                break
        elif tokens.word[place] != "." or (tokens.kind[place - 1] & Word.TITLE):
            break
        begin = place
    words = tuple(_written(tokens, k) for k in range(begin, last + 1) if tokens.is_word(k))
    return (words, begin) if words else None


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


def role_before(tokens: Tokens, first: int, last: int) -> str:
    """The words before a name that say what the person is, without plain ranks; empty where nothing else stands."""
    words = [k for k in range(first, last + 1) if tokens.is_word(k)]
    while words and tokens.kind[words[0]] & (Word.DETERMINER | Word.POSSESSIVE):
        words.pop(0)
    while words and tokens.low[words[-1]] in _RANKS:
        words.pop()
    while words and tokens.low[words[0]] in _RANKS and len(words) > 1 and tokens.low[words[1]] in _RANKS:
        words.pop(0)
    return tokens.text[tokens.start[words[0]] : tokens.end[words[-1]]] if words else ""


def _rank_before(tokens: Tokens, begin: int) -> str:
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
        return tokens.low[place] in _LEFT or (word[0].isupper() and tokens.low[place] in _RANKS)
    if word in "()":
        return any(tokens.low[k] in _LEFT for k in range(max(0, place - 2), min(len(tokens), place + 2)))
    closes = place + 1 < len(tokens) and tokens.word[place + 1] == ")" and tokens.low[place - 1] in _LEFT
    return word == "." and (closes or tokens.abbreviated(place - 1))


def described(tokens: Tokens, names: Names, group: Group, highest: int) -> None:
    """Note the role that a name's own apposition gives: "Ghani, the former head of the agency,"."""
    found = name_within(tokens, group.first, group.last)
    comma = group.last + 1
    if found is None or comma + 2 > highest or tokens.word[comma] != ",":
        return
    stop = next((k for k in range(comma + 1, min(comma + 20, highest) + 1) if tokens.word[k] in ',.;:"“('), None)
    if stop is None:  # 20: a longer description is a clause
        return
    inside = range(comma + 1, stop)
    if any(tokens.kind[k] & (Word.PERSON | Word.TITLE) for k in inside) and not any(
        tokens.kind[k] & (Word.AUX | Word.VERB | Word.RELATIVE) and not tokens.kind[k] & Word.PERSON for k in inside
    ):
        full = names.full(found[0])
        if full is not None and inside:
            names.add_role(full, role_before(tokens, comma + 1, stop - 1))
