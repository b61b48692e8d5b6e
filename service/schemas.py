"""The shapes of the contract, for HTTP and `--json`; pydantic stays at this edge."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from corpus.document import is_blank
from service.answer import Reason
from service.days import parse_day

LONGEST_QUESTION = 2_000  # characters; the encoder reads some 1,200 of them


def check_question(question: str) -> str:
    """The question as it is; raises ``ValueError`` with the remedy where it is blank or longer than is read."""
    if is_blank(question):
        raise ValueError("the question is blank; write one")
    if len(question) > LONGEST_QUESTION:
        most = f"the question has {len(question):,} characters, and {LONGEST_QUESTION:,} are read at most"
        raise ValueError(f"{most}; ask for less at once")
    return question


QuestionText = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_QUESTION), AfterValidator(check_question)
]
AnswerId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Day = Annotated[date | None, BeforeValidator(parse_day)]  # pydantic takes seconds since 1970 for one, too


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SearchRequest(_Request):
    """Body of ``POST /v1/search``."""

    question: QuestionText
    limit: int = Field(10, ge=1, le=100, strict=True)
    documents: list[str] | None = Field(None, max_length=1_000)
    since: Day = None
    until: Day = None


class AnswerRequest(_Request):
    """Body of ``POST /v1/answers``; ``limit`` is the most quotes, ``previous`` the ids of the answers before."""

    question: QuestionText
    limit: int = Field(3, ge=1, le=20, strict=True)
    speaker: str | None = Field(None, min_length=1, max_length=200)
    documents: list[str] | None = Field(None, max_length=1_000)
    since: Day = None
    until: Day = None
    previous: list[AnswerId] = Field(default_factory=list, max_length=20)


class DocumentFacts(BaseModel):
    """What is known of a document."""

    id: str
    sha256: str
    title: str
    publisher: str | None
    author: str | None
    url: str | None
    published: date | None
    language: str | None


class Place(BaseModel):
    """Start (included) and end (excluded)."""

    start: int
    end: int


class Location(BaseModel):
    """A place in a document, in three units; paragraph and sentence are counted from 0."""

    unit: Literal["unicode_code_point"] = "unicode_code_point"
    start: int
    end: int
    utf8: Place
    utf16: Place
    paragraph: int
    sentence: int


class Selector(BaseModel):
    """W3C Web Annotation's text quote selector."""

    exact: str
    prefix: str
    suffix: str


class Context(BaseModel):
    """The sentences around a quote."""

    before: str
    after: str


class TextPlace(BaseModel):
    """Words of the document that prove a speaker, with their place in it."""

    text: str
    start: int
    end: int


class CitedSpeaker(BaseModel):
    """Who said it, and the words that prove it.

    ``words`` are the places of what they say, as said or as told; the rest of the quote tells who said it, describes
    them or reports another. Empty where the whole quote is theirs.
    """

    id: str
    name: str
    role: str | None
    mode: Literal["direct", "indirect", "mixed"]
    mention: TextPlace | None
    cue: TextPlace | None
    words: list[TextPlace]
    confidence: float


class CitationScores(BaseModel):
    """Why it was quoted or found; ``fused`` is its passage's, to which a search adds what its best sentence tells."""

    dense_rank: int | None
    lexical_rank: int | None
    fused: float
    reader: float | None


class CitationOut(BaseModel):
    """A numbered quote with everything needed to check it."""

    id: str
    quote: str
    document: DocumentFacts
    location: Location
    selector: Selector
    context: Context
    speaker: CitedSpeaker | None
    scores: CitationScores
    link: str
    verified: Literal[True] = True


class PositionOut(BaseModel):
    """The citations of one speaker; nulls are the articles' own voice or a speaker not known."""

    speaker_id: str | None
    speaker: str | None
    citations: list[str]


class ConfidenceOut(BaseModel):
    """Probability that the quotes answer the question."""

    probability: float
    threshold: float
    calibration: str


class NoAnswerOut(BaseModel):
    """Why there is no answer."""

    reason: Reason
    detail: str
    nearest: list[CitationOut]


class IndexFacts(BaseModel):
    """The index an answer came from, and the reader that took part; null where none did."""

    snapshot: str
    documents: int
    encoder: str
    reader: str | None


class TimingOut(BaseModel):
    """Milliseconds."""

    retrieve: float
    read: float
    total: float


class ModelUseOut(BaseModel):
    """A language model's part in the answer, tokens as its server counts them; null milliseconds: no usable reply."""

    name: str
    outcome: str
    prompt_tokens: int | None
    completion_tokens: int | None
    milliseconds: float | None


class AnswerOut(BaseModel):
    """Reply to ``POST /v1/answers``."""

    object: Literal["answer"] = "answer"
    id: str
    question: str
    searched_for: str
    status: Literal["answered", "no_answer"]
    confidence: ConfidenceOut
    no_answer: NoAnswerOut | None
    text: str
    positions: list[PositionOut]
    citations: list[CitationOut]
    index: IndexFacts
    warnings: list[str]
    timing_ms: TimingOut
    usage: ModelUseOut | None


class HitOut(BaseModel):
    """A passage found, and why."""

    text: str
    document: DocumentFacts
    location: Location
    scores: CitationScores
    matched: list[str]


class HitsOut(BaseModel):
    """Reply to ``POST /v1/search``."""

    hits: list[HitOut]
    index: IndexFacts
    warnings: list[str]


class DocumentsOut(BaseModel):
    """Reply to ``GET /v1/documents``."""

    documents: list[DocumentFacts]


class DocumentOut(DocumentFacts):
    """Reply to ``GET /v1/documents/{id}``; ``length`` is in code points."""

    length: int
    sentences: int
    source_note: str | None


class TextOut(BaseModel):
    """Reply to ``GET /v1/documents/{id}/text``: the characters of a place, copied."""

    document: str
    sha256: str
    unit: Literal["unicode_code_point"] = "unicode_code_point"
    start: int
    end: int
    utf8: Place
    utf16: Place
    text: str


class SpeakerOut(BaseModel):
    """One speaker; `statements` counts the sentences they are reported to have said."""

    id: str
    name: str
    role: str | None
    aliases: list[str]
    statements: int


class SpeakersOut(BaseModel):
    """Reply to ``GET /v1/speakers``."""

    speakers: list[SpeakerOut]


class StatementOut(BaseModel):
    """One sentence somebody is reported to have said."""

    quote: str
    document: DocumentFacts
    location: Location
    speaker: CitedSpeaker


class StatementsOut(BaseModel):
    """Reply to ``GET /v1/speakers/{id}/statements``, in order of date; undated documents come last."""

    statements: list[StatementOut]


class IndexOut(BaseModel):
    """Reply to ``GET /v1/index``."""

    snapshot: str
    format: int
    documents: int
    sentences: int
    passages: int
    statements: int
    speakers: int
    encoder: str
    reader: str | None
    encoder_fingerprint: str
    passage_words: int
    bytes: int
    warnings: list[str]


class HealthOut(BaseModel):
    """Reply to ``/livez`` and ``/readyz``."""

    status: Literal["ok"]
    warnings: list[str]
