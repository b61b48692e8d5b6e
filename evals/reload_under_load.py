"""Rebuilds under load: ``python -m evals.reload_under_load [--builds 10]``.

A real server process answers questions over HTTP from several clients at once while the index is rebuilt again and
again with an article more or less. Counts failed requests and answers that mix snapshots, and times how long a
published snapshot takes to be the one that answers.
"""

import argparse
import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from corpus.articles import add_article, remove_article
from corpus.document import Document
from index.snapshots import Snapshots
from service.building import build_index
from service.settings import Settings
from service.wiring import open_encoder

_CLIENTS = 4  # twice the cores, so that questions always wait
_QUESTIONS = ("Who moderated the session?", "Why is force alone not enough?", "Who called for a second plan?")
_START_SECONDS = 60.0  # for the server to answer at all


@dataclass(slots=True)
class Seen:
    """What the clients saw."""

    answered: int = 0
    failed: list[str] = field(default_factory=list)
    mixed: int = 0
    seconds_to_serve: list[float] = field(default_factory=list)


def main() -> None:
    """Serve, load, rebuild, print; exit 1 where a request failed or an answer mixed snapshots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--builds", type=int, default=10)
    parser.add_argument("--port", type=int, default=8765)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(articles=Path(folder) / "articles", index=Path(folder) / "index")
        shutil.copytree("corpus/articles", settings.articles)
        build_index(settings.articles, settings.index, open_encoder(settings), keep=settings.keep)
        seen = _measured(settings, arguments.builds, arguments.port)
    slowest = max(seen.seconds_to_serve)
    print(
        f"{arguments.builds} rebuilds, {seen.answered} answers, {len(seen.failed)} failed, {seen.mixed} mixed snapshots"
    )
    print(f"slowest from published to answering: {slowest:.2f} s")
    for failure in seen.failed[:5]:
        print(failure)
    if seen.failed or seen.mixed:
        raise SystemExit(1)


def _measured(settings: Settings, builds: int, port: int) -> Seen:
    options = ["--articles", str(settings.articles), "--index", str(settings.index), "--port", str(port)]
    server = subprocess.Popen([sys.executable, "-m", "service.command_line", "serve", *options])
    try:
        return asyncio.run(_load(settings, builds, f"http://127.0.0.1:{port}"))
    finally:
        server.terminate()
        server.wait(timeout=30)


async def _load(settings: Settings, builds: int, base_url: str) -> Seen:
    seen = Seen()
    async with httpx.AsyncClient(base_url=base_url, timeout=30) as client:
        await _until_ready(client)
        stop = asyncio.Event()
        clients = [asyncio.create_task(_ask(client, seen, stop, number)) for number in range(_CLIENTS)]
        for number in range(builds):
            await asyncio.to_thread(_rebuild, settings, number)
            await _until_served(client, settings, seen)
        stop.set()
        await asyncio.gather(*clients)
    return seen


async def _until_ready(client: httpx.AsyncClient) -> None:
    ends = time.monotonic() + _START_SECONDS
    while time.monotonic() < ends:
        try:
            if (await client.get("/readyz")).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            await asyncio.sleep(0.2)
    raise SystemExit("the server did not become ready")


async def _ask(client: httpx.AsyncClient, seen: Seen, stop: asyncio.Event, number: int) -> None:
    while not stop.is_set():
        number += 1
        response = await client.post("/v1/answers", json={"question": _QUESTIONS[number % len(_QUESTIONS)]})
        if response.status_code != httpx.codes.OK:
            seen.failed.append(response.text)
            continue
        seen.answered += 1
        reply = response.json()
        cited = {one["document"]["id"] for one in reply["citations"]}
        seen.mixed += ("added" in cited) and reply["index"]["documents"] == len(
            list(Path("corpus/articles").glob("*.md"))
        )


def _rebuild(settings: Settings, number: int) -> None:
    if number % 2:
        remove_article(settings.articles, "added")
    else:
        text = f"Hina Malik was the moderator of session {number}. She called for a second plan; force is not enough.\n"
        add_article(settings.articles, Document(id="added", title=f"Session {number}", text=text))
    build_index(settings.articles, settings.index, open_encoder(settings), keep=settings.keep)


async def _until_served(client: httpx.AsyncClient, settings: Settings, seen: Seen) -> None:
    published = Snapshots(settings.index).current_id()
    started = time.monotonic()
    while (await client.get("/v1/index")).json()["snapshot"] != published:
        await asyncio.sleep(0.01)
    seen.seconds_to_serve.append(time.monotonic() - started)


if __name__ == "__main__":
    main()
