"""What people see on the command line: results on standard output, everything else on standard error."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from index.encoding import Progress as BuildProgress
from service.building import BuildReport

_EVERY_SECONDS = 5.0  # between two plain progress lines, so that a log of an hour's build stays readable
_SHOWN = 10  # ambiguous names listed after a build; a news corpus has dozens of Smiths
_STEPS = {"cut": "cutting articles", "encode": "encoding texts", "write": "writing the snapshot"}

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def say(text: str) -> None:
    """Print a line of a result, as it is."""
    out.print(text, markup=False)


def note(text: str) -> None:
    """Print a remark beside the result."""
    err.print(text, markup=False)


@contextmanager
def build_progress() -> Iterator[Callable[[BuildProgress], None]]:
    """Show a build: a bar with rate and remaining time on a terminal, plain lines elsewhere."""
    if not err.is_terminal:
        yield PlainProgress(time.monotonic)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=err) as bars:
        tasks: dict[str, int] = {}

        def show(progress: BuildProgress) -> None:
            if progress.step not in tasks:
                tasks[progress.step] = int(bars.add_task(_STEPS[progress.step], total=progress.total))
            bars.update(bars.task_ids[tasks[progress.step]], completed=progress.done)

        yield show


class PlainProgress:
    """Progress as lines: at the end of each step, and every few seconds within it, with rate and remaining time."""

    def __init__(self, clock: Callable[[], float], write: Callable[[str], None] = note) -> None:
        self._clock = clock
        self._write = write
        self._step: str | None = None
        self._started = self._last = 0.0

    def __call__(self, progress: BuildProgress) -> None:
        """Take note of one step's progress."""
        now = self._clock()
        if progress.step != self._step:
            self._step, self._started, self._last = progress.step, now, now
        finished = progress.done >= progress.total
        if finished or now - self._last >= _EVERY_SECONDS:
            self._last = now
            self._write(self._line(progress, now - self._started, finished))

    def _line(self, progress: BuildProgress, seconds: float, finished: bool) -> str:  # noqa: FBT001 - private
        rate = progress.done / seconds if seconds > 0 else 0.0
        line = f"{_STEPS[progress.step]}: {progress.done} of {progress.total}"
        if finished:
            return f"{line} in {seconds:.1f} s"
        left = (progress.total - progress.done) / rate if rate else 0.0
        return f"{line}, {rate:.0f} a second, {left:.0f} s left"


def note_build(report: BuildReport) -> None:
    """Say what a build did and what it noticed."""
    manifest = report.built.manifest
    say(
        f"snapshot {manifest.id}: {manifest.documents} articles, {manifest.sentences} sentences, "
        f"{manifest.passages} passages; {report.built.encoded} texts newly encoded"
    )
    for error in report.unreadable:
        note(f"left out: {error}")
    for pair in report.near_duplicates:
        note(f"nearly the same ({pair.similarity:.0%} of five-word runs): {pair.first} and {pair.second}")
    for name, kept in report.built.speakers.merged:
        note(f"speakers joined: {name!r} is {kept!r}")
    for short, names in report.built.speakers.ambiguous[:_SHOWN]:
        note(
            f"speakers: {short!r} may be {' or '.join(names)}, so it belongs to neither; say so in corpus/speakers.toml"
        )
    more = len(report.built.speakers.ambiguous) - _SHOWN
    if more > 0:
        note(f"speakers: {more} more short names fit several people")
    for gone in report.built.deleted:
        note(f"deleted old snapshot {gone}")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Texts or articles a second."""
        return Text(f"{task.speed:.0f}/s" if task.speed else "")
