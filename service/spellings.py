"""Slips and other spellings in a question: which words of the articles they stand for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.variants import load_variants
from index.snapshot import Snapshot
from service.common_words import common_slips, is_common

SHORTEST_SLIP = 6  # letters; shorter words have too many neighbours to be corrected
_SHORTEST_COMMON = 5  # letters; a shorter word is a slip away from several
_LOOKED_AT = 3  # passages in which an article's writing of a word is looked for
_Run = tuple[str, ...]  # words in a row, as the words index has them


@dataclass(frozen=True, slots=True)
class Mended:
    """The word that a misspelt one stands for: as the words index has it, and as an article writes it."""

    term: str
    written: str


def mended(question: str, snapshot: Snapshot) -> dict[str, Mended]:
    """What the misspelt words of a question stand for, by their terms.

    A word is misspelt where no article has it, English texts seldom do, and a common word or one of the articles is a
    slip away, or is the same name written otherwise.
    """
    found = {}
    for word in dict.fromkeys(re.findall(r"\w+", question)):
        terms = snapshot.words.analyze(word)
        near = _meant(word, terms[0], snapshot) if len(terms) == 1 and not is_common(word) else None
        if near:
            found[terms[0]] = near
    return found


def _meant(word: str, term: str, snapshot: Snapshot) -> Mended | None:
    """A common word that an article has, else an article's word, else a common word that none has."""
    common = _common(word, term, snapshot)
    held = next((one for one in common if snapshot.words.holds(one.term)), None)
    return held or _nearest(term, snapshot) or next(iter(common), None)


def _common(word: str, term: str, snapshot: Snapshot) -> list[Mended]:
    """Common words one slip away from a word in small letters; none for a plural, nor for what may be a name."""
    if len(word) < _SHORTEST_COMMON or not word.islower() or snapshot.words.holds(term):
        return []
    if word.endswith("s") and is_common(word[:-1]):
        return []
    analysed = ((one, snapshot.words.analyze(one)) for one in common_slips(word))
    return [Mended(terms[0], one) for one, terms in analysed if len(terms) == 1]


def _nearest(term: str, snapshot: Snapshot) -> Mended | None:
    if len(term) < SHORTEST_SLIP or snapshot.words.holds(term):
        return None
    slip = snapshot.words.one_slip_away(term)
    if slip:
        return Mended(slip, next(iter(_written(slip, snapshot)), slip))
    alike = snapshot.words.alike_in_sound(term)
    written = _written(alike, snapshot)[:1] if alike else []
    return Mended(alike, written[0]) if alike and written and written[0][0].isupper() else None


def is_heard_of(term: str, snapshot: Snapshot) -> bool:
    """Whether some article holds a name, or one that it may be another writing of: too loosely to answer for it."""
    if snapshot.words.holds(term):
        return True
    written = (_written(near, snapshot)[:1] for near in snapshot.words.resembling(term))
    return any(word[0].isupper() for words in written for word in words)


def _written(term: str, snapshot: Snapshot) -> list[str]:
    """How articles write a term, within their sentences first: at a beginning every word has a capital."""
    rows = [row for row, _ in snapshot.words.search([term], _LOOKED_AT, 0.0)]
    passages = [snapshot.store.passage(row) for row in rows]
    texts = [one.span.of(snapshot.document(one.document).document.text) for one in passages]
    within = [word for text in texts for word in re.findall(r"(?<=\w[ ,;(-])\w+", text)]
    words = [*within, *(word for text in texts for word in re.findall(r"\w+", text))]
    return [word for word in dict.fromkeys(words) if snapshot.words.analyze(word) == [term]]


def other_names(question: str, snapshot: Snapshot) -> dict[str, tuple[_Run, ...]]:
    """For each word of a name that has variants, the other names that the articles use."""
    asked = _run(question, snapshot)
    found: dict[str, tuple[_Run, ...]] = {}
    for group in load_variants():
        runs = [_run(name, snapshot) for name in group]
        named = [run for run in runs if _within(run, asked)]
        others = tuple(run for run in runs if run not in named and all(map(snapshot.words.holds, run)))
        for word in (word for run in named for word in run):
            found[word] = (*found.get(word, ()), *others)
    return found


def plain_question(question: str, snapshot: Snapshot) -> str:
    """The question in the articles' spelling, for the reader: slips mended, a name nobody uses replaced by one used."""
    for group in load_variants():
        used = [name for name in group if _is_used(name, snapshot)]
        for name in group if used else ():
            if name not in used:
                question = _replaced(question, name, used[0])
    meant = mended(question, snapshot)
    return re.sub(r"\w+", lambda found: _plain(found.group(), meant, snapshot), question)


def _is_used(name: str, snapshot: Snapshot) -> bool:
    return all(map(snapshot.words.holds, _run(name, snapshot)))


def _replaced(text: str, name: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: other, text, flags=re.IGNORECASE)


def _plain(word: str, meant: Mapping[str, Mended], snapshot: Snapshot) -> str:
    terms = snapshot.words.analyze(word)
    return meant[terms[0]].written if len(terms) == 1 and terms[0] in meant else word


def _run(name: str, snapshot: Snapshot) -> _Run:
    return tuple(snapshot.words.analyze(name))


def _within(run: _Run, words: _Run) -> bool:
    return bool(run) and any(words[n : n + len(run)] == run for n in range(len(words) - len(run) + 1))
