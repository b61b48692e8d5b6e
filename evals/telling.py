"""Figures, comparisons and verdicts as people read them on a terminal."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from evals.comparison import Change, Matched, Turn, changes, turns
from evals.gate import LEAST_EFFECT, GateReport, Judged
from evals.latency import LatencyFigure, latency_figures
from evals.measure import MAIN, MEASURES, main_measure
from evals.outcome import AnswerGrade, Outcome, VerdictGrade
from evals.resampling import Estimate
from evals.result_file import Run
from evals.timings import read_timings
from service.terminal import err, note, say

_EVERY_SECONDS = 5.0  # between two plain progress lines, as a build's
_LONGEST = 160  # characters of a quote shown in a comparison; enough to know it again
_WIDTH = 26  # of the longest name of a figure


@contextmanager
def run_progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many cases are done: a bar on a terminal, plain lines elsewhere."""
    if not err.is_terminal:
        yield plain_progress(name, time.monotonic, note)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err) as bars:
        task = bars.add_task(name, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def plain_progress(name: str, clock: Callable[[], float], write: Callable[[str], None]) -> Callable[[int, int], None]:
    """Progress as lines: every few seconds, and at the end."""
    last = clock()

    def show(done: int, total: int) -> None:
        nonlocal last
        if done == total or clock() - last >= _EVERY_SECONDS:
            last = clock()
            write(f"{name}: {done} of {total}")

    return show


def tell_run(path: Path, run: Run) -> None:
    """Print the figures of a run."""
    facts = run.facts
    say(
        f"{facts.suite}: {facts.cases} cases, snapshot {facts.snapshot}, encoder {facts.encoder}, reader {facts.reader}"
    )
    for measure in MEASURES:
        figure = measure.estimate(run.outcomes)
        if figure.cases:
            say(f"  {measure.name:{_WIDTH}} {shown(figure)}")
    for name in dict.fromkeys(outcome.slice for outcome in run.outcomes):
        outcomes = [outcome for outcome in run.outcomes if outcome.slice == name]
        main = main_measure(outcomes)
        say(f"    {name:{_WIDTH - 2}} {main.name} {shown(main.estimate(outcomes))}" if main else f"    {name}")
    for figure_of_time in latency_figures(read_timings(path).milliseconds):
        say(f"  {figure_of_time.name:{_WIDTH}} {shown_latency(figure_of_time)}")
    say(f"  results in {path}")


def shown(figure: Estimate) -> str:
    """A figure with its interval and size; "none" where there is nothing to measure."""
    if figure.value is None:
        return f"none of {figure.cases}"
    interval = "one topic" if figure.low is None or figure.high is None else f"{figure.low:.3f}, {figure.high:.3f}"
    return f"{figure.value:.3f} [{interval}] of {figure.cases}"


def shown_latency(figure: LatencyFigure) -> str:
    """A time with its interval, in milliseconds."""
    return f"{figure.milliseconds:.1f} ms [{figure.low:.1f}, {figure.high:.1f}]"


def tell_comparison(matched: Matched, found: Sequence[Change]) -> None:
    """Print the differences found, the main ones by slice too, then the questions lost and won."""
    for change in found:
        say(f"  {change.measure.name:{_WIDTH}} {shown_change(change)}")
    for name in matched.slices():
        for change in changes(matched.only(name), MAIN):
            say(f"    {name:{_WIDTH - 2}} {change.measure.name}: {shown_change(change)}")
    turned = turns(matched)
    for turn in sorted(turned, key=lambda one: one.won):
        _tell_turn(turn)
    won = sum(turn.won for turn in turned)
    say(f"  {won} won, {len(turned) - won} lost, of {len(matched.second)} cases in both")
    if matched.unmatched:
        note(f"{matched.unmatched} cases are in one of the two only, or were changed in between: not compared")


def shown_change(change: Change) -> str:
    """Before, after and the difference with its interval."""
    difference = change.difference
    if difference.low is None or difference.high is None:
        return f"{change.before:.3f} -> {change.after:.3f} (one topic)"
    interval = f"{difference.value:+.3f} [{difference.low:+.3f}, {difference.high:+.3f}]"
    return f"{change.before:.3f} -> {change.after:.3f}, {interval} {change.verdict}"


def _tell_turn(turn: Turn) -> None:
    say(f"\n  {'won' if turn.won else 'lost'} {turn.after.id} ({turn.after.slice}): {turn.after.asked}")
    for label, outcome in (("before", turn.before), ("after", turn.after)):
        for line in replied(outcome):
            say(f"    {label:6} | {line}")


def replied(outcome: Outcome) -> list[str]:
    """What was replied, a line for each quote."""
    grade = outcome.grade
    if outcome.error:
        return [f"failed: {outcome.error}"]
    if isinstance(grade, VerdictGrade):
        return [grade.verdict]
    if not isinstance(grade, AnswerGrade):
        return [f"grades by rank: {grade.gains[:10]}"]
    if not grade.answered:
        return [f"no answer ({grade.reason}), probability {grade.probability:.3f}"]
    return [f"{one.speaker or '-'}: {_cut(one.text)}{' (evidence)' if one.hit else ''}" for one in grade.quotes]


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def tell_gate(report: GateReport) -> None:
    """Print every figure judged, and why the gate passes or fails."""
    for one in report.judged:
        say(f"{'FAIL' if one.fails else 'pass'} {one.suite:12} {_judged(one)}")
    for problem in report.broken:
        say(f"FAIL {problem}")
    if report.unmatched:
        note(f"{report.unmatched} cases are new, gone or changed since the baseline: not compared")
    say(f"a figure fails that is worse by more than {LEAST_EFFECT} and more than chance does")
    say("the gate passes" if report.passes else "the gate fails: answers got worse")


def _judged(one: Judged) -> str:
    least = "no loss here" if one.detectable is None else f"a loss of {one.detectable:.3f}"
    return f"{one.change.measure.name:{_WIDTH}} {shown_change(one.change)}; could detect {least}"
