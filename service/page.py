"""The web page: one file for asking, and the documents with the quoted place marked."""

from functools import cache
from http import HTTPStatus
from importlib.resources import files

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from service.live_index import LiveIndex, NotReadyError
from service.problems import NotFoundError

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def add_page(app: FastAPI, live: LiveIndex) -> None:
    """Serve the page, its script and its style; nothing is loaded from elsewhere."""

    @app.get("/", include_in_schema=False)
    async def ask() -> HTMLResponse:
        return _file("ask.html", "text/html")

    @app.get("/documents/{document_id}", include_in_schema=False)
    async def read(document_id: str) -> HTMLResponse:
        status = _status(live, document_id)
        return _file("missing.html" if status == HTTPStatus.NOT_FOUND else "document.html", "text/html", status)

    @app.get("/page/{name}", include_in_schema=False)
    async def part(name: str) -> HTMLResponse:
        if name not in _TYPES:
            raise NotFoundError(f"There is no page part {name!r}.")
        return _file(name, _TYPES[name])


_TYPES = {"page.js": "text/javascript", "page.css": "text/css"}


def _status(live: LiveIndex, document_id: str) -> HTTPStatus:
    """Whether there is such a document to show; where nothing is served yet, the page's script is told why."""
    try:
        known = live.take().snapshot.document_row(document_id) is not None
    except NotReadyError:
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK if known else HTTPStatus.NOT_FOUND


def _file(name: str, media_type: str, status: HTTPStatus = HTTPStatus.OK) -> HTMLResponse:
    return HTMLResponse(_text(name), status, headers={"Content-Security-Policy": _POLICY}, media_type=media_type)


@cache
def _text(name: str) -> str:
    return files("service").joinpath("pages", name).read_text(encoding="utf-8")
