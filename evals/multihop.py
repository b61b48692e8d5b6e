"""The 609 MultiHop-RAG articles: build, search and one article more: ``python -m evals.multihop``.

Prints what a build costs (in one run beside plain sentence-transformers on torch), what the search finds, and how
long an added article takes to be in an answer. A question counts as a hit when one of its evidence facts, without
white space, stands in a passage returned (Tang and Yang 2024); unanswerable questions are left out.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from fastapi.testclient import TestClient

from corpus.articles import add_article
from corpus.document import Document
from evals.added_article import ADDED, ADDED_QUESTION
from evals.reader_training.multihop import trained_on
from evals.resampling import shown
from evals.shared_data import add_shared_option, json_lines, multihop_articles, shared_folder
from index.encoder import DEFAULT_MODEL, Encoder
from index.encoder_model import load_model
from index.encoding import about
from index.retrieval import Filters, encode_question
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.administration import Administration
from service.answering import answer_question
from service.app import create_app
from service.build_jobs import BuildJobs, BuildPlan
from service.close_reading import CloseReading
from service.close_search import search_closely
from service.finding import Question
from service.live_index import LiveIndex
from service.settings import Settings
from service.wiring import encoder_cache, open_encoder, open_reader

_TORCH_PASSAGES = 384  # half a minute for torch; both runtimes get the same ones
_TORCH_ROUND = 64  # passages a turn, two of torch's batches
_LOOK_SECONDS = 0.1  # between two questions to the service while it waits for the new article
_ADDITIONS = 3  # by the server; the first compiles the encoder for documents
_KEY = "key of this measurement"


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument("--index", type=Path, help="keep the index here, and take it from here if it is there")
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    if shared is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.index or Path(folder)
        settings = Settings(index=home / "index", articles=home / "articles")
        if not (home / "articles").is_dir():
            for document in multihop_articles(shared):
                add_article(settings.articles, document)
        _measure_build(settings)
        encoder = open_encoder(settings)
        snapshot = Snapshots(settings.index).open_current()
        _compare_runtimes(snapshot, encoder)
        _measure_search(snapshot, encoder, shared, None)
        _measure_search(snapshot, encoder, shared, open_reader(settings))
        _measure_addition(settings, encoder)


def _measure_build(settings: Settings) -> None:
    command = [sys.executable, "-m", "service.command_line", "index", "build"]
    options = ["--articles", str(settings.articles), "--index", str(settings.index)]
    encoder_cache(settings).mkdir(parents=True, exist_ok=True)
    open_encoder(settings)  # the conversion is once in an index's life, and timed by itself
    started = time.perf_counter()
    subprocess.run([*command, *options], check=True)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    manifest = Snapshots(settings.index).open_current().manifest
    size = sum(file.size for file in manifest.files) / 2**20
    texts = manifest.passages + manifest.sentences
    print(f"build: {manifest.documents} articles, {manifest.passages} passages, {manifest.sentences} sentences")
    print(f"build: {seconds:.1f} s in all, {texts / seconds:.0f} texts a second, {peak:.0f} MiB peak memory")
    print(f"build: {size:.1f} MiB snapshot")


def _compare_runtimes(snapshot: Snapshot, encoder: Encoder) -> None:
    rows = np.linspace(0, snapshot.manifest.passages - 1, _TORCH_PASSAGES).astype(int)
    texts = [_passage_text(snapshot, int(row)) for row in rows]
    model = load_model(DEFAULT_MODEL)
    ratios, ours, torchs, cosines = [], [], [], []
    for first in range(0, len(texts), _TORCH_ROUND):  # turn by turn, so that a busy machine is busy for both
        some = texts[first : first + _TORCH_ROUND]
        started = time.perf_counter()
        expected = model.encode(some, batch_size=32, show_progress_bar=False)
        middle = time.perf_counter()
        vectors = encoder.encode_documents(some)
        ended = time.perf_counter()
        if first:  # the first turn warms both
            ratios.append((middle - started) / (ended - middle))
            ours.append(len(some) / (ended - middle))
            torchs.append(len(some) / (middle - started))
            cosines.append(float(np.min(np.sum(vectors * expected, axis=1) / np.linalg.norm(expected, axis=1))))
    print(
        f"encoder: {np.median(ours):.0f} passages a second; sentence-transformers on torch, batches of 32: "
        f"{np.median(torchs):.0f}; ratio {np.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}); "
        f"least cosine {min(cosines):.6f}"
    )


def _passage_text(snapshot: Snapshot, row: int) -> str:
    passage = snapshot.store.passage(row)
    document = snapshot.document(passage.document).document
    return f"{about(document)}\n{passage.span.of(document.text)}"


def _measure_search(snapshot: Snapshot, encoder: Encoder, shared: Path, close: CloseReading | None) -> None:
    """Over all questions that something answers; with the reader over those it was not trained on."""
    rows = list(json_lines(shared / "data" / "multihop_rag_queries_part.jsonl.gz"))
    asked = [row for row in rows if row["question_type"] != "null_query"]
    if close is not None:
        asked = [row for row in asked if not trained_on(row["query"])]
    name = "search, first passages read" if close else "search"
    started = time.perf_counter()
    ranks = [_first_rank(snapshot, encoder, row, close) for row in asked]
    milliseconds = (time.perf_counter() - started) / len(asked) * 1000
    print(f"{name}: Hits@10 {shown([float(rank <= 10) for rank in ranks])}")  # noqa: PLR2004 - the figure's name
    print(f"{name}: Hits@4  {shown([float(rank <= 4) for rank in ranks])}")  # noqa: PLR2004 - the figure's name
    print(f"{name}: MRR@10  {shown([1 / rank for rank in ranks])}; {milliseconds:.1f} ms a question", flush=True)


def _first_rank(snapshot: Snapshot, encoder: Encoder, row: dict[str, Any], close: CloseReading | None) -> float:
    """Rank of the first passage among ten that holds a fact, infinite where none does."""
    facts = [_squeezed(evidence["fact"]) for evidence in row["evidence_list"]]
    encoded = encode_question(row["query"], encoder, snapshot)
    hits = [one.hit for one in search_closely(snapshot, encoded, 10, Filters(), close).hits]
    texts = [_squeezed(hit.passage.span.of(snapshot.document(hit.passage.document).document.text)) for hit in hits]
    return next((rank for rank, text in enumerate(texts, 1) if _holds_any(text, facts)), float("inf"))


def _holds_any(text: str, facts: Sequence[str]) -> bool:
    return any(fact in text for fact in facts)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _measure_addition(settings: Settings, encoder: Encoder) -> None:
    """Time until a serving process answers from one article more: by its own build, then by the command's."""
    live = LiveIndex(Snapshots(settings.index), lambda: encoder)
    jobs = BuildJobs(BuildPlan(settings.articles, settings.index, settings.keep), live)
    app = create_app(live, administration=Administration(_KEY, jobs))
    with TestClient(app, headers={"authorization": f"Bearer {_KEY}"}) as client:
        for number in range(_ADDITIONS):
            document = replace(ADDED, id=f"{ADDED.id}-{number}")
            try:
                _time_by_server(client, live, document)
            finally:
                (settings.articles / f"{document.id}.md").unlink(missing_ok=True)
        try:
            _time_by_command(settings, live)
        finally:
            (settings.articles / f"{ADDED.id}.md").unlink(missing_ok=True)


def _time_by_server(client: TestClient, live: LiveIndex, document: Document) -> None:
    """The article and the build asked for over HTTP; its encoding is in the time."""
    started = time.perf_counter()
    facts = {"id": document.id, "title": document.title, "text": document.text, "publisher": document.publisher}
    client.post("/v1/documents", json=facts).raise_for_status()
    build = client.post("/v1/index/builds").raise_for_status().headers["location"]
    while not _answers(live, document.id):
        time.sleep(_LOOK_SECONDS)
    print(f"one article more: {time.perf_counter() - started:.2f} s from sending it to an answer, built by the server")
    while client.get(build).json()["status"] == "running":  # it still compares the articles with each other
        time.sleep(_LOOK_SECONDS)


def _time_by_command(settings: Settings, live: LiveIndex) -> None:
    add_article(settings.articles, ADDED)
    started = time.perf_counter()
    command = [sys.executable, "-m", "service.command_line", "index", "build"]
    options = ["--articles", str(settings.articles), "--index", str(settings.index)]
    build = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not _answers(live, ADDED.id):
        time.sleep(_LOOK_SECONDS)
    print(f"one article more: {time.perf_counter() - started:.2f} s from the start of the build command to an answer")
    build.wait()


def _answers(live: LiveIndex, document_id: str) -> bool:
    serving = live.take()
    answer = answer_question(serving.snapshot, serving.encoder, Question(ADDED_QUESTION))
    return any(quote.document.id == document_id for quote in answer.quotes)


if __name__ == "__main__":
    main()
