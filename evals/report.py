"""What the report is made of: every whole run of a folder, by suite, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.result_file import Run, read_run
from evals.timings import Timings, read_timings


@dataclass(frozen=True, slots=True)
class DatedRun:
    """A run with its timings."""

    run: Run
    timings: Timings


def read_history(results: Path) -> tuple[tuple[DatedRun, ...], ...]:
    """The runs of each suite, oldest first; runs not finished are left out."""
    suites: dict[str, list[DatedRun]] = {}
    for path in sorted(results.glob("*.jsonl")):
        run = read_run(path)
        if run.whole:
            suites.setdefault(run.facts.suite, []).append(DatedRun(run, read_timings(path)))
    return tuple(tuple(_by_date(runs)) for _, runs in sorted(suites.items()))


def _by_date(runs: Sequence[DatedRun]) -> list[DatedRun]:
    return sorted(runs, key=lambda one: (one.timings.started, one.run.facts.snapshot))
