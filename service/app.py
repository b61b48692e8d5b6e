"""The HTTP surface: async at the edge, plain functions on worker threads behind it."""

import contextlib
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Annotated, TypeVar

import anyio
import anyio.to_thread
from fastapi import FastAPI, Query, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware

from corpus.span import Span
from index.retrieval import Filters, encode_question
from index.store import StoredDocument
from service import presenting, schemas
from service.administration import Administration, add_administration, guard_administration
from service.answering import answer_question
from service.body_limit import BodyLimit
from service.close_search import search_closely
from service.finding import Question
from service.follow_up import AskedQuestions
from service.head import HeadAsGet
from service.integrity import check_slice
from service.language_model import LanguageModel
from service.live_index import LiveIndex, Serving
from service.metrics import Metrics
from service.page import add_page
from service.problems import BadRequestError, NotFoundError, install_problems, problem_responses
from service.quotation_check import UncheckableError, check_quotation
from service.quotation_presenting import present_check
from service.quotation_schemas import QuotationCheckOut, QuotationRequest
from service.speaker_names import register_names

_T = TypeVar("_T")
_BODY_PROBLEMS = problem_responses(400, 413)  # of every address that reads a body (413: service/body_limit.py)


def create_app(
    live: LiveIndex, model: LanguageModel | None = None, administration: Administration | None = None
) -> FastAPI:
    """The application over one live index and perhaps a language model; its lifespan starts and stops the watching.

    Without ``administration`` its addresses answer that it is off.
    """

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await anyio.to_thread.run_sync(live.start)
        yield
        await anyio.to_thread.run_sync(live.stop)
        if model is not None:
            model.close()

    app = FastAPI(
        title="OnRecord",
        version="1",
        summary="Verbatim, cited answers from a corpus of articles.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # the redirect would name the host that the request names
        responses=problem_responses(404, 405, 422, 500, 503),
    )
    metrics = Metrics()
    install_problems(app)
    app.add_middleware(BodyLimit)  # inside the guard: without the key no body is read at all
    guard_administration(app, administration)
    app.add_middleware(BaseHTTPMiddleware, dispatch=_with_request_id)
    app.add_middleware(HeadAsGet)
    workers = _workers(model)
    _add_questions(app, live, model, metrics, workers)
    _add_quotations(app, live, workers)
    _add_documents(app, live, workers)
    _add_speakers(app, live, workers)
    _add_facts(app, live, metrics)
    add_administration(app, administration)
    add_page(app, live)
    return app


async def _with_request_id(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    request.state.request_id = f"req_{uuid.uuid4().hex[:20]}"
    response = await call_next(request)
    response.headers["X-Request-Id"] = request.state.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class _Workers:
    """Threads for CPU work, of which more at once only wait longer; a place more for each that may wait for a model."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._limiter: anyio.CapacityLimiter | None = None

    async def run(self, work: Callable[[], _T]) -> _T:
        if self._limiter is None:  # made where the event loop runs
            self._limiter = anyio.CapacityLimiter(self._most)
        return await anyio.to_thread.run_sync(work, limiter=self._limiter)


def _workers(model: LanguageModel | None) -> _Workers:
    return _Workers(max(2, os.cpu_count() or 1) + (model.most_at_once if model else 0))


def _add_questions(
    app: FastAPI, live: LiveIndex, model: LanguageModel | None, metrics: Metrics, workers: _Workers
) -> None:
    asked = AskedQuestions()

    @app.post("/v1/answers", tags=["questions"], responses=_BODY_PROBLEMS)
    async def answer(body: schemas.AnswerRequest) -> schemas.AnswerOut:
        """Answer a question with verbatim quotes, or say why there is none."""
        serving = live.take()
        previous = _previous(body.previous, asked)
        question = Question(body.question, body.limit, body.speaker, _filters(body, serving), previous)

        def work() -> schemas.AnswerOut:
            answer = answer_question(serving.snapshot, serving.encoder, question, serving.close, model)
            asked.remember(answer.id, answer.searched_for)
            return presenting.present_answer(answer, serving.snapshot)

        with metrics.question():
            reply = await workers.run(work)
        metrics.replied(reply.status, reply.no_answer.reason if reply.no_answer else None)
        if reply.usage:
            metrics.asked_model(reply.usage)
        return reply

    @app.post("/v1/search", tags=["questions"], responses=_BODY_PROBLEMS)
    async def find(body: schemas.SearchRequest) -> schemas.HitsOut:
        """The passages nearest to a question, best first, and why."""
        serving = live.take()
        filters = _filters(body, serving)

        def work() -> schemas.HitsOut:
            encoded = encode_question(body.question, serving.encoder, serving.snapshot)
            found = search_closely(serving.snapshot, encoded, body.limit, filters, serving.close)
            shown = [presenting.present_hit(one, encoded, serving.snapshot) for one in found.hits]
            for one in shown:
                text = _stored(serving, one.document.id).document.text
                check_slice(one.text, Span(one.location.start, one.location.end), text, one.document.id)
            return schemas.HitsOut(
                hits=shown, index=presenting.index_facts(serving.snapshot), warnings=list(found.warnings)
            )

        return await workers.run(work)


def _add_quotations(app: FastAPI, live: LiveIndex, workers: _Workers) -> None:
    @app.post("/v1/quotes/verify", tags=["quotations"], responses=_BODY_PROBLEMS)
    async def verify(body: QuotationRequest) -> QuotationCheckOut:
        """Whether a quotation stands in the corpus word for word, and who is reported to have said it."""
        snapshot = live.take().snapshot

        def work() -> QuotationCheckOut:
            check = check_quotation(snapshot, body.quotation, body.speaker, register_names(snapshot))
            return present_check(check, snapshot)

        try:
            return await workers.run(work)
        except UncheckableError as error:
            raise BadRequestError(f"/{error.part}", str(error)) from error


def _add_documents(app: FastAPI, live: LiveIndex, workers: _Workers) -> None:
    @app.get("/v1/documents", tags=["documents"])
    async def documents() -> schemas.DocumentsOut:
        """Every document of the snapshot served, in order of id."""
        return await workers.run(partial(presenting.present_documents, live.take().snapshot))

    @app.get("/v1/documents/{document_id}", tags=["documents"])
    async def document(document_id: str) -> schemas.DocumentOut:
        """The facts of one document."""
        serving = live.take()
        return await workers.run(lambda: presenting.present_document(_stored(serving, document_id)))

    @app.get("/v1/documents/{document_id}/text", tags=["documents"])
    async def text(
        document_id: str,
        start: Annotated[int, Query(ge=0)] = 0,
        end: Annotated[int | None, Query(ge=0)] = None,
    ) -> schemas.TextOut:
        """The characters from `start` to `end` (excluded), in code points; the whole text without them."""
        serving = live.take()

        def work() -> schemas.TextOut:
            stored = _stored(serving, document_id)
            return presenting.present_text(stored, _span_asked(start, end, len(stored.document.text)))

        return await workers.run(work)


def _add_speakers(app: FastAPI, live: LiveIndex, workers: _Workers) -> None:
    @app.get("/v1/speakers", tags=["speakers"])
    async def speakers() -> schemas.SpeakersOut:
        """Everybody who is reported to have said something, in order of id."""
        snapshot = live.take().snapshot
        return await workers.run(partial(presenting.present_speakers, snapshot))

    @app.get("/v1/speakers/{speaker_id}/statements", tags=["speakers"])
    async def statements(speaker_id: str) -> schemas.StatementsOut:
        """What one speaker is reported to have said, in order of date."""
        snapshot = live.take().snapshot
        if all(one.id != speaker_id for one in snapshot.store.speakers):
            raise NotFoundError(f"There is no speaker {speaker_id!r}. GET /v1/speakers lists them.")
        return await workers.run(partial(presenting.present_statements, snapshot, speaker_id))


def _add_facts(app: FastAPI, live: LiveIndex, metrics: Metrics) -> None:
    @app.get("/v1/index", tags=["index"])
    async def index() -> schemas.IndexOut:
        """The facts of the snapshot served."""
        serving = live.take()
        reader = serving.close.reader.name if serving.close else None
        return presenting.present_index(serving.snapshot.manifest, reader, live.problem)

    @app.get("/livez", tags=["health"])
    async def livez() -> schemas.HealthOut:
        """Whether the process answers at all."""
        return schemas.HealthOut(status="ok", warnings=[])

    @app.get("/readyz", tags=["health"])
    async def readyz() -> schemas.HealthOut:
        """Whether questions can be answered; 503 where not."""
        live.take()
        return schemas.HealthOut(status="ok", warnings=[live.problem] if live.problem else [])

    @app.get("/metrics", tags=["health"], include_in_schema=False)
    async def measurements() -> Response:
        return metrics.response()


def _previous(ids: list[str], asked: AskedQuestions) -> tuple[str, ...]:
    """The questions of earlier answers, as they were searched for."""
    questions = [asked.question(one) for one in ids]
    for number, (answer_id, question) in enumerate(zip(ids, questions, strict=True)):
        if question is None:
            remedy = "Answers are remembered for a while by the process that gave them; ask the whole question."
            raise BadRequestError(f"/previous/{number}", f"There is no answer {answer_id!r} here. {remedy}")
    return tuple(question for question in questions if question is not None)


def _filters(body: schemas.AnswerRequest | schemas.SearchRequest, serving: Serving) -> Filters:
    """The request's filters; an unknown document is the asker's mistake and is named."""
    for number, name in enumerate(body.documents or ()):
        if serving.snapshot.document_row(name) is None:
            raise BadRequestError(
                f"/documents/{number}", f"There is no document {name!r}. GET /v1/documents lists them."
            )
    if body.since and body.until and body.since > body.until:
        raise BadRequestError("/until", f"`until` ({body.until}) is before `since` ({body.since}).")
    return Filters(tuple(body.documents) if body.documents is not None else None, body.since, body.until)


def _span_asked(start: int, end: int | None, length: int) -> Span:
    """The part of a text that is asked for; a place beyond its end is the asker's mistake and is named."""
    last = length if end is None else end
    if start <= last <= length:
        return Span(start, last)
    name = "start" if start > length else "end"
    raise BadRequestError(f"/query/{name}", f"start..end must lie in 0..{length}, and {start}..{last} does not.")


def _stored(serving: Serving, document_id: str) -> StoredDocument:
    row = serving.snapshot.document_row(document_id)
    if row is None:
        raise NotFoundError(f"There is no document {document_id!r}. GET /v1/documents lists them.")
    return serving.snapshot.document(row)
