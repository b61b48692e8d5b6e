"""A question to an answer: retrieve, read, decide, compose, verify."""

import hashlib
import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.statements import Speaker
from index.encoder import Encoder
from index.retrieval import EncodedQuestion, Filters, Hit, allowed_documents, encode_question, search
from index.snapshot import Snapshot
from service.answer import Answer, Citation, Confidence, NoAnswer, Position, Quote, Reason, Scores, Timing
from service.integrity import check_quotes
from service.reading import Candidate, choose, read_hits

READ_DEPTH = 30  # passages read for their sentences; more changed no answer to the gold questions
THRESHOLD = 0.1  # probability under which there is no answer; false abstention under 2 % (docs/measurements.md)
_CALIBRATION = "logistic-1"  # of the best sentence's score, fitted by `python -m evals.confidence`
_SLOPE, _INTERCEPT = 4.83, -4.15
_NEAREST = 3  # quotes shown beside "no answer"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the text, the most quotes wanted (1..20), and where to look."""

    text: str
    limit: int = 3
    speaker: str | None = None
    filters: Filters = field(default_factory=Filters)


def answer_question(
    snapshot: Snapshot, encoder: Encoder, question: Question, clock: Callable[[], float] = time.perf_counter
) -> Answer:
    """Answer from one snapshot; every quote is verified, and ``IntegrityError`` raised where one fails."""
    started = clock()
    if not re.search(r"\w", question.text):
        return _without_search(snapshot, question, "not_a_question", "The question holds no word.", clock() - started)
    if _filtered_out(snapshot, question):
        return _without_search(snapshot, question, "filtered_out", "No document passes the filters.", clock() - started)
    encoded = encode_question(question.text, encoder, snapshot)
    hits = search(snapshot, encoded, READ_DEPTH, question.filters)
    retrieved = clock()
    answer = _decided(snapshot, question, encoded, hits, retrieved - started, retrieved, clock)
    check_quotes(answer.quotes)
    return answer


def _decided(
    snapshot: Snapshot,
    question: Question,
    encoded: EncodedQuestion,
    hits: Sequence[Hit],
    retrieve: float,
    retrieved: float,
    clock: Callable[[], float],
) -> Answer:
    candidates = read_hits(snapshot, encoded, hits)
    confidence = _confidence(candidates)
    answered = bool(candidates) and confidence.probability >= confidence.threshold
    chosen = choose(snapshot, candidates, question.limit if answered else min(_NEAREST, question.limit))
    citations = tuple(_citation(snapshot, number, one) for number, one in enumerate(chosen, 1))
    read = clock() - retrieved
    return Answer(
        id=_answer_id(snapshot, question),
        question=question.text,
        snapshot=snapshot.id,
        confidence=confidence,
        citations=citations if answered else (),
        positions=_positions(citations) if answered else (),
        no_answer=None if answered else _no_answer(citations),
        warnings=(),
        timing=_timing(retrieve, read),
    )


def _confidence(candidates: Sequence[Candidate]) -> Confidence:
    """The logistic of the best score: a simple measured rule, until there is a calibrated model."""
    score = candidates[0].score if candidates else -math.inf
    probability = 1 / (1 + math.exp(-(_SLOPE * score + _INTERCEPT))) if candidates else 0.0
    return Confidence(round(probability, 4), THRESHOLD, _CALIBRATION)


def _no_answer(nearest: tuple[Citation, ...]) -> NoAnswer:
    detail = "No sentence of the corpus is near enough to the question to answer it."
    return NoAnswer("no_relevant_content", detail, nearest)


def _without_search(snapshot: Snapshot, question: Question, reason: Reason, detail: str, seconds: float) -> Answer:
    return Answer(
        id=_answer_id(snapshot, question),
        question=question.text,
        snapshot=snapshot.id,
        confidence=Confidence(0.0, THRESHOLD, _CALIBRATION),
        citations=(),
        positions=(),
        no_answer=NoAnswer(reason, detail, ()),
        warnings=(),
        timing=_timing(seconds, 0.0),
    )


def _filtered_out(snapshot: Snapshot, question: Question) -> bool:
    allowed = allowed_documents(snapshot, question.filters)
    return allowed is not None and not allowed


def _citation(snapshot: Snapshot, number: int, candidate: Candidate) -> Citation:
    stored = snapshot.document(candidate.document)
    quote = Quote(
        document=stored.document,
        sha256=stored.sha256,
        span=candidate.span,
        text=candidate.span.of(stored.document.text),
        sentence=stored.sentences[candidate.number],
        number=candidate.number,
        statement=candidate.statement,
    )
    hit = candidate.hit
    return Citation(f"c{number}", quote, Scores(hit.dense_rank, hit.words_rank, hit.score, None))


def _positions(citations: Sequence[Citation]) -> tuple[Position, ...]:
    """The citations by speaker, in order of first appearance; the articles' own voice is one of them."""
    groups: dict[Speaker | None, list[str]] = {}
    for citation in citations:
        statement = citation.quote.statement
        groups.setdefault(statement.speaker if statement else None, []).append(citation.id)
    return tuple(Position(speaker, tuple(ids)) for speaker, ids in groups.items())


def _answer_id(snapshot: Snapshot, question: Question) -> str:
    """The same question to the same snapshot has the same id, so that an answer can be asked for again."""
    asked = repr((snapshot.id, question.text, question.limit, question.speaker, question.filters))
    return "ans_" + hashlib.sha256(asked.encode()).hexdigest()[:20]


def _timing(retrieve: float, read: float) -> Timing:
    return Timing(round(retrieve * 1000, 2), round(read * 1000, 2), round((retrieve + read) * 1000, 2))
