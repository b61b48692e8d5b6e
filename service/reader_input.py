"""A question and a run of sentences as one sequence of tokens: what a reader reads.

Each sentence is tokenised by itself, so which tokens are which sentence is known and never searched for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

LONGEST = 256  # tokens of a sequence; a window of 110 words takes about 150, and a graph is compiled per length
LONGEST_QUESTION = 80  # tokens; the longest question of MultiHop-RAG that we have takes 79 of them
LONGEST_TITLE = 40  # tokens; a publisher, a date and a headline of 15 words


@dataclass(frozen=True, slots=True)
class Window:
    """A run of sentences to read, as a reader sees them: with their document's title, and a speaker's name before one.

    Only scores come back from a reader, so what is put before a sentence here can never be quoted.
    """

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReaderInput:
    """Token ids and segment ids of a sequence, and each sentence's tokens as a half-open range (empty: cut off)."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]


def assemble(tokenizer: Tokenizer, question: str, window: Window) -> ReaderInput:
    """``[CLS] question [SEP] title . sentence sentence ... [SEP]``; what is beyond ``LONGEST`` tokens is cut off."""
    first, separator, _ = special_tokens(tokenizer)
    asked = [first, *_tokens(tokenizer, question)[:LONGEST_QUESTION], separator]
    ids = [*asked, *_tokens(tokenizer, f"{window.title} .")[:LONGEST_TITLE]]
    ranges = []
    for sentence in window.sentences:
        start = min(len(ids), LONGEST - 1)
        ids += _tokens(tokenizer, sentence)
        ranges.append((start, min(len(ids), LONGEST - 1)))
    ids = [*ids[: LONGEST - 1], separator]
    return ReaderInput(tuple(ids), (0,) * len(asked) + (1,) * (len(ids) - len(asked)), tuple(ranges))


def special_tokens(tokenizer: Tokenizer) -> tuple[int, int, int]:
    """Ids of the token a sequence begins with, of the one that ends each part, and of padding.

    Those that the tokenizer itself puts around a text, where it does: a vocabulary may hold "[CLS]" beside the "<s>"
    that its model learnt with.
    """
    around = tokenizer.encode("").tokens
    for names in (("[CLS]", "[SEP]", "[PAD]"), ("<s>", "</s>", "<pad>")):
        first, separator, padding = (tokenizer.token_to_id(name) for name in names)
        own = not around or around[0] == names[0]
        if own and first is not None and separator is not None and padding is not None:
            return first, separator, padding
    raise ValueError("the reader's tokenizer has neither [CLS], [SEP] and [PAD] nor <s>, </s> and <pad>")


def _tokens(tokenizer: Tokenizer, text: str) -> Sequence[int]:
    ids: Sequence[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return ids
