"""Learn the relevance of sentences: the weights of its measures, and the matrix that turns a question's vector.

A question's sentences are scored, and their softmax is the probability that each is the one that answers. Learnt is
to make it high for evidence: half of the loss is what all evidence together lacks of 1 (one piece found is enough),
half what each piece lacks (more are better), both as negative logarithms. The matrix decays towards nought and learns
from vectors of which a part is left out, since a free one knows its questions by heart in three epochs (evals/LOG.md).
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from index.encoder import Vectors
from service.relevance import PLAIN, TURNED_MEASURES, Relevance

_EPOCHS = 3  # 4 and 5 with more left out did alike
_QUESTIONS_AT_ONCE = 32  # not varied
_RATE, _DECAY = 1e-3, 1.0  # of the matrix; 5e-4 to 2e-3 did alike
_RATE_OF_WEIGHTS = 5e-3  # they are few; not varied
_LEFT_OUT = 0.3  # of the vector's numbers; 0.2 to 0.5 did alike
_SHARPNESS = (
    8.0  # of the softmax at the start: scores lie some 0.3 apart; learnt apart from the weights, so both settle
)
_LAST_RATE = 0.02  # of the first, to which the rates fall; not varied


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A question with its candidates: what there is to learn from.

    ``vectors``: of all sentences of the articles, and a last one of noughts. ``rows``: of each candidate, of the
    sentence before it and of that after it, shape (candidates, 3). ``measures``: shape (candidates, ``MEASURES``),
    of which the turned ones are measured anew. ``evidence``: which candidates are some.
    """

    question: Vectors
    vectors: Vectors
    rows: npt.NDArray[np.int64]
    measures: Vectors
    evidence: npt.NDArray[np.bool_]

    def scores(self, relevance: Relevance) -> Vectors:
        """The candidates' relevance, as an answer has it."""
        measures = self.measures.copy()
        measures[:, : len(TURNED_MEASURES)] = (self.vectors @ relevance.turned(self.question))[self.rows]
        return relevance.of(measures)


def fit(lessons: Sequence[Lesson], seed: int) -> Relevance:
    """What orders candidates best, its scores as far apart as the plain weights'; ``ValueError`` without evidence."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    given = [_tensors(one) for one in lessons if one.evidence.any()]
    if not given:
        raise ValueError("no question has evidence among its candidates")
    model = _Model(len(lessons[0].question))
    optimizer = torch.optim.AdamW(
        [
            {"params": [model.matrix], "lr": _RATE, "weight_decay": _DECAY},
            {"params": [model.weights, model.sharpness], "lr": _RATE_OF_WEIGHTS, "weight_decay": 0.0},
        ]
    )
    steps = _EPOCHS * -(-len(given) // _QUESTIONS_AT_ONCE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(_LAST_RATE, 1 - step / steps))
    for epoch in range(_EPOCHS):
        losses = []
        for batch in _batches(given, draw):
            loss = torch.stack([_loss(model(one), one.evidence) for one in batch]).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # theirs
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1} of {_EPOCHS}: loss {np.mean(losses):.3f}", flush=True)
    return _as_wide(Relevance(model.weights.detach().numpy(), model.matrix.detach().numpy()), lessons)


@dataclass(frozen=True, slots=True, eq=False)
class _Tensors:
    """A lesson as ``_Model`` takes it."""

    question: torch.Tensor
    vectors: torch.Tensor
    rows: torch.Tensor
    measures: torch.Tensor
    evidence: torch.Tensor


class _Model(torch.nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.matrix = torch.nn.Parameter(torch.zeros(width, width))
        self.weights = torch.nn.Parameter(torch.from_numpy(PLAIN.weights.copy()))
        self.sharpness = torch.nn.Parameter(torch.tensor(_SHARPNESS))

    def forward(self, lesson: _Tensors) -> torch.Tensor:
        """A logit for each candidate."""
        turned = lesson.question + self.matrix @ torch.nn.functional.dropout(lesson.question, _LEFT_OUT)
        cosines = (lesson.vectors @ (turned / turned.norm()))[lesson.rows]
        measures = torch.cat([cosines, lesson.measures[:, len(TURNED_MEASURES) :]], 1)
        logits: torch.Tensor = self.sharpness * (measures @ self.weights)
        return logits


def _tensors(lesson: Lesson) -> _Tensors:
    parts = (lesson.question, lesson.vectors, lesson.rows, lesson.measures, lesson.evidence)
    return _Tensors(*(torch.from_numpy(one) for one in parts))


def _batches(given: Sequence[_Tensors], draw: random.Random) -> Iterator[list[_Tensors]]:
    order = draw.sample(given, len(given))
    return (order[n : n + _QUESTIONS_AT_ONCE] for n in range(0, len(order), _QUESTIONS_AT_ONCE))


def _loss(logits: torch.Tensor, evidence: torch.Tensor) -> torch.Tensor:
    every, right = torch.logsumexp(logits, 0), logits[evidence]
    return every - (torch.logsumexp(right, 0) + right.mean()) / 2


def _as_wide(relevance: Relevance, lessons: Sequence[Lesson]) -> Relevance:
    """With the spread of scores that the plain weights have, so that what is added to them weighs alike."""
    wide, plain = (np.mean([one.scores(by).std() for one in lessons]) for by in (relevance, PLAIN))
    return Relevance((relevance.weights * plain / wide).astype(np.float32), relevance.matrix)
