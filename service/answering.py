"""A question to an answer: retrieve, read, decide, compose, verify."""

import hashlib
import time
from collections.abc import Callable, Sequence

from corpus.speakers import Found
from corpus.statements import Speaker
from index.encoder import Encoder
from index.retrieval import allowed_documents
from index.snapshot import Snapshot
from service.answer import Answer, Citation, NoAnswer, Position, Quote, Reason, Scores, Timing
from service.close_reading import CloseReading
from service.confidence import calibration_for, judge
from service.deciding import Decision, decide, read_candidates, unknown_detail
from service.finding import Question, find_candidates, find_hits, wanted_speaker
from service.follow_up import Completed, complete_question
from service.integrity import check_quotes
from service.language_model import LanguageModel
from service.question import understand
from service.question_words import holds_a_word
from service.reader import shown_odds
from service.reading import Candidate
from service.telling_words import says_what_it_is_about

_EMPTY = "No word of the question says what it is about. Name a person, a place, an event or a subject."


def answer_question(
    snapshot: Snapshot,
    encoder: Encoder,
    question: Question,
    close: CloseReading | None = None,
    model: LanguageModel | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Answer:
    """Answer from one snapshot; every quote is verified, and ``IntegrityError`` raised where one fails."""
    started = clock()
    if not holds_a_word(question.text):
        return _without_search(snapshot, question, "not_a_question", "The question holds no word.", clock() - started)
    if _filtered_out(snapshot, question):
        return _without_search(snapshot, question, "filtered_out", _filtered_detail(question), clock() - started)
    wanted = wanted_speaker(snapshot, question)
    if isinstance(wanted, Found):
        detail = unknown_detail(question.speaker or "", wanted)
        return _without_search(snapshot, question, "unknown_speaker", detail, clock() - started)
    completed = complete_question(question, snapshot, model)
    if not says_what_it_is_about(completed.text):
        return _without_search(snapshot, question, "not_a_question", _EMPTY, clock() - started)
    understood = understand(completed.text, encoder, snapshot)
    if wanted:
        understood = understood.in_the_words_of(wanted)
    hits = find_hits(snapshot, understood.encoded, question.filters, understood.asked_for)
    retrieved = clock()
    reading = read_candidates(snapshot, understood, find_candidates(snapshot, understood, hits, wanted), close)
    decided = decide(snapshot, question, understood, reading, model)
    answer = _compose(snapshot, question, completed, decided, _timing(retrieved - started, clock() - retrieved))
    check_quotes(answer.quotes)
    return answer


def _compose(snapshot: Snapshot, question: Question, completed: Completed, decided: Decision, timing: Timing) -> Answer:
    citations = tuple(_citation(snapshot, number, one) for number, one in enumerate(decided.chosen, 1))
    against = decided.against
    return Answer(
        id=_answer_id(snapshot, question, (decided.reader, decided.model.name if decided.model else None)),
        question=question.text,
        searched_for=completed.text,
        snapshot=snapshot.id,
        reader=decided.reader,
        confidence=decided.confidence,
        citations=() if against else citations,
        positions=() if against else _positions(citations),
        no_answer=NoAnswer(*against, citations) if against else None,
        warnings=(*completed.warnings, *decided.warnings),
        timing=timing,
        model=decided.model.after(completed.model) if decided.model else completed.model,
    )


def _without_search(snapshot: Snapshot, question: Question, reason: Reason, detail: str, seconds: float) -> Answer:
    return Answer(
        id=_answer_id(snapshot, question),
        question=question.text,
        searched_for=question.text,
        snapshot=snapshot.id,
        reader=None,
        confidence=judge(None, calibration_for(None)),
        citations=(),
        positions=(),
        no_answer=NoAnswer(reason, detail, ()),
        warnings=(),
        timing=_timing(seconds, 0.0),
        model=None,
    )


def _filtered_detail(question: Question) -> str:
    """That nothing passes the filters, and what may surprise about those for days."""
    nothing = "No document passes the filters."
    if question.filters.since is None and question.filters.until is None:
        return nothing
    return f"{nothing} One without a date is within no span of days: leave out `since` and `until` to ask it too."


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
    return Citation(
        f"c{number}", quote, Scores(hit.dense_rank, hit.words_rank, hit.score, shown_odds(candidate.answers))
    )


def _positions(citations: Sequence[Citation]) -> tuple[Position, ...]:
    """The citations by speaker, in order of first appearance; the articles' own voice is one of them."""
    groups: dict[Speaker | None, list[str]] = {}
    for citation in citations:
        statement = citation.quote.statement
        groups.setdefault(statement.speaker if statement else None, []).append(citation.id)
    return tuple(Position(speaker, tuple(ids)) for speaker, ids in groups.items())


def _answer_id(snapshot: Snapshot, question: Question, took_part: tuple[str | None, ...] = ()) -> str:
    """The same for the same question to the same snapshot, reader and language model: it can be asked for again."""
    asked = (snapshot.id, question.text, question.limit, question.speaker, question.filters, question.previous)
    return "ans_" + hashlib.sha256(repr((asked, took_part)).encode()).hexdigest()[:20]


def _timing(retrieve: float, read: float) -> Timing:
    return Timing(round(retrieve * 1000, 2), round(read * 1000, 2), round((retrieve + read) * 1000, 2))
