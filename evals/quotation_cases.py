"""Quotations made out of a snapshot's documents: true ones, restyled, and tampered ones that are nowhere in it.

Whether a tampered quotation stands in the corpus all the same is told without any code of the check.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.span import Span
from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from service.speaker_names import names_same

_TRIES = 500  # texts looked at for one that holds what is to be changed
_SHORTEST, _LONGEST = 4, 4_000  # words that leave something to change; characters that leave room for more
_NEGATION = re.compile(r"\b(?:not|no|never|nobody|nothing|none|neither|nor)\b|n[’']t\b", re.IGNORECASE)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "million", "billion")
_NUMBER = re.compile(rf"\d+|\b(?:{'|'.join(_NUMBERS)})\b")
# What may begin or end a figure of several words, in any script: a part of a sentence must not cut one.
_FIGURE_LIKE = re.compile(
    r"\W*(?:.*\d.*|several|few|many|half|per|percent|cent|eleven|twelve|dozen|thousand|trillion|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|"
    rf"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|one|crores?|lakhs?|{'|'.join(_NUMBERS)})\W*",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEARS = tuple(str(year) for year in range(1998, 2031))
_DATE = re.compile(rf"\b(?:{'|'.join((*_MONTHS, *_DAYS, *_YEARS))})\b")


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation, who is said to have said it, and what was done to it."""

    kind: str
    quotation: str
    speaker: str | None = None


class Cases:
    """Makes quotations out of a snapshot's documents; the same seed makes the same ones."""

    def __init__(self, snapshot: Snapshot, seed: int) -> None:
        self._snapshot = snapshot
        self._random = random.Random(seed)
        self._stored = [snapshot.document(row) for row in range(snapshot.manifest.documents)]
        self._plain = [f" {_plain(stored.document.text)} " for stored in self._stored]
        self._names = sorted({name for stored in self._stored for name in _NAME.findall(stored.document.text)})
        authors = {stored.document.author for stored in self._stored if stored.document.author}
        self._speakers = sorted({speaker.name for speaker in snapshot.store.speakers} | authors) or ["Somebody Else"]

    def tampered(self, count: int) -> Iterator[Case]:
        """``count`` quotations that are not in the corpus, of all kinds in turn but those it has no text for."""
        makers: list[Callable[[], Case | None]] = [
            lambda: self._changed("negation inserted", self._with_negation),
            lambda: self._changed("negation removed", self._without_negation),
            lambda: self._changed("number changed", self._other_number),
            lambda: self._changed("name swapped", self._other_name),
            lambda: self._changed("date changed", self._other_date),
            lambda: self._changed("word left out", self._without_word),
            self._joined,
            self._swapped,
        ]
        while count and makers:
            maker = makers.pop(0)
            case = next((case for case in (maker() for _ in range(_TRIES)) if case and self._is_false(case)), None)
            if case:
                count -= 1
                makers.append(maker)
                yield case

    def true(self, count: int) -> Iterator[Case]:
        """``count`` quotations that are in the corpus, restyled."""
        kinds: dict[str, Callable[[], str]] = {
            "part of a sentence": self._part,
            "sentence": lambda: self._run(1),
            "sentences": lambda: self._run(3),
        }
        for number in range(count):
            kind = list(kinds)[number % len(kinds)]
            yield Case(kind, self._restyled(kinds[kind]()))

    def _is_false(self, case: Case) -> bool:
        """Whether these words stand nowhere; with a speaker, the name is what is false."""
        wanted = f" {_plain(case.quotation)} "
        return case.speaker is not None or not any(wanted in plain for plain in self._plain)

    def _run(self, longest: int) -> str:
        while True:
            stored = self._random.choice(self._stored)
            first = self._random.randrange(len(stored.sentences))
            last = min(first + self._random.randint(1, longest), len(stored.sentences))
            span = Span(stored.sentences[first].span.start, stored.sentences[last - 1].span.end)
            text = span.of(stored.document.text)
            if len(text.split()) >= _SHORTEST and len(text) <= _LONGEST:
                return text

    def _part(self) -> str:
        sentence = self._run(1)
        words = [found.span() for found in re.finditer(r"\S+", sentence)]
        first = self._random.randrange(len(words) - 2)
        last = self._random.randrange(first + 2, len(words))
        while first and _FIGURE_LIKE.fullmatch(sentence[slice(*words[first - 1])]):
            first -= 1
        while last < len(words) - 1 and any(
            _FIGURE_LIKE.fullmatch(sentence[slice(*one)]) for one in words[last : last + 2]
        ):
            last += 1
        part = sentence[words[first][0] : words[last][1]]
        return part if re.search(r"\w", part) else sentence

    def _changed(self, kind: str, change: Callable[[str], str | None]) -> Case | None:
        changed = change(self._run(2))
        return Case(kind, changed) if changed else None

    def _with_negation(self, text: str) -> str:
        place = self._random.choice([found.start() for found in re.finditer(r"(?<=\s)\S", text)])
        return f"{text[:place]}{self._random.choice(('not', 'never', 'no'))} {text[place:]}"

    def _without_negation(self, text: str) -> str | None:
        found = self._one(_NEGATION, text)
        return text[: found.start()].rstrip() + text[found.end() :] if found else None

    def _other_number(self, text: str) -> str | None:
        found = self._one(_NUMBER, text)
        if not found:
            return None
        digits = found[0].isdecimal()
        other = str(int(found[0]) + self._random.randint(1, 9)) if digits else self._other(_NUMBERS, found[0])
        return text[: found.start()] + other + text[found.end() :]

    def _other_name(self, text: str) -> str | None:
        found = self._one(_NAME, text)
        return text[: found.start()] + self._other(self._names, found[0]) + text[found.end() :] if found else None

    def _other_date(self, text: str) -> str | None:
        found = self._one(_DATE, text)
        if not found:
            return None
        others = next(names for names in (_MONTHS, _DAYS, _YEARS) if found[0] in names)
        return text[: found.start()] + self._other(others, found[0]) + text[found.end() :]

    def _without_word(self, text: str) -> str:
        words = [found.span() for found in re.finditer(r"\S+", text)]
        start, end = self._random.choice(words[1:-1])
        return text[:start] + text[end:].lstrip()

    def _joined(self) -> Case:
        return Case("two sentences joined", f"{self._run(1)} {self._run(1)}")

    def _swapped(self) -> Case | None:
        quotation = self._run(1)
        said = check_quotation(self._snapshot, quotation, None).places
        name = self._random.choice(self._speakers)
        if any(place.speaker and names_same(name, place.speaker) for place in said):
            return None
        return Case("speaker swapped", quotation, name)

    def _one(self, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
        found = list(pattern.finditer(text))
        return self._random.choice(found) if found else None

    def _other(self, names: Sequence[str], name: str) -> str:
        return self._random.choice([other for other in names if other != name])

    def _restyled(self, text: str) -> str:
        straight = {"“": '"', "”": '"', "‘": "'", "’": "'"}
        styles: tuple[dict[str, str], ...] = (
            straight,
            {"'": "’"},
            {"–": "—", "—": "-"},
            {"”": "»", "“": "«"},
            {"…": "..."},
            {},
        )
        pairs = self._random.choice(styles)
        text = "".join(pairs.get(character, character) for character in text)
        text = re.sub(r"\s+", lambda _: self._random.choice((" ", " ", " ", "\n", "  ", "\u00a0", "\t")), text)
        text = unicodedata.normalize(self._random.choice(("NFC", "NFD")), text)
        before, after = self._random.choice((("", ""), ('"', '"'), ("“", "”"), ("«", "»"), ("  ", "...")))
        return f"{before}{text}{after}"


def _plain(text: str) -> str:
    """The words of a text and nothing else, in small letters."""
    plain = unicodedata.normalize("NFC", re.sub("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "", text))
    return " ".join(re.findall(r"\w+", plain.lower()))
