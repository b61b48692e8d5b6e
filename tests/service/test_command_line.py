"""The real command in a process of its own, with the real encoder."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from corpus.articles import add_article
from index.build import build_snapshot
from index.encoder import Encoder
from service.schemas import LONGEST_QUESTION
from service.settings import Settings
from tests.index.fakes import WordsEncoder
from tests.service.conftest import ARTICLES


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, encoders: Path, default_encoder: Encoder) -> Path:
    """A folder with articles and an index, in which the session's converted encoder is found."""
    assert default_encoder.dimension == 384
    home = tmp_path_factory.mktemp("home")
    (home / "var/index").mkdir(parents=True)
    (home / "var/index/encoders").symlink_to(encoders)
    for document in ARTICLES:
        add_article(home / "corpus/articles", document)
    built = onrecord(home, "index", "build")
    assert built.returncode == 0, built.stderr
    return home


def onrecord(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    command = [sys.executable, "-W", "error::UserWarning", "-m", "service.command_line", *arguments]
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        command,
        cwd=home,
        env={**inherited, "PYTHONPATH": root, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_ask_prints_the_quote_its_speaker_and_its_place(home: Path) -> None:
    asked = onrecord(home, "ask", "Can the bridge be repaired?", "--limit", "1")
    assert asked.returncode == 0
    assert "Idris Okafor, Professor:" in asked.stdout
    assert "Should the old bridge at Varn come down?; Varn Courier, 2024-05-02 (bridge, " in asked.stdout
    assert "the bridge can be repaired for two million crowns" in asked.stdout
    assert "bridge, characters" in asked.stdout


def test_ask_as_json_is_the_apis_answer(home: Path) -> None:
    asked = onrecord(home, "ask", "Can the bridge be repaired?", "--json")
    assert json.loads(asked.stdout)["object"] == "answer"


def test_an_index_of_another_encoder_is_refused_and_not_asked(home: Path, tmp_path: Path) -> None:
    build_snapshot(ARTICLES, WordsEncoder("words-2"), tmp_path)
    asked = onrecord(home, "ask", "Can the bridge be repaired?", "--index", str(tmp_path))
    assert asked.returncode == 1
    assert "was built with encoder words-2" in asked.stderr
    assert "Traceback" not in asked.stderr


def test_a_served_index_answers_over_http(home: Path) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    command = [sys.executable, "-m", "service.command_line", "serve", "--port", "0"]
    environment = {**inherited, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, cwd=home, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in server.stderr)
            address = next(found.group() for found in said if found)
            with httpx.Client(base_url=address, timeout=60) as client:
                reply = client.post("/v1/answers", json={"question": "Can the bridge be repaired?"})
            assert reply.json()["citations"][0]["speaker"]["name"] == "Idris Okafor"
        finally:
            server.terminate()


def test_every_setting_is_told_of_in_the_readme_and_no_other() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    told = set()
    for row in re.findall(r"^\| (`ONRECORD_.*?) \|", readme, re.MULTILINE):
        whole, *endings = re.findall(r"`(\w+)`", row)
        told |= {whole, *(one if one.startswith("ONRECORD_") else _ending(whole, one) for one in endings)}
    assert told == {f"ONRECORD_{name.upper()}" for name in Settings.model_fields}


def _ending(whole: str, ending: str) -> str:
    """`ONRECORD_LANGUAGE_MODEL_TIMEOUT` and `_REQUESTS`: the last part of the name changes."""
    return whole.rpartition("_")[0] + ending


def test_no_answer_exits_with_three(home: Path) -> None:
    assert onrecord(home, "ask", "symptoms of measles in toddlers").returncode == 3


def test_misuse_exits_with_two_and_says_what_is_wrong(home: Path) -> None:
    for arguments in (("ask",), ("ask", "bridge?", "--limit", "0"), ("ask", "bridge?", "--since", "soon"), ("fly",)):
        assert onrecord(home, *arguments).returncode == 2
    assert "no document 'nope'" in onrecord(home, "ask", "bridge?", "--document", "nope").stderr


@pytest.mark.parametrize("question", ["", "  ", "\u200b", "x" * (LONGEST_QUESTION + 1)])
def test_a_question_that_http_would_refuse_is_misuse(home: Path, question: str) -> None:
    asked = onrecord(home, "ask", question)
    assert asked.returncode == 2
    assert "QUESTION" in asked.stderr


def test_the_list_of_an_index_that_is_not_there_is_a_failure_that_says_so(home: Path, tmp_path: Path) -> None:
    listed = onrecord(home, "index", "list", "--index", str(tmp_path / "nowhere"))
    assert listed.returncode == 1
    assert "there is no index in" in listed.stderr


def test_help_tells_variables_and_defaults_and_the_version_is_told(home: Path) -> None:
    told = " ".join(onrecord(home, "serve", "--help", COLUMNS="200").stdout.split())
    for name in ("articles", "index", "host", "port"):
        assert f"(ONRECORD_{name.upper()}; by default {Settings.model_fields[name].default})" in told
    assert re.fullmatch(r"onrecord \d+\.\d+\.\d+\n", onrecord(home, "--version").stdout)


def test_an_unknown_variable_is_an_error_that_names_it(home: Path) -> None:
    run = onrecord(home, "index", "list", ONRECORD_COLOUR="red")
    assert run.returncode == 2
    assert "ONRECORD_COLOUR" in run.stderr


def test_a_missing_index_is_one_line_with_the_remedy_and_exit_one(home: Path, tmp_path: Path) -> None:
    run = onrecord(home, "ask", "bridge?", "--index", str(tmp_path / "none"))
    assert run.returncode == 1
    assert "onrecord index build" in run.stderr
    assert "Traceback" not in run.stderr


def test_an_article_goes_in_is_found_and_goes_out_again(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "kiln.txt"
    source.write_text("The kiln at Dove Hill\n\nThe kiln at Dove Hill burned juniper wood for ninety years.\n", "utf-8")
    added = onrecord(home, "articles", "add", str(source), "--publisher", "Dove Hill Post")
    assert added.returncode == 0
    assert "The kiln at Dove Hill" in added.stdout
    assert onrecord(home, "index", "build").returncode == 0
    assert "juniper wood" in onrecord(home, "ask", "What did the kiln burn?").stdout
    assert onrecord(home, "articles", "add", str(source)).returncode == 1
    assert onrecord(home, "articles", "remove", "kiln").returncode == 0
    assert onrecord(home, "index", "build").returncode == 0
    assert "juniper" not in onrecord(home, "ask", "What did the kiln burn?").stdout


def test_several_sources_are_added_as_far_as_they_can_be(home: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("A good article about ropes.\n", "utf-8")
    run = onrecord(home, "articles", "add", str(tmp_path / "missing.txt"), str(good))
    assert run.returncode == 1
    assert "missing.txt" in run.stderr
    assert "added good" in run.stdout
    assert onrecord(home, "articles", "remove", "good").returncode == 0


def test_articles_are_listed_shown_and_checked(home: Path) -> None:
    assert "2024-05-02" in onrecord(home, "articles", "list").stdout
    assert "Petra Holm" in onrecord(home, "articles", "show", "bridge").stdout
    assert onrecord(home, "articles", "check").returncode == 0
    broken = home / "corpus/articles/broken.md"
    broken.write_text("no front matter\n", "utf-8")
    checked = onrecord(home, "articles", "check")
    broken.unlink()
    assert checked.returncode == 1
    assert "broken.md, line 1" in checked.stderr


def test_snapshots_are_listed_shown_verified_and_rolled_back(home: Path) -> None:
    listed = onrecord(home, "index", "list").stdout
    assert "*" in listed
    assert "3 documents" in onrecord(home, "index", "show").stdout
    assert "is whole" in onrecord(home, "index", "verify").stdout
    first = listed.split()[0] if not listed.startswith("*") else listed.split()[1]
    assert f"now {first}" in onrecord(home, "index", "rollback", first).stdout
    assert onrecord(home, "index", "build").returncode == 0


def test_a_damaged_snapshot_is_named_by_verify(home: Path) -> None:
    current = (home / "var/index/CURRENT").read_text("utf-8").strip()
    vectors = home / "var/index/snapshots" / current / "passages.faiss"
    raw = vectors.read_bytes()
    vectors.write_bytes(raw[:-1])
    run = onrecord(home, "index", "verify")
    vectors.write_bytes(raw)
    assert run.returncode == 1
    assert current in run.stderr
    assert "passages.faiss" in run.stderr


def test_a_quotation_is_checked_and_its_verdict_is_the_exit_code(home: Path) -> None:
    found = onrecord(home, "verify", "We will tear it down before winter", "--speaker", "Petra Holm")
    assert (found.returncode, found.stdout.split(":")[0]) == (0, "found")
    altered = onrecord(home, "verify", "We will not tear it down before winter")
    assert (altered.returncode, altered.stdout.split(":")[0]) == (3, "altered")
    assert "+ not" in altered.stdout
    wrong = onrecord(home, "verify", "We will tear it down before winter", "--speaker", "Idris Okafor", "--json")
    assert json.loads(wrong.stdout)["verdict"] == "misattributed"
    assert onrecord(home, "verify", "?!").returncode == 2


def test_trouble_with_paths_and_bytes_is_one_line_and_never_a_traceback(home: Path) -> None:
    cases = (
        (1, ("ask", "bridge?", "--index", str(home / "corpus/articles/bridge.md"))),
        (1, ("index", "build", "--index", "/proc/nowhere")),
        (2, ("ask", "bridge \udcff?")),
        (2, ("ask", "bridge?", "--since", "2024-02-01", "--until", "2024-01-01")),
        (2, ("ask", "bridge?", "--since", "20240201")),
        (1, ("serve", "--host", "256.0.0.1")),
    )
    for code, arguments in cases:
        run = onrecord(home, *arguments)
        assert (run.returncode, "Traceback" in run.stderr) == (code, False), (arguments, run.stderr)
