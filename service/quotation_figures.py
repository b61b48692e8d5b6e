"""Figures of more than one word ("four hundred and twelve", "2.5 billion", "15 km"), which a quotation must not cut."""

import re
from collections.abc import Sequence

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|ایک|دو|تین|چار|پانچ|چھ|سات|آٹھ|نو|دس"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
# In the plural only lakh and crore make a figure: "in 2014 thousands fled" has two.
_SCALES = "hundred|thousand|million|billion|trillion|dozen|lakhs?|crores?|bn|mn|tn|سو|ہزار|لاکھ|کروڑ|ارب"
_SHARES = "half|third|quarter|fifth|tenth|halves|thirds|quarters|fifths|tenths"
_DIGITS = r"[-+.]?\d[\d.,٫٬:/-]*"


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNITS = _these(
    """
    % ٪ ° pc pct km kms kilometre kilometres kilometer kilometers metre metres meter meters mile miles ft feet kg kgs
    tonne tonnes ton tons degrees rupees dollars euros pounds am pm second seconds minute minutes hour hours day days
    week weeks month months year years decades
    """
)
_SMALL = rf"(?:{_TENS})(?: (?:- )?(?:{_ONES}))?|{_ONES}"
_BEFORE_SCALE = rf"{_DIGITS}|{_SMALL}|several|few|many|half an?|quarter of an?"
_GROUPED = r"\d{1,3}(?: \d{3})+"  # "30 000"
_SCALED = rf"(?:(?:{_BEFORE_SCALE}) )?(?:{_SCALES})(?: (?:{_SCALES}))*"
_FIGURE = re.compile(
    rf"(?<!\S)(?:{_SCALED}(?:(?: and)? (?:{_SCALED}|{_SMALL}|{_DIGITS}))*"
    rf"|{_GROUPED}|(?:{_SMALL}) (?:{_SHARES})|{_SMALL}|{_DIGITS})"
    rf"(?: point(?: (?:{_ONES}|zero|nought))+)?"
    rf"(?: and an? (?:half|quarter))?(?: (?:{_SCALES}))*(?: (?:percent|per cent))?(?!\S)"
)
_AROUND = 12  # words looked at on each side; longer figures are written in digits


def is_within_figure(keys: Sequence[str], place: int) -> bool:
    """Whether the words before and from ``place`` on are of one figure, or a figure and its unit."""
    if not 0 < place < len(keys):
        return False
    before = " ".join(keys[max(0, place - _AROUND) : place]).casefold()
    after = " ".join(keys[place : place + _AROUND]).casefold()
    text = f"{before} {after}"
    return any(found.start() < len(before) < found.end() for found in _FIGURE.finditer(text))


def is_before_unit(keys: Sequence[str], place: int) -> bool:
    """Whether the word from ``place`` on is the unit of the figure before it: "km" in "15 km"."""
    if not 0 < place < len(keys) or keys[place].casefold() not in _UNITS:
        return False
    before = " ".join(keys[max(0, place - _AROUND) : place]).casefold()
    figures = list(_FIGURE.finditer(before))
    # "One" is also no figure ("the last one years ago").
    return bool(figures) and figures[-1].end() == len(before) and figures[-1][0] != "one"
