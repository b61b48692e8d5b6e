"""What the check of a quotation finds: a verdict, the true words with their places, and the difference word by word."""

from dataclasses import dataclass
from typing import Literal

from corpus.statements import Mode, Speaker
from service.answer import Quote

Verdict = Literal["found", "altered", "spliced", "misattributed", "not_found"]
Operation = Literal["equal", "insert", "delete", "replace"]
Kind = Literal["negation", "number", "date", "name", "other", "case", "punctuation"]
LeftOut = Literal["negation", "condition", "doubt", "question"]
Voice = Literal["speaker", "speakers", "article", "unknown"]


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """True words of a document, and who said them; a speaker of ``None`` is not known.

    ``voice`` tells whether that is one ``speaker``, several ``speakers``, the ``article`` itself, or ``unknown``.
    ``whole`` are the sentences that the words are only part of, ``None`` where they are whole sentences; ``left_out``
    says what is known of the rest of them.
    """

    quote: Quote
    speaker: Speaker | None
    voice: Voice
    whole: str | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def mode(self) -> Mode | None:
        """Whether the article quotes the speaker there or tells it in its own words; ``None`` without a speaker."""
        return self.quote.statement.mode if self.speaker and self.quote.statement else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One step of the comparison, as copied characters of both sides.

    ``insert``: only the quotation has these words; ``delete``: only the source has them.
    """

    operation: Operation
    yours: str
    source: str


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """The verdict on a quotation.

    ``places`` are the true words: where they were found, the nearest passage, or the parts of a splice in their order.
    ``occurrences`` counts every place with exactly these words; ``differs`` is empty unless ``altered``, and ``diff``
    too but where whole sentences or a tag were left out.
    ``complete`` is false where the corpus was too large to read every document that might hold the words.
    """

    quotation: str
    snapshot: str
    verdict: Verdict
    detail: str
    places: tuple[QuotedPlace, ...]
    occurrences: int
    diff: tuple[Difference, ...]
    differs: tuple[Kind, ...]
    complete: bool
