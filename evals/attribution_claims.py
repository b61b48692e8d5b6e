"""Who said what as spans, gold or predicted, and the rules by which the two are compared.

The rules are told in ``evals.speaker_attribution``; nothing here knows the register of speakers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.attribution.analysis import Analysis
from corpus.attribution.reports import holds
from corpus.attribution.subjects import Subject
from corpus.span import Span

_MARK = re.compile("[\"“”]|``|''")
_TAIL = re.compile(
    r"[,(;:—–]| - |\b(?:of|in|on|at|to|for|from|with|by|about|among|who|which|that|whose|whom|led|close)\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution, gold or predicted: where the source is named, and where its words are."""

    mentions: tuple[Span, ...]
    content: tuple[Span, ...]
    quoted: bool


def predicted(analysis: Analysis) -> list[Claim]:
    """Every report of a document as a claim."""
    quotes: dict[int, list[Span]] = {}
    for link in analysis.links:
        if link.quotation.single:
            continue
        pieces = [link.quotation.span]
        if not link.quotation.closed:
            pieces += [analysis.sentences[k].span for k in range(link.first + 1, link.last + 1)]
        quotes.setdefault(link.report, []).extend(pieces)
    claims = [_claim(analysis, n, quotes.get(n, [])) for n in range(len(analysis.reports)) if outermost(analysis, n)]
    return [claim for claim in claims if claim.mentions and claim.content]


def outermost(analysis: Analysis, number: int) -> bool:
    """Whether a report stands in the article's own words, not inside the words that another one reports."""
    report = analysis.reports[number]
    return not any(
        other.spoken and other is not report and holds(other, report) for other in analysis.reports_in(report.sentence)
    )


def _claim(analysis: Analysis, number: int, quotes: list[Span]) -> Claim:
    report = analysis.reports[number]
    return Claim(_mentions(analysis, report.subject), (*report.content, *quotes), bool(quotes))


def _mentions(analysis: Analysis, subject: Subject | None) -> tuple[Span, ...]:
    if subject is None:
        return ()
    tokens, group = analysis.tokens, subject.group
    spans = [Span(tokens.start[group.first], tokens.end[group.last])]
    if subject.relative is not None:
        spans.append(Span(tokens.start[subject.relative], tokens.end[subject.relative]))
    return tuple(spans)


def gold_claims(text: str, annotations: list[dict[str, list[list[int]]]]) -> list[Claim]:
    """The attributions of one annotator that name a source."""
    claims = []
    for entry in annotations:
        if entry["source"] and entry["content"]:
            content = tuple(Span(a, b) for a, b in entry["content"])
            quoted = any(_MARK.search(text, piece.start, piece.end) for piece in content)
            claims.append(Claim(tuple(Span(a, b) for a, b in entry["source"]), content, quoted))
    return claims


def meets(one: Claim, other: Claim) -> bool:
    """Whether the contents share at least half of the shorter one."""
    shared = _size(one.content, other.content)
    return 2 * shared >= min(sum(map(len, _joined(one.content))), sum(map(len, _joined(other.content))))


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _size(one: Iterable[Span], other: Iterable[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in _joined(one) for b in _joined(other))


def right_source(text: str, found: Claim, gold: Claim) -> bool:
    """Whether a predicted mention overlaps the head part of the gold source, or is a name in apposition in it."""
    first = gold.mentions[0]
    tail = _TAIL.search(text, first.start + 1, first.end)
    head = Span(first.start, tail.start() if tail and tail.start() > first.start else first.end)
    for mention in found.mentions:
        if mention.overlaps(head):
            return True
        if any(s.holds(mention) and text[: mention.start].rstrip().endswith(",") for s in gold.mentions):
            return True
    return False
