"""What search needs of an encoder, whatever model or runtime is behind it."""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

DEFAULT_MODEL = "all-MiniLM-L6-v2"
Vectors = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]  # as vectors are kept: half the size, and the same ten nearest
Runtime = Literal["openvino", "torch"]


def ignore_progress(_count: int) -> None:
    """The listener for those who do not want to know how far the encoding is."""


class Encoder(Protocol):
    """Turns texts into unit vectors: the same text gives the same vector, whatever it is encoded with."""

    @property
    def name(self) -> str:
        """What people call the model."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors of documents would: weights, prompts and runtime are part of it."""

    @property
    def dimension(self) -> int:
        """Length of each vector."""

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        """Unit vectors, one row a text, shape (len(texts), dimension); ``done`` is told how many are ready."""

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, shape (dimension,)."""

    def encode_turned(self, text: str) -> Vectors:
        """The unit vector of a question turned towards the sentences that answer it, shape (dimension,).

        That of ``encode_query`` where nothing was learnt of what answers.
        """
