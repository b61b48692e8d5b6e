"""Whose quotation it is: each quotation is given to the report beside it, or to the one it continues."""

from dataclasses import dataclass, replace

from corpus.attribution.marks import Quotation
from corpus.attribution.reports import Report
from corpus.attribution.verbs import Kind
from corpus.sentences import Sentence

_ADJOINING = 3  # characters between a cue and the words it quotes: a comma or colon, spaces, not a word
_TITLE = 16  # characters with the marks: two or three words
_SHORT = 4  # words; a quotation this short inside a sentence is a phrase, not speech that could run on


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation, the number of the report it belongs to, and how sure the place makes it.

    ``basis``: "beside" for a cue in the same sentence, "next" for one in the sentence after, "running" for a quotation
    that goes on after its cue, "stray" for words before a closing mark that nothing opened.
    """

    quotation: Quotation
    report: int
    basis: str
    first: int
    last: int


def link_quotations(
    sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...], reports: list[Report]
) -> list[Link]:
    """At most one link a quotation, in order; quotations that nobody is named for are left out."""
    by_sentence: dict[int, list[int]] = {}
    for number, report in enumerate(reports):
        by_sentence.setdefault(report.sentence, []).append(number)
    opening: dict[int, int] = {}
    for sentence in sentences:
        opening.setdefault(sentence.paragraph, sentence.span.start)
    links: list[Link] = []
    place = 0
    for number, quotation in enumerate(quotations):
        while place + 1 < len(sentences) and sentences[place].span.end <= quotation.span.start:
            place += 1
        last = place
        while last + 1 < len(sentences) and sentences[last + 1].span.start < quotation.span.end:
            last += 1
        if _goes_on(quotations, number, opening):
            while last + 1 < len(sentences) and sentences[last + 1].paragraph == quotation.paragraph:
                last += 1
        link = _beside(sentences, quotation, reports, by_sentence, place, last)
        link = link or _continued(sentences, quotation, reports, by_sentence, links, place, last)
        if link is not None:
            links.append(link)
    return links


def _goes_on(quotations: tuple[Quotation, ...], number: int, opening: dict[int, int]) -> bool:
    """Whether an unclosed quotation is carried on by the next paragraph, which then begins with a mark."""
    quotation = quotations[number]
    if quotation.closed or number + 1 >= len(quotations):
        return False
    following = quotations[number + 1]
    begins = opening[following.paragraph] == following.span.start
    return following.paragraph == quotation.paragraph + 1 and following.opened and begins


def _beside(
    sentences: tuple[Sentence, ...],
    quotation: Quotation,
    reports: list[Report],
    by_sentence: dict[int, list[int]],
    first: int,
    last: int,
) -> Link | None:
    span = quotation.span
    found = _after(quotation, reports, by_sentence.get(last, []))
    if found is not None and quotation.hanging:
        return Link(quotation, found, "beside", first, last)
    if quotation.opened:
        holding = [
            number
            for number in by_sentence.get(first, [])
            if reports[number].spoken
            and reports[number].cue.end <= span.start
            and any(c.start <= span.start < c.end for c in reports[number].content)
        ]
        if holding:
            number = _innermost_or_first(reports, holding, span.start)
            if _speech(quotation, reports[number]):
                return Link(quotation, number, "beside", first, last)
    if found is not None:
        return Link(quotation, found, "beside", first, last)
    after = last + 1
    if quotation.closed and after < len(sentences) and sentences[last].span.end == span.end:
        for number in by_sentence.get(after, [])[:1]:
            if sentences[after].paragraph == quotation.paragraph and _hangs(reports[number], sentences[after]):
                return Link(quotation, number, "next", first, last)
    return None


def _speech(quotation: Quotation, report: Report) -> bool:
    """Whether quoted characters can be speech: a word or two far from a verb of doing are a title or a doubted word."""
    near = quotation.span.start - report.cue.end <= _ADJOINING
    return near or len(quotation.span) > _TITLE or bool(report.kind & (Kind.SAY | Kind.CLAUSE | Kind.THINK))


def _after(quotation: Quotation, reports: list[Report], numbers: list[int]) -> int | None:
    end = quotation.span.end
    for number in numbers:
        report = reports[number]
        if report.spoken and report.cue.start >= end and any(c.start < end <= c.end for c in report.content):
            return number
    return None


def _innermost_or_first(reports: list[Report], holding: list[int], start: int) -> int:
    """A cue right before the quotation has it; a phrase quoted further on belongs to the sentence's outer report."""
    return holding[-1] if start - reports[holding[-1]].cue.end <= _ADJOINING else holding[0]


def _hangs(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence holds nothing but a cue that the quotation before it is waiting for: "she asked."."""
    return not report.content and report.cue.end - sentence.span.start < 120  # 120: a long title before the verb


def _continued(
    sentences: tuple[Sentence, ...],
    quotation: Quotation,
    reports: list[Report],
    by_sentence: dict[int, list[int]],
    links: list[Link],
    first: int,
    last: int,
) -> Link | None:
    if not quotation.opened:
        return _stray(quotation, by_sentence, reports, links, first, last)
    words = quotation.span
    if len(words) < _SHORT * 6:  # 6: letters and a space of an average word
        return None
    before = first if sentences[first].span.start < quotation.span.start else first - 1
    if before < 0 or sentences[first].span.start < quotation.span.start:
        return _same_sentence(quotation, links, first, last)
    if links and links[-1].last >= before and sentences[before].paragraph == quotation.paragraph:
        return Link(quotation, links[-1].report, "running", first, last)
    opened = [n for n in by_sentence.get(before, []) if reports[n].spoken]
    if not opened:
        return None
    report = reports[opened[-1]]
    if not report.content and sentences[before].paragraph != quotation.paragraph:
        return Link(quotation, opened[-1], "running", first, last)
    if links and links[-1].report in opened and (links[-1].last == before):
        return Link(quotation, links[-1].report, "running", first, last)
    return None


def _same_sentence(quotation: Quotation, links: list[Link], first: int, last: int) -> Link | None:
    if links and links[-1].last == first:
        return replace(links[-1], quotation=quotation, basis="running", first=first, last=last)
    return None


def _stray(
    quotation: Quotation,
    by_sentence: dict[int, list[int]],
    reports: list[Report],
    links: list[Link],
    first: int,
    last: int,
) -> Link | None:
    spoken = [n for n in by_sentence.get(first, []) if reports[n].spoken]
    if spoken:
        return None
    before = [n for n in by_sentence.get(first - 1, []) if reports[n].spoken]
    if before:
        return Link(quotation, before[0], "stray", first, last)
    if links and links[-1].last == first - 1:
        return Link(quotation, links[-1].report, "stray", first, last)
    return None
