"""What one article says about who speaks in it: found from its own words, before any register is asked."""

from dataclasses import dataclass

from corpus.attribution.cues import Reach, verb_report
from corpus.attribution.marks import Quotation, find_quotations
from corpus.attribution.phrases import colon_report, dash_report, phrase_report
from corpus.attribution.quotes import Link, link_quotations
from corpus.attribution.reports import Report
from corpus.attribution.tokens import Tokens, tokenise
from corpus.attribution.words import Word
from corpus.document import Document
from corpus.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """The reports of a document and the quotations linked to them; ``nested`` numbers the reports inside quotations."""

    document: Document
    sentences: tuple[Sentence, ...]
    tokens: Tokens
    reaches: tuple[Reach, ...]
    quotations: tuple[Quotation, ...]
    reports: tuple[Report, ...]
    nested: tuple[Report, ...]
    links: tuple[Link, ...]


def read(document: Document, sentences: tuple[Sentence, ...]) -> Reading:
    """Find every report in a document; linear in its length."""
    text = document.text
    tokens = tokenise(text)
    quotations = find_quotations(text, sentences)
    reaches = _reaches(tokens, sentences)
    reports: list[Report] = []
    nested: list[Report] = []
    place = 0
    for reach in reaches:
        begin = sentences[reach.number].span.start
        while place < len(quotations) and quotations[place].span.end <= begin:
            place += 1
        _scan(tokens, reach, quotations, place, reports, nested)
    links = link_quotations(sentences, quotations, reports)
    return Reading(
        document, sentences, tokens, tuple(reaches), quotations, tuple(reports), tuple(nested), tuple(links)
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
        reaches.append(Reach(number, first, place - 1))
    return reaches


def _scan(
    tokens: Tokens,
    reach: Reach,
    quotations: tuple[Quotation, ...],
    place: int,
    reports: list[Report],
    nested: list[Report],
) -> None:
    """Look at each word of a sentence that may be a cue, told apart by whether a quotation holds it."""
    lowest = reach.first
    earlier: Report | None = None
    inside = False
    edge = -1
    for i in range(reach.first, reach.last + 1):
        start = tokens.start[i]
        if start >= edge:
            while place < len(quotations) and quotations[place].span.end <= start:
                place += 1
            if place < len(quotations) and quotations[place].opened:
                inside = quotations[place].span.start <= start
                edge = quotations[place].span.end if inside else quotations[place].span.start
            elif place < len(quotations):
                inside, edge = False, quotations[place].span.end
            else:
                inside, edge = False, tokens.end[reach.last]
            lowest = i
        kind = tokens.kind[i]
        if not kind and tokens.is_word(i):
            continue
        report = _report_at(tokens, i, reach, lowest, earlier)
        if report is None:
            continue
        if inside:
            nested.append(report)
        else:
            reports.append(report)
            if not report.relayed and kind & Word.VERB:
                earlier = report


def _report_at(tokens: Tokens, i: int, reach: Reach, lowest: int, earlier: Report | None) -> Report | None:
    kind = tokens.kind[i]
    if kind & Word.VERB:
        return verb_report(tokens, i, reach, lowest, earlier.subject if earlier is not None else None)
    if kind & Word.PREPOSITION or tokens.low[i] == "according":
        return phrase_report(tokens, i, reach)
    if tokens.word[i] == ":":
        return colon_report(tokens, i, reach)
    return dash_report(tokens, i, reach)
