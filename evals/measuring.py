"""Suites measured from end to end: the service found or started, the cases asked, progress shown."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import httpx

from evals.case import Split, Suite
from evals.run import Plan, run_suite
from evals.serving import in_process, index_name, prepare_index, running
from evals.telling import run_progress
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """How suites are to be run.

    With ``base_url`` a running service is asked; else one in this process, over the index of the settings as it is
    (``own_index``) or over one built from the suite's articles in the results folder.
    """

    settings: Settings
    results: Path
    base_url: str | None = None
    own_index: bool = False
    split: Split | None = None
    limit: int = 3
    most: int | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A service to ask, and the settings it was opened with; ``None`` where another process has its own."""

    client: httpx.AsyncClient
    settings: Settings | None


def measure_suites(suites: Sequence[Suite], wanted: Wanted, done: Callable[[Path], None]) -> None:
    """Run suites in order; ``done`` is told of each result file. Neighbours on the same articles share a service."""
    for _, group in groupby(suites, key=index_name):
        asyncio.run(_measured(tuple(group), wanted, done))


async def _measured(suites: Sequence[Suite], wanted: Wanted, done: Callable[[Path], None]) -> None:
    async with _opened(suites[0], wanted) as opened:
        for suite in suites:
            plan = Plan(suite, wanted.split, wanted.limit, wanted.most, opened.settings)
            with run_progress(suite.name) as report:
                path = await run_suite(opened.client, plan, wanted.results, report)
            done(path)


@asynccontextmanager
async def _opened(suite: Suite, wanted: Wanted) -> AsyncIterator[_Opened]:
    if wanted.base_url:
        async with running(wanted.base_url) as client:
            yield _Opened(client, None)
        return
    settings = wanted.settings
    if not wanted.own_index:
        settings = prepare_index(suite, settings, wanted.results / "indexes")
    async with in_process(settings) as client:
        yield _Opened(client, settings)
