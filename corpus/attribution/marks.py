"""Quotations: which quotation marks belong together, paragraph by paragraph.

An odd mark never reaches past its own paragraph: a mark without its partner quotes no more than its own sentence.
The module does not know whether quoted words were spoken: titles and doubted words look the same to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentences import Sentence
from corpus.span import Span

_MARK = re.compile(r"[\"“”„‟«»＂]|``|''|(?<![\w’'])[‘'](?=\w)|(?<=[\w.,!?…)])[’'](?!\w)")
_OPENING = frozenset("“„‟«") | {"``", "‘"}
_CLOSING = frozenset("”»") | {"''", "’"}
_SINGLE = frozenset("‘’'")
_BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u202f([{—–-‘'“\"")
_AFTER_CLOSING = frozenset(" \t\u00a0\u2009\u202f)]}.,;:!?—–-’'”\"")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted characters with their marks; ``closed`` where both marks stand in one paragraph.

    ``opened`` is false for words before a closing mark that nothing opened; ``single`` for single marks; ``hanging``
    where a comma stands before the closing mark, so that the sentence has yet to say whose words these are.
    """

    span: Span
    paragraph: int
    opened: bool = True
    closed: bool = True
    single: bool = False
    hanging: bool = False


@dataclass(slots=True)
class _Frame:
    start: int
    mark: str


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """All outermost quotations in order; they never overlap."""
    found: list[Quotation] = []
    first = 0
    while first < len(sentences):
        last = first
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[first].paragraph:
            last += 1
        found += _within(text, sentences[first : last + 1])
        first = last + 1
    return tuple(found)


def _within(text: str, sentences: Sequence[Sentence]) -> list[Quotation]:
    begin, end = sentences[0].span.start, sentences[-1].span.end
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, begin, end)]
    if not marks:
        return []
    pairs, odd = _paired(text, marks, begin, end)
    paragraph = sentences[0].paragraph
    found = [
        Quotation(Span(a, b), paragraph, single=single, hanging=text[b - 2] == ",")
        for a, b, single in _outermost(pairs)
    ]
    return sorted(found + _bounded(odd, found, sentences), key=lambda quotation: quotation.span)


def _paired(
    text: str, marks: list[tuple[int, int, str]], begin: int, end: int
) -> tuple[list[tuple[int, int, bool]], list[tuple[int, int, bool]]]:
    pairs: list[tuple[int, int, bool]] = []
    odd: list[tuple[int, int, bool]] = []
    turns = [_turn(text, mark, begin, end) for mark in marks]
    stack: list[_Frame] = []
    for number, (start, stop, mark) in enumerate(marks):
        single = mark in _SINGLE
        holder = _holder(stack, single=single)
        opens = turns[number] > 0 or (turns[number] == 0 and holder is None)
        if opens:
            if holder is not None and not single and not _nested(turns, marks, number):
                odd += [(frame.start, 0, False) for frame in stack[holder:] if frame.mark not in _SINGLE]
                del stack[holder:]
            stack.append(_Frame(start, mark))
        elif holder is not None:
            pairs.append((stack[holder].start, stop, single))
            odd += [(frame.start, 0, False) for frame in stack[holder + 1 :] if frame.mark not in _SINGLE]
            del stack[holder:]
        elif not single:
            odd.append((start, stop, True))
    odd += [(frame.start, 0, False) for frame in stack if frame.mark not in _SINGLE]
    return pairs, odd


def _holder(stack: list[_Frame], *, single: bool) -> int | None:
    for place in range(len(stack) - 1, max(-1, len(stack) - 4), -1):  # 4: people do not nest quotations deeper
        if (stack[place].mark in _SINGLE) == single:
            return place
    return None


def _turn(text: str, mark: tuple[int, int, str], begin: int, end: int) -> int:
    """1 opens, -1 closes, 0 could be either: by the characters beside it first, then by its shape."""
    start, stop, sign = mark
    free_left = start == begin or text[start - 1] in _BEFORE_OPENING
    free_right = stop >= end or text[stop] in _AFTER_CLOSING or text[stop].isspace()
    if sign in _SINGLE:
        return 1 if free_left and not free_right else -1
    if free_left != free_right:
        return 1 if free_left else -1
    return 1 if sign in _OPENING else -1 if sign in _CLOSING else 0


def _nested(turns: list[int], marks: list[tuple[int, int, str]], number: int) -> bool:
    """Whether an opening mark inside an open quotation begins an inner one: the next two marks then both close."""
    following = [
        turns[k] for k in range(number + 1, min(number + 7, len(turns))) if marks[k][2] not in _SINGLE
    ]  # 7: two double marks are never further apart than the single ones an inner phrase may hold
    return len(following) > 1 and following[0] <= 0 and following[1] <= 0


def _outermost(pairs: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Pairs that no other holds; single marks give way to double ones, as an apostrophe may have made the pair."""
    double = _top([pair for pair in pairs if not pair[2]])
    return _top(double, [pair for pair in pairs if pair[2]])


def _top(
    first: list[tuple[int, int, bool]], others: list[tuple[int, int, bool]] | None = None
) -> list[tuple[int, int, bool]]:
    kept: list[tuple[int, int, bool]] = []
    ordered = sorted(first + (others or []), key=lambda p: (p[0], -p[1]))
    for place, pair in enumerate(ordered):
        shaded = bool(kept) and pair[0] < kept[-1][1]
        cut = others is not None and pair[2] and place + 1 < len(ordered) and ordered[place + 1][0] < pair[1]
        if not shaded and not cut:
            kept.append(pair)
    return kept


def _bounded(
    odd: list[tuple[int, int, bool]], closed: list[Quotation], sentences: Sequence[Sentence]
) -> list[Quotation]:
    """Give each odd mark the part of its own sentence that no closed quotation holds."""
    found: list[Quotation] = []
    position = 0
    nearest = 0
    reach = sentences[0].span.start
    for place, stop, closing in sorted(odd):
        while position + 1 < len(sentences) and sentences[position].span.end <= place:
            position += 1
        while nearest < len(closed) and closed[nearest].span.end <= place:
            reach = max(reach, closed[nearest].span.end)
            nearest += 1
        if nearest < len(closed) and closed[nearest].span.start < place:
            continue
        limit = closed[nearest].span.start if nearest < len(closed) else sentences[-1].span.end
        sentence = sentences[position].span
        span = (max(reach, sentence.start), stop) if closing else (max(place, reach), min(limit, sentence.end))
        if span[0] < span[1]:
            found.append(Quotation(Span(*span), sentences[position].paragraph, opened=not closing, closed=closing))
            reach = span[1]
    return found
