"""What kind of answer a question asks for, told by its words: one statement, views, sides or a list.

``question_kinds.json`` holds a logistic model over words and pairs of words, with one column of weights a kind;
``python -m evals.question_kinds`` fits it on the questions of our practice debates, and judges it on debates left out.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, get_args

KindName = Literal["one", "views", "sides", "list"]
KIND_NAMES: tuple[KindName, ...] = get_args(KindName)
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")  # not the question's first word
_PUT_FOR_NAME = "NAME"  # whoever it is: what is learnt on one debate must hold on others
_TOKEN = re.compile(r"[^\W\d][\w'’-]*|\?")  # a year tells when, not what is asked for


@dataclass(frozen=True, slots=True)
class Kinds:
    """How likely a question asks for one statement, several of one view, sides, or a list; together 1."""

    one: float
    views: float
    sides: float
    list: float


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Mapping[str, tuple[float, ...]]
    intercepts: tuple[float, ...]


def kinds_of(question: str) -> Kinds:
    """The kinds that a question's words speak for; a question without a known word has those of any question."""
    model = _model()
    known = [model.weights[piece] for piece in pieces(question) if piece in model.weights]
    scores = [sum(column) for column in zip(model.intercepts, *known, strict=True)]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    return Kinds(*(share / sum(shares) for share in shares))


def pieces(question: str) -> frozenset[str]:
    """A question's words and pairs of neighbouring words, in lower case, each name put as the same word."""
    words = _TOKEN.findall(_NAME.sub(_PUT_FOR_NAME, question).lower())
    return frozenset((*words, *(" ".join(pair) for pair in pairwise(words))))


@cache
def _model() -> _Model:
    stored = json.loads(files("service").joinpath("question_kinds.json").read_text(encoding="utf-8"))
    weights = {piece: tuple(columns) for piece, columns in stored["weights"].items()}
    return _Model(weights, tuple(stored["intercepts"]))
