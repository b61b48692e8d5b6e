"""Examples without an answer: windows that look alike, and questions changed so that nothing answers them."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from evals.reader_training.examples import Example
from service.reader_input import Window

_LOOKED_AT = 12  # nearest windows looked through for one without the answer
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")


class LikeWindows:
    """Windows ordered by their likeness to a question, by weighted words alone."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self.windows = windows
        self._words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        self._rows = self._words.fit_transform([f"{one.title} {' '.join(one.sentences)}" for one in windows])

    def nearest(self, questions: Sequence[str]) -> Iterator[tuple[Window, ...]]:
        """For each question the nearest windows, best first."""
        for first in range(0, len(questions), 256):  # rows of likenesses at a time, to bound memory
            likeness = (self._words.transform(questions[first : first + 256]) @ self._rows.T).toarray()
            for row in likeness:
                yield tuple(self.windows[n] for n in np.argsort(-row, kind="stable")[:_LOOKED_AT])


def like_windows(source: str, examples: Sequence[Example], *, within_title: bool) -> Iterator[Example]:
    """For each answered example the nearest window that is not its own and does not hold its answer's words."""
    windows = list(dict.fromkeys(one.window for one in examples))
    finder = LikeWindows(windows)
    for example, nearest in zip(examples, finder.nearest([one.question for one in examples]), strict=True):
        answer = _answer(example).casefold()
        for window in nearest:
            other_title = within_title and window.title != example.window.title
            if window == example.window or other_title or answer in " ".join(window.sentences).casefold():
                continue
            yield Example(source, example.question, window, ())
            break


def changed_questions(examples: Sequence[Example], draw: random.Random) -> Iterator[Example]:
    """Answered questions in which a year, number or name is another of its article's, so that nothing answers them."""
    for pattern in (_YEAR, _NUMBER, _NAME):
        others: dict[str, list[str]] = {}
        for example in examples:
            others.setdefault(example.window.title, []).extend(pattern.findall(" ".join(example.window.sentences)))
        for example in examples:
            found = list(pattern.finditer(example.question))
            answer = _answer(example)
            shared = [one for one in found if one.group() in " ".join(example.window.sentences)]
            if not shared:
                continue
            place = draw.choice(shared)
            choices = sorted(set(others[example.window.title]) - {place.group(), answer})
            if choices:
                put = draw.choice(choices)
                changed = example.question[: place.start()] + put + example.question[place.end() :]
                yield replace(example, source="changed", question=changed, gold=(), span=None)


def _answer(example: Example) -> str:
    if example.span is None:
        return " ".join(example.window.sentences[n] for n in example.gold)
    sentence, start, end = example.span
    return example.window.sentences[sentence][start:end]


def worn(question: str, draw: random.Random) -> str:
    """A question as people type it: small letters, keywords, a slip, a name spelt otherwise, or all of it."""
    kind = draw.randrange(5)
    if kind == 0:
        return question.lower().rstrip("?")
    words = question.rstrip("?").split()
    if kind in (1, 4):
        words = _keywords(words)
    if kind in (2, 4):
        words = _slipped(words, draw)
    if kind in (3, 4):
        words = _respelt(words, draw)
    return " ".join(words).lower() if kind == 4 else " ".join(words)  # noqa: PLR2004 - the last kind


def _keywords(words: list[str]) -> list[str]:
    kept = [word for word in words if word.lower() not in _SMALL]
    return kept if len(kept) > 2 else words  # noqa: PLR2004 - fewer say nothing


def _slipped(words: list[str], draw: random.Random) -> list[str]:
    """One letter left out, doubled or changed places with the next, in one of the longer words."""
    long = [n for n, word in enumerate(words) if len(word) > 4]  # noqa: PLR2004 - a slip in a shorter one makes another
    if not long:
        return words
    place = draw.choice(long)
    word = words[place]
    at = draw.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[: at + 1] + word[at:],
    )
    return [*words[:place], draw.choice(slips), *words[place + 1 :]]


# Pairs in which names from other scripts are spelt: "Istahkam" and "Istehkam", "Tehreek" and "Tehrik".
_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("ee", "i"),
    ("i", "ee"),
    ("oo", "u"),
    ("u", "oo"),
    ("q", "k"),
    ("k", "q"),
    ("w", "v"),
    ("v", "w"),
    ("a", "e"),
    ("e", "a"),
    ("i", "e"),
    ("o", "u"),
    ("y", "i"),
    ("kh", "k"),
    ("aa", "a"),
    ("ll", "l"),
)


def _respelt(words: list[str], draw: random.Random) -> list[str]:
    """One name spelt as somebody else would write it."""
    names = [n for n, word in enumerate(words) if n and word[:1].isupper() and len(word) > 4]  # noqa: PLR2004 - as above
    if not names:
        return words
    place = draw.choice(names)
    word = words[place]
    pairs = [(old, new) for old, new in _SPELLINGS if old in word[1:]]
    if pairs:
        old, new = draw.choice(pairs)
        word = word[0] + word[1:].replace(old, new, 1)
    return [*words[:place], word, *words[place + 1 :]]


_SMALL = frozenset(
    [
        "what",
        "which",
        "who",
        "whom",
        "is",
        "are",
        "was",
        "were",
        "did",
        "does",
        "do",
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "how",
        "that",
    ]
)
