"""Interviews written as turns: "Q: ...", "Bashir: ...", each paragraph the words of whom its label names.

Only the shape of paragraphs is known here; whether a label names anybody is asked in ``interviews``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.sentences import Sentence
from corpus.span import Span

# At a paragraph's start: one to four words with capitals, a colon, and words after it; Markdown may stress the label,
# and marks of direction may stand before it.
_LABEL = re.compile(
    r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]*[*_]{0,3}"
    r"(?P<label>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3})[*_]{0,3} ?:[*_]{0,3} +(?=\S)"
)
_NEARLY = re.compile(r"[^.!?:\n]{1,40}:")  # a label of another shape: "Hale (laughing):", "Nadir Awan, a caller:"
_ASKS = frozenset(("q", "question"))
_ANSWERS = frozenset(("a", "answer", "ans"))
_LEAST_TURNS = 4  # labelled paragraphs: two questions with their answers; fewer may be a list with headings
_LEAST_EACH = 2  # turns of whoever speaks: one paragraph with a colon is no conversation
_LEAST_VOICES = 2
_ASKING = 0.5  # of somebody's turns end in a question mark: an interviewer's "Go on." now and then does not


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says: sentences ``first`` to ``last`` included, and its label.

    ``named`` is false for a plain "A:"; whoever ``asks`` is the interviewer, whose words are the article's own voice.
    """

    label: Span
    first: int
    last: int
    named: bool
    asks: bool = False


def turns_of(document: Document, sentences: Sequence[Sentence]) -> tuple[Turn, ...]:
    """The turns of an interview or a conversation; none where a text holds no such thing."""
    turns = _labelled(document.text, sentences)
    counts: dict[str, int] = {}
    asking: dict[str, int] = {}
    for turn in turns:
        label = _key(document.text, turn)
        counts[label] = counts.get(label, 0) + 1
        words = sentences[turn.last].span.of(document.text).rstrip("*_\"”’' )")
        asking[label] = asking.get(label, 0) + words.endswith("?")
    speaking = [label for label, count in counts.items() if count >= _LEAST_EACH]
    if sum(counts[label] for label in speaking) < _LEAST_TURNS:
        return ()
    if len(speaking) < _LEAST_VOICES:
        asker = [
            turn for turn in turns if _key(document.text, turn) in speaking and _asks(document, turn, counts, asking)
        ]
        return _answered_without_label(document.text, sentences, asker)
    turns = [replace(turn, asks=_asks(document, turn, counts, asking)) for turn in turns]
    following = [turn.first for turn in turns[1:]]
    asked = any(turn.asks for turn in turns)  # else anybody may speak between two turns
    return tuple(
        replace(turn, last=_goes_on(document.text, sentences, turn.last, end)) if asked else turn
        for turn, end in zip(turns, [*following, turns[-1].last + 1], strict=True)
        if _key(document.text, turn) in speaking
    )


def _answered_without_label(text: str, sentences: Sequence[Sentence], asked: Sequence[Turn]) -> tuple[Turn, ...]:
    """Where only questions have a label: what stands between one and the next is the answer."""
    turns: list[Turn] = []
    for number, turn in enumerate(asked):
        end = asked[number + 1].first if number + 1 < len(asked) else None
        turns.append(replace(turn, asks=True))
        last = turn.last if end is None else _goes_on(text, sentences, turn.last, end)
        if last > turn.last:
            turns.append(Turn(turn.label, turn.last + 1, last, named=False))
    return tuple(turns)


def _goes_on(text: str, sentences: Sequence[Sentence], last: int, end: int) -> int:
    """The last sentence of an answer that goes on in paragraphs without a label, before the next turn or a heading."""
    while last + 1 < end:
        paragraph = sentences[last + 1].paragraph
        until = last + 1
        while until + 1 < end and sentences[until + 1].paragraph == paragraph:
            until += 1
        whole = sentences[until].span.of(text).rstrip("*_\"”’')").endswith((".", "!", "?", "…"))
        if not whole or _NEARLY.match(text, sentences[last + 1].span.start):
            break
        last = until
    return last


def _asks(document: Document, turn: Turn, counts: Mapping[str, int], asking: Mapping[str, int]) -> bool:
    label = _key(document.text, turn)
    return label in _ASKS or (turn.named and asking[label] > _ASKING * counts[label])


def _key(text: str, turn: Turn) -> str:
    return turn.label.of(text).lower().rstrip(".")


def _labelled(text: str, sentences: Sequence[Sentence]) -> list[Turn]:
    """Every labelled paragraph."""
    turns: list[Turn] = []
    for number, sentence in enumerate(sentences):
        if number and sentence.paragraph == sentences[number - 1].paragraph:
            continue
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentence.paragraph:
            last += 1
        found = _LABEL.match(text, sentence.span.start, sentences[last].span.end)
        if found:
            named = found["label"].lower().rstrip(".") not in _ASKS | _ANSWERS
            turns.append(Turn(Span(*found.span("label")), number, last, named))
    return turns
