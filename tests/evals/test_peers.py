"""The side-by-side run: its workers' tasks and replies, its judgements and its tables."""

import json
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from corpus.document import Document
from evals.case import Evidence, QuestionCase, SearchCase
from evals.peers.environments import PeerError, python_of
from evals.peers.material import Material
from evals.peers.results import Result, judge
from evals.peers.systems import OWN, SYSTEMS, work
from evals.peers.table import table
from evals.peers.task import Found, Reply, Task, Work, document_from, document_line, read_work
from index.encoder_model import default_folder

WORKERS = Path(__file__).resolve().parents[2] / "evals" / "peers" / "workers"
LISTS = WORKERS.parent / "requirements"
BRIDGE = Document("bridge", "The bridge at Varn", "The bridge was closed in March. Petra Holm closed it herself.\n")
FERRY = Document("ferry", "The ferry", "The ferry to Varn sails again in May.\n")
MORE = Document("harbour", "The harbour", "The harbour master resigned on Monday.\n")
CLOSED = Evidence("bridge", ("The bridge was closed in March.",), ())
ASKED = QuestionCase(id="q1", slice="fact", topic="q1", question="When was the bridge closed?", evidence=(CLOSED,),
                     min_evidence=1)  # fmt: skip
NOTHING = QuestionCase(id="q2", slice="control", topic="q2", question="Who won the cup?", evidence=(), min_evidence=0)

# A system made of word overlap: what a worker must be, with nothing to install.
OVERLAP = """
import json, sys
sys.path.insert(0, {workers!r})
from worker import System, run

class Overlap(System):
    def build(self): self.known = [set(unit.indexed.lower().split()) for unit in self.units]
    def add(self, new): self.build()
    def save(self, store): (store / "ready").write_text("yes")
    def load(self, store):
        assert (store / "ready").read_text() == "yes"
        self.build()
    def ask(self, question, limit):
        asked = set(question.lower().strip("?").split())
        scored = sorted(((len(asked & known), -n) for n, known in enumerate(self.known)), reverse=True)
        return [self.whole(-n, score) for score, n in scored[:limit]]

run(Overlap)
"""


def a_task(folder: Path, step: str = "build") -> Task:
    units = [{"document": one.id, "text": one.text.strip(), "about": one.title, "sentences": [[0, 5]]}
             for one in (BRIDGE, FERRY)]  # fmt: skip
    more = [{"document": MORE.id, "text": MORE.text.strip(), "about": "", "sentences": []}]
    for name, lines in {
        "units": map(json.dumps, units),
        "more": map(json.dumps, more),
        "documents": map(document_line, (BRIDGE, FERRY)),
        "more-documents": [document_line(MORE)],
    }.items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Task(
        step="build" if step == "build" else "ask",
        model=str(default_folder()),
        reader="",
        store=str(folder / "store"),
        units=str(folder / "units"),
        more=str(folder / "more"),
        documents=str(folder / "documents"),
        more_documents=str(folder / "more-documents"),
        more_question="Who resigned at the harbour?",
        questions=[ASKED.question, NOTHING.question],
        limit=2,
        quotes=True,
        started=time.time(),
    )


def run_worker(script: Path, task: Task) -> Work:
    asked, replied = script.with_name("task.json"), script.with_name("reply.json")
    asked.write_text(json.dumps(asdict(task)), encoding="utf-8")
    subprocess.run([sys.executable, str(script), str(asked), str(replied)], check=True)
    return read_work(replied.read_text(encoding="utf-8"))


def test_a_worker_builds_adds_and_answers_from_what_it_saved(tmp_path: Path) -> None:
    script = tmp_path / "overlap.py"
    script.write_text(OVERLAP.format(workers=str(WORKERS)), encoding="utf-8")
    built = run_worker(script, a_task(tmp_path))
    assert built.seconds is not None
    assert built.one_more_seconds is not None
    assert built.peak_mib > 1
    asked = run_worker(script, a_task(tmp_path, "ask"))
    assert asked.cold_seconds is not None
    first = asked.replies[0]
    assert first.found[0].document == "bridge"
    assert first.found[0].text == BRIDGE.text.strip()
    assert first.answered
    assert first.certainty == first.found[0].score


def test_our_own_worker_does_the_same_task(tmp_path: Path) -> None:
    built = work(OWN, a_task(tmp_path), tmp_path / "own", tmp_path)
    assert built.one_more_seconds is not None
    asked = work(OWN, a_task(tmp_path, "ask"), tmp_path / "own", tmp_path)
    assert [one.document for one in asked.replies[0].found[:1]] == ["bridge"]
    assert all(one.document != MORE.id for reply in asked.replies for one in reply.found)
    passages = work(OWN, replace(a_task(tmp_path, "ask"), quotes=False), tmp_path / "own", tmp_path)
    assert {one.document for one in passages.replies[0].found} == {"bridge", "ferry"}


def test_a_worker_that_fails_is_named_with_its_log(tmp_path: Path) -> None:
    broken = replace(a_task(tmp_path), documents=str(tmp_path / "nowhere"))
    with pytest.raises(PeerError, match=r"OnRecord failed to build; .*build-log\.txt"):
        work(OWN, broken, tmp_path / "own", tmp_path)


def test_replies_are_judged_as_answers_are() -> None:
    right, wrong = Found("bridge", "The bridge was closed in March.", 2.0), Found("ferry", "The ferry sails.", 1.0)
    found, nothing = judge([ASKED, NOTHING], [Reply((wrong, right), 5.0, True, 2.0), Reply((wrong,), 5.0, False, 0.1)])
    assert [one.hit for one in found.grade.quotes] == [False, True]  # type: ignore[union-attr] # an answer's grade
    assert found.grade.right  # type: ignore[union-attr] # an answer's grade
    assert not nothing.grade.answered  # type: ignore[union-attr] # an answer's grade
    search = SearchCase(id="s", slice="s", topic="s", question="?", facts=("closed in March",))
    (ranked,) = judge([search], [Reply((wrong, right), 5.0)])
    assert ranked.grade.gains == (0, 1)  # type: ignore[union-attr] # a search's grade


def test_the_table_shows_every_system_and_leaves_out_what_was_not_measured(tmp_path: Path) -> None:
    replies = (Reply((Found("bridge", "The bridge was closed in March.", 1.0),), 10.0), Reply((), 30.0, False, 0.0))
    asked = Work(100.0, cold_seconds=1.25, replies=replies)
    result = Result("Some system", "digests", Work(200.0), asked, judge([ASKED, NOTHING], replies))
    quotes = table(Material("digests", (ASKED, NOTHING), True, 2, 2, 3, tmp_path), [result])
    head, _, row = quotes.split("\n")
    cells = dict(zip(head.strip("| ").split(" | "), row.strip("| ").split(" | "), strict=True))
    assert cells["system"] == "Some system"
    assert cells["evidence found"].startswith("1.000")
    assert cells["p50 / p95, ms"] == "20 / 29"
    assert cells["answers/s"] == "50"
    passages = table(Material("multihop-rag", (), False, 2, 2, 3, tmp_path), [replace(result, outcomes=())])
    assert "| Some system | - | - | - |" in passages


def test_a_document_comes_back_from_its_line() -> None:
    assert document_from(document_line(FERRY)) == FERRY


def test_an_environment_is_made_once_and_again_when_its_list_changes(tmp_path: Path) -> None:
    listed = tmp_path / "lists" / "nothing.txt"
    listed.parent.mkdir()
    listed.write_text("# no packages\n", encoding="utf-8")
    python = python_of("nothing", tmp_path, listed.parent)
    assert subprocess.run([str(python), "-c", "print('here')"], check=True, capture_output=True).stdout == b"here\n"
    made = python.parent.parent / "made-from.txt"
    before = made.stat().st_mtime_ns
    assert python_of("nothing", tmp_path, listed.parent) == python
    assert made.stat().st_mtime_ns == before
    listed.write_text("# still none\n", encoding="utf-8")
    python_of("nothing", tmp_path, listed.parent)
    assert made.stat().st_mtime_ns != before


def test_every_version_of_the_others_is_pinned() -> None:
    lists = sorted(LISTS.glob("*.txt"))
    assert {path.stem for path in lists} == {system.environment for system in SYSTEMS if system.environment}
    for path in lists:
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, version = line.partition("==")
            assert name, line
            assert version.strip(), line
