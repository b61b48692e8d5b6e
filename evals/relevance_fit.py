"""Learn the relevance of sentences: a question encoder for the default encoder's vectors, and the measures' weights.

A question's sentences are scored, and their softmax is the probability that each is the one that answers. Learnt is
to make it high for evidence: half of the loss is what all evidence together lacks of 1 (one piece found is enough),
half what each piece lacks (more are better), both as negative logarithms. What learns is a copy of the encoder, its
word vectors held still, and it encodes questions only: sentences keep the vectors they have, so that a step costs
some hundred tokens, and no index is built anew.
"""

import copy
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from index.encoder import Vectors
from service.relevance import PLAIN, TURNED_MEASURES, Relevance

_EPOCHS = 3  # two do nearly as well (evals/LOG.md, of our questions alone)
_QUESTIONS_AT_ONCE = 32  # not varied
_RATE, _DECAY = 5e-5, 0.01  # of the encoder; 3e-5 did alike where it began from the matrix before it (evals/LOG.md)
_RATE_OF_WEIGHTS = 2e-3  # they are few; not varied
_WARMING = 60  # steps in which the rates rise; not varied
_LAST_RATE = 0.02  # of the highest, to which the rates fall; not varied
_SHARPNESS = (
    8.0  # of the softmax at the start: scores lie some 0.3 apart; learnt apart from the weights, so both settle
)
_KEPT = 0.8  # of what was learnt: a mean with the encoder as it was (Wortsman et al. 2022, "Robust Fine-Tuning of
# Zero-Shot Models"); 0.6 to 1.2 are on the card
_LONGEST_STEP = 1.0  # norm to which gradients are cut; not varied


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A question with its candidates: what there is to learn from.

    ``text``: what is encoded of it. ``vectors``: of all sentences of the articles, and a last one of noughts.
    ``rows``: of each candidate, of the sentence before it and of that after it, shape (candidates, 3). ``measures``:
    shape (candidates, ``MEASURES``), of which the turned ones are measured anew. ``evidence``: which candidates are.
    """

    text: str
    vectors: Vectors
    rows: npt.NDArray[np.int64]
    measures: Vectors
    evidence: npt.NDArray[np.bool_]

    def scores(self, relevance: Relevance, turned: Vectors) -> Vectors:
        """The candidates' relevance, as an answer has it, by the vector of the question turned towards its answers."""
        measures = self.measures.copy()
        measures[:, : len(TURNED_MEASURES)] = (self.vectors @ turned)[self.rows]
        return relevance.of(measures)


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """The measures' weights, and what was added to each tensor of the encoder."""

    relevance: Relevance
    changes: Mapping[str, npt.NDArray[np.float32]]


def fit(ours: Sequence[Lesson], public: Sequence[Lesson], encoder: Any, seed: int) -> Learnt:
    """What orders candidates best, its scores as far apart as the plain weights'; ``ValueError`` without evidence.

    Each epoch has all of ours and its share of the public ones, so that these are learnt from once. ``encoder``: the
    ``SentenceTransformer`` whose vectors the sentences have; it stays as it is.
    """
    torch.manual_seed(seed)
    draw = random.Random(seed)
    given, others = ([one for one in some if one.evidence.any()] for some in (ours, public))
    if not given:
        raise ValueError("no question has evidence among its candidates")
    draw.shuffle(others)
    model = _Model(copy.deepcopy(encoder))
    epochs = [[*given, *others[epoch::_EPOCHS]] for epoch in range(_EPOCHS)]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.learning().values()), "lr": _RATE, "weight_decay": _DECAY},
            {"params": [model.weights, model.sharpness], "lr": _RATE_OF_WEIGHTS, "weight_decay": 0.0},
        ]
    )
    steps = sum(-(-len(one) // _QUESTIONS_AT_ONCE) for one in epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / _WARMING) * max(_LAST_RATE, 1 - step / steps)
    )
    model.train()
    for number, epoch in enumerate(epochs, 1):
        losses = []
        for batch in _batches(epoch, draw):
            loss = torch.stack([_loss(logits, one) for logits, one in model(batch)]).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # theirs
            torch.nn.utils.clip_grad_norm_(model.parameters(), _LONGEST_STEP)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {number} of {_EPOCHS}: loss {np.mean(losses):.3f}", flush=True)
    return _learnt(model.eval(), encoder, given)


class _Model(torch.nn.Module):
    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        self.weights = torch.nn.Parameter(torch.from_numpy(PLAIN.weights.copy()))
        self.sharpness = torch.nn.Parameter(torch.tensor(_SHARPNESS))
        for name, parameter in encoder.named_parameters():
            parameter.requires_grad_(".layer." in name)  # word vectors are held still: most are in no question

    def learning(self) -> dict[str, torch.nn.Parameter]:
        """What learns of the encoder, by name."""
        return {name: one for name, one in self.encoder.named_parameters() if one.requires_grad}

    def forward(self, lessons: Sequence[Lesson]) -> Iterator[tuple[torch.Tensor, Lesson]]:
        """A logit for each candidate of each lesson."""
        for turned, lesson in zip(self.turned([one.text for one in lessons]), lessons, strict=True):
            rows, places = torch.unique(torch.from_numpy(lesson.rows), return_inverse=True)
            cosines = (torch.from_numpy(lesson.vectors)[rows] @ turned)[places]
            others = torch.from_numpy(lesson.measures[:, len(TURNED_MEASURES) :])
            yield self.sharpness * (torch.cat([cosines, others], 1) @ self.weights), lesson

    def turned(self, texts: list[str]) -> torch.Tensor:
        """Unit vectors, shape (texts, dimension)."""
        longest = self.encoder.max_seq_length
        tokens = self.encoder.tokenizer(texts, padding=True, truncation=True, max_length=longest, return_tensors="pt")
        vectors: torch.Tensor = self.encoder(dict(tokens))["sentence_embedding"]
        return torch.nn.functional.normalize(vectors, dim=-1)


def _batches(given: Sequence[Lesson], draw: random.Random) -> Iterator[list[Lesson]]:
    order = draw.sample(given, len(given))
    return (order[n : n + _QUESTIONS_AT_ONCE] for n in range(0, len(order), _QUESTIONS_AT_ONCE))


def _loss(logits: torch.Tensor, lesson: Lesson) -> torch.Tensor:
    every, right = torch.logsumexp(logits, 0), logits[torch.from_numpy(lesson.evidence)]
    return every - (torch.logsumexp(right, 0) + right.mean()) / 2


def _learnt(model: _Model, encoder: Any, lessons: Sequence[Lesson]) -> Learnt:
    """What was learnt; weights with the spread of scores that the plain ones have, so that what is added weighs alike.

    The plain spread is that with the encoder as it is, which is how the reader's weight beside it was chosen.
    """
    before = encoder.state_dict()
    changes = {name: _KEPT * (one.detach() - before[name]) for name, one in model.learning().items()}
    with torch.no_grad():
        for name, parameter in model.learning().items():
            parameter.copy_(before[name] + changes[name])
    fitted = Relevance(model.weights.detach().numpy(), learnt=True)
    wide, plain = 0.0, 0.0
    unturned = _Model(copy.deepcopy(encoder)).eval()
    with torch.inference_mode():
        for start in range(0, len(lessons), _QUESTIONS_AT_ONCE):
            some = lessons[start : start + _QUESTIONS_AT_ONCE]
            texts = [one.text for one in some]
            for one, turned, vector in zip(some, model.turned(texts), unturned.turned(texts), strict=True):
                wide += float(one.scores(fitted, turned.numpy()).std())
                plain += float(one.scores(PLAIN, vector.numpy()).std())
    relevance = Relevance((fitted.weights * plain / wide).astype(np.float32), learnt=True)
    return Learnt(relevance, {name: one.numpy() for name, one in changes.items()})
