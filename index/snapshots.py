"""The folder of snapshots: publish one, list them, go back to one, take the oldest away.

``CURRENT`` holds the id of the snapshot in use and is only ever replaced by one rename. A snapshot is written in a
folder of its own aside, made durable, and renamed to its id before ``CURRENT`` names it.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import filelock

from index.errors import NoSnapshotError, NothingEarlierError, SnapshotRefusedError, WriterBusyError
from index.manifest import Manifest, check_files, read_manifest
from index.snapshot import Snapshot

_CURRENT, _PUBLISHED, _LOCK = "CURRENT", "PUBLISHED", "writer.lock"
_ASIDE = "building-"


@dataclass(frozen=True, slots=True)
class ListedSnapshot:
    """A snapshot in the folder; ``damage`` says why it would be refused, ``None`` where it would not."""

    id: str
    current: bool
    manifest: Manifest | None
    damage: str | None


class Snapshots:
    """The snapshots of one index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home = folder / "snapshots"

    def current_id(self) -> str | None:
        """The id in ``CURRENT``, or ``None`` where nothing was published yet."""
        try:
            return (self.folder / _CURRENT).read_text(encoding="utf-8", errors="replace").strip() or None
        except FileNotFoundError:
            return None

    def open_current(self) -> Snapshot:
        """Open the current snapshot; raises ``NoSnapshotError`` or ``SnapshotRefusedError``."""
        current = self.current_id()
        if current is None:
            raise NoSnapshotError(self.folder)
        return self.open(current)

    def open(self, snapshot_id: str) -> Snapshot:
        """Open a snapshot by id; raises ``NoSnapshotError`` or ``SnapshotRefusedError``."""
        return Snapshot(self._folder_of(snapshot_id))

    def manifest(self, snapshot_id: str) -> Manifest:
        """The facts of one snapshot; raises ``NoSnapshotError`` or ``SnapshotRefusedError``."""
        return read_manifest(self._folder_of(snapshot_id))

    def verify(self, snapshot_id: str) -> Manifest:
        """Check every byte of a snapshot; raises ``NoSnapshotError`` or ``SnapshotRefusedError``."""
        folder = self._folder_of(snapshot_id)
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        return manifest

    def state_of(self, snapshot_id: str) -> object:
        """Something that changes when a snapshot's folder is replaced; ``None`` where there is no such folder."""
        try:
            found = (self._home / snapshot_id).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def published(self) -> tuple[str, ...]:
        """Ids of the snapshots that are here, in the order in which each was last built."""
        log = self.folder / _PUBLISHED
        lines = log.read_text(encoding="utf-8", errors="replace").split() if log.is_file() else []
        order = {snapshot_id: number for number, snapshot_id in enumerate(lines)}
        here = [path.name for path in self._home.iterdir() if path.is_dir()] if self._home.is_dir() else []
        finished = [name for name in here if not name.startswith(_ASIDE)]
        return tuple(sorted(finished, key=lambda name: (order.get(name, -1), name)))

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, or raise ``WriterBusyError`` at once; a killed writer blocks nobody."""
        self._home.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self.folder / _LOCK, timeout=0, is_singleton=False)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            raise WriterBusyError(self.folder, self._writer()) from error
        try:
            (self.folder / "writer").write_text(f"process {os.getpid()}", encoding="utf-8")
            self._clear_unfinished()
            yield
        finally:
            lock.release()

    def start(self) -> Path:
        """An empty folder in which to write the next snapshot; only while ``writing``."""
        aside = self._home / f"{_ASIDE}{os.getpid()}"
        aside.mkdir()
        return aside

    def publish(self, aside: Path, manifest: Manifest) -> None:
        """Make a finished snapshot durable, give it its name and point ``CURRENT`` to it; only while ``writing``."""
        final = self._home / manifest.id
        if self._is_whole(final):
            shutil.rmtree(aside)
        else:
            shutil.rmtree(final, ignore_errors=True)
            _sync_tree(aside)
            aside.rename(final)
            _sync(self._home)
        self._log(manifest.id)
        self._point_to(manifest.id)

    def rollback(self, snapshot_id: str | None = None) -> str:
        """Point ``CURRENT`` to a checked snapshot, by default the one built before the current one; gives its id."""
        chosen = snapshot_id or self._previous()
        self.verify(chosen)
        self._point_to(chosen)
        return chosen

    def keep(self, count: int) -> tuple[str, ...]:
        """Delete all but the last ``count`` snapshots built, never the current one; gives the ids deleted."""
        current = self.current_id()
        old = [name for name in self.published() if name != current]
        gone = old[: max(0, len(old) - (count - 1))]
        for name in gone:
            shutil.rmtree(self._home / name)
        return tuple(gone)

    def list(self) -> tuple[ListedSnapshot, ...]:
        """Every snapshot here, in the order in which each was last built, and whether its manifest can be read."""
        return tuple(self._listed(name) for name in self.published())

    def _listed(self, name: str) -> ListedSnapshot:
        try:
            return ListedSnapshot(name, name == self.current_id(), self.manifest(name), None)
        except SnapshotRefusedError as error:
            return ListedSnapshot(name, name == self.current_id(), None, error.reason)

    def _previous(self) -> str:
        published = self.published()
        current = self.current_id()
        earlier = published[: published.index(current)] if current in published else published
        if not earlier:
            raise NothingEarlierError(self.folder)
        return earlier[-1]

    def _folder_of(self, snapshot_id: str) -> Path:
        if snapshot_id not in self.published():
            raise NoSnapshotError(self.folder, snapshot_id)
        return self._home / snapshot_id

    def _is_whole(self, folder: Path) -> bool:
        if not folder.is_dir():
            return False
        try:
            self.verify(folder.name)
        except SnapshotRefusedError:
            return False
        return True

    def _point_to(self, snapshot_id: str) -> None:
        aside = self.folder / f".{_CURRENT}.{os.getpid()}"
        try:
            aside.write_text(snapshot_id + "\n", encoding="utf-8")
            _sync(aside)
            aside.replace(self.folder / _CURRENT)
        finally:
            aside.unlink(missing_ok=True)
        _sync(self.folder)

    def _log(self, snapshot_id: str) -> None:
        with (self.folder / _PUBLISHED).open("a", encoding="utf-8") as log:
            log.write(snapshot_id + "\n")
            log.flush()
            os.fsync(log.fileno())

    def _writer(self) -> str:
        try:
            return (self.folder / "writer").read_text(encoding="utf-8")
        except OSError:
            return "another process"

    def _clear_unfinished(self) -> None:
        for path in self._home.glob(f"{_ASIDE}*"):
            shutil.rmtree(path)
        for path in self.folder.glob(f".{_CURRENT}.*"):
            path.unlink()


def _sync_tree(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
