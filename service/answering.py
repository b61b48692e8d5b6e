"""A question to an answer: retrieve, read, decide, compose, verify."""

import hashlib
import re
import time
from collections.abc import Callable, Sequence

from corpus.speakers import Found
from corpus.statements import Speaker
from index.encoder import Encoder
from index.retrieval import allowed_documents
from index.snapshot import Snapshot
from service.answer import Answer, Citation, Confidence, NoAnswer, Position, Quote, Reason, Scores, Timing
from service.confidence import judge
from service.finding import Question, find_candidates, find_hits, wanted_speaker
from service.integrity import check_quotes
from service.question import UnderstoodQuestion, understand
from service.reading import Candidate, choose

_NEAREST = 3  # quotes shown beside "no answer"


def answer_question(
    snapshot: Snapshot, encoder: Encoder, question: Question, clock: Callable[[], float] = time.perf_counter
) -> Answer:
    """Answer from one snapshot; every quote is verified, and ``IntegrityError`` raised where one fails."""
    started = clock()
    if not re.search(r"\w", question.text):
        return _without_search(snapshot, question, "not_a_question", "The question holds no word.", clock() - started)
    if _filtered_out(snapshot, question):
        return _without_search(snapshot, question, "filtered_out", "No document passes the filters.", clock() - started)
    wanted = wanted_speaker(snapshot, question)
    if isinstance(wanted, Found):
        detail = _unknown_detail(question.speaker or "", wanted)
        return _without_search(snapshot, question, "unknown_speaker", detail, clock() - started)
    understood = understand(question.text, encoder, snapshot)
    hits = find_hits(snapshot, understood.encoded, question.filters, (wanted,) if wanted else understood.voices)
    retrieved = clock()
    candidates = find_candidates(snapshot, understood, hits, wanted)
    answer = _decided(snapshot, question, understood, candidates, retrieved - started, retrieved, clock)
    check_quotes(answer.quotes)
    return answer


def _unknown_detail(name: str, found: Found) -> str:
    nearest = f" The nearest names are {', '.join(found.nearest)}." if found.nearest else ""
    return f"No article reports words of {name!r}.{nearest}"


def _decided(
    snapshot: Snapshot,
    question: Question,
    understood: UnderstoodQuestion,
    candidates: Sequence[Candidate],
    retrieve: float,
    retrieved: float,
    clock: Callable[[], float],
) -> Answer:
    confidence = judge(candidates)
    no_answer = _reason_against(question, understood, candidates, confidence)
    limit = min(_NEAREST, question.limit) if no_answer else question.limit
    chosen = choose(snapshot, candidates, limit, understood.voices, sides=understood.sides)
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


def _without_search(snapshot: Snapshot, question: Question, reason: Reason, detail: str, seconds: float) -> Answer:
    return Answer(
        id=_answer_id(snapshot, question),
        question=question.text,
        snapshot=snapshot.id,
        confidence=judge(()),
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
