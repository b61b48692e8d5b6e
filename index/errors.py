"""What can go wrong with an index; every message names the thing and the remedy."""

from pathlib import Path


class SearchIndexError(Exception):
    """The index cannot be built, loaded or used as it is."""


class EncoderError(SearchIndexError):
    """The encoder's files are missing or not what they should be."""


class SnapshotRefusedError(SearchIndexError):
    """A snapshot is damaged, incomplete, or of a version this program does not read."""

    def __init__(self, snapshot: str, reason: str) -> None:
        self.snapshot = snapshot
        self.reason = reason
        remedy = "Build again with `onrecord index build --full`, or go back with `onrecord index rollback`."
        super().__init__(f"snapshot {snapshot} is refused: {reason}. {remedy}")


class NoSnapshotError(SearchIndexError):
    """There is no current snapshot, or none of the name asked for."""

    def __init__(self, folder: Path, snapshot: str | None = None) -> None:
        what = "no current snapshot" if snapshot is None else f"no snapshot {snapshot!r}"
        super().__init__(
            f"{folder} has {what}. `onrecord index list` shows what there is; `onrecord index build` makes one."
        )


class NothingBuiltError(SearchIndexError):
    """There is no snapshot at all."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"there is no index in {folder}. Name its folder with --index or ONRECORD_INDEX, or make one with "
            "`onrecord index build`."
        )


class NothingEarlierError(NoSnapshotError):
    """There is no snapshot to go back to."""

    def __init__(self, folder: Path) -> None:
        SearchIndexError.__init__(
            self,
            f"{folder} has no snapshot older than the current one. `onrecord index list` shows what there is; "
            "`onrecord index build` makes one.",
        )


class UnwritableError(SearchIndexError):
    """A folder of the index cannot take what is to be written: its disk is full, or its rights forbid it."""

    def __init__(self, folder: Path, problem: Exception) -> None:
        reason = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
        super().__init__(
            f"{folder} cannot be written ({reason}). Make room on its disk or check its rights, then try again; "
            "what was published before is as it was."
        )


class WriterBusyError(SearchIndexError):
    """Another process is writing to this index."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(f"{folder} is being written by {holder}. Wait until it ends, then try again.")
