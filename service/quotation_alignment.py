"""A quotation beside the passage nearest to it, word by word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from service.quotation import Difference, Operation
from service.quotation_figures import is_before_unit, is_within_figure
from service.quotation_words import QuotedWords, is_relation, is_share, is_word, same_but_for_first_case

_SLACK, _SLACK_SHARE = 8, 4  # words a passage may be longer than its quotation: 8 and a quarter of it
_STRAY, _FAR = 2, 8  # a run of at most 2 words, 8 or more words away from the rest, is there by chance


@dataclass(frozen=True, slots=True)
class Step:
    """Words of the quotation and of the document that stand beside each other, each as (first, last)."""

    operation: Operation
    yours: tuple[int, int]
    source: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage (words ``first`` to ``last`` of a document) beside a quotation, and how many words the two share."""

    first: int
    last: int
    shared: int
    steps: tuple[Step, ...]


def align(quoted: QuotedWords, document: QuotedWords) -> Alignment | None:
    """The passage of the document that shares most words with the quotation in order; ``None`` where none is shared."""
    yours, source = _folded(quoted.keys), _folded(document.keys)
    start, end = _window(yours, source)
    return align_within(quoted, document, start, end)


def align_within(quoted: QuotedWords, document: QuotedWords, start: int, end: int) -> Alignment | None:
    """The same within words ``start`` (included) to ``end`` (excluded) of the document."""
    yours, source = _folded(quoted.keys), _folded(document.keys[start:end])
    pairs = _drawn_together(_common(yours, source), yours, source)
    if len(pairs) < len(yours):  # where all of the words are there, in order, none is there by chance
        pairs = _without_strays(pairs)
    if not pairs:
        return None
    pairs = [(mine, theirs + start) for mine, theirs in pairs]
    first, last = _with_compounds(document, *_with_changed_ends(quoted, document, pairs))
    pairs = _with_ends_paired(yours, _folded(document.keys[:last]), first, pairs)
    steps = _steps(quoted, document, pairs, first, last)
    shared = sum(is_word(quoted.keys[mine]) for mine, _ in pairs)
    return Alignment(first, last, shared, steps)


def show(steps: Sequence[Step], quoted: QuotedWords, document: QuotedWords) -> tuple[Difference, ...]:
    """The steps as copied characters."""
    return tuple(
        Difference(step.operation, quoted.copied(*step.yours), document.copied(*step.source)) for step in steps
    )


def _folded(keys: Sequence[str]) -> list[str]:
    return [key.casefold() for key in keys]


def _window(yours: Sequence[str], source: Sequence[str]) -> tuple[int, int]:
    """The run of the document's words with most of the quotation's, a word counting less the more often it is there."""
    wanted, counts = set(yours), Counter(source)
    length = min(len(source), len(yours) + _SLACK + len(yours) // _SLACK_SHARE)
    sums = [0.0, *accumulate(1 / counts[key] if key in wanted else 0.0 for key in source)]
    start = max(range(len(source) - length + 1), key=lambda place: sums[place + length] - sums[place])
    return start, start + length


def _common(yours: Sequence[str], source: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence as pairs of places.

    Hyyrö's bit-parallel rows (2004): bit *j* of a row is 0 where the subsequence grows at ``source[j]``.
    """
    full = (1 << len(source)) - 1
    masks: dict[str, int] = {}
    for place, key in enumerate(source):
        masks[key] = masks.get(key, 0) | 1 << place
    rows = [full]
    for key in yours:
        row, same = rows[-1], rows[-1] & masks.get(key, 0)
        rows.append(((row + same) | (row - same)) & full)
    return _traced(rows, len(yours), len(source))


def _traced(rows: Sequence[int], mine: int, theirs: int) -> list[tuple[int, int]]:
    pairs = []
    while mine and theirs:
        if rows[mine] >> (theirs - 1) & 1:
            theirs -= 1
        elif not rows[mine - 1] >> (theirs - 1) & 1:
            mine -= 1
        else:
            mine, theirs = mine - 1, theirs - 1
            pairs.append((mine, theirs))
    return pairs[::-1]


def _drawn_together(
    pairs: Sequence[tuple[int, int]], yours: Sequence[str], source: Sequence[str]
) -> list[tuple[int, int]]:
    """Move each pair next to the following one where the same word stands there too."""
    moved: list[tuple[int, int]] = []
    for mine, theirs in reversed(pairs):
        if moved:
            beside = moved[-1][1] - (moved[-1][0] - mine)
            theirs = beside if beside > theirs and source[beside] == yours[mine] else theirs  # noqa: PLW2901
        moved.append((mine, theirs))
    return moved[::-1]


def _without_strays(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out a few words far before or after all others."""
    for length in range(1, _STRAY + 1):
        if len(pairs) > 2 * length and pairs[length][1] - pairs[length - 1][1] > _FAR:
            pairs = pairs[length:]
        if len(pairs) > 2 * length and pairs[-length][1] - pairs[-length - 1][1] > _FAR:
            pairs = pairs[:-length]
    return pairs


def _with_changed_ends(quoted: QuotedWords, document: QuotedWords, pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Take in, at each end, as many words of the document as the quotation has beyond the last shared one."""
    first = max(0, pairs[0][1] - pairs[0][0])
    last = min(len(document), pairs[-1][1] + len(quoted) - pairs[-1][0])
    return first, last


def _with_ends_paired(
    yours: Sequence[str], source: Sequence[str], first: int, pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pair the same words at both ends too, whose pairs further off were left out."""
    (mine, theirs), (last_mine, last_theirs) = pairs[0], pairs[-1]
    head = _common(yours[:mine], source[first:theirs])
    tail = _common(yours[last_mine + 1 :], source[last_theirs + 1 :])
    return [
        *((one, first + there) for one, there in head),
        *pairs,
        *((last_mine + 1 + one, last_theirs + 1 + there) for one, there in tail),
    ]


def _with_compounds(document: QuotedWords, first: int, last: int) -> tuple[int, int]:
    """Move the ends out of the middle of a compound word or a figure."""
    while document.starts_within_word(first):
        first -= 1 if is_within_figure(document.keys, first) or is_relation(document.keys[first - 1]) else 2
    while document.ends_within_word(last):
        within = is_within_figure(document.keys, last) or is_before_unit(document.keys, last)
        last += 1 if within or is_share(document.keys[last]) else 2
    return first, last


def _steps(
    quoted: QuotedWords, document: QuotedWords, pairs: Sequence[tuple[int, int]], first: int, last: int
) -> tuple[Step, ...]:
    steps: list[Step] = []
    mine, theirs = 0, first
    for place, there in pairs:
        _add(steps, (mine, place), (theirs, there))
        same = quoted.keys[place] == document.keys[there]
        first_case = place == 0 and same_but_for_first_case(quoted.keys[0], document.keys[there])
        _add(steps, (place, place + 1), (there, there + 1), equal=same or first_case)
        mine, theirs = place + 1, there + 1
    _add(steps, (mine, len(quoted)), (theirs, last))
    return tuple(steps)


def _add(steps: list[Step], yours: tuple[int, int], source: tuple[int, int], *, equal: bool = False) -> None:
    """Add a step, or lengthen the last one where both are equal words."""
    has_mine, has_theirs = yours[0] < yours[1], source[0] < source[1]
    if not (has_mine or has_theirs):
        return
    operation: Operation = (
        "equal" if equal else "replace" if has_mine and has_theirs else "insert" if has_mine else "delete"
    )
    if steps and operation == "equal" == steps[-1].operation:
        yours, source = (steps[-1].yours[0], yours[1]), (steps[-1].source[0], source[1])
        steps.pop()
    steps.append(Step(operation, yours, source))
