"""Passages: overlapping runs of whole sentences, the unit that is retrieved."""

from dataclasses import dataclass

from corpus.sentences import Sentence
from corpus.span import Span

PASSAGE_WORDS = (
    220  # the longest run, about what the default encoder reads; measured against 100 to 300 (docs/measurements.md)
)
_OVERLAP = 0.25  # of a passage's words may be in the next one as well; 0.5 made hits crowd one another out (as above)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences ``first`` (included) to ``last`` (excluded) of one document, and the span from end to end of them."""

    document: int
    first: int
    last: int
    span: Span


def cut_passages(
    document: int, text: str, sentences: tuple[Sentence, ...], words: int = PASSAGE_WORDS
) -> tuple[Passage, ...]:
    """Cover a document's sentences with windows of at most ``words`` words, or of one longer sentence."""
    lengths = [len(sentence.span.of(text).split()) for sentence in sentences]
    passages = []
    first = 0
    while first < len(sentences):
        last = _window_end(lengths, first, words)
        span = Span(sentences[first].span.start, sentences[last - 1].span.end)
        passages.append(Passage(document, first, last, span))
        if last == len(sentences):
            break
        first = _next_start(lengths, first, last, words)
    return tuple(passages)


def _window_end(lengths: list[int], first: int, words: int) -> int:
    last, total = first + 1, lengths[first]
    while last < len(lengths) and total + lengths[last] <= words:
        total += lengths[last]
        last += 1
    return last


def _next_start(lengths: list[int], first: int, last: int, words: int) -> int:
    """The earliest sentence after ``first`` from which what is left of the window is within the overlap."""
    start, rest = last, 0
    room = min(words * _OVERLAP, words - lengths[last])  # the next window must reach beyond this one
    while start - 1 > first and rest + lengths[start - 1] <= room:
        start -= 1
        rest += lengths[start]
    return start
