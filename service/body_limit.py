"""A limit on what a request may send, kept while it is read: nobody needs a key to ask a question."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.administration_schemas import LONGEST_ARTICLE
from service.problems import problem_response

_LONGEST_ESCAPE = 12  # bytes a code point may take in JSON: an emoji as two \uXXXX
USUAL = 1_000_000  # bytes; the longest question, a thousand documents to look in among it, takes a tenth of it
ARTICLES = LONGEST_ARTICLE * _LONGEST_ESCAPE + USUAL  # bytes; only a request with the key gets so far as to be read
_ARTICLES_PATH = "/v1/documents"


class BodyLimit:
    """Answers 413 to a body of more bytes than its address needs, as soon as that many have come or are announced."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its reading watched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        limit = ARTICLES if request.url.path == _ARTICLES_PATH else USUAL
        announced = request.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > limit:
            response = problem_response(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _detail(limit))
            await response(scope, receive, send)
            return
        await self._app(scope, _watched(receive, limit), send)


def _watched(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def watched() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _detail(limit))
        return message

    return watched


def _detail(limit: int) -> str:
    return f"The body is longer than the {limit:,} bytes that this address reads. Send less of it."
