"""Administration over HTTP, by key only: add and remove article files, build the index, see how a build went."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

import anyio.to_thread
from fastapi import Depends, FastAPI, Request, Response, Security
from fastapi.security import HTTPBearer
from starlette.middleware.base import BaseHTTPMiddleware

from corpus.article_file import parse_article, render_article, slug
from corpus.articles import add_article, remove_article
from corpus.document import Document, normalise_newlines
from corpus.errors import ArticleError
from service import presenting, schemas
from service.administration_schemas import BuildOut, BuildProgressOut, NearDuplicateOut, NewBuild, NewDocument
from service.build_jobs import BuildJob, BuildJobs
from service.problems import (
    BadRequestError,
    ForbiddenError,
    NotFoundError,
    is_answered,
    problem_response,
    problem_responses,
)

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_PROBLEMS = problem_responses(401, 403, 409)
_PROBLEMS_OF_BODIES = problem_responses(400, 401, 403, 409, 413)


@dataclass(frozen=True, slots=True)
class Administration:
    """The key that opens it, and the builds it starts."""

    key: str
    jobs: BuildJobs

    @property
    def articles(self) -> Path:
        """The folder of the article files."""
        return self.jobs.plan.articles


def guard_administration(app: FastAPI, administration: Administration | None) -> None:
    """Answer 403 where there is no ``administration`` and 401 without its key, before a byte of the body is read."""

    async def guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if not _is_administration(request) or not is_answered(request):  # what nothing answers is no secret
            return await call_next(request)
        if administration is None:
            detail = "Administration is off. Set ONRECORD_ADMIN_KEY and serve again to have it."
            return problem_response(request, HTTPStatus.FORBIDDEN, detail)
        if not _has_key(request, administration.key):
            detail = "Administration asks for its key. Send `Authorization: Bearer KEY`."
            headers = {"WWW-Authenticate": "Bearer"}
            return problem_response(request, HTTPStatus.UNAUTHORIZED, detail, headers=headers)
        return await call_next(request)

    app.add_middleware(BaseHTTPMiddleware, dispatch=guarded)


def _is_administration(request: Request) -> bool:
    path = request.url.path
    return path.startswith("/v1/index/builds") or (path.startswith("/v1/documents") and request.method not in _READING)


def _has_key(request: Request, key: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.casefold() == "bearer" and secrets.compare_digest(given.encode(), key.encode())


def add_administration(app: FastAPI, administration: Administration | None) -> None:
    """Add the addresses, which ``guard_administration`` guards."""

    def opened(_key: Annotated[object, Security(HTTPBearer(auto_error=False))]) -> Administration:
        if administration is None:
            raise ForbiddenError("Administration is off.")  # never reached: the guard answers before
        return administration

    opened_by_key = Annotated[Administration, Depends(opened)]

    @app.post("/v1/documents", tags=["administration"], responses=_PROBLEMS_OF_BODIES, status_code=201)
    def add(admin: opened_by_key, body: NewDocument, response: Response) -> schemas.DocumentFacts:
        """Store an article file; it is in answers after the next build."""
        document = _document(body)
        add_article(admin.articles, document)
        response.headers["Location"] = f"/v1/documents/{document.id}"
        return presenting.document_facts(document, document.sha256)

    @app.delete("/v1/documents/{document_id}", tags=["administration"], responses=_PROBLEMS, status_code=204)
    def remove(admin: opened_by_key, document_id: str) -> None:
        """Delete an article's file; it is out of answers after the next build."""
        remove_article(admin.articles, document_id)

    @app.post("/v1/index/builds", tags=["administration"], responses=_PROBLEMS_OF_BODIES, status_code=202)
    async def build(admin: opened_by_key, response: Response, body: NewBuild | None = None) -> BuildOut:
        """Start a build of the article files and serve what it publishes; 409 while another is at work."""
        full = body is not None and body.full
        job = await anyio.to_thread.run_sync(lambda: admin.jobs.start(full=full))
        response.headers["Location"] = f"/v1/index/builds/{job.id}"
        return _present(job)

    @app.get("/v1/index/builds/{build_id}", tags=["administration"], responses=_PROBLEMS)
    async def show(admin: opened_by_key, build_id: str) -> BuildOut:
        """How a build stands; the process that started it remembers it for a while."""
        job = admin.jobs.get(build_id)
        if job is None:
            raise NotFoundError(f"There is no build {build_id!r} here. POST /v1/index/builds starts one.")
        return _present(job)


def _document(body: NewDocument) -> Document:
    """The article as its file will give it back; what no article file can hold is the sender's mistake."""
    document = Document(
        id=body.id or slug(body.title),
        title=body.title,
        text=normalise_newlines(body.text),
        publisher=body.publisher,
        author=body.author,
        published=body.published,
        url=body.url,
        language=body.language,
        source_note=body.source_note,
    )
    try:
        parse_article(render_article(document), Path(f"{document.id}.md"))
    except ArticleError as error:
        pointer = f"/{error.field}" if error.field else ""
        raise BadRequestError(pointer, f"{error.problem}. {error.remedy}.") from error
    return document


def _present(job: BuildJob) -> BuildOut:
    report, progress = job.report, job.progress
    return BuildOut(
        id=job.id,
        status=job.status,
        started=job.started,
        finished=job.finished,
        progress=BuildProgressOut(step=progress.step, done=progress.done, total=progress.total) if progress else None,
        detail=job.problem,
        snapshot=report.built.manifest.id if report else None,
        documents=report.built.manifest.documents if report else None,
        encoded=report.built.encoded if report else None,
        unreadable=[str(error) for error in report.unreadable] if report else [],
        near_duplicates=[
            NearDuplicateOut(first=pair.first, second=pair.second, similarity=pair.similarity)
            for pair in report.near_duplicates
        ]
        if report
        else [],
    )
