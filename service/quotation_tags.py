"""A speech that its article divides by a tag (“We lost,” said Khan, “and we know it.”), quoted as one.

Only the plainest tag is left out: between two quotations of one known speaker, within a line, a few words with one verb
of saying. Whoever else may speak there ("and Durrani replied") makes the quotation altered, as before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.snapshot import Snapshot
from service.quotation_alignment import Alignment, Step
from service.quotation_attribution import place_of
from service.quotation_places import WordsPlace
from service.quotation_words import QuotedWords, is_word, read_document_words, same_but_for_first_case

_FEWEST, _MOST = 2, 8  # words of a tag: "he said", "said Gen Asad Khan, who commands the fort"


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SAYING = _these(
    """
    said says say added adds wrote writes insisted insists argued argues warned warns continued continues noted notes
    stated states explained explains declared declares recalled recalls remarked remarks observed observes
    """
)
_OTHERS = _these(
    """
    and but while whereas or not never replied replies answered answers asked asks responded responds retorted countered
    told denied before after then
    """
)
_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"＂'
_JOINTS = frozenset(",.;-")  # marks that may stand for those beside a tag
_HEAVY = frozenset("?!؟")  # that a quotation must keep


@dataclass(frozen=True, slots=True)
class _Speech:
    """Words ``first`` (included) to ``last`` (excluded) of a document, all within quotation marks."""

    first: int
    last: int
    mark: str  # the one left out before the closing quotation mark; empty where there is none


def without_tags(snapshot: Snapshot, quoted: QuotedWords, row: int, near: Alignment) -> Alignment | None:
    """The quotation beside a passage, with nothing left out but tags; ``None`` where there is anything else."""
    equal = [step for step in near.steps if step.operation == "equal"]
    if not equal or equal[0].yours[0] != 0 or equal[-1].yours[1] != len(quoted):
        return None
    first, last = equal[0].source[0], equal[-1].source[1]
    document = read_document_words(snapshot.document(row).document.text)
    speeches = list(_speeches(document, first, last))
    gaps = [(one.last, other.first) for one, other in pairwise(speeches)]
    if not gaps or not all(_is_tag(document, *gap) for gap in gaps):
        return None
    if place_of(snapshot, WordsPlace(row, first, last)).voice != "speaker":
        return None
    steps = _steps(quoted, document, speeches)
    shared = sum(map(is_word, quoted.keys))
    return Alignment(first, last, shared, steps) if steps else None


def _speeches(document: QuotedWords, first: int, last: int) -> Iterator[_Speech]:
    """The runs of words within quotation marks; none where the passage does not begin within them."""
    line = document.text.rfind("\n", 0, document.starts[first]) + 1
    inside, start = _turned(document.text[line : document.starts[first]], inside=False), first
    if not inside:
        return
    for number in range(first, last):
        turned = _turned(document.copied(number, number + 1), inside=inside)
        if inside and not turned:
            yield _speech(document, start, number)
        if turned and not inside:
            start = number + 1
        inside = turned
    if inside:
        yield _Speech(start, last, "")


def _turned(raw: str, *, inside: bool) -> bool:
    """Whether the words after a mark stand within quotation marks."""
    for character in raw:
        if character in _OPENING:
            inside = True
        elif character in _CLOSING:
            inside = False
        elif character in _STRAIGHT:
            inside = not inside
    return inside


def _speech(document: QuotedWords, first: int, last: int) -> _Speech:
    """A run without the mark at its end."""
    if last > first and not is_word(document.keys[last - 1]):
        return _Speech(first, last - 1, document.keys[last - 1])
    return _Speech(first, last, "")


def _is_tag(document: QuotedWords, first: int, last: int) -> bool:
    keys = [key.casefold() for key in document.keys[first:last] if is_word(key)]
    return (
        _FEWEST <= len(keys) <= _MOST
        and sum(key in _SAYING for key in keys) == 1
        and not _OTHERS.intersection(keys)
        and "\n" not in document.copied(first, last)
    )


def _steps(quoted: QuotedWords, document: QuotedWords, speeches: Sequence[_Speech]) -> tuple[Step, ...]:
    """The quotation beside speeches one after another; none where their words are not the same."""
    steps: list[Step] = []
    place = 0
    for number, speech in enumerate(speeches):
        if number:
            before = speeches[number - 1]
            joint = place + int(place < len(quoted) and not is_word(quoted.keys[place]))
            if not _is_joint("".join(quoted.keys[place:joint]), before.mark):
                return ()
            steps.append(Step("replace" if joint > place else "delete", (place, joint), (before.last, speech.first)))
            place = joint
        end = place + speech.last - speech.first
        mine, theirs = quoted.keys[place:end], document.keys[speech.first : speech.last]
        if not theirs or len(mine) != len(theirs) or mine[1:] != theirs[1:]:
            return ()
        if not same_but_for_first_case(mine[0], theirs[0]):
            return ()
        steps.append(Step("equal", (place, end), (speech.first, speech.last)))
        place = end
    return tuple(steps) if place == len(quoted) else ()


def _is_joint(yours: str, source: str) -> bool:
    """Whether a mark may stand between two speeches, the first of which ends with the ``source``'s mark."""
    if source in _HEAVY:
        return yours == source
    return not yours or yours in _JOINTS
