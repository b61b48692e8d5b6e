"""The words of a question that say what it is about, and whether what somebody said holds them."""

import re
from collections.abc import Iterable, Sequence

from corpus.speakers import name_key
from index.retrieval import Term
from service.speech import SAYING

BUILT_OF = frozenset(
    re.findall(
        r"\w+",
        "a an and are about any as at be been but by can could did do does else for from had has have he her him his"
        " how i if in is it its me more much of on or our say said says she should so tell than that the their them"
        " then there these they thing think this those to us was we were what when where which who whom whose why will"
        " with would you",
    )
)
"""Words that questions are built of."""

_ASKING = frozenset(
    re.findall(
        r"\w+",
        "answer answers ask asked asks attitude author authors beside besides between cause caused causes"
        " compare compared consider considers did differ differs explain fear fears feel feels find finds get"
        " gets give given gives hold holds idea ideas inside into kind kinds like list look make makes mean"
        " means mention mentions name named names no not other others outside over own part put question"
        " reason reasons reply respond response role see seen sees speak speaks spoke stand take takes talk"
        " talks thought thoughts time toward towards under up use used uses versus very vs way ways within"
        " without word words write writes wrote",
    )
)  # say how something is asked, or next to nothing
_WHEN_AND_WHERE = frozenset(
    re.findall(
        r"\w+",
        "ago annual april article articles august currently daily day days decade decades december earlier"
        " early february friday interview interviews january journalist journalists july june last late lately"
        " later latest march may media moment monday month monthly months newspaper next november now october"
        " past press previously recent recently reporter reporters saturday september sunday thursday today"
        " tomorrow tuesday wednesday week weekly weeks year yearly years yesterday",
    )
)  # the setting in which something was said
_STEM = 5  # letters in which two forms of a word agree: "defence" and "defend"; not varied (docs/measurements.md)
_SHORTEST = 4  # letters of a word that another may begin with: "unity" and "united"


def tells_something(word: str) -> bool:
    """Whether a word of a question says what it is about; numbers and times say when and how much."""
    key = name_key(word)
    if word.lower().replace("’", "'").endswith("n't") or re.search(r"\d", key) or key in _WHEN_AND_WHERE:
        return False
    return key not in BUILT_OF and key not in _ASKING and SAYING.fullmatch(key) is None


def says_what_it_is_about(question: str) -> bool:
    """Whether a question holds more than words that questions are built of: not "Who said what?", "how are you"."""
    keys = {name_key(word) for word in re.findall(r"[\w’'-]+", question)}
    return any(key not in BUILT_OF | _ASKING and SAYING.fullmatch(key) is None for key in keys if key)


def untold(terms: Sequence[Term], told: frozenset[str]) -> list[Term]:
    """Those of a question's terms that stand in no form among the terms of what was told."""
    begun = {word[:_STEM] for word in told}
    return [one for one in terms if not stands(one, told) and not _in_other_form(one.word, told, begun)]


def stands(term: Term, told: frozenset[str]) -> bool:
    """Whether a question's term, or another spelling or long form of it, stands among some terms."""
    return term.word in told or any(told.issuperset(one) for one in term.alternatives)


def _in_other_form(word: str, told: Iterable[str], begun: set[str]) -> bool:
    if len(word) >= _STEM and word[:_STEM] in begun:
        return True
    return any(min(len(one), len(word)) >= _SHORTEST and (one.startswith(word) or word.startswith(one)) for one in told)
