"""Which places of a sentence are the words of whoever it reports: not the tag, an aside, nor another's words."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.attribution.analysis import Analysis
from corpus.attribution.identities import Owner
from corpus.attribution.marks import Quotation
from corpus.attribution.pieces import bared, joined, without
from corpus.attribution.quotes import Link
from corpus.attribution.reports import holds
from corpus.attribution.words import Word
from corpus.span import Span

_ADDRESSED = 12  # tokens; "told the Senate Standing Committee on Interior on Monday that" has nine
_VERBAL = Word.AUX | Word.MODAL | Word.FINITE | Word.VERB
_BESIDE = frozenset((";", "—", "–", "-", "(", "while", "whereas", "which"))  # before what another says


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence's reports by number, the quotations that reach into it, and whom a report is of, as far as told."""

    numbers: Sequence[int]
    links: Sequence[Link]
    owner_of: Callable[[int], Owner | None]


def own_words(analysis: Analysis, sentence: int, main: int, around: Around) -> tuple[Span, ...]:
    """The places in a sentence of the words of whoever its ``main`` report is of, in order; empty where it is all.

    Of reports beside, those of somebody else by name are left out; a pronoun beside a name may mean the same person.
    """
    reports, whole = analysis.reports, analysis.sentences[sentence].span
    spoken = [number for number in around.numbers if reports[number].spoken and number != main]
    others = [number for number in spoken if _is_anothers(number, main, around)]
    own = [main, *(number for number in spoken if number not in others)]
    quoted = {link.quotation.span: link.report in others for link in around.links}
    loose = (one for one in analysis.quotations_in(whole) if one.span not in quoted)
    theirs = [_from_that(analysis, piece) for number in own for piece in reports[number].content]
    theirs += [span for span, of_another in quoted.items() if not of_another]
    theirs += [one.span for one in loose if not _cued_by_another(analysis, one, main, others)]
    aside = [span for span, of_another in quoted.items() if of_another]
    quoting = {link.report for link in around.links}
    aside += [piece for number in others for piece in _beside(analysis, number, main, quotes=number in quoting)]
    pieces = without(joined(theirs, whole), aside) or joined(reports[main].content, whole)
    return () if pieces == (whole,) else bared(pieces, analysis.document.text)


def _from_that(analysis: Analysis, piece: Span) -> Span:
    """What is said without to whom and when: the plan, in "told the house on Monday that the plan had failed"."""
    tokens = analysis.tokens
    first = bisect_left(tokens.start, piece.start)
    for place in range(first, min(first + _ADDRESSED, len(tokens) - 1)):
        if tokens.end[place] > piece.end or tokens.kind[place] & _VERBAL or not tokens.is_word(place):
            return piece
        if tokens.low[place] == "that":
            following = tokens.kind[place + 1] & (Word.TIME | Word.AUX | Word.MODAL)
            return piece if following or tokens.end[place + 1] > piece.end else Span(tokens.start[place + 1], piece.end)
    return piece


def _is_anothers(number: int, main: int, around: Around) -> bool:
    other = around.owner_of(number)
    return other is not None and other != around.owner_of(main)


def _cued_by_another(analysis: Analysis, one: Quotation, main: int, others: Sequence[int]) -> bool:
    """Whether another's cue stands between the main one and a short quotation that has none."""
    own = analysis.reports[main].cue.end
    return any(own <= analysis.reports[other].cue.end <= one.span.start for other in others)


def _beside(analysis: Analysis, number: int, main: int, *, quotes: bool) -> list[Span]:
    """What a report beside the main one says; nothing where it stands within that one's words."""
    one, outer, tokens = analysis.reports[number], analysis.reports[main], analysis.tokens
    if any(piece.holds(outer.cue) for piece in one.content):
        return []
    if not holds(outer, one) or one.subject is None:
        return list(one.content)
    joint = one.subject.group.first - 1
    if joint < 0:
        return []
    joins = tokens.kind[joint] & (Word.AND | Word.BUT | Word.RELATIVE) or tokens.low[joint] in _BESIDE
    if not (joins or (quotes and tokens.word[joint] == ",")):
        return []
    return [Span(tokens.start[joint], max([one.cue.end, *(piece.end for piece in one.content)]))]
