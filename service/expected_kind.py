"""What kind of thing a question asks for, and whether a sentence holds one: a number, a day, a new name."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from service.common_words import is_common
from service.question_words import ASKS_DAY, ASKS_NUMBER, ASKS_PERSON
from service.speech import SAYING, SPEECH

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?"
    r"|millions?|billions?|dozens?|half|several|first|second|third)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\d|\b(?:january|february|march|april|(?-i:May)|june|july|august|september|october|november|december|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|today|yesterday|century|decades?|years?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b|\bcentur(?:y|ies)\b|\b\d0s\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent\b|\b(?:half|third|quarter)\b", re.IGNORECASE)
_ASKS_YEAR = re.compile(r"\b(?:what|which) (?:year|decade|century)\b", re.IGNORECASE)
_ASKS_SHARE = re.compile(r"\bpercentage\b|\bper ?cent\b|\bwhat (?:share|proportion)\b", re.IGNORECASE)
_ASKS_NAMES = re.compile(r"\bnames? of\b|\bby name\b", re.IGNORECASE)
_ASKS_SPEAKER = re.compile(rf"{SPEECH.pattern}|\b{SAYING.pattern}\b|\b(?:dis)?agrees?\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\b(?:how many|number of)\s+(.*)", re.IGNORECASE)
_VERBS = frozenset(
    ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "of", "in")
)  # end what is counted: "how many security agencies | are"
_MOST_COUNTED = 3  # words of what is counted
_ANYBODY = frozenset(("people", "persons", "times"))  # counted without being said
_REACH = 6  # words between a number and what it counts: "six different security agencies"
_STEM = 5  # letters in which two forms of a noun agree


def holds_kind(question: str, sentences: Sequence[str], *, heard: bool) -> bool:
    """Whether one of the sentences holds what the question asks for; true where it asks for no such kind.

    Who said something is told where somebody is ``heard`` in one of them.
    """
    if heard and _ASKS_SPEAKER.search(question) and ASKS_PERSON.search(question):
        return True
    return all(
        any(holds(question, one) for one in sentences) for asks, holds in _KINDS if asks.search(question) is not None
    )


def _has_other_name(question: str, sentence: str) -> bool:
    """A word with a capital that is not in the question, nor a common one that only begins the sentence."""
    known = {word.lower() for word in re.findall(r"\w+", question)}
    names = re.findall(r"(?<=\w[\s,;:(“\"])[(“\"]?\b([A-Z]\w+)", sentence)
    first = re.match(r"\W*([A-Z]\w+)", sentence)
    names += [first[1]] if first and not is_common(first[1]) else []
    return any(name.lower() not in known for name in names)


def _counts(question: str, sentence: str) -> bool:
    """A number a few words before one of the words for what is counted, where the question says what that is."""
    found = _HOW_MANY.search(question)
    words = re.findall(r"\w+", found.group(1).lower()) if found else []
    counted = list(takewhile(lambda word: word not in _VERBS, words[:_MOST_COUNTED]))
    if not counted or _ANYBODY.intersection(counted):
        return _NUMBER.search(sentence) is not None
    told = re.findall(r"[\w.,]+", sentence.lower())
    numbers = [place for place, word in enumerate(told) if _NUMBER.search(word)]
    stems = tuple(word[:_STEM] for word in counted)
    counts = (told[place + 1 : place + 1 + _REACH] for place in numbers)
    stated = re.search(r"\bnumber of (.*?\d.*)", sentence.lower())  # "the number of attacks rose to 521"
    return any(word.startswith(stems) for words in (*counts, stated[1].split() if stated else []) for word in words)


def _any(pattern: re.Pattern[str]) -> Callable[[str, str], bool]:
    return lambda _question, sentence: pattern.search(sentence) is not None


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (ASKS_NUMBER, _any(_NUMBER)),
    (_HOW_MANY, _counts),
    (_ASKS_SHARE, _any(_SHARE)),
    (ASKS_DAY, _any(_DAY)),
    (_ASKS_YEAR, _any(_YEAR)),
    (ASKS_PERSON, _has_other_name),
    (_ASKS_NAMES, _has_other_name),
)
