"""What a quotation leaves out of the sentences it is taken from, and what that may do to its words.

The lists are small and closed: a kind not recognised is not named, but that words were left out is always told.
"""

from collections.abc import Iterator, Sequence

from service.quotation import LeftOut, QuotedPlace
from service.quotation_kinds import holds_negation
from service.quotation_words import QuotedWords, is_word


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CONDITIONS = _these(
    "if unless until whether provided providing assuming suppose supposing lest otherwise depends depending اگر بشرطیکہ"
)
_DOUBTS = _these(
    """
    alleged allegedly allege alleges allegation allegations reportedly supposedly purportedly purported apparently
    seemingly claim claims claimed claiming accuse accuses accused accusation accusations suspect suspects suspected
    suspicion rumour rumours rumoured rumor rumors rumored perhaps maybe possibly probably doubt doubts doubted doubtful
    lie lies lied liar liars false falsely untrue wrong wrongly mistaken mistake myth myths fool fools foolish nonsense
    absurd hoax fiction fantasy illusion propaganda pretend pretends pretended imagine imagines imagined hope hopes
    hoped wish wishes wished fear fears feared joke joked jokingly شاید مبینہ جھوٹ غلط افواہ
    """
)
_QUESTION_MARKS = frozenset("?؟")
_NAMES: tuple[tuple[LeftOut, str], ...] = (
    ("negation", "a negation"),
    ("condition", "a condition"),
    ("doubt", "words of doubt, denial or allegation"),
    ("question", "a question mark"),
)


def is_part(before: QuotedWords, after: QuotedWords, *, asks: bool) -> bool:
    """Whether the text before or after a quotation's words has words of its own, or makes a question of them.

    A quotation that ``asks`` has a question mark after its own words.
    """
    return any(map(is_word, (*before.keys, *after.keys))) or _is_asked(after, asks=asks)


def kinds_left_out(before: QuotedWords, after: QuotedWords, *, asks: bool) -> tuple[LeftOut, ...]:
    """What is known of the words before and after a quotation's words in their sentences, in a fixed order."""
    return tuple(_kinds((*before.keys, *after.keys), is_asked=_is_asked(after, asks=asks)))


def ends_with_question(quoted: QuotedWords) -> bool:
    """Whether a question mark stands after a quotation's last word."""
    return not _QUESTION_MARKS.isdisjoint(quoted.text[quoted.ends[-1] :])


def _is_asked(after: QuotedWords, *, asks: bool) -> bool:
    return not asks and not _QUESTION_MARKS.isdisjoint(after.keys)


def _kinds(keys: Sequence[str], *, is_asked: bool) -> Iterator[LeftOut]:
    folded = {key.casefold() for key in keys}
    if holds_negation(keys):
        yield "negation"
    if folded & _CONDITIONS:
        yield "condition"
    if folded & _DOUBTS:
        yield "doubt"
    if is_asked:
        yield "question"


def note_on_parts(places: Sequence[QuotedPlace]) -> str:
    """What a reply says where its words are part of a sentence; empty where they are whole sentences everywhere."""
    parts = [place for place in places if place.whole]
    if not parts:
        return ""
    where = "These words are" if len(places) == 1 else f"In {len(parts)} of {len(places)} places shown these words are"
    known = {kind for place in parts for kind in place.left_out}
    named = [name for kind, name in _NAMES if kind in known]
    holds = f"; it holds {' and '.join(named)} outside them: read it whole" if named else ""
    return f"{where} part of a sentence{holds}."
