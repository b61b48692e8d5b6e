"""`onrecord eval`: run, compare, gate, report."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import CorpusError
from evals.asking import ServiceError
from evals.case import Split, Suite
from evals.comparison import CannotCompareError, changes, match_runs
from evals.gate import BASELINE, judge
from evals.measure import ERRORS, VERBATIM
from evals.measuring import Wanted, measure_suites
from evals.report import read_history
from evals.report_page import render_report
from evals.result_file import ResultError, Run, read_run, read_runs, write_runs
from evals.suite import default_suites, open_suite
from evals.suite_rows import SuiteError
from evals.telling import tell_comparison, tell_gate, tell_run
from index.errors import SearchIndexError
from service.options import ArticlesOption, settings_with
from service.settings import SettingsError
from service.terminal import note, say

PASSED, WORSE, NOT_COMPARED = 0, 1, 2
RESULTS = Path("var/results")

app = typer.Typer(no_args_is_help=True, help="Measure answers. Exit 0: passed, 1: worse, 2: cannot compare.")
_Results = Annotated[Path, typer.Option("--results", help="Folder of the result files.")]
_Suites = Annotated[list[str], typer.Argument(metavar="SUITE...", help="Names, paths, or FORMAT:PATH.")]
_Address = Annotated[str | None, typer.Option(help="A running service to ask, in place of one in this process.")]
_Limit = Annotated[int, typer.Option(min=1, max=20, help="The most quotes of an answer.")]
_Index = Annotated[Path | None, typer.Option(help="An index to ask, in place of one built from the suite's articles.")]
_Update = Annotated[bool, typer.Option("--update-baseline", help="Make today's answers the baseline.")]


@app.command()
def run(
    suites: _Suites,
    base_url: _Address = None,
    split: Annotated[Split | None, typer.Option(help="Only the cases of this half.")] = None,
    limit: _Limit = 3,
    cases: Annotated[int | None, typer.Option(min=1, help="At most so many cases, spread over the suite.")] = None,
    articles: ArticlesOption = None,
    index: _Index = None,
    results: _Results = RESULTS,
) -> None:
    """Ask every case of the suites and print the figures. Exit 1: a quote is no copy, or a case failed."""
    with _telling():
        opened = [open_suite(name) for name in suites]
        settings = settings_with(articles=articles, index=index)
        wanted = Wanted(settings, results, base_url, index is not None, split, limit, cases)
        runs = _measured(opened, wanted, tell_run)
    raise typer.Exit(PASSED if all(map(_sound, runs)) else WORSE)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="A result file.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The result file to compare with it.")],
) -> None:
    """Compare two result files. Exit 1: B is worse in some figure, 2: they cannot be compared."""
    with _telling():
        matched = match_runs(_whole(first), _whole(second))
    found = changes(matched)
    tell_comparison(matched, found)
    raise typer.Exit(WORSE if any(change.verdict == "worse" for change in found) else PASSED)


@app.command()
def gate(
    update_baseline: _Update = False,  # noqa: FBT002 - an option of the command line
    baseline: Annotated[Path, typer.Option(help="What to compare with.")] = BASELINE,
    articles: ArticlesOption = None,
    index: _Index = None,
    results: _Results = RESULTS,
) -> None:
    """Run the suites of evals/suites and compare them with the baseline. Exit 1: worse, 2: cannot compare."""
    with _telling():
        known = () if update_baseline else read_runs(baseline)
        wanted = Wanted(settings_with(articles=articles, index=index), results, own_index=index is not None)
        runs = _measured([open_suite(name) for name in default_suites()], wanted, lambda _path, _run: None)
        if update_baseline:
            write_runs(baseline, runs)
            say(f"the baseline is now of snapshot {runs[0].facts.snapshot}: {baseline}")
            raise typer.Exit(PASSED if all(map(_sound, runs)) else WORSE)
        judged = judge(known, runs)
    tell_gate(judged)
    raise typer.Exit(PASSED if judged.passes else WORSE)


@app.command()
def report(
    output: Annotated[Path, typer.Option(help="The HTML file to write.")] = RESULTS / "report.html",
    results: _Results = RESULTS,
) -> None:
    """Write one HTML file of every whole run: quality, calibration, latency and history. Exit 2 where there is none."""
    with _telling():
        history = read_history(results)
        if not history:
            raise ResultError(f"{results} holds no whole run. Name the folder with --results, or run a suite first.")
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(render_report(history), encoding="utf-8")
    say(f"{sum(map(len, history))} runs of {len(history)} suites in {output}")


@contextmanager
def _telling() -> Iterator[None]:
    """Trouble that keeps anything from being measured is one line on standard error and exit 2."""
    try:
        yield
    except (SuiteError, ServiceError, ResultError, CannotCompareError) as error:
        note(f"onrecord: {error}")
        raise typer.Exit(NOT_COMPARED) from error
    except (CorpusError, SearchIndexError, SettingsError, OSError) as error:
        note(f"onrecord: nothing was measured: {error}")
        raise typer.Exit(NOT_COMPARED) from error


def _measured(suites: Sequence[Suite], wanted: Wanted, tell: Callable[[Path, Run], None]) -> list[Run]:
    """The runs of the suites; each is told of as soon as it is whole."""
    runs = []

    def done(path: Path) -> None:
        runs.append(read_run(path))
        tell(path, runs[-1])

    measure_suites(suites, wanted, done)
    return runs


def _sound(run: Run) -> bool:
    copied = VERBATIM.value(run.outcomes)
    return copied in (None, 1.0) and ERRORS.value(run.outcomes) in (None, 0.0)


def _whole(path: Path) -> Run:
    run = read_run(path)
    if not run.whole:
        raise ResultError(f"{path} has {len(run.outcomes)} of {run.facts.cases} cases. Run the suite to its end.")
    return run
