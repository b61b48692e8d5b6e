"""How relevant a sentence is to a question, to order sentences by: a linear model over cosines and shared words.

Its cosines are to the question turned towards its answers (``index.question_encoder``). ``relevance.json`` holds the
weights learnt together with that encoder; ``python -m evals.relevance`` fits both and judges them on articles left out.
They hold for the default encoder; with another one nothing is turned, and the weights are those chosen before anything
was learnt.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from index.encoder import Vectors

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


@dataclass(frozen=True, slots=True, eq=False)
class Relevance:
    """A weight for each of ``MEASURES``; ``learnt`` for its encoder, or those that serve any other."""

    weights: Vectors
    learnt: bool = False

    def of(self, measures: Vectors) -> Vectors:
        """The relevance of each row of ``measures`` (sentences, ``MEASURES``): any number, higher is better."""
        relevance: Vectors = measures @ self.weights
        return relevance


PLAIN = Relevance(np.array([_PLAIN.get(one, 0.0) for one in MEASURES], np.float32))


def relevance_for(encoder: str) -> Relevance:
    """The weights for the vectors of an encoder, told by its fingerprint."""
    learnt_for, relevance = learnt_relevance()
    return relevance if encoder.startswith(f"{learnt_for}-") else PLAIN


@cache
def learnt_relevance() -> tuple[str, Relevance]:
    """How the fingerprint begins of the encoder that weights were learnt for, and these."""
    stored = json.loads(files("service").joinpath("relevance.json").read_text(encoding="utf-8"))
    weights = np.array([stored["weights"][one] for one in MEASURES], np.float32)
    return stored["encoder"], Relevance(weights, learnt=True)
