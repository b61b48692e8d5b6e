"""The register of speakers: one person or body, one id across all articles.

It joins what the articles call people with ``speakers.toml``. It does not know the world: two people of one full
name are one to it, and a short name that two people share belongs to neither.
"""

import difflib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from corpus.errors import CorpusError
from corpus.spelled_alike import sounded, spellings
from corpus.statements import Speaker

SPEAKERS_FILE = Path(__file__).with_name("speakers.toml")

_LEAST_WORDS = 2  # words of a full name; one word alone is a short name itself
NAME_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SAYING_NOTHING = frozenset(("of", "the", "for", "in", "at", "and", "a", "an", "to", "former", "then", "ex"))
HONORIFICS = frozenset(("syed", "sayed", "sardar", "khawaja", "malik", "mian", "chaudhry", "mirza", "sheikh", "haji"))
TITLES_AND_SURNAMES = frozenset(("sheikh", "shaikh"))  # "the Sheikh" is not Waqar Sheikh
_OFFICES = frozenset(
    (
        *("minister", "ambassador", "president", "premier", "governor", "chairman", "chairwoman", "secretary"),
        *("speaker", "senator", "commissioner", "chancellor", "mayor", "justice"),
    )
)  # of which there are few at a time; two lawyers, professors or generals may have one name
_NEAREST = 3  # names offered when none matches: as many as one line of an answer holds
_CLOSE = 0.8  # difflib ratio: one slip in five letters ("Gani"), two in a full name ("Isthiaq Ahmd")
_OFFERED = 0.5  # below this ratio two names share only common letters
_CLEARLY = 0.05  # two names this near in ratio are both offered and neither is taken


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """One entry of the editable file, or one name that an article uses; a ``rank`` is a role for want of one."""

    name: str
    role: str | None = None
    aliases: tuple[str, ...] = ()
    person: bool = True
    rank: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What was joined and what could not be: pairs of (name, kept under), and short names with all who fit them."""

    merged: tuple[tuple[str, str], ...]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a look-up by name: the speaker, or the nearest names, best first, when there is none.

    ``shared`` says that the nearest are all of exactly this name: "Khan" where two people are called so.
    """

    speaker: Speaker | None
    nearest: tuple[str, ...] = ()
    exact: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerRegister:
    """All known speakers in order of id; the same input in any order gives the same register."""

    speakers: tuple[Speaker, ...]
    report: RegisterReport
    _by_alias: Mapping[str, Speaker]
    _shared: Mapping[str, tuple[str, ...]]
    _by_ends: Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], Speaker]]]

    def lookup(self, name: str) -> Speaker | None:
        """The speaker of exactly this name or alias, whatever its case, accents, hyphens and leading "the"."""
        return self._by_alias.get(name_key(name))

    def whose_name_holds(self, words: Iterable[str]) -> Speaker | None:
        """The only person whose name has these words, two at least, its first and last among them, in their order.

        However they are spelt: "Naeem Lodhi" is Naeem Khalid Lodhi, and "Anwaar Kakar" is Anwar ul Haq Kakar.
        "Sardar" or "Syed" may be left out, and "Jr".
        """
        keys = _sounding(" ".join(words))
        if len(keys) < _LEAST_WORDS:
            return None
        fitting = [one for name, one in self._by_ends.get((keys[0], keys[-1]), ()) if in_order(keys, name)]
        return fitting[0] if len(fitting) == 1 else None

    def find(self, name: str) -> Found:
        """The speaker of a name that may be misspelt, or the nearest names."""
        key = name_key(name)
        exact = self._by_alias.get(key)
        if exact is not None or not key:
            return Found(exact, exact=exact is not None)
        if key in self._shared:
            return Found(None, self._shared[key], shared=True)
        scores: dict[str, float] = {}
        likeness = _likeness_to(key)
        for alias, speaker in self._by_alias.items():
            ratio = likeness(alias, scores.get(speaker.id, _OFFERED))
            if ratio > scores.get(speaker.id, _OFFERED):
                scores[speaker.id] = ratio
        ranked = sorted(scores, key=lambda speaker_id: (-scores[speaker_id], speaker_id))
        by_id = {speaker.id: speaker for speaker in self.speakers}
        sure = bool(ranked) and scores[ranked[0]] >= _CLOSE
        if sure and (len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= _CLEARLY):
            return Found(by_id[ranked[0]])
        return Found(None, tuple(by_id[speaker_id].name for speaker_id in ranked[:_NEAREST]))


def _likeness_to(key: str) -> Callable[[str, float], float]:
    """How alike another key is to this one, from 0 to 1; 0 where it cannot be more than a least likeness."""
    figures = _figures(key)
    matcher = difflib.SequenceMatcher(None, "", key, autojunk=False)  # what it knows of the second text it keeps

    def likeness(other: str, least: float) -> float:
        if abs(len(key) - len(other)) > max(len(key), len(other)) // 2 or figures != _figures(other):
            return 0.0
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() <= least or matcher.quick_ratio() <= least:  # both are upper bounds
            return 0.0
        return matcher.ratio()

    return likeness


def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


@lru_cache(maxsize=100_000)  # names come again and again in a build; some 10 MB
def name_key(name: str) -> str:
    """A name as look-ups compare it: no case, accents, signs, genitive or leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"\w+", re.sub(r"['’]s?\b", "", plain))
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def slug(name: str) -> str:
    """A name as an id: lower case, words joined by hyphens."""
    return name_key(name).replace(" ", "-") or "unnamed"


_KINDS = ("person", "body")
_FIELDS = frozenset(("name", "role", "kind", "aliases"))


def load_entries(path: Path = SPEAKERS_FILE) -> tuple[SpeakerEntry, ...]:
    """Read the editable file; raises ``CorpusError`` naming the file, the entry and the remedy."""
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} cannot be read ({error}). Mend it, or leave it empty.") from error
    tables = stored.get("speaker", [])
    if stored.keys() - {"speaker"} or not isinstance(tables, list):
        raise CorpusError(f"{path} must hold [[speaker]] entries and nothing else.")
    entries = tuple(_entry(table, f"{path}: entry {number}") for number, table in enumerate(tables, start=1))
    twice = [name for name, count in Counter(entry.name for entry in entries).items() if count > 1]
    if twice:
        raise CorpusError(f"{path}: {twice[0]!r} has two entries. Make them one.")
    return entries


def _entry(table: object, place: str) -> SpeakerEntry:
    if not isinstance(table, dict) or not isinstance(table.get("name"), str) or not name_key(table["name"]):
        raise CorpusError(f'{place} needs a name: name = "..."')
    place = f"{place} ({table['name']})"
    if table.keys() - _FIELDS:
        known = ", ".join(sorted(_FIELDS))
        raise CorpusError(f"{place} has an unknown field {min(table.keys() - _FIELDS)!r}. Known are {known}.")
    kind, role, aliases = table.get("kind", "person"), table.get("role"), table.get("aliases", [])
    if kind not in _KINDS:
        raise CorpusError(f'{place}: kind is {kind!r}, and must be "person" or "body".')
    named = isinstance(aliases, list) and all(isinstance(one, str) for one in aliases)
    if not isinstance(role, str | None) or not named:
        raise CorpusError(f'{place}: role must be a text, and aliases a list of texts: aliases = ["..."]')
    return SpeakerEntry(table["name"], role, tuple(aliases), kind == "person")


def build_register(seen: Iterable[SpeakerEntry], entries: Iterable[SpeakerEntry] = ()) -> SpeakerRegister:
    """Join the names the articles use (``seen``) with the edited entries, which win wherever the two differ.

    Of several roles the one that most articles give is kept.
    """
    groups: dict[str, SpeakerEntry] = {}
    owners: dict[str, set[str]] = {}
    for entry in entries:
        groups[entry.name] = entry
        for alias in (entry.name, *entry.aliases):
            owners.setdefault(name_key(alias), set()).add(entry.name)
    edited = {key for key, names in owners.items() if len(names) == 1}
    merged: list[tuple[str, str]] = []
    longer: dict[tuple[str, str], dict[str, SpeakerEntry]] = {}
    counted = Counter(seen)
    spelt = _spellings(counted, groups.values())
    for entry in sorted(counted, key=lambda e: (-len(e.name.split()), e.name in spelt, *_order(e, counted[e]))):
        home = _home(entry, groups, owners, edited, spelt.get(entry.name)) or _longer(entry, longer)
        if home is None:
            groups[entry.name] = home = entry
        elif entry.name not in (home.name, *home.aliases):
            merged.append((entry.name, home.name))
            home = replace(home, aliases=(*home.aliases, entry.name))
        groups[home.name] = home = replace(home, role=home.role or entry.role, rank=home.rank or entry.rank)
        words = name_key(home.name).split()
        if entry.person and len(words) > _LEAST_WORDS:
            longer.setdefault((words[0], words[-1]), {})[home.name] = home
        for alias in (entry.name, *_short(entry)):
            if name_key(alias) not in edited:
                owners.setdefault(name_key(alias), set()).add(home.name)
    speakers = _numbered(groups.values(), owners)
    by_name = {speaker.name: speaker for speaker in speakers}
    by_alias = {key: by_name[next(iter(names))] for key, names in sorted(owners.items()) if len(names) == 1}
    ambiguous = tuple((key, tuple(sorted(names))) for key, names in sorted(owners.items()) if len(names) > 1)
    report = RegisterReport(tuple(sorted(set(merged))), ambiguous)
    return SpeakerRegister(speakers, report, by_alias, dict(ambiguous), _by_ends(speakers))


def _by_ends(speakers: Iterable[Speaker]) -> Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], Speaker]]]:
    """People with the words of their names as they sound, by the first of these and the last."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Speaker]]] = {}
    for speaker in (one for one in speakers if one.person):
        plain = [word for word in name_key(speaker.name).split() if word not in NAME_SUFFIXES]
        sounds = tuple(sounded(word) for word in plain)
        firsts = 2 if len(plain) > _LEAST_WORDS and plain[0] in HONORIFICS else 1
        for first in sounds[:firsts]:
            found.setdefault((first, sounds[-1]), []).append((sounds, speaker))
    return found


def _order(entry: SpeakerEntry, count: int) -> tuple[str, int, str, str]:
    return (entry.name, -count, entry.role or "", entry.rank or "")


def _spellings(counted: Mapping[SpeakerEntry, int], edited: Iterable[SpeakerEntry]) -> dict[str, str]:
    """From each person's name that is another spelling of a known one to that one."""
    names: Counter[str] = Counter()
    for entry, count in counted.items():
        if entry.person:
            names[entry.name] += count
    return spellings(names, (name for entry in edited if entry.person for name in (entry.name, *entry.aliases)))


def _home(
    entry: SpeakerEntry,
    groups: Mapping[str, SpeakerEntry],
    owners: Mapping[str, set[str]],
    edited: set[str],
    spelt: str | None,
) -> SpeakerEntry | None:
    """Whom a name belongs to already: a full name to its bearer, a name with initials to the one without them.

    ``spelt`` is a name that this one is another spelling of.
    """
    keys = [name_key(entry.name), *([name_key(spelt)] if spelt else ())]
    keys += [name_key(short) for short in _short(entry)[1:]]
    for key in keys:
        fitting = owners.get(key, set())
        if len(fitting) == 1:
            (name,) = fitting
            if key in edited or " " in key or not entry.person or name_key(name) == key:
                return groups[name]
    return None


def _longer(entry: SpeakerEntry, longer: Mapping[tuple[str, str], Mapping[str, SpeakerEntry]]) -> SpeakerEntry | None:
    """The one person of a longer name with this one's first and last word and its office: "Khawaja Asif".

    Entries come from the longest names on, so that "Khawaja Muhammad Asif" stands there already. Of two offices one
    must hold all words of the other: a minister of health is no minister of finance.
    """
    words, role = name_key(entry.name).split(), _role_words(entry)
    if not entry.person or len(words) < _LEAST_WORDS or not role & _OFFICES:
        return None
    fitting = [
        one
        for one in longer.get((words[0], words[-1]), {}).values()
        if in_order(words, name_key(one.name).split()) and _one_office(role, _role_words(one))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _one_office(role: frozenset[str], other: frozenset[str]) -> bool:
    return bool(role & other & _OFFICES) and (role <= other or other <= role)


def _role_words(entry: SpeakerEntry) -> frozenset[str]:
    return frozenset(name_key(entry.role or entry.rank or "").split()) - _SAYING_NOTHING


def _sounding(name: str) -> list[str]:
    """The words of a name as they sound."""
    return [sounded(word) for word in name_key(name).split()]


def in_order(words: Iterable[str], longer: Iterable[str]) -> bool:
    """Whether all words stand in a longer run, in their order."""
    rest = iter(longer)
    return all(word in rest for word in words)


def _short(entry: SpeakerEntry) -> tuple[str, ...]:
    """What articles call a person besides the full name: the last word alone, and the name without initials.

    A body is called by its short forms.
    """
    if not entry.person:
        return entry.aliases
    words = [word for word in entry.name.split() if name_key(word) not in NAME_SUFFIXES]
    if not entry.person or len(words) < _LEAST_WORDS:
        return ()
    plain = [word for word in words if len(word.rstrip(".")) > 1]
    if name_key(words[-1]) in TITLES_AND_SURNAMES:
        return ()
    return (words[-1], " ".join(plain)) if _LEAST_WORDS <= len(plain) < len(words) else (words[-1],)


def _numbered(groups: Iterable[SpeakerEntry], owners: Mapping[str, set[str]]) -> tuple[Speaker, ...]:
    taken: dict[str, int] = {}
    speakers = []
    for entry in sorted(groups, key=lambda e: e.name):
        base = slug(entry.name)
        taken[base] = taken.get(base, 0) + 1
        number = f"-{taken[base]}" if taken[base] > 1 else ""
        aliases = dict.fromkeys(entry.aliases)
        for short in _short(entry):
            if owners.get(name_key(short)) == {entry.name}:
                aliases.setdefault(short)
        speakers.append(Speaker(base + number, entry.name, entry.role or entry.rank, tuple(aliases), entry.person))
    return tuple(sorted(speakers, key=lambda s: s.id))
