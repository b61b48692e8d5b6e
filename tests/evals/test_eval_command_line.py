"""`onrecord eval` in a process of its own, with the real encoder and no reader."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.articles import add_article
from index.encoder import Encoder
from tests.service.conftest import ARTICLES

ROWS = (
    (
        "b1",
        "Can the bridge be repaired?",
        "In his view, “the bridge can be repaired for two million crowns.”",
        "bridge",
    ),
    ("b2", "What does dredging cost a year?", "dredging costs nine million crowns a year.", "harbour"),
    ("b3", "Who counted the cars?", None, None),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, encoders: Path, default_encoder: Encoder) -> Path:
    """A folder with articles and a suite, in which the session's converted encoder is found."""
    assert default_encoder.dimension == 384
    home = tmp_path_factory.mktemp("home")
    (home / "var/results/indexes/articles").mkdir(parents=True)
    (home / "var/results/indexes/articles/encoders").symlink_to(encoders)
    for document in ARTICLES:
        add_article(home / "corpus/articles", document)
    (home / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in map(_row, ROWS)), encoding="utf-8")
    return home


def _row(case: tuple[str, str, str | None, str | None]) -> dict[str, object]:
    name, question, quote, document = case
    entry = {"doc": document, "quote": quote, "speaker": None, "speaker_ok": ["Idris Okafor", "Petra Holm"]}
    return {
        "id": name,
        "question": question,
        "type": "factoid",
        "answerable": quote is not None,
        "evidence": [entry] if quote else [],
        "min_evidence": int(quote is not None),
    }


def onrecord(home: Path, *arguments: str, module: str = "evals.command_line") -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    return subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-m", module, *arguments],
        cwd=home,
        env={**inherited, "PYTHONPATH": str(Path(__file__).parents[2]), "ONRECORD_READER": "none"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def result(home: Path) -> Path:
    ran = onrecord(home, "eval", "run", "own.jsonl")
    assert ran.returncode == 0, ran.stderr
    assert "own: 3 cases" in ran.stdout
    assert "evidence found             1.000" in ran.stdout
    assert "own: 3 of 3" in ran.stderr
    (path,) = (home / "var/results").glob("*.jsonl")
    return path


def test_a_run_says_of_what_it_is(result: Path) -> None:
    facts = json.loads(result.read_text(encoding="utf-8").split("\n")[0])
    assert facts["suite"] == "own"
    assert facts["documents"] == 3
    assert len(facts["code"]) == 12
    assert {"name": "reader", "value": "none"} in facts["settings"]


def test_a_run_compared_with_itself_is_no_worse(home: Path, result: Path) -> None:
    compared = onrecord(home, "eval", "compare", str(result), str(result))
    assert compared.returncode == 0, compared.stderr
    assert "0 won, 0 lost, of 3 cases in both" in compared.stdout


def test_what_cannot_be_measured_or_compared_exits_with_two(home: Path, result: Path) -> None:
    unknown = onrecord(home, "eval", "run", "nothing")
    assert unknown.returncode == 2
    assert "there is no such suite" in unknown.stderr
    missing = onrecord(home, "eval", "compare", str(result), "none.jsonl")
    assert missing.returncode == 2
    assert "none.jsonl is not here" in missing.stderr
    gate = onrecord(home, "eval", "gate", "--baseline", "none.jsonl.gz")
    assert gate.returncode == 2
    assert "none.jsonl.gz is not here" in gate.stderr
    away = onrecord(home, "eval", "run", "own.jsonl", "--base-url", "http://127.0.0.1:9")
    assert away.returncode == 2
    assert "does not serve an index" in away.stderr


def test_a_report_of_a_folder_without_runs_is_refused_and_the_old_one_stays(home: Path, tmp_path: Path) -> None:
    report = home / "kept.html"
    report.write_text("an old report", encoding="utf-8")
    for folder in (tmp_path / "nowhere", tmp_path):
        refused = onrecord(home, "eval", "report", "--results", str(folder), "--output", str(report))
        assert refused.returncode == 2
        assert f"{folder} holds no whole run" in refused.stderr
    assert report.read_text(encoding="utf-8") == "an old report"


def test_the_report_is_one_file(home: Path, result: Path) -> None:
    reported = onrecord(home, "eval", "report")
    assert reported.returncode == 0, reported.stderr
    assert "1 runs of 1 suites in var/results/report.html" in reported.stdout
    assert result.parent.joinpath("report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_service_command_goes_on_without_eval(home: Path) -> None:
    alone = onrecord(home, "eval", module="service.command_line")
    assert alone.returncode == 2
    assert "No such command 'eval'" in alone.stderr
