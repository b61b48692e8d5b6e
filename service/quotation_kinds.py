"""Of what kind a difference between a quotation and its source is: negation, number, date, name, case, marks, other.

English and Urdu words are known. A kind not recognised is "other": the verdict never depends on the kind.
"""

import re
from collections.abc import Iterator, Sequence

from service.quotation import Kind
from service.quotation_alignment import Step
from service.quotation_figures import is_before_unit, is_within_figure
from service.quotation_words import QuotedWords, is_word

_ORDER: tuple[Kind, ...] = ("negation", "number", "date", "name", "other", "case", "punctuation")


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEGATIONS = _these(
    """
    no not none never nothing nobody nowhere neither nor cannot without hardly scarcely barely rarely seldom unless
    except non un dis little few fewer refuse refused refuses deny denied denies reject rejected rejects fail failed
    fails نہیں نہ مت بغیر نا بلا
    """
)
_NEGATING = re.compile(r"(?:un|in|im|il|ir|non|dis|mis)(?=\w{3})")
_NUMBERS = _these(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
    million millions billion billions trillion trillions crore lakh dozen dozens half third quarter first second
    fourth fifth sixth seventh eighth ninth tenth once twice double triple percent per cent % ‰ ٪ $ £ € ¥ ₹ ₨ ایک دو
    تین چار پانچ چھ سات آٹھ نو دس سو ہزار لاکھ کروڑ ارب
    """
)
_MONTHS = _these(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    """
)
_DAYS = _these(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight پیر منگل بدھ جمعرات
    جمعہ ہفتہ اتوار آج کل
    """
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s|-\d\d(?:\d\d)?)?|\d{1,4}([/-])\d{1,2}\1\d{1,4}")
_NEIGHBOURS = 2  # words beside a changed figure that may be a month: "3rd of May"
_COMMON_CAPITALS = _these(
    """
    a an the this that these those he she it we they you i in on at by for from of to as if but and or so yet his
    her its our their your my there here when where while who what which why how all any some such with after before
    """
)


def differing_kinds(steps: Sequence[Step], quoted: QuotedWords, document: QuotedWords) -> tuple[Kind, ...]:
    """The kinds of all differences, in a fixed order, each once; empty where there is none."""
    found = {kind for step in steps if step.operation != "equal" for kind in _kinds(step, quoted, document)}
    return tuple(kind for kind in _ORDER if kind in found)


def holds_negation(words: Sequence[str]) -> bool:
    """Whether a negation, or a word that limits like one, is among these words."""
    return any(_is_negation(word) for word in words)


def _kinds(step: Step, quoted: QuotedWords, document: QuotedWords) -> Iterator[Kind]:
    changed = [*_changed(quoted, step.yours), *_changed(document, step.source)]
    if not any(is_word(key) or key in _NUMBERS for key, _, _ in changed):
        yield "punctuation"
        return
    if _is_case_alone(step, quoted, document):
        yield "case"
        return
    first, last = step.source
    known = is_before_unit(document.keys, first) or (
        step.operation == "delete" and any(is_within_figure(document.keys, place) for place in (first, last))
    )
    if known:
        yield "number"
    for kind in (_kind(key, near, inner=inner) for key, near, inner in changed):
        known = known or kind is not None
        if kind:
            yield kind
            if kind == "date":
                yield "number"
    if _is_turned(quoted.keys[slice(*step.yours)], document.keys[slice(*step.source)]):
        yield "negation"
    elif not known:
        yield "other"


def _is_case_alone(step: Step, quoted: QuotedWords, document: QuotedWords) -> bool:
    mine, theirs = quoted.keys[slice(*step.yours)], document.keys[slice(*step.source)]
    return [key.casefold() for key in mine] == [key.casefold() for key in theirs]


def _changed(words: QuotedWords, place: tuple[int, int]) -> Iterator[tuple[str, Sequence[str], bool]]:
    """Each word of a step, its neighbours, and whether it stands within a sentence, where a capital tells a name."""
    for number in range(*place):
        near = words.keys[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
        inner = number > 0 and (is_word(words.keys[number - 1]) or words.keys[number - 1] in ",;-")
        yield words.keys[number], near, inner


def _kind(key: str, near: Sequence[str], *, inner: bool) -> Kind | None:
    folded = key.casefold()
    if _is_negation(key):
        return "negation"
    if folded in _DAYS or (folded in _MONTHS and key[0].isupper()) or _YEAR.fullmatch(key):
        return "date"
    if folded in _NUMBERS or any(character.isdigit() for character in key):
        by_month = any(word.casefold() in _MONTHS and not word[0].islower() for word in near)
        return "date" if by_month else "number"
    if key[0].isupper() and (inner or folded not in _COMMON_CAPITALS) and key != "I":
        return "name"
    return None


def _is_negation(key: str) -> bool:
    folded = key.casefold()
    return folded in _NEGATIONS or folded.endswith("n't")


def _is_turned(yours: Sequence[str], source: Sequence[str]) -> bool:
    """Whether one side is the other with a negating beginning ("legal", "illegal")."""
    mine, theirs = {key.casefold() for key in yours}, {key.casefold() for key in source}
    return any(
        _NEGATING.sub("", key, count=1) in others
        for keys, others in ((mine, theirs), (theirs, mine))
        for key in keys - others
    )
