"""A text as the words and marks that a quotation is compared by, each with its place in the text.

Two texts have the same words here when they differ only in white space, in the style of quotation marks, apostrophes,
dashes and ellipses, in Unicode normalisation form, in ligatures, in brackets around a changed first letter, and in
invisible characters. A figure is one word with its sign and
inner points ("-2.5", "9/11", "1914-18"), so that white space can never turn one figure into another.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.span import Span
from service.quotation_figures import is_before_unit, is_within_figure

ELLIPSIS, QUOTATION_MARK, DASH = "…", '"', "-"
APOSTROPHES = "'’‘‛`´ʼ＇\u1fef\u1ffd"
DASHES = "-‐‑‒–—―−﹘﹣－"
_HYPHENS = frozenset("-‐‑")
_MARKS = APOSTROPHES + '"“”„‟«»‹›‚「」『』〝〞〟＂'
# Written without spaces between words, so that each letter is a word here: Thai to Myanmar, Khmer, Kana, Han.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_CHANGED_LETTER = re.compile(r"(?<![^\W_])\[[^\W\d_]\](?=[^\W\d_])")
_OTHER_FORMS = ("<compat>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>", "<wide>", "<narrow>")
_KEPT_TEXTS = 64  # of documents read last, some 20 MB; reading one again takes about 3 ms


def _combining() -> str:
    """The characters that combine with the one before, as the ranges of a character class."""
    return _ranges([n for n in range(0x300, 0x1F000) if unicodedata.category(chr(n)).startswith("M")])


def _other_forms() -> str:
    """Letters that are another form of other letters (ligatures, wide and bold ones), and wide digits, as ranges."""
    return _ranges([n for n in range(0xA0, 0x1F000) if _is_other_form(chr(n))])


def _is_other_form(character: str) -> bool:
    tag = unicodedata.decomposition(character).partition(" ")[0]
    if tag not in _OTHER_FORMS:
        return False
    plain = unicodedata.normalize("NFKC", character)
    return plain.isalpha() or (tag in ("<wide>", "<narrow>") and plain.isalnum())


def _ranges(numbers: Sequence[int]) -> str:
    starts = [n for n, before in zip(numbers, [-1, *numbers], strict=False) if n != before + 1]
    ends = [n for n, after in zip(numbers, [*numbers[1:], sys.maxsize], strict=True) if after != n + 1]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(starts, ends, strict=True))


_COMBINING = _combining()
_OTHER_FORM = re.compile(f"[{_other_forms()}]")
SPACED_LETTER = rf"[^\W_{_UNSPACED}]"
_LETTERS = rf"{SPACED_LETTER}+(?:[{_COMBINING}]+{SPACED_LETTER}*)*"
_SIGN = rf"(?:(?<![^\s(\[{_MARKS}])(?:[-–−]\.?|\.)(?=\d))?"
_WITHIN = rf"(?:[{APOSTROPHES}]|(?<=\d)[{DASHES}.,:/٫٬](?=\d))"
_DOTS = r"(?:…|\.\s?\.\s?\.(?:\s?\.)*)"
_WORD_OR_MARK = re.compile(
    rf"(?P<dots>[\[(]\s?{_DOTS}\s?[\])]|{_DOTS})"
    rf"|(?P<word>{_SIGN}{_LETTERS}(?:{_WITHIN}{_LETTERS})*|[{_UNSPACED}][{_COMBINING}]*)"
    rf"|(?P<mark>[{_MARKS}](?:\s*[{_MARKS}])*)"
    rf"|(?P<dash>[{DASHES}]+)"
    rf"|\S[{_COMBINING}]*"
)
_FIXED = {"dots": ELLIPSIS, "mark": QUOTATION_MARK, "dash": DASH}
_STYLES = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DASHES, DASH))


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The words and marks of a text in order: what each is compared by (``keys``), and where it stands in ``text``."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, last: int) -> Span:
        """From the start of word ``first`` (included) to the end of the word before ``last`` (excluded)."""
        return Span(self.starts[first], self.ends[last - 1])

    def copied(self, first: int, last: int) -> str:
        """The characters from word ``first`` (included) to ``last`` (excluded); none where the two are equal."""
        return self.span(first, last).of(self.text) if first < last else ""

    def piece(self, first: int, last: int) -> "QuotedWords":
        """Words ``first`` (included) to ``last`` (excluded), still placed in the whole text."""
        return QuotedWords(self.text, self.keys[first:last], self.starts[first:last], self.ends[first:last])

    def starts_within_word(self, first: int) -> bool:
        """Whether word ``first`` is the rest of a compound or figure: "violent" in "non-violent", "5" in "<5"."""
        if is_within_figure(self.keys, first):
            return True
        if first < 1 or not self._joined(first):
            return False
        if is_relation(self.keys[first - 1]):
            return True
        return first > 1 and self._joined(first - 1) and self._binds(first - 1, first - 2, first, ")]")

    def ends_within_word(self, last: int) -> bool:
        """Whether the word before ``last`` is cut off a compound or figure: "risk" in "risk-free", "5" in "5%"."""
        if is_within_figure(self.keys, last) or is_before_unit(self.keys, last):
            return True
        if last >= len(self) or not self._joined(last):
            return False
        if is_share(self.keys[last]):
            return True
        return last + 1 < len(self) and self._joined(last + 1) and self._binds(last, last + 1, last - 1, "([")

    def _joined(self, number: int) -> bool:
        """Whether no white space stands before this word."""
        between = self.text[self.ends[number - 1] : self.starts[number]]
        return not between or re.search(r"\s", between) is None

    def _binds(self, between: int, outer: int, inner: int, brackets: str) -> bool:
        """Whether a hyphen, slash or bracket makes one word of the two beside it; "failed[3]" is two."""
        if not (is_word(self.keys[outer]) and is_word(self.keys[inner])):
            return False
        if self.keys[between] in brackets:
            return not any(c.isdigit() for c in self.keys[outer])
        raw = self.text[self.starts[between] : self.ends[between]]
        return raw in _HYPHENS or raw == "/"


def is_share(key: str) -> bool:
    """Whether this is a sign that belongs to the figure before it."""
    return key[0] in "%‰‱٪"


def is_relation(key: str) -> bool:
    """Whether this is a sign of mathematics, which belongs to the figure after it."""
    return unicodedata.category(key[0]) == "Sm" and key[0] != "|"


@lru_cache(_KEPT_TEXTS)
def read_document_words(text: str) -> QuotedWords:
    """``read_words`` for documents, which are read again and again."""
    return read_words(text)


def read_words(text: str) -> QuotedWords:
    """Read the words and marks of a text; places count its own code points, whatever was overlooked between them."""
    visible, places = _visible(text)
    keys, starts, ends = [], [], []
    for found in _WORD_OR_MARK.finditer(visible):
        keys.append(_FIXED.get(found.lastgroup or "") or _key(found[0]))
        start = places[found.start()]
        starts.append(start - 1 if _CHANGED_LETTER.match(text, start - 1) else start)
        ends.append(places[found.end() - 1] + 1)
    return QuotedWords(text, tuple(keys), tuple(starts), tuple(ends))


def is_word(key: str) -> bool:
    """Whether this is a word or a figure, not a mark."""
    return any(c.isalnum() for c in key)


def is_spaced(key: str) -> bool:
    """Whether a word is of a script that puts white space between words."""
    return re.search(f"[{_UNSPACED}]", key) is None


def comparable_text(text: str) -> str:
    """The text without invisible characters and in one normalisation form; its words are the same, their places not."""
    return unicodedata.normalize("NFC", _visible(text)[0])


def plain_style(text: str) -> str:
    """The text with one style of apostrophes and dashes, one white space, and no invisible characters."""
    return " ".join(comparable_text(text).translate(_STYLES).split())


def same_but_for_first_case(one: str, other: str) -> bool:
    """Whether two words are the same, or differ only in the case of their first letter."""
    return one == other or (one[0].casefold() == other[0].casefold() and one[1:] == other[1:])


_MEANT = frozenset("%‰‱٪@&#/\\§¶")  # punctuation to Unicode, but never put around a quotation


def without_surrounding_marks(words: QuotedWords) -> QuotedWords:
    """Leave out the punctuation at both ends; currency signs, figures' signs and emoji stay."""
    first, last = 0, len(words)
    while first < last and _surrounds(words.keys[first]):
        first += 1
    while last > first and _surrounds(words.keys[last - 1]):
        last -= 1
    return words.piece(first, last)


def _surrounds(key: str) -> bool:
    return not is_word(key) and unicodedata.category(key[0]).startswith("P") and key[0] not in _MEANT


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """The text as its words are read, and the place in ``text`` of each character left.

    Without invisible characters, without the brackets of a changed first letter ("[I]t"), and with the letters that
    stand for one another form ("ﬁ") each in place of it.
    """
    hidden = {place for one in _CHANGED_LETTER.finditer(text) for place in (one.start(), one.start() + 2)}
    if not hidden and _INVISIBLE.search(text) is None and _OTHER_FORM.search(text) is None:
        return text, range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if place in hidden or _INVISIBLE.match(character):
            continue
        plain = unicodedata.normalize("NFKC", character) if _OTHER_FORM.match(character) else character
        letters.append(plain)
        places.extend([place] * len(plain))
    return "".join(letters), places


def _key(raw: str) -> str:
    if raw.isascii() and raw.isalnum():
        return raw
    return unicodedata.normalize("NFC", raw).translate(_STYLES)
