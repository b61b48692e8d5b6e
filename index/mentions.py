"""Publishers and days that a question names: "the report by The Verge of November 6, 2023"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in _MONTHS)
_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_then>{_MONTH})\.?,?\s+(?P<year_then>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_SHORT_NAME = 6  # letters; "Wired", "Fortune's" and such are words too, so they count only as they are written
_PART = re.compile(r"\s[-|–—]\s|:\s")  # "Mail - Health", "News | World": the part before it is the publisher's name


@dataclass(frozen=True, slots=True)
class Mentions:
    """The publishers, as documents have them, and the days that a question names."""

    publishers: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()


def publisher_names(publishers: Iterable[str | None]) -> dict[str, frozenset[str]]:
    """Each name a question may use, with the publishers it stands for."""
    names: dict[str, set[str]] = {}
    for publisher in publishers:
        if publisher:
            for name in {publisher, _PART.split(publisher)[0]}:
                names.setdefault(name, set()).add(publisher)
    return {name: frozenset(some) for name, some in names.items()}


def find_mentions(question: str, names: Mapping[str, frozenset[str]]) -> Mentions:
    """What a question names; a day that is not in the calendar is none."""
    publishers = (some for name, some in names.items() if _names(question, name))
    days = (day for found in _DAY.finditer(question) if (day := _day(found)) is not None)
    return Mentions(frozenset().union(*publishers), frozenset(days))


def _names(question: str, name: str) -> bool:
    flags = re.IGNORECASE if len(name) > _SHORT_NAME else re.NOFLAG
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question, flags) is not None


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = (found["month"] or found["month_then"])[:3].lower()
        number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month))
        return date(int(found["year"] or found["year_then"]), number, int(found["day"] or found["day_first"]))
    except ValueError:
        return None
