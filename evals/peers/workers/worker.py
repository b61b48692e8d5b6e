"""What every worker does: build or load, ask, and write down what it took. Only the standard library is used.

A worker runs in the environment of one system, with none of this project's packages. It is given a task as JSON and
writes its reply as JSON. A unit is a text to index, ``about`` what is known of it, and ``sentences`` the places of its
sentences; a reply names a unit's document and the words of it that are shown.
"""

import json
import os
import resource
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from pathlib import Path

# Nothing may be fetched: every file a system needs is given to it.
os.environ.update({"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"})
PATIENCE = 120.0  # seconds until an article added must be found
FUSION_DEPTH = 50  # taken from words and from vectors before they are joined, where a system asks for a depth


@dataclass(frozen=True)
class Unit:
    """A text that can be shown whole."""

    document: str
    text: str
    about: str
    sentences: list

    @property
    def indexed(self) -> str:
        """What is searched: the text under what is known of it."""
        return f"{self.about}\n{self.text}" if self.about else self.text


@dataclass(frozen=True)
class Found:
    """Words of a document that a system shows, with the number it ranks by."""

    document: str
    text: str
    score: float


@dataclass(frozen=True)
class Reply:
    """The reply to one question and the milliseconds it took."""

    found: list
    milliseconds: float


class System(ABC):
    """One system; ``model`` is the encoder's folder, ``reader`` a question-answering model's or empty."""

    def __init__(self, model: str, reader: str) -> None:
        self.model = model
        self.reader = reader
        self.units: list[Unit] = []

    @abstractmethod
    def build(self) -> None:
        """Index ``units``."""

    @abstractmethod
    def add(self, new: list) -> None:
        """Index units more, which are in ``units`` already."""

    @abstractmethod
    def save(self, store: Path) -> None:
        """Write the index into an empty folder."""

    @abstractmethod
    def load(self, store: Path) -> None:
        """Read what ``save`` wrote."""

    @abstractmethod
    def ask(self, question: str, limit: int) -> list:
        """The best ``Found`` for a question, best first."""

    def told(self) -> dict:
        """Of the last question: ``answered`` and ``certainty``, where the system tells them."""
        return {}

    def whole(self, number: int, score: float) -> Found:
        """A unit shown whole."""
        unit = self.units[number]
        return Found(unit.document, unit.text, float(score))


def run(make: type) -> None:
    """Do the task of the command line: ``worker.py TASK REPLY``."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    system = make(task["model"], task["reader"])
    system.units = read_units(task["units"])
    store = Path(task["store"])
    reply = build(system, store, task) if task["step"] == "build" else ask(system, store, task)
    reply["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Path(sys.argv[2]).write_text(json.dumps(reply), encoding="utf-8")


def build(system: System, store: Path, task: dict) -> dict:
    """Index, save, then add one article and wait until it is found."""
    started = time.perf_counter()
    system.build()
    store.mkdir(parents=True, exist_ok=True)
    system.save(store)
    seconds = time.perf_counter() - started
    if not task["more"]:
        return {"seconds": seconds}
    more = read_units(task["more"])
    system.units += more
    started = time.perf_counter()
    system.add(more)
    while all(one.document != more[0].document for one in system.ask(task["more_question"], task["limit"])):
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError("the article added was not found")
        time.sleep(0.01)
    return {"seconds": seconds, "one_more_seconds": time.perf_counter() - started}


def ask(system: System, store: Path, task: dict) -> dict:
    """Load, answer once, then answer every question one after another."""
    questions = task["questions"]
    system.load(store)
    system.ask(questions[0], task["limit"])
    cold = time.time() - task["started"]
    replies = []
    for question in questions:
        started = time.perf_counter()
        found = system.ask(question, task["limit"])
        milliseconds = (time.perf_counter() - started) * 1000
        replies.append({**asdict(Reply(found, milliseconds)), **system.told()})
    return {"cold_seconds": cold, "replies": replies}


def read_units(path: str) -> list:
    """The units of a file, one JSON object a line."""
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    return [Unit(**json.loads(line)) for line in lines if line]
