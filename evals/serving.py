"""The service that is measured: one in this process over an index of the suite's documents, or one that runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from corpus.articles import load_articles
from corpus.document import Document
from corpus.errors import EmptyCorpusError
from evals.asking import ServiceError
from evals.case import Suite
from index.build import build_snapshot
from service.settings import Settings
from service.terminal import build_progress, note
from service.wiring import open_app, open_encoder

_PATIENCE = 120.0  # seconds for one reply: a loaded machine is slow, and a late reply is still a reply


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What a service says of itself; ``reader`` is ``None`` where it names none."""

    snapshot: str
    documents: int
    encoder: str
    reader: str | None


@asynccontextmanager
async def running(base_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service at an address."""
    async with httpx.AsyncClient(base_url=base_url, timeout=_PATIENCE) as client:
        yield client


@asynccontextmanager
async def in_process(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application over the index of the settings, without a socket."""
    app = open_app(settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://app", timeout=_PATIENCE) as client,
    ):
        yield client


def index_name(suite: Suite) -> str:
    """The name of the index that a suite is asked of; suites over the articles of the settings share one."""
    return "articles" if suite.documents is None else suite.name


def prepare_index(suite: Suite, settings: Settings, folder: Path) -> Settings:
    """The settings with an index of the suite's documents, built or brought up to date in a folder of its own."""
    index = folder / index_name(suite)
    own = settings.model_copy(update={"index": index})
    index.mkdir(parents=True, exist_ok=True)
    with build_progress() as report:
        built = build_snapshot(_documents(suite, settings), open_encoder(own), index, keep=settings.keep, report=report)
    note(f"index of {built.manifest.documents} articles in {index}: snapshot {built.manifest.id}")
    return own


def _documents(suite: Suite, settings: Settings) -> tuple[Document, ...]:
    if suite.documents is not None:
        return suite.documents
    loaded = load_articles(settings.articles)
    if not loaded.documents:
        raise EmptyCorpusError(settings.articles)
    for error in loaded.unreadable:
        note(f"left out: {error}")
    return loaded.documents


async def service_facts(client: httpx.AsyncClient) -> ServiceFacts:
    """What the service serves; raises ``ServiceError`` where it does not answer or has nothing to serve."""
    try:
        response = await client.get("/v1/index")
        if response.is_error:
            raise ServiceError(f"The service does not serve an index: {_detail(response)}")
        facts = response.json()
        return ServiceFacts(facts["snapshot"], facts["documents"], facts["encoder"], facts.get("reader"))
    except (httpx.HTTPError, KeyError, ValueError) as error:
        remedy = "Check the address and what /readyz says."
        raise ServiceError(f"{client.base_url} does not serve an index ({type(error).__name__}). {remedy}") from error


def _detail(response: httpx.Response) -> str:
    """What a problem document says, or the status where the reply is none."""
    try:
        return str(response.json()["detail"])
    except (KeyError, TypeError, ValueError):
        return f"status {response.status_code}"
