"""Documents that a question calls by their titles: "What does 'After the Flood' say?".

Between quotation marks the whole title, or the whole of its main part, names the document; without them only one that
is written with the title's capitals within a longer question. What is quoted as somebody's words names nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.speakers import name_key
from index.snapshot import Snapshot
from service.function_words import FUNCTION_WORDS

_QUOTED = re.compile(r"(?<!\w)[\"“„«‘'](?P<title>[^\"“”„«»]{3,200}?)[\"”“»’'](?!\w)")
_AS_WORDS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|calls?|called|means?|meant|words?|phrases?|terms?|slogans?|mentions?|mentioned|spoke|speaks?)"
    r"(?:\s+(?:of|by|about|that))?(?:\s+(?:a|an|the))?\W*$",
    re.IGNORECASE,
)  # before a quotation that is no title
_FEWEST_QUOTED = 2  # words of a title between quotation marks
_FEWEST = 3  # words of a title without them
_LONGEST = 12  # words of a title that anybody would write out
_ASKING = frozenset(
    ("who", "what", "which", "when", "where", "why", "how", "is", "are", "do", "does", "did", "can", "will")
)  # begin titles that are questions, which others ask too


@dataclass(frozen=True, slots=True)
class TitledDocument:
    """A document's row, and the half-open range of the question's words that are its title."""

    row: int
    first: int
    last: int


def titled_documents(
    question: str, places: Sequence[re.Match[str]], snapshot: Snapshot, is_name: Callable[[Sequence[str]], bool]
) -> list[TitledDocument]:
    """The documents called by their titles, in order; ``places`` are the question's words.

    ``is_name`` says whether words name somebody or some publisher: then that is meant.
    """
    found = [*_quoted(question, places, snapshot), *_written_out(places, snapshot)]
    by_row = {one.row: one for one in reversed(found)}
    named = sorted(by_row.values(), key=lambda one: one.first)
    words = [place.group() for place in places]
    return [one for one in named if not is_name(words[one.first : one.last])]


def _quoted(question: str, places: Sequence[re.Match[str]], snapshot: Snapshot) -> Iterator[TitledDocument]:
    for quotation in _QUOTED.finditer(question):
        start, end = quotation.span("title")
        inside = [n for n, place in enumerate(places) if place.end() > start and place.start() < end]
        words = tuple(name_key(places[n].group()) for n in inside)  # the marks may be taken for apostrophes
        as_words = _AS_WORDS.search(question[: quotation.start()]) is not None
        if as_words or len(words) < _FEWEST_QUOTED or FUNCTION_WORDS.issuperset(words):
            continue
        titled = snapshot.titles.get(words)
        if titled:
            yield TitledDocument(titled.row, inside[0], inside[-1] + 1)


def _written_out(places: Sequence[re.Match[str]], snapshot: Snapshot) -> Iterator[TitledDocument]:
    written = [place.group() for place in places]
    plain = [name_key(word) for word in written]
    for first in range(len(written)):
        for last in range(min(len(written), first + _LONGEST), first + _FEWEST - 1, -1):
            titled = snapshot.titles.get(tuple(plain[first:last]))
            whole = last - first == len(written)
            if titled and not whole and plain[first] not in _ASKING and tuple(written[first:last]) == titled.words:
                yield TitledDocument(titled.row, first, last)
                break
