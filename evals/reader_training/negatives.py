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
    """A question as people type it: lower case, without its small words, or with one slip."""
    kind = draw.randrange(3)
    if kind == 0:
        return question.lower().rstrip("?")
    words = question.rstrip("?").split()
    if kind == 1:
        kept = [word for word in words if word.lower() not in _SMALL]
        return " ".join(kept if len(kept) > 2 else words)  # noqa: PLR2004 - fewer say nothing
    longest = max(range(len(words)), key=lambda n: (len(words[n]), n)) if words else 0
    if words and len(words[longest]) > 4:  # noqa: PLR2004 - a slip in a shorter word makes another word of it
        word = words[longest]
        at = draw.randrange(1, len(word) - 1)
        words[longest] = draw.choice(
            (word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at:])
        )
    return " ".join(words)


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
