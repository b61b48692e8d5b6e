"""From the check of a quotation to its shape."""

from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.presenting import document_facts, index_facts, location
from service.quotation import QuotationCheck, QuotedPlace
from service.quotation_schemas import DifferenceOut, NearestQuote, QuotationCheckOut, QuotedSpeaker


def present_check(check: QuotationCheck, snapshot: Snapshot) -> QuotationCheckOut:
    """A check as the contract has it; ``speaker`` is the one of all places shown, or null."""
    speakers = {place.speaker for place in check.places}
    return QuotationCheckOut(
        quotation=check.quotation,
        verdict=check.verdict,
        detail=check.detail,
        speaker=_speaker(next(iter(speakers))) if len(speakers) == 1 else None,
        speaker_known=any(place.speaker for place in check.places),
        nearest=[_nearest(place) for place in check.places],
        diff=[DifferenceOut(op=one.operation, yours=one.yours, source=one.source) for one in check.diff],
        differs=list(check.differs),
        occurrences=check.occurrences,
        complete=check.complete,
        index=index_facts(snapshot),
    )


def _nearest(place: QuotedPlace) -> NearestQuote:
    quote = place.quote
    return NearestQuote(
        text=quote.text,
        document=document_facts(quote.document, quote.sha256),
        location=location(quote.document.text, quote.span, quote.sentence.paragraph, quote.number),
        speaker=_speaker(place.speaker),
        voice=place.voice,
        mode=place.mode,
        whole_sentence=place.whole,
        left_out=list(place.left_out),
        link=f"/documents/{quote.document.id}#c={quote.span.start}-{quote.span.end}",
    )


def _speaker(speaker: Speaker | None) -> QuotedSpeaker | None:
    return QuotedSpeaker(id=speaker.id, name=speaker.name, role=speaker.role) if speaker else None
