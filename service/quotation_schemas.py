"""The shapes of the check of a quotation, for HTTP and `--json`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from service.quotation import Kind, LeftOut, Operation, Verdict, Voice
from service.quotation_check import LONGEST_QUOTATION
from service.schemas import DocumentFacts, IndexFacts, Location

QuotationText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_QUOTATION)]


class QuotationRequest(BaseModel):
    """Body of ``POST /v1/quotes/verify``."""

    model_config = ConfigDict(extra="forbid")

    quotation: QuotationText
    speaker: str | None = Field(None, min_length=1, max_length=200, pattern=r"\S")


class QuotedSpeaker(BaseModel):
    """Who said words of the corpus."""

    id: str
    name: str
    role: str | None


class NearestQuote(BaseModel):
    """True words, copied, with their place; ``speaker`` is null where it is not known.

    ``voice`` says whose words they are: of one ``speaker``, of several ``speakers``, of the ``article`` itself, or of
    somebody ``unknown``.

    ``mode`` says whether the article quotes the speaker there (``direct``), tells it in its own words (``indirect``),
    or does both (``mixed``); null without a speaker.

    ``whole_sentence`` is what the words are only part of, copied, from the start of the first sentence to the end of
    the last; null where they are whole sentences. ``left_out`` names what the rest of it is known to hold: a negation,
    a condition, a word of doubt, denial or allegation, or a question mark.
    """

    text: str
    document: DocumentFacts
    location: Location
    speaker: QuotedSpeaker | None
    voice: Voice
    mode: Literal["direct", "indirect", "mixed"] | None
    whole_sentence: str | None
    left_out: list[LeftOut]
    link: str
    verified: Literal[True] = True


class DifferenceOut(BaseModel):
    """``insert``: only yours has these words; ``delete``: only the source; the other side is then empty."""

    op: Operation
    yours: str
    source: str


class QuotationCheckOut(BaseModel):
    """Reply to ``POST /v1/quotes/verify``.

    ``speaker_known`` is true where the speaker of any place shown is known; where it is false, ``misattributed`` only
    means that the speaker given cannot be confirmed. ``occurrences`` counts the places with exactly these words,
    ``complete`` is false where not every document that might hold them was read. ``differs`` is empty unless the
    verdict is ``altered``; ``diff`` also shows what a quotation leaves out that is otherwise found.
    """

    object: Literal["quotation_check"] = "quotation_check"
    quotation: str
    verdict: Verdict
    detail: str
    speaker: QuotedSpeaker | None
    speaker_known: bool
    nearest: list[NearestQuote]
    diff: list[DifferenceOut]
    differs: list[Kind]
    occurrences: int
    complete: bool
    index: IndexFacts
