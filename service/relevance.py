"""How relevant a sentence is to a question, to order sentences by: a linear model over cosines and shared words.

A sentence that answers a question is seldom the one most like it, so the question's vector is first turned towards its
answers: a learnt matrix times the vector is added to it. ``relevance_model/`` holds the matrix and the weights with
their card; ``python -m evals.relevance`` fits them and judges them on articles left out. They hold for the default
encoder; with another one nothing is turned, and the weights are those chosen before anything was learnt.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from index.encoder import Vectors
from index.encoder_model import file_sha256
from index.errors import EncoderError

TURNED_MEASURES = (  # of a sentence: those that turning the question changes
    "cosine",  # to the turned question
    "cosine_before",  # of the sentence before it in its document, 0 where there is none
    "cosine_after",
)
MEASURES = (
    *TURNED_MEASURES,
    "words",  # share of the question's words that the sentence covers, 0..1
    "words_before",  # of the sentence before it, 0 where that cannot be quoted or was not found
    "words_beside",  # the higher one of the sentences before and after it
    "passage_cosine",  # of its passage to the question as it is
    "passage_words",
    "asked_for",  # 1 where it is of a speaker or document that the question names
    "length",  # natural logarithm of one more than its words
)
COSINE, WORDS, PASSAGE_COSINE, PASSAGE_WORDS = 0.6, 1.5, 0.3, 0.6  # measured (docs/measurements.md)
_ASKED_FOR = 0.2  # measured (docs/measurements.md)
_PLAIN = {
    "cosine": COSINE,
    "words": WORDS,
    "passage_cosine": PASSAGE_COSINE,
    "passage_words": PASSAGE_WORDS,
    "asked_for": _ASKED_FOR,
}
HOME = Path(str(files("service").joinpath("relevance_model")))
_CARD, _MATRIX = "card.json", "matrix.npy"
_DIGITS = 4  # of a weight on the card


class RelevanceError(EncoderError):
    """The model's files cannot be read, or are not those its card names: the encoder's vectors cannot be used."""


@dataclass(frozen=True, slots=True, eq=False)
class Relevance:
    """A weight for each of ``MEASURES``, and what turns a question's vector, shape (dimensions, dimensions)."""

    weights: Vectors
    matrix: Vectors | None = None

    @property
    def learnt(self) -> bool:
        """Whether it was learnt for its encoder; the plain weights, which serve any other, were not."""
        return self.matrix is not None

    def turned(self, vector: Vectors) -> Vectors:
        """A question's vector of length 1, towards its answers, of length 1; as it is where there is no matrix."""
        if self.matrix is None:
            return vector
        turned: Vectors = vector + self.matrix @ vector
        length = np.float32(np.linalg.norm(turned))
        return turned / length if length else vector

    def of(self, measures: Vectors) -> Vectors:
        """The relevance of each row of ``measures`` (sentences, ``MEASURES``): any number, higher is better."""
        relevance: Vectors = measures @ self.weights
        return relevance


PLAIN = Relevance(np.array([_PLAIN.get(one, 0.0) for one in MEASURES], np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class RelevanceModel:
    """What was learnt, and how the fingerprint of the encoder begins whose vectors it was learnt from."""

    encoder: str
    relevance: Relevance


@cache
def relevance_for(encoder: str) -> Relevance:
    """The model for the vectors of an encoder, told by its fingerprint; raises ``RelevanceError``."""
    return open_relevance(HOME).relevance if encoder.startswith(f"{_encoder_of(HOME)}-") else PLAIN


def open_relevance(home: Path) -> RelevanceModel:
    """The model in a folder; raises ``RelevanceError``."""
    try:
        card = json.loads((home / _CARD).read_text(encoding="utf-8"))
        if file_sha256(home / _MATRIX) != card["sha256"]:
            raise RelevanceError(f"{home / _MATRIX} is not the file its card names (SHA-256). Check it out again.")
        weights = np.array([card["weights"][one] for one in MEASURES], np.float32)
        return RelevanceModel(card["encoder"], Relevance(weights, _square(np.load(home / _MATRIX, allow_pickle=False))))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _cannot_be_opened(home, error) from error


def save_relevance(home: Path, model: RelevanceModel) -> None:
    """Write a model as it is read: the matrix in sixteen bits a number; ``ValueError`` where it has none."""
    if model.relevance.matrix is None:
        raise ValueError("a model without a matrix is none of an encoder's")
    home.mkdir(parents=True, exist_ok=True)
    np.save(home / _MATRIX, model.relevance.matrix.astype(np.float16))
    weights = zip(MEASURES, model.relevance.weights.tolist(), strict=True)
    card = {
        "encoder": model.encoder,
        "weights": {name: round(weight, _DIGITS) for name, weight in weights},
        "sha256": file_sha256(home / _MATRIX),
    }
    (home / _CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def _encoder_of(home: Path) -> str:
    """The encoder on the card: for another one, the matrix need not be there."""
    try:
        return str(json.loads((home / _CARD).read_text(encoding="utf-8"))["encoder"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _cannot_be_opened(home, error) from error


def _square(matrix: Vectors) -> Vectors:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"{_MATRIX} has the shape {matrix.shape}, which turns nothing")
    return matrix.astype(np.float32)


def _cannot_be_opened(home: Path, error: Exception) -> RelevanceError:
    return RelevanceError(f"the relevance model in {home} cannot be opened ({error}). Check it out again.")
