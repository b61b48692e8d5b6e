"""A quotation with marked omissions ("words ... words"): where its pieces stand, and whether one speaker said them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from index.snapshot import Snapshot
from service.quotation_alignment import Alignment, Step
from service.quotation_attribution import place_of
from service.quotation_parts import follows
from service.quotation_places import WordsPlace, find_places
from service.quotation_words import ELLIPSIS, QuotedWords, is_word, read_document_words, without_surrounding_marks

_LEAST = 2  # words of a piece; a single one stands anywhere
_STARTS = 50  # places of a first piece that are tried; a piece in more of them is a phrase of no weight

Joint = Literal["whole", "one speaker", "near", "apart"]
_ORDER: tuple[Joint, ...] = ("whole", "one speaker", "near", "apart")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words ``first`` (included) to ``last`` (excluded) of the quotation."""

    first: int
    last: int
    words: QuotedWords


@dataclass(frozen=True, slots=True)
class Omission:
    """Where the pieces of a quotation stand, in order, and how they hang together.

    ``whole``: in one document, only whole sentences are left out, and all of it is one known speaker's.
    ``one speaker``: in one document and one known speaker's. ``near``: each in the sentence of the one before or the
    next, with no two known speakers. ``apart``: anything else. ``complete`` where every document was read.
    """

    joint: Joint
    places: tuple[WordsPlace, ...]
    pieces: tuple[_Piece, ...]
    complete: bool

    @property
    def place(self) -> WordsPlace:
        """From the first piece to the last, which stand in one document."""
        return WordsPlace(self.places[0].row, self.places[0].first, self.places[-1].last)

    def alignment(self, quoted: QuotedWords) -> Alignment:
        """The quotation beside the passage from the first piece to the last."""
        steps = [
            Step("equal", (self.pieces[0].first, self.pieces[0].last), (self.places[0].first, self.places[0].last))
        ]
        for (before, after), (there, then) in zip(pairwise(self.pieces), pairwise(self.places), strict=True):
            steps.append(Step("replace", (before.last, after.first), (there.last, then.first)))
            steps.append(Step("equal", (after.first, after.last), (then.first, then.last)))
        shared = sum(is_word(key) for piece in self.pieces for key in quoted.keys[piece.first : piece.last])
        return Alignment(self.places[0].first, self.places[-1].last, shared, tuple(steps))


def find_omission(snapshot: Snapshot, quoted: QuotedWords) -> Omission | None:
    """How the pieces between ellipses hang together at best; ``None`` where one of them stands nowhere."""
    pieces = tuple(_pieces(quoted))
    if len(pieces) < _LEAST or any(sum(map(is_word, piece.words.keys)) < _LEAST for piece in pieces):
        return None
    found = [find_places(snapshot, piece.words) for piece in pieces]
    standing = [one.places for one in found]
    complete = all(one.complete for one in found)
    if not all(standing):
        return None
    chains = [(_joint(snapshot, chain), chain) for chain in _chains(standing)]
    if not chains:
        return Omission("apart", tuple(places[0] for places in standing), pieces, complete)
    joint, chain = min(chains, key=lambda one: (_ORDER.index(one[0]), one[1][-1].last - one[1][0].first, one[1]))
    return Omission(joint, chain, pieces, complete)


def _pieces(quoted: QuotedWords) -> Iterator[_Piece]:
    """What stands between ellipses, without the marks around it."""
    ends = [number for number, key in enumerate(quoted.keys) if key == ELLIPSIS]
    for before, after in pairwise([-1, *ends, len(quoted)]):
        first, last = before + 1, after
        bare = without_surrounding_marks(quoted.piece(first, last))
        if len(bare):
            first = quoted.starts.index(bare.starts[0])
            yield _Piece(first, first + len(bare), bare)


def _chains(standing: Sequence[Sequence[WordsPlace]]) -> Iterator[tuple[WordsPlace, ...]]:
    """For each place of the first piece, the nearest places of the others after it, in order and in its document."""
    for start in standing[0][:_STARTS]:
        chain = [start]
        for places in standing[1:]:
            behind = (one for one in places if one.row == start.row and one.first >= chain[-1].last)
            following = next(behind, None)
            if following is None:
                break
            chain.append(following)
        else:
            yield tuple(chain)


def _joint(snapshot: Snapshot, chain: tuple[WordsPlace, ...]) -> Joint:
    shown = [place_of(snapshot, place) for place in chain]
    speakers = {place.speaker for place in shown}
    if len(speakers) == 1 and None not in speakers:
        all_of_it = place_of(snapshot, WordsPlace(chain[0].row, chain[0].first, chain[-1].last))
        whole = all_of_it.voice == "speaker" and all(_is_between_sentences(snapshot, *two) for two in pairwise(chain))
        return "whole" if whole else "one speaker"
    several = len(speakers - {None}) > 1 or any(place.voice == "speakers" for place in shown)
    near = all(follows(snapshot, one, other) for one, other in pairwise(chain))
    return "near" if near and not several else "apart"


def _is_between_sentences(snapshot: Snapshot, one: WordsPlace, other: WordsPlace) -> bool:
    """Whether the words between two places are whole sentences."""
    stored = snapshot.document(one.row)
    words = read_document_words(stored.document.text)
    inner = [number for number in range(one.last, other.first) if is_word(words.keys[number])]
    if not inner:
        return False
    starts = [words.starts[inner[0]], words.starts[other.first]]
    last_words = [words.starts[one.last - 1], words.starts[inner[-1]]]
    return all(
        any(before < sentence.span.start <= start for sentence in stored.sentences)
        for before, start in zip(last_words, starts, strict=True)
    )
