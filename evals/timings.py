"""How long replies took, and when: kept beside a result file, which holds nothing of the clock."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds of each case, and the time the run was begun (ISO 8601, or empty where it is not known)."""

    started: str
    milliseconds: tuple[float, ...]


class TimingFile:
    """The timings of a run, written line by line."""

    def __init__(self, result: Path, *, again: bool) -> None:
        self._path = timings_path(result)
        self._mode = "w" if again else "a"

    def __enter__(self) -> Self:
        """Open the file, and note the time in a new one."""
        self._file = self._path.open(self._mode, encoding="utf-8")
        if self._mode == "w":
            self._write({"started": datetime.now(UTC).isoformat(timespec="seconds")})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()

    def add(self, case: str, milliseconds: float) -> None:
        """Note what one case took."""
        self._write({"id": case, "ms": round(milliseconds, 2)})

    def _write(self, record: dict[str, object]) -> None:
        self._file.write(json.dumps(record) + "\n")
        self._file.flush()


def timings_path(result: Path) -> Path:
    """Where the timings of a result file lie."""
    return result.with_suffix(".timings")


def read_timings(result: Path) -> Timings:
    """The timings beside a result file; empty where there are none. A line cut short is left out."""
    path = timings_path(result)
    started, milliseconds = "", []
    for line in path.read_text(encoding="utf-8").split("\n") if path.is_file() else ():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        started = record.get("started", started)
        if "ms" in record:
            milliseconds.append(float(record["ms"]))
    return Timings(started, tuple(milliseconds))
