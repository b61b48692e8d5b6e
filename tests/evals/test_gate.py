"""The gate over real answers of the digests, with the counting encoder: it sees what is planted and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from evals.comparison import CannotCompareError, match_runs
from evals.gate import LEAST_EFFECT, GateReport, judge, least_detectable
from evals.measure import FOUND
from evals.result_file import ResultError, Run, read_run, read_runs, write_runs
from evals.run import Plan, run_suite
from evals.suite import open_suite
from evals.telling import tell_gate
from index.build import build_snapshot
from tests.evals.conftest import Opener
from tests.evals.faulty_services import (
    Fault,
    breaking_every,
    one_letter_off,
    shuffled,
    with_threshold,
    without_speakers,
)
from tests.index.fakes import WordsEncoder

pytestmark = pytest.mark.anyio

_CASES = 203  # all of them, so that each planted fault is more than chance
_SAME = 8  # for the runs that are repeated


async def ran(
    open_client: Opener,
    index: Path,
    folder: Path,
    fault: Fault | None = None,
    most: int = _CASES,
    *,
    reader: bool = False,
) -> Run:
    async with open_client(index, fault, reader=reader) as client:
        return read_run(await run_suite(client, Plan(open_suite("digests"), most=most), folder))


@pytest.fixture(scope="module")
async def baseline(open_client: Opener, digests_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return await ran(open_client, digests_index, tmp_path_factory.mktemp("baseline"))


def failed(report: GateReport) -> set[str]:
    return {one.change.measure.name for one in report.judged if one.fails}


@pytest.mark.parametrize(
    ("fault", "figure"),
    [
        (shuffled, "evidence found"),
        (without_speakers, "speaker right"),
        (lambda: with_threshold(0.7), "answerable answered"),
        (lambda: with_threshold(0.0), "unanswerable declined"),
    ],
)
async def test_what_is_planted_is_caught(
    open_client: Opener, digests_index: Path, baseline: Run, tmp_path: Path, fault: Callable[[], Fault], figure: str
) -> None:
    now = await ran(open_client, digests_index, tmp_path, fault())
    report = judge([baseline], [now])
    assert not report.passes
    assert figure in failed(report)


async def test_a_reader_that_is_off_is_caught(
    open_client: Opener, digests_index: Path, baseline: Run, tmp_path: Path
) -> None:
    with_reader = await ran(open_client, digests_index, tmp_path, reader=True)
    assert not judge([with_reader], [baseline]).passes


async def test_an_article_that_is_gone_is_caught(
    open_client: Opener, digests: tuple[Document, ...], baseline: Run, tmp_path: Path
) -> None:
    build_snapshot(digests[1:], WordsEncoder(), tmp_path / "index")
    report = judge([baseline], [await ran(open_client, tmp_path / "index", tmp_path)])
    assert "evidence found" in failed(report)


async def test_a_quote_that_is_no_copy_fails_whatever_the_figures_say(
    open_client: Opener, digests_index: Path, tmp_path: Path
) -> None:
    before = await ran(open_client, digests_index, tmp_path / "before", most=_SAME)
    now = await ran(open_client, digests_index, tmp_path / "after", one_letter_off(), most=_SAME)
    assert judge([before], [now]).broken == ("digests: a quote is not what stands at its place",)


async def test_cases_that_fail_fail_the_gate(open_client: Opener, digests_index: Path, tmp_path: Path) -> None:
    before = await ran(open_client, digests_index, tmp_path / "before", most=_SAME)
    now = await ran(open_client, digests_index, tmp_path / "after", breaking_every(5), most=_SAME)
    (problem,) = judge([before], [now]).broken
    assert problem.startswith("digests: 1 cases failed, ")
    assert judge([now], [now]).passes  # what failed before is known


async def test_an_unchanged_tree_passes_ten_times_out_of_ten(
    open_client: Opener, digests_index: Path, tmp_path: Path
) -> None:
    runs = [await ran(open_client, digests_index, tmp_path / str(number), most=_SAME) for number in range(11)]
    assert all(judge([runs[0]], [run]).passes for run in runs[1:])
    assert len(set(runs)) == 1


def test_the_least_loss_that_is_detected_is_one_that_fails(baseline: Run) -> None:
    least = least_detectable(FOUND, match_runs(baseline, baseline))
    assert least is not None
    assert LEAST_EFFECT < least < 0.15


def test_a_suite_with_too_few_cases_can_detect_nothing(baseline: Run) -> None:
    few = replace(baseline, outcomes=baseline.outcomes[:2])
    assert least_detectable(FOUND, match_runs(few, few)) is None


def test_a_baseline_is_read_as_it_was_written_and_written_the_same_each_time(baseline: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"
    other = replace(baseline, facts=replace(baseline.facts, suite="other"))
    write_runs(first, [baseline, other])
    write_runs(second, [baseline, other])
    assert read_runs(first) == (baseline, other)
    assert first.read_bytes() == second.read_bytes()


def test_new_cases_and_suites_are_counted_and_do_not_fail(baseline: Run) -> None:
    older = replace(baseline, outcomes=baseline.outcomes[5:])
    report = judge([older], [baseline])
    assert report.passes
    assert report.unmatched == 5
    other = replace(baseline, facts=replace(baseline.facts, suite="other"), outcomes=baseline.outcomes[:3])
    assert judge([baseline], [baseline, other]).unmatched == 3
    with pytest.raises(CannotCompareError, match="none of these suites"):
        judge([other], [baseline])


def test_the_verdict_is_told_with_every_figure(baseline: Run, capsys: pytest.CaptureFixture[str]) -> None:
    tell_gate(judge([baseline], [baseline]))
    told = capsys.readouterr().out
    assert "pass digests      evidence found" in told
    assert "could detect a loss of 0." in told
    assert "the gate passes" in told


async def test_a_suite_or_cases_that_nobody_asked_again_fail(baseline: Run) -> None:
    renamed = replace(baseline, facts=replace(baseline.facts, suite="another"))
    assert judge([baseline, renamed], [baseline]).broken == (
        "another: the baseline has this suite and it was not run; update the baseline with what replaces them",
    )
    fewer = replace(baseline, outcomes=baseline.outcomes[: _CASES * 9 // 10])
    (problem,) = judge([baseline], [fewer]).broken
    assert "were not asked again" in problem
    assert judge([baseline], [replace(baseline, outcomes=baseline.outcomes[:-2])]).passes


def test_a_baseline_that_was_cut_off_cannot_be_compared(tmp_path: Path, baseline: Run) -> None:
    path = tmp_path / "baseline.jsonl.gz"
    write_runs(path, [baseline])
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ResultError, match="cannot be read"):
        read_runs(path)
