"""Reports side by side in one sentence: "A said this, but B said that" has two, and neither reports the other."""

from dataclasses import replace

from corpus.attribution.reports import Report
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed
from corpus.span import Span

_CONTRAST = listed("but while whereas although though")


def separated(tokens: Tokens, reports: list[Report]) -> list[Report]:
    """The reports of one sentence in order, each one's later words ending where its next sibling begins."""
    if not reports[1:]:
        return reports
    result: list[Report] = []
    edge: int | None = None
    for number in range(len(reports) - 1, -1, -1):
        report = reports[number]
        if edge is not None:
            report = _cut(report, edge)
        result.append(report)
        begin = _sibling_start(tokens, reports, number)
        edge = begin if begin is not None else edge
    return result[::-1]


def _sibling_start(tokens: Tokens, reports: list[Report], number: int) -> int | None:
    """Where a report joined to the one before it begins, or ``None`` where it stands inside that one's words."""
    report = reports[number]
    if number == 0 or report.subject is None:
        return None
    if any(other.subject is report.subject for other in reports[:number]):
        return report.cue.start
    joint = report.subject.group.first - 1
    if joint < 1 or report.relayed:
        return None
    comma = tokens.word[joint - 1] in ",;"
    if tokens.low[joint] in _CONTRAST and (comma or tokens.low[joint] == "but"):
        return tokens.start[joint]
    return tokens.start[joint] if tokens.kind[joint] & Word.AND and comma else None


def _cut(report: Report, edge: int) -> Report:
    if report.cue.start >= edge:
        return report
    kept = (piece for piece in report.content if piece.start < min(edge, piece.end))
    return replace(report, content=tuple(Span(piece.start, min(piece.end, edge)) for piece in kept))
