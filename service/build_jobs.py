"""Builds that a serving process does in the background, one at a time, with the encoder it has already loaded."""

import sqlite3
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import structlog

from corpus.errors import CorpusError
from index.encoding import Progress
from index.errors import SearchIndexError, WriterBusyError
from service.building import BuildReport, build_index
from service.live_index import LiveIndex
from service.reader import ReaderError

_REMEMBERED = 50  # builds, newest kept; a day of one every half hour
Status = Literal["running", "published", "failed"]


@dataclass(frozen=True, slots=True)
class BuildJob:
    """One build: ``report`` once it is published; ``problem`` once it has failed, or where it could not be served."""

    id: str
    started: datetime
    status: Status = "running"
    progress: Progress | None = None
    report: BuildReport | None = None
    problem: str | None = None
    finished: datetime | None = None


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build reads and writes, and how many snapshots it keeps."""

    articles: Path
    index: Path
    keep: int


@dataclass(slots=True)
class BuildJobs:
    """Starts builds and remembers how they went; a build killed with the process leaves the old snapshot served."""

    plan: BuildPlan
    live: LiveIndex
    _jobs: "OrderedDict[str, BuildJob]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, *, full: bool) -> BuildJob:
        """Begin a build in a thread of its own; raises ``WriterBusyError`` while one of this process is at work."""
        with self._lock:
            running = next((job.id for job in self._jobs.values() if job.status == "running"), None)
            if running:
                raise WriterBusyError(self.plan.index, f"build {running} of this server")
            job = BuildJob(f"build_{uuid.uuid4().hex[:20]}", _now())
            self._jobs[job.id] = job
            while len(self._jobs) > _REMEMBERED:
                self._jobs.popitem(last=False)
        try:
            threading.Thread(target=self._run, args=(job, full), name=job.id, daemon=True).start()
        except RuntimeError:  # no thread can be had: a job that never runs would stand in the way for good
            self._keep(replace(job, status="failed", problem="No thread could be started.", finished=_now()))
            raise
        return job

    def get(self, job_id: str) -> BuildJob | None:
        """How a build stands, ``None`` where it is not remembered."""
        with self._lock:
            return self._jobs.get(job_id)

    def _run(self, job: BuildJob, full: bool) -> None:  # noqa: FBT001 - a thread's arguments have no names
        latest: list[Progress] = []

        def report(progress: Progress) -> None:
            latest[:] = [progress]
            self._keep(replace(job, progress=progress))

        log = structlog.get_logger("onrecord")
        try:
            done = self._build(full=full, report=report)
        except (CorpusError, SearchIndexError, ReaderError, sqlite3.Error, OSError) as error:
            self._keep(replace(job, status="failed", problem=str(error), finished=_now()))
            log.error("build failed", build=job.id, problem=str(error))
            return
        except BaseException:  # a panic of the words engine is no Exception, and would leave the job running for good
            detail = "An unforeseen error; the log has it under this id."
            self._keep(replace(job, status="failed", problem=detail, finished=_now()))
            log.exception("build failed", build=job.id)
            return
        last = latest[0] if latest else None
        refused = self.live.problem  # published, and the server would not take it
        self._keep(replace(job, status="published", progress=last, report=done, problem=refused, finished=_now()))
        log.info("build published", build=job.id, snapshot=done.built.manifest.id)

    def _build(self, *, full: bool, report: Callable[[Progress], None]) -> BuildReport:
        plan = self.plan
        return build_index(
            plan.articles,
            plan.index,
            self.live.encoder(),
            keep=plan.keep,
            full=full,
            report=report,
            published=self.live.refresh,  # so that who sees "published" is answered from it
        )

    def _keep(self, job: BuildJob) -> None:
        with self._lock:
            self._jobs[job.id] = job


def _now() -> datetime:
    return datetime.now(UTC)
