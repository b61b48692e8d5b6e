"""The snapshot being served: loaded completely, warmed, then swapped in by one reference.

A watcher looks at ``CURRENT`` a few times a second. A snapshot that is refused is reported and the old one serves on.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from index.encoder import Encoder
from index.errors import SearchIndexError
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.close_reading import CloseReading
from service.finding import Question
from service.reader import ReaderError

WATCH_SECONDS = 0.25  # between two looks at CURRENT; a new snapshot is to be served within two seconds
_WARMING = "What did the former head say of both operations, and what does the harbour editorial on the fleet say?"


class NotReadyError(Exception):
    """There is no snapshot to answer from."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A snapshot, the encoder its vectors were made with, and what reads closely, ``None`` where nothing is to."""

    snapshot: Snapshot
    encoder: Encoder
    close: CloseReading | None


class LiveIndex:
    """Holds what is served now; ``take`` it once per question and keep it to the end."""

    def __init__(
        self,
        snapshots: Snapshots,
        load_encoder: Callable[[], Encoder],
        load_reader: Callable[[], CloseReading | None] = lambda: None,
    ) -> None:
        self._snapshots = snapshots
        self._load_encoder = load_encoder
        self._load_reader = load_reader
        self._encoder: Encoder | None = None
        self._close: CloseReading | None = None
        self._serving: Serving | None = None
        self._refused: tuple[str, object] | None = None
        self._problem: str | None = None
        self._refreshing = threading.Lock()  # the watcher, and a build that has just published
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._log = structlog.get_logger("onrecord")

    def take(self) -> Serving:
        """What to answer one question from; raises ``NotReadyError``."""
        serving = self._serving
        if serving is None:
            raise NotReadyError(self._problem or "no snapshot has been published yet. Run `onrecord index build`.")
        return serving

    def encoder(self) -> Encoder:
        """The encoder questions are encoded with; raises ``EncoderError`` where it cannot be loaded."""
        with self._refreshing:
            return self._models()

    @property
    def problem(self) -> str | None:
        """Why the newest snapshot is not the one served, or ``None``."""
        return self._problem

    def refresh(self) -> None:
        """Serve the current snapshot if it is another than the one served; on trouble keep the old one and say so.

        A snapshot that was refused is looked at again once its folder has changed: a repair keeps the id.
        """
        with self._refreshing:
            self._refresh()

    def _refresh(self) -> None:
        try:
            current = self._snapshots.current_id()
            if self._serving and current == self._serving.snapshot.id:
                self._refused = self._problem = None
                return
            if current is None:
                self._lost()
                return
            state = self._snapshots.state_of(current)
            if (current, state) == self._refused:
                return
            self._refused = (current, state)
            self._serving = self._loaded()
            self._refused = self._problem = None
            self._log.info("snapshot served", snapshot=current)
        except (SearchIndexError, ReaderError, OSError) as error:
            self._refuse(str(error))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a snapshot, the next one is to be served
            self._refuse(f"the snapshot cannot be opened ({type(error).__name__}: {error})")

    def _lost(self) -> None:
        """No snapshot is current: what was said of the last one that was no longer holds."""
        self._refused = None
        if self._serving is None:
            self._problem = None
        else:
            served = f"no snapshot is current any more, and {self._serving.snapshot.id} is served on"
            self._refuse(f"{served}. Name one with `onrecord index rollback ID`, or build with `onrecord index build`.")

    def _refuse(self, problem: str) -> None:
        if self._problem != problem:
            self._log.error("snapshot refused", problem=problem)
        self._problem = problem

    def start(self) -> None:
        """Load what is current, then watch for the next in a thread of its own."""
        self.refresh()
        self._thread = threading.Thread(target=self._watch, name="snapshot-watcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watching."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(WATCH_SECONDS):
            self.refresh()

    def _loaded(self) -> Serving:
        encoder = self._models()
        snapshot = self._snapshots.open_current()
        snapshot.check_encoder(encoder)
        answer_question(snapshot, encoder, Question(_WARMING), self._close)
        return Serving(snapshot, encoder, self._close)

    def _models(self) -> Encoder:
        """The encoder, loaded with the reader at the first call."""
        if self._encoder is None:
            self._encoder, self._close = self._load_encoder(), self._load_reader()
        return self._encoder
