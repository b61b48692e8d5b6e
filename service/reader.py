"""What answering needs of a reader, whatever model is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from service.logistic import probability_of
from service.reader_input import Window

DEFAULT_READER = "onrecord-reader"
NO_READER = "none"
UNCALIBRATED = "uncalibrated"


class ReaderError(Exception):
    """A reader cannot be loaded, or failed while reading."""


@dataclass(frozen=True, slots=True)
class SentenceOdds:
    """What a reader says of a sentence, in log-odds.

    ``answers``: that it holds the answer, against that nothing in its window does. ``belongs``: that it is part of an
    answer at all, whatever else is one; ``None`` where the reader does not tell.
    """

    answers: float
    belongs: float | None = None


class Reader(Protocol):
    """Reads a question together with sentences and says of each how likely it answers."""

    @property
    def name(self) -> str:
        """What people call the model."""

    @property
    def calibration(self) -> str:
        """Names the calibration its scores were measured for, weights and all, or ``UNCALIBRATED``."""

    def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
        """For each window what is said of each of its sentences.

        A sentence that was cut off has ``UNREAD``. The same window gives the same scores, whatever it is read with.
        Raises ``ReaderError``.
        """


def shown_odds(answers: float | None) -> float | None:
    """A reader's log-odds as people see them: a probability, 0..1; ``None`` where nothing was read."""
    return None if answers is None else round(probability_of(answers), 4)


UNREAD = SentenceOdds(-12.0)  # far below nought: as good as certain that it does not answer; chosen, not measured
