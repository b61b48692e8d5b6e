"""Run a suite: ask every case in order, and write each outcome as it comes.

The file is written aside as ``.part`` and renamed when it is whole. A run that was stopped goes on where it stopped,
and ends with the same bytes as one that was not.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from evals.asking import Asker
from evals.case import Case, Split, Suite, case_mark
from evals.program import code_hash, commit
from evals.result_file import FORMAT, ResultError, RunFacts, Setting, facts_line, outcome_line, parse_runs
from evals.serving import ServiceFacts, service_facts
from evals.timings import TimingFile
from service.settings import Settings

_ELSEWHERE = ("articles", "index", "host", "port", "keep")  # settings that change no answer


@dataclass(frozen=True, slots=True)
class Plan:
    """What of a suite is asked, and how; ``settings`` are ``None`` where another process answers."""

    suite: Suite
    split: Split | None = None
    limit: int = 3
    most: int | None = None
    settings: Settings | None = None


async def run_suite(
    client: httpx.AsyncClient, plan: Plan, folder: Path, report: Callable[[int, int], None] = lambda _done, _all: None
) -> Path:
    """Ask the cases and return the result file; ``report`` is told how many are done."""
    cases = plan.suite.chosen(plan.split, plan.most)
    facts = run_facts(plan, await service_facts(client), cases)
    path = folder / f"{facts.suite}-{_key(facts, cases)}.jsonl"
    part = path.with_suffix(".jsonl.part")
    asker = Asker(client, facts.snapshot, plan.suite.names, plan.limit)
    with _only_writer(path):
        done = _resume(part, facts)
        with part.open("ab") as results, TimingFile(path, again=done == 0) as timings:
            for number, case in enumerate(cases[done:], done + 1):
                asked = await asker.ask(case)
                results.write(outcome_line(asked.outcome))
                results.flush()
                timings.add(case.id, asked.milliseconds)
                report(number, len(cases))
        part.replace(path)
    return path


@contextmanager
def _only_writer(path: Path) -> Iterator[None]:
    """Keep another process from writing the same result; raises ``ResultError`` where one does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f".{path.stem}.lock"), timeout=0)  # stays: who deletes it may free another's
    try:
        lock.acquire()
    except Timeout as error:
        raise ResultError(f"{path} is being written by another run. Wait until it ends, then try again.") from error
    try:
        yield
    finally:
        lock.release()


def run_facts(plan: Plan, service: ServiceFacts, cases: Sequence[Case]) -> RunFacts:
    """What the result file says of the run."""
    settings = plan.settings
    return RunFacts(
        format=FORMAT,
        suite=plan.suite.name,
        split=plan.split,
        cases=len(cases),
        limit=plan.limit,
        snapshot=service.snapshot,
        documents=service.documents,
        encoder=service.encoder,
        reader=service.reader or (settings.reader if settings else None),
        commit=commit() if settings else None,
        code=code_hash() if settings else None,
        settings=_settings(settings),
    )


def _settings(settings: Settings | None) -> tuple[Setting, ...]:
    if settings is None:
        return ()
    named = settings.model_dump(mode="json")
    return tuple(Setting(name, str(named[name])) for name in sorted(named) if name not in _ELSEWHERE)


def _key(facts: RunFacts, cases: Sequence[Case]) -> str:
    """A name for what was asked of what, the same for the same."""
    asked = ",".join(case_mark(case) for case in cases)
    return hashlib.sha256(facts_line(facts) + asked.encode()).hexdigest()[:12]


def _resume(part: Path, facts: RunFacts) -> int:
    """Make the part file ready to be added to, a line cut short removed; how many outcomes it has."""
    kept = part.read_bytes() if part.is_file() else b""
    kept = kept[: kept.rfind(b"\n") + 1]
    try:
        runs = parse_runs(kept, part)
    except ResultError:
        runs = ()
    if len(runs) == 1 and runs[0].facts == facts:
        part.write_bytes(kept)
        return len(runs[0].outcomes)
    part.write_bytes(facts_line(facts))
    return 0
