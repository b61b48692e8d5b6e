"""The parts of a quotation that are true each for itself, though the whole is not: what a splice is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.snapshot import Snapshot
from service.quotation_places import WordsPlace, find_candidates, likely_rows, longest_run
from service.quotation_words import ELLIPSIS, QuotedWords, is_word, read_document_words

_LEAST = 4  # words of a part; a run of three common ones is in many articles by chance
_MOST_PARTS = 8  # a quotation of more is no longer made of parts but of phrases


@dataclass(frozen=True, slots=True)
class Part:
    """Words ``first`` (included) to ``last`` (excluded) of the quotation, and where they stand."""

    first: int
    last: int
    place: WordsPlace


def find_parts(snapshot: Snapshot, quoted: QuotedWords) -> tuple[Part, ...]:
    """The fewest true parts that make up the whole quotation, in its order; empty where there are none.

    Marks between two parts belong to neither. Taking the longest part each time gives the fewest.
    """
    parts: list[Part] = []
    start = 0
    while start < len(quoted):
        if not is_word(quoted.keys[start]):
            start += 1
            continue
        part = _longest_part(snapshot, quoted, start, parts) if len(parts) < _MOST_PARTS else None
        if part is None:
            return ()
        parts.append(part)
        start = part.last
    return tuple(parts)


def run_on(snapshot: Snapshot, parts: Sequence[Part]) -> bool:
    """Whether each part follows the one before in the same sentence or the next: words left out, not places joined."""
    return all(follows(snapshot, one.place, other.place) for one, other in pairwise(parts))


def follows(snapshot: Snapshot, one: WordsPlace, other: WordsPlace) -> bool:
    """Whether ``other`` comes after ``one`` in the same sentence or the next."""
    if one.row != other.row or other.first < one.last:
        return False
    stored = snapshot.document(one.row)
    words = read_document_words(stored.document.text)
    between = (words.ends[one.last - 1], words.starts[other.first])
    return sum(between[0] <= sentence.span.start <= between[1] for sentence in stored.sentences) <= 1


def _longest_part(snapshot: Snapshot, quoted: QuotedWords, start: int, parts: Sequence[Part]) -> Part | None:
    least = _least_end(quoted.keys, start) - start
    if not least:
        return None
    before = [parts[-1].place.row] if parts else []
    head = quoted.keys[start : start + least]
    candidates = find_candidates(snapshot, head)
    rows = dict.fromkeys((*before, *candidates.rows[: candidates.likely]))
    best: Part | None = None
    for row in likely_rows(snapshot, head, rows):
        words = read_document_words(snapshot.document(row).document.text)
        run = longest_run(words, quoted.keys[start:], least)
        if run and (best is None or run[1] - run[0] > best.last - best.first):
            best = Part(start, start + run[1] - run[0], WordsPlace(row, *run))
    return best


def _least_end(keys: Sequence[str], start: int) -> int:
    """The end of the shortest part from ``start``; ``start`` itself where too few words are left before an ellipsis."""
    count = 0
    for place in range(start, len(keys)):
        count += is_word(keys[place])
        if keys[place] == ELLIPSIS:
            return start
        if count == _LEAST:
            return place + 1
    return start
