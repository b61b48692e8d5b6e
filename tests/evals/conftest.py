"""The digests indexed with the counting encoder, and clients of services over them."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

import httpx
import pytest

from corpus.articles import load_articles
from corpus.document import Document
from index.build import build_snapshot
from index.snapshots import Snapshots
from service.app import create_app
from service.close_reading import CloseReading
from service.live_index import LiveIndex
from service.openvino_reader import open_default_reader
from tests.evals.faulty_services import Fault
from tests.index.fakes import WordsEncoder


class Opener(Protocol):
    """Opens a client of a service over an index, perhaps with a fault between, perhaps with our reader."""

    def __call__(
        self, index: Path, fault: Fault | None = None, *, reader: bool = False
    ) -> AbstractAsyncContextManager[httpx.AsyncClient]: ...


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def digests() -> tuple[Document, ...]:
    return load_articles(Path(__file__).parents[2] / "corpus" / "articles").documents


@pytest.fixture(scope="session")
def digests_index(tmp_path_factory: pytest.TempPathFactory, digests: tuple[Document, ...]) -> Path:
    index = tmp_path_factory.mktemp("digests")
    build_snapshot(digests, WordsEncoder(), index)
    return index


@pytest.fixture(scope="session")
def open_client() -> Opener:
    """A service over an index, perhaps with a fault between it and who asks."""

    @asynccontextmanager
    async def opened(
        index: Path, fault: Fault | None = None, *, reader: bool = False
    ) -> AsyncIterator[httpx.AsyncClient]:
        load_reader = (lambda: CloseReading(open_default_reader(), 8)) if reader else (lambda: None)
        app = create_app(LiveIndex(Snapshots(index), WordsEncoder, load_reader))
        inner = httpx.ASGITransport(app, raise_app_exceptions=False)
        transport = fault.over(inner) if fault else inner
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            yield client

    return opened
