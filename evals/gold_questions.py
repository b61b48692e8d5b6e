"""The gold questions through the HTTP API, scored by the reference scorer: ``python -m evals.gold_questions``.

The shared articles are imported and indexed in a temporary folder and asked in process, or over ``--base-url``
a running service is asked that has them. The scorer beside the gold file is used as it is.
"""

import argparse
import asyncio
import importlib.util
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx

from evals.resampling import shown
from evals.shared_data import add_shared_option, json_lines, shared_articles, shared_folder
from index.build import build_snapshot
from service.settings import Settings
from service.wiring import open_app, open_encoder


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question's reply, judged."""

    question_id: str
    kind: str
    answerable: bool
    found: bool
    first_hits: bool
    abstained: bool
    probability: float
    prediction: dict[str, Any]


def main() -> None:
    """Ask, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument("--base-url", help="a running service that has the shared articles")
    parser.add_argument("--limit", type=int, default=3)
    parser.add_argument("--misses", action="store_true", help="print the questions that were missed")
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    if shared is None:
        return
    gold = list(json_lines(shared / "gold" / "dev.jsonl"))
    scorer = _scorer(shared / "gold" / "score.py")
    outcomes = asyncio.run(_asked(gold, scorer, shared, arguments))
    report(outcomes, scorer.score(gold, [outcome.prediction for outcome in outcomes])[1], arguments.limit)
    if arguments.misses:
        _print_missed(gold, outcomes)


def report(outcomes: list[Outcome], counts: dict[str, int], limit: int) -> None:
    """Print the figures with their intervals."""
    answerable = [one for one in outcomes if one.answerable]
    print(f"limit {limit}")
    print(f"evidence found          {shown([float(one.found) for one in answerable])}")
    print(f"first quote is evidence {shown([float(one.first_hits) for one in answerable])}")
    print(f"false abstention        {shown([float(one.abstained) for one in answerable])}")
    print(f"abstained, unanswerable {shown([float(one.abstained) for one in outcomes if not one.answerable])}")
    for kind in dict.fromkeys(one.kind for one in answerable):
        of_kind = [one.found for one in answerable if one.kind == kind]
        print(f"  {kind:20s} {sum(of_kind)} of {len(of_kind)}")
    quotes = sum(len(one.prediction["quotes"]) for one in answerable)
    print(f"{quotes} quotes returned for answerable questions; {counts}")


async def _asked(gold: list[Any], scorer: ModuleType, shared: Path, arguments: argparse.Namespace) -> list[Outcome]:
    if arguments.base_url:
        async with httpx.AsyncClient(base_url=arguments.base_url, timeout=60) as client:
            return [await _outcome(client, row, scorer, arguments.limit) for row in gold]
    with tempfile.TemporaryDirectory() as folder:
        async with _in_process(shared, Path(folder)) as client:
            return [await _outcome(client, row, scorer, arguments.limit) for row in gold]


@asynccontextmanager
async def _in_process(shared: Path, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(index=folder)
    build_snapshot(shared_articles(shared), open_encoder(settings), folder)
    app = open_app(settings)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://app") as client,
    ):
        yield client


async def _outcome(client: httpx.AsyncClient, row: dict[str, Any], scorer: ModuleType, limit: int) -> Outcome:
    response = await client.post("/v1/answers", json={"question": row["question"], "limit": limit})
    response.raise_for_status()
    reply = response.json()
    quotes = [
        {"doc": one["document"]["id"], "quote": one["quote"], "speaker": one["speaker"] and one["speaker"]["name"]}
        for one in reply["citations"]
    ]
    prediction = {"id": row["id"], "abstain": reply["status"] == "no_answer", "quotes": quotes}
    found = next(iter(scorer.score([row], [prediction])[0].values()))[0] == 1.0
    first = bool(quotes) and any(scorer.hits(quotes[0], evidence) for evidence in row["evidence"])
    return Outcome(
        row["id"],
        row["type"],
        row["answerable"],
        found,
        first,
        prediction["abstain"],
        reply["confidence"]["probability"],
        prediction,
    )


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _print_missed(gold: list[Any], outcomes: list[Outcome]) -> None:
    for row, outcome in zip(gold, outcomes, strict=True):
        if outcome.answerable and not outcome.found:
            print(f"\n{outcome.question_id} {outcome.kind} p={outcome.probability}: {row['question']}")
            for quote in outcome.prediction["quotes"]:
                print(f"    {quote['speaker']} | {quote['quote'][:140]}")


if __name__ == "__main__":
    main()
