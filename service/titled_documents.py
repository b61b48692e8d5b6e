"""Documents that a question calls by their titles: "What does 'After the Flood' say?"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.speakers import name_key
from index.snapshot import Snapshot
from service.function_words import FUNCTION_WORDS

_QUOTED = re.compile(r"(?<!\w)[\"“‘'](?P<title>[^\"“”]{3,}?)[\"”’'](?!\w)")
_FEWEST_QUOTED = 2  # words of a title between quotation marks
_FEWEST = 3  # words of a title's main part without them, if written with the title's capitals
_ENOUGH = 5  # or however they are written
_LONGEST = 12  # words of a main part that anybody would write out


@dataclass(frozen=True, slots=True)
class TitledDocument:
    """A document's row, and the half-open range of the question's words that are its title."""

    row: int
    first: int
    last: int


def titled_documents(question: str, places: Sequence[re.Match[str]], snapshot: Snapshot) -> list[TitledDocument]:
    """The documents called by a part of their titles, in order; ``places`` are the question's words."""
    found = [*_quoted(question, places, snapshot), *_written_out(places, snapshot)]
    by_row = {one.row: one for one in reversed(found)}
    return sorted(by_row.values(), key=lambda one: one.first)


def _quoted(question: str, places: Sequence[re.Match[str]], snapshot: Snapshot) -> Iterator[TitledDocument]:
    for quotation in _QUOTED.finditer(question):
        start, end = quotation.span("title")
        inside = [n for n, place in enumerate(places) if place.end() > start and place.start() < end]
        words = tuple(name_key(places[n].group()) for n in inside)  # the marks may be taken for apostrophes
        if len(words) < _FEWEST_QUOTED or FUNCTION_WORDS.issuperset(words):
            continue
        rows = [row for row, title in enumerate(snapshot.store.titles) if _holds(_words(title), words)]
        if len(rows) == 1:
            yield TitledDocument(rows[0], inside[0], inside[-1] + 1)


def _holds(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(title[n : n + len(words)] == words for n in range(len(title) - len(words) + 1))


def _written_out(places: Sequence[re.Match[str]], snapshot: Snapshot) -> Iterator[TitledDocument]:
    written = [place.group() for place in places]
    plain = [name_key(word) for word in written]
    mains = snapshot.main_titles
    for first in range(len(written)):
        for last in range(min(len(written), first + _LONGEST), first + _FEWEST - 1, -1):
            row, title = mains.get(tuple(plain[first:last]), (None, ()))
            if row is not None and (last - first >= _ENOUGH or tuple(written[first:last]) == title):
                yield TitledDocument(row, first, last)
                break


def _words(title: str) -> tuple[str, ...]:
    return tuple(name_key(word) for word in re.findall(r"[\w’'-]+", title))
