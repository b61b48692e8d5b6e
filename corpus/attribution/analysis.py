"""Where a document reports speech: cues, subjects and quotations, before anybody asks who the subjects are."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.attribution.cues import verb_report
from corpus.attribution.datelines import after_dateline
from corpus.attribution.marks import Quotation, find_quotations
from corpus.attribution.phrases import colon_report, dash_report, phrase_report, view_report
from corpus.attribution.predicates import be_report
from corpus.attribution.quotes import Link, link_quotations
from corpus.attribution.reports import Reach, Report
from corpus.attribution.siblings import separated
from corpus.attribution.tokens import Tokens, tokenise
from corpus.attribution.words import Word
from corpus.document import Document
from corpus.sentences import Sentence
from corpus.span import Span

_LONGEST = 400  # tokens; sentences of people have under 150, longer ones are tables, lists or attacks
_MOST = 24  # reports in one sentence, compared with each other below; no sentence of news has so many


@dataclass(frozen=True, slots=True)
class Analysis:
    """The reports of a document outside its quotations, and the quotations linked to them."""

    document: Document
    sentences: tuple[Sentence, ...]
    tokens: Tokens
    reaches: tuple[Reach, ...]
    quotations: tuple[Quotation, ...]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]
    _first: tuple[int, ...]

    def reports_in(self, sentence: int) -> tuple[Report, ...]:
        """The reports whose cue stands in one sentence, in order."""
        return self.reports[self._first[sentence] : self._first[sentence + 1]]

    def quotations_in(self, place: Span) -> tuple[Quotation, ...]:
        """The quotations that begin within a place, in order."""
        first, last = (
            bisect_left(self.quotations, end, key=lambda one: one.span.start) for end in (place.start, place.end)
        )
        return self.quotations[first:last]


def analyse(document: Document, sentences: tuple[Sentence, ...]) -> Analysis:
    """Find every report in a document; linear in its length."""
    text = document.text
    tokens = tokenise(text)
    quotations = find_quotations(text, sentences)
    reaches = _reaches(tokens, sentences)
    reports: list[Report] = []
    place = 0
    counts = [0]
    for reach in reaches:
        begin = sentences[reach.number].span.start
        while place < len(quotations) and quotations[place].span.end <= begin:
            place += 1
        found: list[Report] = []
        for piece in _pieces(reach):
            while place < len(quotations) and quotations[place].span.end <= tokens.start[piece.first]:
                place += 1
            _scan(tokens, piece, quotations, place, found)
        reports += separated(tokens, found[:_MOST])
        counts.append(len(reports))
    links = link_quotations(sentences, quotations, reports)
    return Analysis(
        document,
        sentences,
        tokens,
        tuple(reaches),
        quotations,
        tuple(reports),
        tuple(links),
        tuple(counts),
    )


def _reaches(tokens: Tokens, sentences: tuple[Sentence, ...]) -> list[Reach]:
    reaches: list[Reach] = []
    place = 0
    count = len(tokens)
    for number, sentence in enumerate(sentences):
        while place < count and tokens.start[place] < sentence.span.start:
            place += 1
        first = place
        while place < count and tokens.end[place] <= sentence.span.end:
            place += 1
        own = after_dateline(tokens, first, place - 1, opening=number == 0)
        reaches.append(Reach(number, own, place - 1))
    return reaches


def _pieces(reach: Reach) -> Iterator[Reach]:
    """A sentence in pieces short enough that looking around each word of it stays cheap."""
    for first in range(reach.first, reach.last + 1, _LONGEST):
        yield Reach(reach.number, first, min(first + _LONGEST - 1, reach.last))


def _scan(
    tokens: Tokens,
    reach: Reach,
    quotations: tuple[Quotation, ...],
    place: int,
    reports: list[Report],
) -> None:
    """Look at each word of a sentence that may be a cue, told apart by whether a quotation holds it."""
    lowest = opening = reach.first
    earlier: Report | None = None
    inside = False
    edge = -1
    for i in range(reach.first, reach.last + 1):
        start = tokens.start[i]
        if start >= edge:
            while place < len(quotations) and quotations[place].span.end <= start:
                place += 1
            leading = inside and opening == lowest
            inside, edge = _zone(quotations, place, start, tokens.end[reach.last])
            lowest = i
            if leading:
                opening = i
        if inside or (not tokens.kind[i] and tokens.is_word(i)):
            continue
        report = _report_at(tokens, i, reach, (lowest, opening), earlier)
        if report is not None:
            reports.append(report)
            if not report.relayed and tokens.kind[i] & Word.VERB:
                earlier = report


def _zone(quotations: tuple[Quotation, ...], place: int, start: int, end: int) -> tuple[bool, int]:
    """Whether the place lies inside a quotation, and where that changes next."""
    if place >= len(quotations):
        return False, end
    span = quotations[place].span
    if not quotations[place].opened:
        return False, span.end
    return (True, span.end) if span.start <= start else (False, span.start)


def _report_at(tokens: Tokens, i: int, reach: Reach, bounds: tuple[int, int], earlier: Report | None) -> Report | None:
    kind = tokens.kind[i]
    if kind & Word.VERB:
        return verb_report(tokens, i, reach, bounds, earlier)
    if kind & Word.PREPOSITION or tokens.low[i] == "according":
        return phrase_report(tokens, i, reach)
    if kind & Word.BE:
        return be_report(tokens, i, reach)
    if tokens.low[i] == "it":
        return view_report(tokens, i, reach)
    if tokens.word[i] == ":":
        return colon_report(tokens, i, reach)
    return dash_report(tokens, i, reach)
