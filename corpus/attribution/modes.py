"""Whether a sentence gives somebody's words as they were (direct), retold (indirect), or both (mixed)."""

import re

from corpus.attribution.analysis import Analysis
from corpus.attribution.quotes import Link
from corpus.attribution.reports import Report
from corpus.statements import Mode

_WORD = re.compile(r"\w+")
_LOOSE = 4  # unquoted words that may stand in a report's content and leave it direct: "that", "Friday", "in reply"


def mode_of(analysis: Analysis, sentence: int, report: Report, links: list[Link]) -> Mode:
    """The mode of a sentence that belongs to ``report``; ``links`` are the quotations that reach into it."""
    own = [link for link in links if analysis.reports[link.report] is report]
    if not own:
        return "indirect" if not links else "mixed"
    if any(link.first < sentence for link in own) and report.sentence != sentence:
        return "direct"
    text = analysis.document.text
    span = analysis.sentences[sentence].span
    quoted = [link.quotation.span for link in own]
    pieces = report.content if report.sentence == sentence and report.content else (span,)
    loose = 0
    for piece in pieces:
        for word in _WORD.finditer(text, piece.start, piece.end):
            if not any(q.start <= word.start() < q.end for q in quoted) and not (
                report.cue.start <= word.start() < report.cue.end
            ):
                loose += 1
    if loose <= _LOOSE and not _told_before(analysis, sentence, report):
        return "direct"
    return "mixed"


def _told_before(analysis: Analysis, sentence: int, report: Report) -> bool:
    """Whether an earlier cue of the sentence already retold something before the quoted words."""
    return any(
        other.sentence == sentence
        and other.spoken
        and other.cue.end < report.cue.start
        and other.content
        and not other.cue.of(analysis.document.text).endswith("ing")
        for other in analysis.reports_in(sentence)
    )
