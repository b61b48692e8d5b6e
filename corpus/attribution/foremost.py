"""Which of a sentence's reports it belongs to, where it has several."""

from corpus.attribution.analysis import Analysis
from corpus.attribution.quotes import Link
from corpus.attribution.reports import Report, gives_way, holds
from corpus.attribution.verbs import Kind
from corpus.attribution.words import Word, listed
from corpus.span import Span

ASKING = listed("asked asks wondered wonders")
_ANSWERING = listed("replied replies answered answers responded responds")
_WHEN = listed("when after while once before although though")
_ASIDE = listed("as since because")
_QUESTION_AND_REPLY = 2  # cues at least


def foremost(analysis: Analysis, sentence: int, numbers: list[int], links: list[Link]) -> tuple[int | None, str]:
    """The report a sentence belongs to: its longest quotation's, or else the one whose words hold the others."""
    span = analysis.sentences[sentence].span
    best: Link | None = None
    for link in links:
        if best is None or _overlap(link, span) > _overlap(best, span):
            best = link
    if best is not None and analysis.reports[best.report].spoken and (best.basis != "stray" or not numbers):
        return best.report, best.basis
    spoken = [number for number in numbers if _counts(analysis, analysis.reports[number])]
    spoken = [number for number in spoken if not _aside(analysis, analysis.reports[number])] or spoken
    spoken = _main(analysis, spoken, span) or spoken
    spoken = _told_then(analysis, spoken) or spoken
    answered = _reply(analysis, spoken)
    if answered is not None:
        return answered, "beside"
    outer = [
        number
        for number in spoken
        if not any(holds(analysis.reports[other], analysis.reports[number]) for other in spoken if other != number)
    ]
    chosen = next(iter(outer or spoken), None)
    if chosen is not None and analysis.reports[chosen].relayed and _through_paper(analysis, analysis.reports[chosen]):
        chosen = next((n for n in spoken if not analysis.reports[n].relayed), chosen)
    return chosen, "beside"


def _main(analysis: Analysis, spoken: list[int], span: Span) -> list[int]:
    """The reports that do not give way, nor stand under the words of one that does: "who said it was requested by"."""
    yielding = [number for number in spoken if gives_way(analysis.reports[number], span)]
    relative = [n for n in yielding if analysis.reports[n].cue.start != span.start]
    under = {n for n in spoken for way in relative if _is_right_under(analysis, way, n)}
    return [number for number in spoken if number not in yielding and number not in under]


def _told_then(analysis: Analysis, spoken: list[int]) -> list[int]:
    """What is said, where another report only tells when: "When a reporter asked why, the minister said ..."."""
    main = [number for number in spoken if not _leads_in(analysis, analysis.reports[number])]
    return main if any(analysis.reports[number].kind & (Kind.SAY | Kind.CLAUSE) for number in main) else []


def _is_right_under(analysis: Analysis, outer: int, inner: int) -> bool:
    """Whether one report's words hold another's cue with no comma between."""
    one, other = analysis.reports[outer], analysis.reports[inner]
    between = analysis.document.text[one.cue.end : other.cue.start]
    return holds(one, other) and one.cue.end < other.cue.start and "," not in between


def _leads_in(analysis: Analysis, report: Report) -> bool:
    """Whether it only tells when: "When a reporter asked why, the minister said ..."."""
    first = analysis.reaches[report.sentence].first
    if report.subject is None or report.subject.group.first != first + 1:
        return False
    return analysis.tokens.low[first] in _WHEN


def _reply(analysis: Analysis, spoken: list[int]) -> int | None:
    """The reply where a sentence has a question too: "A student asked why, to which Mr Awan replied that ..."."""
    cues = [analysis.reports[number].cue.of(analysis.document.text).lower() for number in spoken]
    if len(cues) < _QUESTION_AND_REPLY or cues[0] not in ASKING:
        return None
    asked = analysis.reports[spoken[0]]
    for number, cue in zip(spoken, cues, strict=True):
        report = analysis.reports[number]
        if cue in _ANSWERING and report.subject is not None:
            joint = analysis.tokens.low[max(0, report.subject.group.first - 1)]
            return number if joint == "which" or not holds(asked, report) else None
    return None


def _aside(analysis: Analysis, report: Report) -> bool:
    """Whether it only compares: "19 and not 22, as the ministry claims", or gives a reason, "since the Act speaks"."""
    if report.subject is None or report.relayed:
        return False
    joint = report.subject.group.first - 1
    return joint > 0 and analysis.tokens.low[joint] in _ASIDE


def _overlap(link: Link, span: Span) -> int:
    quoted = link.quotation.span
    if not quoted.overlaps(span):
        return len(span)  # carried on from the paragraph before
    return min(quoted.end, span.end) - max(quoted.start, span.start)


def _counts(analysis: Analysis, report: Report) -> bool:
    if not report.spoken or not report.content:
        return False
    if report.subject is None:
        return True
    head = report.subject.group.head
    tokens = analysis.tokens
    return tokens.low[head] not in ("i", "we", "you", "me", "us") and not tokens.kind[head] & Word.THING


def _through_paper(analysis: Analysis, report: Report) -> bool:
    return report.subject is not None and bool(analysis.tokens.kind[report.subject.group.head] & Word.PAPER)
