"""The first passages of a search are read, and their order made anew; nothing else of it changes."""

from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.retrieval import Filters, encode_question, search
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.app import create_app
from service.close_reading import CloseReading
from service.close_search import search_closely
from service.live_index import LiveIndex
from service.passage_order import search_by_sentences
from service.reader import SentenceOdds
from tests.index.fakes import WordsEncoder
from tests.service.reader_fakes import BrokenReader, WordsReader

QUESTION = "What does dredging the harbour cost?"


def rows(snapshot: Snapshot, close: CloseReading | None, limit: int = 10) -> list[int]:
    encoded = encode_question(QUESTION, WordsEncoder(), snapshot)
    return [one.hit.row for one in search_closely(snapshot, encoded, limit, Filters(), close).hits]


def test_without_a_reader_or_windows_the_order_is_that_by_sentences(snapshot: Snapshot) -> None:
    encoded = encode_question(QUESTION, WordsEncoder(), snapshot)
    plain = [hit.row for hit in search_by_sentences(snapshot, encoded, 10, Filters())]
    assert rows(snapshot, None) == plain
    reader = WordsReader()
    assert rows(snapshot, CloseReading(reader, 4, 0)) == plain
    assert not reader.read_windows


@pytest.mark.parametrize(
    "question", [" ", "?!", "\N{WAVING WHITE FLAG}\N{VARIATION SELECTOR-16}", "\N{RIGHT-TO-LEFT MARK}"]
)
def test_signs_alone_find_no_passage(question: str, snapshot: Snapshot) -> None:
    encoded = encode_question(question, WordsEncoder(), snapshot)
    assert search_closely(snapshot, encoded, 10, Filters(), None).hits == ()


@settings(max_examples=40, deadline=None)
@given(windows=st.integers(1, 12), limit=st.integers(1, 12))
def test_reading_reorders_what_was_found_and_invents_nothing(
    tmp_path_factory: pytest.TempPathFactory, windows: int, limit: int
) -> None:
    snapshot = _SNAPSHOTS.setdefault(0, _built(tmp_path_factory))
    encoded = encode_question(QUESTION, WordsEncoder(), snapshot)
    reader = WordsReader()
    found = search_closely(snapshot, encoded, limit, Filters(), CloseReading(reader, 4, windows)).hits
    wide = {hit.row for hit in search(snapshot, encoded, max(limit, windows))}
    assert len(found) == min(limit, len(wide))
    assert {one.hit.row for one in found} <= wide
    assert len({one.hit.row for one in found}) == len(found)
    assert len(reader.read_windows) == min(windows, len(wide))


_SNAPSHOTS: dict[int, Snapshot] = {}


def _built(folders: pytest.TempPathFactory) -> Snapshot:
    from index.build import build_snapshot
    from tests.service.conftest import ARTICLES

    folder = folders.mktemp("close-search")
    build_snapshot(ARTICLES, WordsEncoder(), folder)
    return Snapshots(folder).open_current()


class _LastWins(WordsReader):
    """Sure of the passage that holds a word, and of no other."""

    def read(self, question: str, windows: object) -> list[tuple[SentenceOdds, ...]]:
        given = list(windows)  # type: ignore[call-overload] # a sequence of windows
        return [
            tuple(SentenceOdds(40.0 if "lighthouse" in one else -40.0) for one in window.sentences) for window in given
        ]


def test_the_passage_the_reader_is_sure_of_comes_first(snapshot: Snapshot) -> None:
    encoded = encode_question(QUESTION, WordsEncoder(), snapshot)
    first = search_closely(snapshot, encoded, 3, Filters(), CloseReading(_LastWins(), 4, 10)).hits[0]
    text = snapshot.document(first.hit.passage.document).document.text
    assert "lighthouse" in first.hit.passage.span.of(text)
    assert first.answers == 40.0


@pytest.mark.anyio
async def test_over_http_a_broken_reader_is_a_warning_and_the_search_stands(index: Path, snapshot: Snapshot) -> None:
    broken = LiveIndex(Snapshots(index), WordsEncoder, lambda: CloseReading(BrokenReader(), 4, 10))
    app = create_app(broken)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        reply = (await client.post("/v1/search", json={"question": QUESTION})).json()
    assert len(reply["hits"]) == len(rows(snapshot, None))
    assert all(hit["scores"]["reader"] is None for hit in reply["hits"])
    assert "without it" in reply["warnings"][0]


@pytest.mark.anyio
async def test_over_http_the_reader_s_part_is_shown(index: Path) -> None:
    app = create_app(LiveIndex(Snapshots(index), WordsEncoder, lambda: CloseReading(WordsReader(), 4, 10)))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        reply = (await client.post("/v1/search", json={"question": QUESTION})).json()
    assert reply["warnings"] == []
    assert all(0 <= hit["scores"]["reader"] <= 1 for hit in reply["hits"])
