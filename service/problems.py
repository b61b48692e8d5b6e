"""Trouble over HTTP: RFC 9457 problem documents for every error, with the statuses in one table."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import Match

from corpus.errors import (
    ArticleExistsError,
    CorpusError,
    DuplicateIdError,
    FolderUnwritableError,
    UnknownArticleError,
)
from index.errors import EncoderError, NoSnapshotError, SearchIndexError, WriterBusyError
from service.integrity import IntegrityError
from service.live_index import NotReadyError

MEDIA_TYPE = "application/problem+json"
_GZIP = b"\x1f\x8b"  # how every gzip file begins


class BadRequestError(Exception):
    """A request that is well formed but cannot be carried out; ``pointer`` names the member at fault."""

    def __init__(self, pointer: str, detail: str) -> None:
        self.pointer = pointer
        super().__init__(detail)


class NotFoundError(Exception):
    """There is no such thing in the snapshot served."""


class ForbiddenError(Exception):
    """Administration where it is switched off."""


STATUSES: dict[type[Exception], HTTPStatus] = {
    BadRequestError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    UnknownArticleError: HTTPStatus.NOT_FOUND,
    ArticleExistsError: HTTPStatus.CONFLICT,
    DuplicateIdError: HTTPStatus.CONFLICT,
    FolderUnwritableError: HTTPStatus.INTERNAL_SERVER_ERROR,
    CorpusError: HTTPStatus.UNPROCESSABLE_ENTITY,
    WriterBusyError: HTTPStatus.CONFLICT,
    NoSnapshotError: HTTPStatus.SERVICE_UNAVAILABLE,
    EncoderError: HTTPStatus.SERVICE_UNAVAILABLE,
    SearchIndexError: HTTPStatus.SERVICE_UNAVAILABLE,
    NotReadyError: HTTPStatus.SERVICE_UNAVAILABLE,
    IntegrityError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class ProblemDetail(BaseModel):
    """One member at fault, by JSON pointer."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: list[ProblemDetail]


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of these statuses: each is a problem document."""
    return {status: {"model": Problem, "content": {MEDIA_TYPE: {}}} for status in statuses}


def _describe_problems(app: FastAPI) -> None:
    """Put the shape of problem documents under their media type; FastAPI puts every shape under JSON's."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        contract = plain()
        for methods in contract["paths"].values():
            for operation in methods.values():
                for response in operation["responses"].values():
                    content = response.get("content", {})
                    if MEDIA_TYPE in content and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return contract

    app.openapi = described  # type: ignore[method-assign] # FastAPI's own way to change the contract


def install_problems(app: FastAPI) -> None:
    """Make every error of the app a problem document, FastAPI's own included."""
    _describe_problems(app)
    for kind, status in STATUSES.items():
        app.add_exception_handler(kind, _handler(status))
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def problem_response(
    request: Request, status: int, detail: str, errors: list[ProblemDetail] | None = None, headers: Any = None
) -> Response:
    """A problem document as a response."""
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=request.url.path,
        request_id=getattr(request.state, "request_id", ""),
        errors=errors or [],
    )
    return JSONResponse(problem.model_dump(), status, headers=headers, media_type=MEDIA_TYPE)


def _handler(status: HTTPStatus) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        pointed = (
            [ProblemDetail(pointer=error.pointer, detail=str(error))] if isinstance(error, BadRequestError) else None
        )
        headers = {"Retry-After": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
        return problem_response(request, status, str(error), pointed, headers)

    return handle


async def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    details = [ProblemDetail(pointer=_pointer(one), detail=_told(one)) for one in found]
    return problem_response(
        request, HTTPStatus.UNPROCESSABLE_ENTITY, "The request does not fit the contract; see `errors`.", details
    )


def _told(found: Mapping[str, Any]) -> str:
    """What is wrong with a part, and what to do where the library does not say."""
    if found["type"] == "json_invalid":
        return f"This is no JSON: {found['ctx']['error']} at character {found['loc'][-1]}."
    if tuple(found["loc"]) == ("body",):  # FastAPI reads no JSON under another content type
        return "The body is to be a JSON object, sent with `Content-Type: application/json`."
    if found["type"] == "value_error":  # our own words, before which the library puts its own
        return str(found["ctx"]["error"])
    if found["type"] == "extra_forbidden":
        return "There is no such member; /openapi.json names those there are."
    return str(found["msg"])


def _pointer(found: Mapping[str, Any]) -> str:
    """The part of the request that is wrong; what is no JSON at all has no parts."""
    location = found["loc"]
    if found["type"] == "json_invalid":
        return ""
    parts = location[1:] if location and location[0] == "body" else location
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    details = {
        HTTPStatus.NOT_FOUND: f"There is nothing at {request.url.path}. See /openapi.json for what there is.",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.method} is not possible at {request.url.path}. See /openapi.json.",
    }
    stated = str(error.detail) if isinstance(error, HTTPException) else ""
    detail = details.get(HTTPStatus(status), stated)
    headers, errors = getattr(error, "headers", None), []
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {"Allow": ", ".join(_methods(request))}
    if status == HTTPStatus.BAD_REQUEST and error.__cause__ is not None:  # FastAPI's, of a body it could not parse
        detail = _unparsed(request, error.__cause__)
        errors = [ProblemDetail(pointer="", detail=detail)]
    return problem_response(request, status, detail, errors, headers)


def is_answered(request: Request) -> bool:
    """Whether an address answers this method."""
    return any(route.matches(request.scope)[0] is Match.FULL for route in request.app.routes)


def _methods(request: Request) -> list[str]:
    """The methods that an address answers, all of its routes together; HEAD is answered where GET is."""
    found: set[str] = set()
    for route in request.app.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return sorted(found | {"HEAD"} if "GET" in found else found)


def _unparsed(request: Request, cause: BaseException) -> str:
    """Why a body could not be parsed, and what to send."""
    packed = request.headers.get("content-encoding", "identity")
    if packed != "identity":
        return f"The body is packed (Content-Encoding: {packed}), which is not read here. Send plain JSON."
    if isinstance(cause, UnicodeDecodeError) and cause.object.startswith(_GZIP):
        return "The body is packed with gzip, which is not read here. Send plain JSON."
    if isinstance(cause, UnicodeDecodeError):
        return f"The body is not UTF-8 at byte {cause.start}. Send JSON in UTF-8."
    if isinstance(cause, RecursionError):
        return "The body's arrays or objects lie too deep in each other. Send the object that /openapi.json describes."
    if isinstance(cause, ValueError):
        return "The body holds a number of too many digits. Send the numbers that /openapi.json describes."
    return "The body could not be read to its end as JSON. Send it again, whole."


async def _unforeseen(request: Request, error: Exception) -> Response:
    structlog.get_logger("onrecord").error(
        "unforeseen error",
        path=request.url.path,
        request_id=getattr(request.state, "request_id", ""),
        exc_info=error,
    )
    detail = "An unforeseen error; the log has it under this request_id."
    return problem_response(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)
