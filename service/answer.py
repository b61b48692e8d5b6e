"""What an answer is made of. A quote is copied characters; nothing here holds text of our own but the fixed frame."""

from dataclasses import dataclass
from typing import Literal

from corpus.document import Document
from corpus.sentences import Sentence
from corpus.span import Span
from corpus.statements import Speaker, Statement
from service.model_use import ModelUse

Reason = Literal["no_relevant_content", "insufficient_support", "unknown_speaker", "filtered_out", "not_a_question"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters copied from a document: ``text == span.of(document.text)``, checked before a response leaves."""

    document: Document
    sha256: str
    span: Span
    text: str
    sentence: Sentence
    number: int
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Why a sentence was quoted: its passage's ranks (from 1) and fused score, and the reader's score if any."""

    dense_rank: int | None
    lexical_rank: int | None
    fused: float
    reader: float | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote with its number in the answer (``c1``, ``c2``, ...)."""

    id: str
    quote: Quote
    scores: Scores


@dataclass(frozen=True, slots=True)
class Position:
    """What one speaker is quoted with; a speaker of ``None`` is the articles' own voice or not known."""

    speaker: Speaker | None
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confidence:
    """The probability (0..1) that the quotes answer the question, and the threshold below which there is no answer."""

    probability: float
    threshold: float
    calibration: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no answer, and the nearest quotes."""

    reason: Reason
    detail: str
    nearest: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds spent on finding passages, on choosing sentences, and in all."""

    retrieve: float
    read: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a question, answered or not; ``searched_for`` is the question as it was completed, the same mostly.

    ``snapshot`` and ``reader`` (or none) would give it again.
    """

    id: str
    question: str
    searched_for: str
    snapshot: str
    reader: str | None
    confidence: Confidence
    citations: tuple[Citation, ...]
    positions: tuple[Position, ...]
    no_answer: NoAnswer | None
    warnings: tuple[str, ...]
    timing: Timing
    model: ModelUse | None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote that would leave with this answer."""
        nearest = self.no_answer.nearest if self.no_answer else ()
        return tuple(citation.quote for citation in (*self.citations, *nearest))


def frame_text(citations: tuple[Citation, ...]) -> str:
    """The answer as one text: a line a quote, made of speaker, quotation and number only."""
    return "\n".join(_framed(citation) for citation in citations)


def _framed(citation: Citation) -> str:
    statement = citation.quote.statement
    speaker = statement.speaker.name if statement and statement.speaker else citation.quote.document.title
    return f"{speaker}: {citation.quote.text} [{citation.id}]"
