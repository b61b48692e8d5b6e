"""Which systems are put side by side, and how each one's worker is started."""

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from evals.peers.environments import PeerError, python_of
from evals.peers.task import Task, Work, read_work
from service.reader import NO_READER

_WORKERS = Path(__file__).resolve().parent / "workers"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class System:
    """A system by its name for people; ``environment`` and ``worker`` are empty for this one.

    ``reader`` is the setting of this one, empty for its default.
    """

    name: str
    environment: str = ""
    worker: str = ""
    options: tuple[str, ...] = ()
    reader: str = ""

    @property
    def reads(self) -> bool:
        """Whether it needs a question-answering model of its own."""
        return "--reader" in self.options


OWN = System("OnRecord")
SYSTEMS = (
    OWN,
    System("OnRecord without its reader", reader=NO_READER),
    System("Haystack", "haystack", "haystack_hybrid.py"),
    System("Haystack with its reader", "haystack", "haystack_hybrid.py", ("--reader",)),
    System("txtai", "txtai", "txtai_hybrid.py"),
    System("LlamaIndex", "llamaindex", "llamaindex_fusion.py"),
    System("BM25", "bm25", "bm25.py"),
)


def work(system: System, task: Task, folder: Path, environments: Path) -> Work:
    """Start the system's worker on a task and wait for its reply; raises ``PeerError`` where it fails."""
    if system.environment:
        command = [str(python_of(system.environment, environments)), str(_WORKERS / system.worker)]
    else:
        command = [sys.executable, "-m", "evals.peers.own"]
    folder.mkdir(parents=True, exist_ok=True)
    asked, replied, log = (folder / f"{task.step}-{name}" for name in ("task.json", "reply.json", "log.txt"))
    replied.unlink(missing_ok=True)
    asked.write_text(json.dumps(asdict(replace(task, started=time.time()))), encoding="utf-8")
    with log.open("wb") as said:
        done = subprocess.run(
            [*command, str(asked), str(replied), *system.options],
            cwd=_ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode or not replied.is_file():
        raise PeerError(f"{system.name} failed to {task.step}; {log} has what it said.")
    return read_work(replied.read_text(encoding="utf-8"))
