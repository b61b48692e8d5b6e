"""Lists that run over sentences ("First, ... Second, ..."): where several things are asked for, all of them come."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.sentences import Sentence
from index.snapshot import Snapshot
from index.store import StoredDocument
from service.reading import Candidate

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ITEM = re.compile(
    rf"\W*(?:(?:(?P<nth>{'|'.join(_ORDINALS)})(?:ly)?|finally|lastly)\s?[,:]|the (?P<the_nth>{'|'.join(_ORDINALS)})\s)",
    re.IGNORECASE,
)
_NEAR = 3  # the first candidates, one of which must be of the list or bring it in: what an answer mostly shows
_APART = 8  # sentences between two items; an item of an opinion piece is a paragraph
_BROUGHT_IN = 2  # sentences before the first item that may bring the list in ("There are two reasons. Why?")
_STEP = 1e-6  # of score between items, so that they keep their order and stand before what brought them in


def complete_lists(snapshot: Snapshot, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same candidates; the items of a list that the nearest point to are marked, and score as high as that."""
    worth: dict[tuple[int, int], float] = {}
    for near in candidates[:_NEAR]:
        for items in _lists(snapshot.document(near.document)):
            if near.number in items or near.number in range(items[0] - _BROUGHT_IN, items[0]):
                for place, item in enumerate(items):
                    score = near.score + _STEP * (len(items) - place)
                    worth[near.document, item] = max(score, worth.get((near.document, item), score))
    if not worth:
        return list(candidates)
    raised = [
        replace(one, score=max(one.score, worth[one.document, one.number]), listed=True)
        if (one.document, one.number) in worth
        else one
        for one in candidates
    ]
    return sorted(raised, key=lambda one: (-one.score, one.document, one.number))


def _lists(stored: StoredDocument) -> Iterator[list[int]]:
    """The sentences that begin the items of each list: counted from the first, none far from the next."""
    items: list[int] = []
    for number, sentence in enumerate(stored.sentences):
        ordinal = _ordinal(stored, sentence)
        if ordinal is None:
            continue
        if ordinal == 0 or (items and number - items[-1] > _APART):
            if len(items) > 1:
                yield items
            items = [number] if ordinal == 0 else []
        elif items and ordinal in (len(items), len(_ORDINALS)):
            items.append(number)
    if len(items) > 1:
        yield items


def _ordinal(stored: StoredDocument, sentence: Sentence) -> int | None:
    """Which item of a list a sentence begins, from 0; one more than any for "finally", ``None`` for no item."""
    found = _ITEM.match(sentence.span.of(stored.document.text))
    if found is None:
        return None
    nth = found["nth"] or found["the_nth"]
    return _ORDINALS.index(nth.lower()) if nth else len(_ORDINALS)
