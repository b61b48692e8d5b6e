"""This system's own worker: ``python -m evals.peers.own TASK REPLY``; the task and the reply are the others'."""

import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.document import Document
from evals.peers.task import Found, Reply, Task, document_from
from index.build import build_snapshot
from index.encoder import Encoder
from index.retrieval import Filters, encode_question
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.close_reading import CloseReading
from service.close_search import search_closely
from service.finding import Question
from service.reader import DEFAULT_READER, NO_READER
from service.settings import Settings
from service.wiring import open_encoder, open_reader


def main() -> None:
    """Do the task of the command line."""
    task = Task(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    settings = Settings(index=Path(task.store), reader=NO_READER if task.reader == NO_READER else DEFAULT_READER)
    reply = _build(task, settings) if task.step == "build" else _ask(task, settings)
    reply["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Path(sys.argv[2]).write_text(json.dumps(reply), encoding="utf-8")


def _build(task: Task, settings: Settings) -> dict[str, Any]:
    documents = _documents(task.documents)
    settings.index.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    encoder = open_encoder(settings)
    build_snapshot(documents, encoder, settings.index)
    seconds = time.perf_counter() - started
    if not task.more_documents:
        return {"seconds": seconds}
    more = _documents(task.more_documents)
    started = time.perf_counter()
    build_snapshot([*documents, *more], encoder, settings.index)
    snapshot = Snapshots(settings.index).open_current()
    if all(one.document != more[0].id for one in _passages(task, snapshot, encoder, None, task.more_question)):
        raise RuntimeError("the article added was not found")
    one_more = time.perf_counter() - started
    snapshots = Snapshots(settings.index)
    with snapshots.writing():
        snapshots.rollback(None)  # the questions are asked without it
    return {"seconds": seconds, "one_more_seconds": one_more}


def _ask(task: Task, settings: Settings) -> dict[str, Any]:
    encoder, close = open_encoder(settings), open_reader(settings)
    snapshot = Snapshots(settings.index).open_current()
    _reply(task, snapshot, encoder, close, task.questions[0])
    cold = time.time() - task.started
    return {"cold_seconds": cold, "replies": [_reply(task, snapshot, encoder, close, one) for one in task.questions]}


def _reply(
    task: Task, snapshot: Snapshot, encoder: Encoder, close: CloseReading | None, question: str
) -> dict[str, Any]:
    started = time.perf_counter()
    if not task.quotes:
        found = _passages(task, snapshot, encoder, close, question)
        return asdict(Reply(found, (time.perf_counter() - started) * 1000))
    answer = answer_question(snapshot, encoder, Question(question, task.limit), close)
    milliseconds = (time.perf_counter() - started) * 1000
    sure = answer.confidence.probability
    found = tuple(Found(one.document.id, one.text, sure) for one in answer.quotes)
    told = answer.no_answer is None or sure < answer.confidence.threshold
    return asdict(Reply(found, milliseconds, answer.no_answer is None, sure if told else 0.0))


def _passages(
    task: Task, snapshot: Snapshot, encoder: Encoder, close: CloseReading | None, question: str
) -> tuple[Found, ...]:
    encoded = encode_question(question, encoder, snapshot)
    hits = [one.hit for one in search_closely(snapshot, encoded, task.limit, Filters(), close).hits]
    stored = [snapshot.document(hit.passage.document).document for hit in hits]
    return tuple(Found(d.id, h.passage.span.of(d.text), h.score) for d, h in zip(stored, hits, strict=True))


def _documents(path: str) -> list[Document]:
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    return [document_from(line) for line in lines if line]


if __name__ == "__main__":
    main()
