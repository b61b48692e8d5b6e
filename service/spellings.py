"""Slips and other spellings in a question: which words of the articles they stand for."""

import re

from corpus.variants import load_variants
from index.snapshot import Snapshot

SHORTEST_SLIP = 6  # letters; shorter words have too many neighbours to be corrected
_Run = tuple[str, ...]  # words in a row, as the words index has them


def mended(word: str, snapshot: Snapshot) -> str | None:
    """The word of the articles that a word none of them has stands for, both as the words index has them."""
    if len(word) < SHORTEST_SLIP or snapshot.words.holds(word):
        return None
    return snapshot.words.nearest_word(word)


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
    return re.sub(r"\w+", lambda found: _plain(found.group(), snapshot), question)


def _is_used(name: str, snapshot: Snapshot) -> bool:
    return all(map(snapshot.words.holds, _run(name, snapshot)))


def _replaced(text: str, name: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: other, text, flags=re.IGNORECASE)


def _plain(word: str, snapshot: Snapshot) -> str:
    terms = snapshot.words.analyze(word)
    near = mended(terms[0], snapshot) if len(terms) == 1 else None
    return near or word


def _run(name: str, snapshot: Snapshot) -> _Run:
    return tuple(snapshot.words.analyze(name))


def _within(run: _Run, words: _Run) -> bool:
    return bool(run) and any(words[n : n + len(run)] == run for n in range(len(words) - len(run) + 1))
