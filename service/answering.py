"""A question to an answer: retrieve, read, decide, compose, verify."""

import hashlib
import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.speakers import Found
from corpus.statements import Speaker
from index.encoder import Encoder
from index.retrieval import EncodedQuestion, Filters, Hit, allowed_documents, search
from index.snapshot import Snapshot
from service.answer import Answer, Citation, Confidence, NoAnswer, Position, Quote, Reason, Scores, Timing
from service.integrity import check_quotes
from service.question import UnderstoodQuestion, understand
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
    understood = understand(question.text, encoder, snapshot)
    wanted = _wanted_speaker(snapshot, question)
    if isinstance(wanted, Found):
        detail = _unknown_detail(question.speaker or "", wanted)
        return _without_search(snapshot, question, "unknown_speaker", detail, clock() - started)
    voices = (wanted,) if wanted else understood.voices
    hits = _hits(snapshot, understood.encoded, question.filters, voices)
    retrieved = clock()
    candidates = read_hits(snapshot, understood.encoded, hits, voices)
    if wanted:
        candidates = [one for one in candidates if one.voice == wanted.id]
    answer = _decided(snapshot, question, understood, voices, candidates, retrieved - started, retrieved, clock)
    check_quotes(answer.quotes)
    return answer


def _hits(
    snapshot: Snapshot, question: EncodedQuestion, filters: Filters, voices: Sequence[Speaker]
) -> list[Hit]:
    """The passages to read: the nearest of all, and the nearest of the documents in which the named voices are heard."""
    hits = search(snapshot, question, READ_DEPTH, filters)
    allowed = allowed_documents(snapshot, filters)
    for voice in voices:
        rows = {int(snapshot.store.sentence_document[row]) for row in snapshot.store.sentences_of(voice.id)}
        rows.update(snapshot.rows_by_author.get(voice.id, ()))
        ids = [snapshot.store.document_ids[row] for row in sorted(rows) if allowed is None or row in allowed]
        hits += search(snapshot, question, READ_DEPTH, Filters(documents=tuple(ids)))
    return list({hit.row: hit for hit in reversed(hits)}.values())[::-1]


def _wanted_speaker(snapshot: Snapshot, question: Question) -> Speaker | Found | None:
    """The speaker of the filter; what was found instead where nobody has that name."""
    if question.speaker is None:
        return None
    found = snapshot.register.find(question.speaker)
    return found.speaker or found


def _unknown_detail(name: str, found: Found) -> str:
    nearest = f" The nearest names are {', '.join(found.nearest)}." if found.nearest else ""
    return f"No article reports words of {name!r}.{nearest}"


def _decided(
    snapshot: Snapshot,
    question: Question,
    understood: UnderstoodQuestion,
    voices: Sequence[Speaker],
    candidates: Sequence[Candidate],
    retrieve: float,
    retrieved: float,
    clock: Callable[[], float],
) -> Answer:
    confidence = _confidence(candidates)
    no_answer = _reason_against(question, understood, candidates, confidence)
    limit = min(_NEAREST, question.limit) if no_answer else question.limit
    chosen = choose(snapshot, candidates, limit, voices, sides=understood.sides)
    citations = tuple(_citation(snapshot, number, one) for number, one in enumerate(chosen, 1))
    return Answer(
        id=_answer_id(snapshot, question),
        question=question.text,
        snapshot=snapshot.id,
        confidence=confidence,
        citations=() if no_answer else citations,
        positions=() if no_answer else _positions(citations),
        no_answer=NoAnswer(no_answer[0], no_answer[1], citations) if no_answer else None,
        warnings=(),
        timing=_timing(retrieve, clock() - retrieved),
    )


def _reason_against(
    question: Question, understood: UnderstoodQuestion, candidates: Sequence[Candidate], confidence: Confidence
) -> tuple[Reason, str] | None:
    """Why there is no answer, or ``None`` where there is one."""
    if understood.unknown and question.speaker is None:
        return "unknown_speaker", _unknown_detail(*understood.unknown)
    if not candidates or confidence.probability < confidence.threshold:
        return "no_relevant_content", "No sentence of the corpus is near enough to the question to answer it."
    return None


def _confidence(candidates: Sequence[Candidate]) -> Confidence:
    """The logistic of the best score: a simple measured rule, until there is a calibrated model."""
    score = candidates[0].score if candidates else -math.inf
    probability = 1 / (1 + math.exp(-(_SLOPE * score + _INTERCEPT))) if candidates else 0.0
    return Confidence(round(probability, 4), THRESHOLD, _CALIBRATION)


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
