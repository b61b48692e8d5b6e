"""Who said the words at a place of the corpus."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from corpus.span import Span
from corpus.statements import Speaker
from index.snapshot import Snapshot
from index.store import StoredDocument
from service.answer import Quote
from service.quotation import QuotedPlace, Voice
from service.quotation_left_out import is_part, kinds_left_out
from service.quotation_places import WordsPlace
from service.quotation_words import read_document_words, read_words

SameName = Callable[[str, Speaker], bool]


def place_of(snapshot: Snapshot, place: WordsPlace, *, asks: bool = False) -> QuotedPlace:
    """The words of a place as a quote, with the one speaker of all its sentences and what they leave out of them.

    A quotation that ``asks`` has a question mark after its words.
    """
    stored = snapshot.document(place.row)
    text = stored.document.text
    span = read_document_words(text).span(place.first, place.last)
    numbers = _sentences(stored, span)
    number = numbers.start
    quote = Quote(
        stored.document, stored.sha256, span, span.of(text), stored.sentences[number], number, stored.statements[number]
    )
    speaker, voice = _voice(snapshot, place.row, stored, numbers, span)
    whole = Span(min(span.start, quote.sentence.span.start), max(span.end, stored.sentences[numbers.stop - 1].span.end))
    before, after = read_words(text[whole.start : span.start]), read_words(text[span.end : whole.end])
    if not is_part(before, after, asks=asks):
        return QuotedPlace(quote, speaker, voice)
    return QuotedPlace(quote, speaker, voice, whole.of(text), kinds_left_out(before, after, asks=asks))


def _voice(
    snapshot: Snapshot, row: int, stored: StoredDocument, numbers: range, span: Span
) -> tuple[Speaker | None, Voice]:
    """The one speaker of sentences, if there is one, and whose words they are."""
    speakers = {_heard(snapshot, row, stored, number, span) for number in numbers}
    known = [speaker for speaker in speakers if speaker]
    if len(speakers) == 1 and known:
        return known[0], "speaker"
    if len(known) > 1:
        return None, "speakers"
    own = not known and all(stored.statements[number] is None for number in numbers)
    return None, "article" if own else "unknown"


def _heard(snapshot: Snapshot, row: int, stored: StoredDocument, number: int, span: Span) -> Speaker | None:
    """Whose words those of a place are in one of its sentences; nobody's known where the sentence only speaks of them.

    "Ghani, who led the agency, said ..." holds words of his and words about him.
    """
    statement, sentence = stored.statements[number], stored.sentences[number].span
    within = Span(max(span.start, sentence.start), min(span.end, sentence.end))
    return None if statement is not None and not statement.holds(within) else snapshot.heard(row, number)


def is_said_by(snapshot: Snapshot, place: WordsPlace, name: str, same_name: SameName) -> bool:
    """Whether every sentence of a place is known to be said by the speaker of this name."""
    stored = snapshot.document(place.row)
    span = read_document_words(stored.document.text).span(place.first, place.last)
    speakers = [_heard(snapshot, place.row, stored, number, span) for number in _sentences(stored, span)]
    return all(speaker is not None and same_name(name, speaker) for speaker in speakers)


def _sentences(stored: StoredDocument, span: Span) -> range:
    """Numbers of the sentences that a place has characters of; never empty."""
    first = bisect_right(stored.sentences, span.start, key=lambda one: one.span.start) - 1
    last = bisect_left(stored.sentences, span.end, key=lambda one: one.span.start)
    return range(max(0, first), last)
