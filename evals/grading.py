"""Replies judged against what a case wants."""

import hashlib
from collections.abc import Mapping, Sequence

from corpus.span import Span
from evals.case import Case, Evidence, Names, QuestionCase, QuotationCase, SearchCase
from evals.matching import Place, find_places, folded, places_f1, shows, word_places, words_f1
from evals.outcome import AnswerGrade, Heard, SearchGrade, Shown, VerdictGrade
from service.quotation_schemas import QuotationCheckOut
from service.schemas import AnswerOut, CitationOut, HitsOut


def grade_answer(case: QuestionCase, reply: AnswerOut, texts: Mapping[str, str], names: Names) -> AnswerGrade:
    """Judge a reply; ``texts`` has the documents quoted and those of the evidence, as far as the service has them."""
    citations = reply.no_answer.nearest if reply.no_answer else reply.citations
    quotes = tuple(_shown(one, case, texts) for one in citations)
    met = [entry for entry in case.evidence if any(_shows(quote, entry) for quote in quotes)]
    answered = reply.status == "answered"
    shown = [Place(one.document, Span(one.start, one.end)) for one in quotes] if answered else []
    wanted = _wanted_places(case, shown, texts)
    return AnswerGrade(
        wanted=case.min_evidence,
        answered=answered,
        reason=reply.no_answer.reason if reply.no_answer else None,
        probability=reply.confidence.probability,
        threshold=reply.confidence.threshold,
        quotes=quotes,
        met=len(met),
        heard=tuple(_heard(entry, quotes, names) for entry in met if entry.speakers),
        words_f1=round(words_f1(_words_of(shown, texts), _words_of(wanted, texts)), 6),
        places_f1=round(places_f1(shown, wanted), 6),
        trapped=_trapped(case, quotes if answered else ()) if case.must_not else None,
    )


def grade_search(case: SearchCase, reply: HitsOut) -> SearchGrade:
    """Judge the order of a search: each fact counts where it is first found, each document at its best passage."""
    if case.facts:
        gains = fact_gains([hit.text for hit in reply.hits], case.facts)
        return SearchGrade(gains, (1,) * len(case.facts))
    grades = {one.document: one.grade for one in case.relevant}
    documents = dict.fromkeys(hit.document.id for hit in reply.hits)
    return SearchGrade(tuple(grades.get(one, 0) for one in documents), tuple(grades.values()))


def grade_verdict(case: QuotationCase, reply: QuotationCheckOut) -> VerdictGrade:
    """Judge a check."""
    return VerdictGrade(case.expected, reply.verdict)


def worst_grade(case: Case) -> AnswerGrade | SearchGrade | VerdictGrade:
    """What a case that failed counts as: nothing found, and sure of it."""
    if isinstance(case, SearchCase):
        return SearchGrade((), (1,) * len(case.facts) if case.facts else tuple(one.grade for one in case.relevant))
    if isinstance(case, QuotationCase):
        return VerdictGrade(case.expected, "failed")
    sure = not case.answerable
    trapped = sure if case.must_not else None
    return AnswerGrade(case.min_evidence, sure, None, float(sure), 0.5, (), 0, (), 0.0, 0.0, trapped)


def is_verbatim(citation: CitationOut, text: str) -> bool:
    """Whether a citation is what stands at its place, by all three units, in the text its hash is of."""
    place, encoded = citation.location, text.encode()
    units = text.encode("utf-16-le")
    copies = (
        text[place.start : place.end],
        encoded[place.utf8.start : place.utf8.end].decode(errors="replace"),
        units[place.utf16.start * 2 : place.utf16.end * 2].decode("utf-16-le", errors="replace"),
    )
    same_text = hashlib.sha256(encoded).hexdigest() == citation.document.sha256
    return same_text and all(copy == citation.quote for copy in copies)


def _shown(citation: CitationOut, case: QuestionCase, texts: Mapping[str, str]) -> Shown:
    document = citation.document.id
    return Shown(
        document=document,
        start=citation.location.start,
        end=citation.location.end,
        text=citation.quote,
        speaker=citation.speaker.name if citation.speaker else None,
        hit=any(shows(document, citation.quote, entry) for entry in case.evidence),
        verbatim=is_verbatim(citation, texts.get(document, "")),
    )


def _shows(quote: Shown, entry: Evidence) -> bool:
    return quote.hit and shows(quote.document, quote.text, entry)


def _heard(entry: Evidence, quotes: Sequence[Shown], names: Names) -> Heard:
    """The best of the speakers that the quotes of an entry are given to."""
    speakers = [quote.speaker for quote in quotes if _shows(quote, entry)]
    if any(names.same(speaker, wanted) for speaker in speakers for wanted in entry.speakers):
        return "right"
    return "missing" if all(speaker is None for speaker in speakers) else "wrong"


def _trapped(case: QuestionCase, quotes: Sequence[Shown]) -> bool:
    return any(folded(piece) in folded(quote.text) for piece in case.must_not for quote in quotes)


def _wanted_places(case: QuestionCase, shown: Sequence[Place], texts: Mapping[str, str]) -> list[Place]:
    """The place of the evidence: for each entry the one of its quotes that agrees best, of the entries as many as
    are needed, those first that agree best."""
    ranked = []
    for number, entry in enumerate(case.evidence):
        text = texts.get(entry.document, "")
        places = [Place(entry.document, span) for quote in entry.quotes for span in find_places(quote, text)]
        if places:
            agreements = [words_f1(_words_of(shown, texts), _words_of([place], texts)) for place in places]
            best = max(range(len(places)), key=lambda n: (agreements[n], -n))
            ranked.append((-agreements[best], number, places[best]))
    return [place for _, _, place in sorted(ranked, key=lambda one: one[:2])[: case.min_evidence]]


def _words_of(places: Sequence[Place], texts: Mapping[str, str]) -> set[tuple[str, int]]:
    return {word for place in places for word in word_places(place, texts.get(place.document, ""))}


def fact_gains(passages: Sequence[str], facts: Sequence[str]) -> tuple[int, ...]:
    """1 at each rank whose passage holds a fact that none above it holds; white space does not count."""
    missing = {_squeezed(fact) for fact in facts}
    gains = []
    for passage in map(_squeezed, passages):
        found = {fact for fact in missing if fact in passage}
        missing -= found
        gains.append(int(bool(found)))
    return tuple(gains)


def _squeezed(text: str) -> str:
    return "".join(text.split())
