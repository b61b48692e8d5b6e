"""Result files: one line of facts about a run, then one line a case, in the order of the suite.

They hold nothing of clock or machine, so the same run gives the same bytes; what took how long lies in a file beside.
A file may hold several runs, one after another (the baseline does).
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evals.outcome import Outcome

FORMAT = 1  # of a line; a file of another is refused


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting a run was made with."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run was made with. ``code`` is a hash of the program, ``None`` where another process answered."""

    format: int
    suite: str
    split: str | None
    cases: int
    limit: int
    snapshot: str
    documents: int
    encoder: str
    reader: str | None
    commit: str | None
    code: str | None
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run as a result file has it; it is whole where it has as many outcomes as cases."""

    facts: RunFacts
    outcomes: tuple[Outcome, ...]

    @property
    def whole(self) -> bool:
        """Whether every case was asked."""
        return len(self.outcomes) == self.facts.cases


class ResultError(Exception):
    """A result file cannot be used as it is; the message names the file and the remedy."""


_FACTS = TypeAdapter(RunFacts)
_OUTCOME = TypeAdapter(Outcome)


def facts_line(facts: RunFacts) -> bytes:
    """The first line of a run."""
    return _line(asdict(facts))


def outcome_line(outcome: Outcome) -> bytes:
    """The line of one case."""
    return _line(asdict(outcome))


def _line(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_run(path: Path) -> Run:
    """The one run of a file; raises ``ResultError``."""
    runs = read_runs(path)
    if len(runs) != 1:
        raise ResultError(f"{path} holds {len(runs)} runs. Name a file of one run, as `onrecord eval run` writes it.")
    return runs[0]


def read_runs(path: Path) -> tuple[Run, ...]:
    """Every run of a file, plain or gzipped; raises ``ResultError``."""
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except FileNotFoundError as error:
        raise ResultError(f"{path} is not here. `onrecord eval run` says where it writes its results.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise ResultError(f"{path} cannot be read ({error}). Make it again, or check it out again.") from error
    return parse_runs(raw, path)


def parse_runs(raw: bytes, path: Path) -> tuple[Run, ...]:
    """The runs in these bytes, which came from a path; raises ``ResultError``."""
    runs: list[tuple[RunFacts, list[Outcome]]] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line:
            continue
        try:
            if b'"format":' in line[:20]:
                runs.append((_FACTS.validate_json(line), []))
            else:
                runs[-1][1].append(_OUTCOME.validate_json(line))
        except (ValidationError, IndexError) as error:
            raise ResultError(f"{path}, line {number}: it is not a result. Run the suite again.") from error
    if any(facts.format != FORMAT for facts, _ in runs):
        raise ResultError(f"{path} is of another format than {FORMAT}. Run the suite again.")
    return tuple(Run(facts, tuple(outcomes)) for facts, outcomes in runs)


def write_runs(path: Path, runs: Iterable[Run]) -> None:
    """Write runs whole or not at all, gzipped without a time where the name ends in ``.gz``."""
    raw = b"".join(line for run in runs for line in _lines(run))
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(gzip.compress(raw, mtime=0) if path.suffix == ".gz" else raw)
    aside.replace(path)


def _lines(run: Run) -> Iterator[bytes]:
    yield facts_line(run.facts)
    yield from map(outcome_line, run.outcomes)
