"""The same questions, articles and encoder weights through other systems, in one run: ``python -m evals.peers``.

Each system runs in an environment of its own with pinned versions, made at the first run (from the package registry;
some gigabytes). Every system is given the same sentences or passages, cut by this one, and the same encoder files;
each ranks them as its own tutorials do. Prints a table for each set.
"""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from evals.added_article import ADDED_QUESTION
from evals.peers.environments import PeerError
from evals.peers.material import SETS, Material, prepare
from evals.peers.results import Result, judge
from evals.peers.systems import SYSTEMS, System, work
from evals.peers.table import table
from evals.peers.task import Task, Work
from evals.shared_data import add_shared_option
from index.encoder_model import default_folder

_QUOTES, _PASSAGES = 3, 10  # shown of a question: the default of an answer, and the depth of the passage figures


def main() -> int:
    """Measure and print; 1 where a system failed."""
    arguments = _arguments()
    shared = Path(arguments.shared)
    failed = []
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, "
        f"onrecord {version('onrecord')}",
        flush=True,
    )
    for name in arguments.sets:
        if name != "digests" and not shared.is_dir():
            print(f"not measured: {name}, since {shared} is not here. Name its folder with --shared.")
            continue
        material = prepare(name, shared, (arguments.work / name).absolute(), arguments.questions)
        results: list[Result] = []
        built: dict[Path, Work] = {}  # two ways of asking one index build it once
        for system in _chosen(arguments, material):
            try:
                results.append(_measured(system, material, arguments, built))
            except PeerError as error:
                failed.append(system.name)
                print(f"not measured: {error}", flush=True)
        print(
            f"\n{name}: {material.documents} articles, {material.passages} passages, {material.sentences} sentences, "
            f"{len(material.cases)} questions\n\n{table(material, results)}",
            flush=True,
        )
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument("--work", type=Path, default=Path("var/peers"), help="folder of environments and indexes")
    parser.add_argument("--sets", nargs="+", default=SETS, choices=SETS)
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="these systems and no other")
    parser.add_argument("--reader", default="", help="folder of a question-answering model for Haystack's reader")
    parser.add_argument("--questions", type=int, help="at most so many questions a set")
    return parser.parse_args()


def _chosen(arguments: argparse.Namespace, material: Material) -> Sequence[System]:
    """The systems that can do this set; says which are left out."""
    chosen = []
    for system in SYSTEMS:
        if arguments.only and system.name not in arguments.only:
            continue
        if system.reads and not material.quotes:
            continue
        if system.reads and not arguments.reader:
            print(f"left out: {system.name}, since no model is named for it with --reader.")
            continue
        chosen.append(system)
    return chosen


def _measured(
    system: System, material: Material, arguments: argparse.Namespace, built_already: dict[Path, Work]
) -> Result:
    kind = "passages" if system.reads or not material.quotes else "sentences"
    folder = (arguments.work / material.name / f"{system.environment or 'onrecord'}-{kind}").absolute()
    build, ask = _tasks(system, material, folder, kind, arguments.reader)
    environments = arguments.work.absolute() / "environments"
    if folder not in built_already:
        print(f"{material.name}: {system.name} builds", file=sys.stderr, flush=True)
        shutil.rmtree(folder / "store", ignore_errors=True)
        built_already[folder] = work(system, build, folder, environments)
    built = built_already[folder]
    print(f"{material.name}: {system.name} answers", file=sys.stderr, flush=True)
    asked = work(system, ask, folder, environments)
    return Result(system.name, material.name, built, asked, judge(material.cases, asked.replies))


def _tasks(system: System, material: Material, folder: Path, kind: str, reader: str) -> tuple[Task, Task]:
    """Build into a folder, and ask what is there."""
    build = Task(
        step="build",
        model=str(default_folder()),
        reader=str(Path(reader).absolute()) if system.reads else system.reader,
        store=str(folder / "store"),
        units=material.file(f"{kind}.jsonl"),
        more=material.file(f"more-{kind}.jsonl"),
        documents=material.file("documents.jsonl"),
        more_documents=material.file("more-documents.jsonl"),
        more_question=ADDED_QUESTION,
        questions=material.questions,
        limit=_QUOTES if material.quotes else _PASSAGES,
        quotes=material.quotes,
        started=0.0,
    )
    return build, replace(build, step="ask")


def _processor() -> str:
    """The processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main())
