import json
from pathlib import Path

import httpx
import pytest
from filelock import FileLock

from evals.asking import ServiceError
from evals.case import Names, Suite
from evals.measure import ERRORS, FOUND, VERBATIM
from evals.result_file import ResultError, read_run
from evals.run import Plan, run_suite
from evals.suite import read_cases
from evals.timings import read_timings
from index.build import build_snapshot
from tests.evals.conftest import Opener
from tests.evals.faulty_services import Fault, Refusing, breaking_every, one_letter_off
from tests.index.fakes import ARTICLES, WordsEncoder

pytestmark = pytest.mark.anyio

ROWS = (
    ("q1", "Who said the gates had been oiled?", "Engineer Vera Lund said the gates", "dam"),
    ("q2", "How often does the ferry cross?", "The ferry crosses twice a day.", "ferry"),
    ("q3", "When did the orchard freeze?", "The orchard froze in May.", "orchard"),
    ("q4", "How long did the mill stand empty?", "The mill stood empty for nine years.", "mill"),
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build_snapshot(ARTICLES, WordsEncoder(), tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    path = tmp_path / "own.jsonl"
    rows = [
        {
            "id": name,
            "question": question,
            "type": "factoid",
            "answerable": True,
            "evidence": [{"doc": document, "quote": quote, "speaker": None, "speaker_ok": ["Vera Lund"]}],
            "min_evidence": 1,
        }
        for name, question, quote, document in ROWS
    ]
    rows.append(
        {"id": "v1", "quotation": "Nobody in the valley slept that night.", "speaker": None, "expected": "found"}
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Suite("own", read_cases(path), None, Names())


async def ran(open_client: Opener, index: Path, suite: Suite, folder: Path, fault: Fault | None = None) -> Path:
    async with open_client(index, fault) as client:
        return await run_suite(client, Plan(suite), folder)


async def test_every_case_is_asked_and_judged_and_the_file_says_of_what(
    open_client: Opener, index: Path, suite: Suite, tmp_path: Path
) -> None:
    path = await ran(open_client, index, suite, tmp_path / "results")
    run = read_run(path)
    assert run.whole
    assert [outcome.id for outcome in run.outcomes] == ["q1", "q2", "q3", "q4", "v1"]
    assert FOUND.value(run.outcomes) == 1.0
    assert VERBATIM.value(run.outcomes) == 1.0
    assert run.facts.suite == "own"
    assert run.facts.documents == 4
    assert run.facts.encoder == "counted words"
    assert len(read_timings(path).milliseconds) == 5


async def test_the_same_run_gives_the_same_bytes_and_times_lie_elsewhere(
    open_client: Opener, index: Path, suite: Suite, tmp_path: Path
) -> None:
    first = await ran(open_client, index, suite, tmp_path / "one")
    second = await ran(open_client, index, suite, tmp_path / "two")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()
    assert b"ms" not in first.read_bytes()


@pytest.mark.parametrize("cut", [0, 1, 40])
async def test_a_run_that_was_stopped_goes_on_and_ends_with_the_same_bytes(
    open_client: Opener, index: Path, suite: Suite, tmp_path: Path, cut: int
) -> None:
    whole = await ran(open_client, index, suite, tmp_path / "whole")
    folder = tmp_path / "stopped"

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    async with open_client(index, None) as client:
        with pytest.raises(KeyboardInterrupt):
            await run_suite(client, Plan(suite), folder, stop)
        (part,) = folder.glob("*.part")
        part.write_bytes(part.read_bytes()[: len(part.read_bytes()) - cut])  # as a killed process leaves it
        seen: list[int] = []
        path = await run_suite(client, Plan(suite), folder, lambda done, _total: seen.append(done))
    assert seen == ([4, 5] if cut == 0 else [3, 4, 5])
    assert path.read_bytes() == whole.read_bytes()
    assert not list(folder.glob("*.part"))


async def test_two_runs_do_not_write_one_file(open_client: Opener, index: Path, suite: Suite, tmp_path: Path) -> None:
    async with open_client(index, None) as client:
        path = await run_suite(client, Plan(suite), tmp_path)
        with FileLock(path.with_name(f".{path.stem}.lock")), pytest.raises(ResultError, match="written by another run"):
            await run_suite(client, Plan(suite), tmp_path)


async def test_a_case_that_fails_is_counted_and_the_others_go_on(
    open_client: Opener, index: Path, suite: Suite, tmp_path: Path
) -> None:
    run = read_run(await ran(open_client, index, suite, tmp_path, breaking_every(2)))
    assert [bool(outcome.error) for outcome in run.outcomes] == [False, True, False, True, False]
    assert ERRORS.value(run.outcomes) == 2 / 5
    assert FOUND.value(run.outcomes) == 2 / 4
    assert "unexpected reply" in (run.outcomes[1].error or "")


async def test_a_refused_question_is_an_error_with_its_status(suite: Suite, tmp_path: Path) -> None:
    async with httpx.AsyncClient(transport=Refusing(), base_url="http://test") as client:
        run = read_run(await run_suite(client, Plan(suite), tmp_path))
    assert {outcome.error for outcome in run.outcomes} == {"status 503", "ReadTimeout"}
    assert run.facts.reader == "r"


async def test_a_quote_that_is_no_copy_shows(open_client: Opener, index: Path, suite: Suite, tmp_path: Path) -> None:
    run = read_run(await ran(open_client, index, suite, tmp_path, one_letter_off()))
    assert VERBATIM.value(run.outcomes) == 0.0


async def test_an_index_that_changes_under_the_run_stops_it(
    open_client: Opener, index: Path, suite: Suite, tmp_path: Path
) -> None:
    other = Fault(lambda reply: {**reply, "index": {**reply["index"], "snapshot": "another"}})
    with pytest.raises(ServiceError, match="The index changed while it was measured"):
        await ran(open_client, index, suite, tmp_path, other)


async def test_a_service_without_an_index_is_told(tmp_path: Path, open_client: Opener, suite: Suite) -> None:
    with pytest.raises(ServiceError, match="does not serve an index: no snapshot has been published yet"):
        await ran(open_client, tmp_path / "none", suite, tmp_path)


def test_files_that_are_no_results_are_told(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="is not here"):
        read_run(tmp_path / "none.jsonl")
    (tmp_path / "other.jsonl").write_text('{"id": "q1"}\n', encoding="utf-8")
    with pytest.raises(ResultError, match=r"line 1: it is not a result"):
        read_run(tmp_path / "other.jsonl")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(ResultError, match="holds 0 runs"):
        read_run(tmp_path / "empty.jsonl")
