"""Let the reader learn on, without an accelerator: ``python -m evals.reader_training.learn_on ROWS --out FOLDER``.

``ROWS`` is what ``evals.reader_training.pack --on 1`` or ``2`` wrote. The upper half of the layers learns, on what the
lower half makes of each row, which is computed once; two cores learn some 20 rows a second. Beside where an answer
begins and ends (``evals.reader_training.learn``) each sentence is asked by itself whether it answers, whatever else
does: the mean of the third number over its tokens, by logistic loss. The first two compete within a window, so that a
second sentence that answers too is pressed down; the third does not.
"""

import argparse
import random
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local
from typing import Any

import numpy as np
import torch
from sklearn.metrics import average_precision_score

from evals.reader_training.learn import NO_ANSWER, Clock, Table, allowed, begins_and_ends, highest_odds, to_table, told
from evals.reader_training.reopen import layer_output, reopened
from evals.reader_training.rows import NOWHERE, UNLABELLED, load_rows
from index.silent_openvino import openvino
from service.openvino_reader import DEFAULT_FOLDER
from service.reader_belonging import BELONGING_FILE

_HELD = 4  # layers that are held still, of eight: the states after them fit in memory, and time is halved
_EPOCHS = 2
_OTHERS = 0.5  # of the rows without an answer, three of four or more, are learnt from in an epoch: others each time
_BATCH = 32
_RATE = 4e-5  # as the first time
_RATE_OF_THIRD = 1e-3  # of the third number's weights, which are few
_DROPOUT = 0.1
_WARM_UP = 0.06  # of the steps
_SORTED = 40  # batches whose rows are sorted by length together: little padding, still shuffled
_BUCKET = 16  # lengths are padded up to a multiple, so that few shapes occur
_LOGGED = 50  # steps between two lines
# 16-bit numbers where the processor multiplies them; without that fifty steps took more than six minutes.
_HALF = "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
_TOLD = 2_000  # rows between two lines while the lower layers are computed
_THREADS = 2  # rows whose lower layers are computed side by side


@dataclass(frozen=True, slots=True)
class Held:
    """Rows with what the held layers make of them, each of shape (tokens, width) in half precision."""

    table: Table
    states: list[torch.Tensor]


class Upper(torch.nn.Module):
    """The layers that learn, with the two numbers a token and the third."""

    def __init__(self, model: Any, third: torch.Tensor) -> None:
        """``third``: weights of the third number, and last what is added."""
        super().__init__()
        self.layers = model.mpnet.encoder.layer[_HELD:]
        self.answers = model.qa_outputs
        self.belongs = torch.nn.Linear(len(third) - 1, 1)
        with torch.no_grad():
            self.belongs.weight.copy_(third[None, :-1])
            self.belongs.bias.copy_(third[-1:])
        self._bias_of = model.mpnet.encoder.compute_position_bias
        self._biases: dict[int, torch.Tensor] = {}

    def forward(self, states: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (rows, tokens, 2) and the third number (rows, tokens)."""
        length = -(-max(map(len, states)) // _BUCKET) * _BUCKET
        found = torch.zeros(len(states), length, states[0].shape[1])
        mask = torch.zeros(len(states), 1, 1, length)
        for number, one in enumerate(states):
            found[number, : len(one)] = one.float()
            mask[number, ..., len(one) :] = NO_ANSWER
        with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
            for layer in self.layers:
                found = layer(found, attention_mask=mask, position_bias=self._bias(length))[0]
            logits = self.answers(found)
        return logits.float(), self.belongs(found.float())[..., 0]

    def _bias(self, length: int) -> torch.Tensor:
        if length not in self._biases:
            with torch.no_grad():
                self._biases[length] = self._bias_of(torch.zeros(1, length, self.belongs.in_features))
        return self._biases[length]


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--reader", type=Path, default=DEFAULT_FOLDER, help="the reader to begin with")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--most", type=int, help="take only so many rows, to try things out")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    say = Clock()
    graph = openvino.Core().read_model(arguments.reader / "reader.xml")
    model = reopened(graph, _DROPOUT)
    third = _third(arguments.reader / BELONGING_FILE, model.config.hidden_size)
    lower = openvino.Model([layer_output(graph, _HELD)], graph.get_parameters(), "lower layers")
    learnt, test = (
        _held(lower, to_table(load_rows(arguments.rows / f"{name}.npz"), arguments.most, torch.device("cpu")), say)
        for name in ("learn", "debates")
    )
    say(f"{len(learnt.states)} rows to learn from, {len(test.states)} to judge by")
    draw = random.Random(arguments.seed)
    _learn(Upper(model, third), model, learnt, test, arguments.epochs, draw, arguments.out, say)
    shutil.copy(arguments.reader / "tokenizer.json", arguments.out)


def _third(path: Path, width: int) -> torch.Tensor:
    """The weights of the third number, where the reader has one already."""
    return torch.from_numpy(np.load(path)) if path.exists() else torch.zeros(width + 1)


def _held(lower: openvino.Model, table: Table, say: Clock) -> Held:
    compiled = openvino.Core().compile_model(lower, "CPU", {"NUM_STREAMS": _THREADS})
    lengths, ids = table.length.tolist(), table.ids.numpy().astype(np.int64)
    own = local()  # a request each for the threads

    def state(row: int) -> torch.Tensor:
        if not hasattr(own, "request"):
            own.request = compiled.create_infer_request()
        given = ids[row : row + 1, : lengths[row]]
        return torch.from_numpy(own.request.infer({0: given, 1: np.ones_like(given)})[0][0].astype(np.float16))

    states: list[torch.Tensor] = []
    with ThreadPoolExecutor(_THREADS) as pool:
        for made in pool.map(state, range(len(lengths))):
            states.append(made)
            if len(states) % _TOLD == 0:
                say(f"lower layers of {len(states)} rows of {len(lengths)}")
    return Held(table, states)


def _learn(
    upper: Upper,
    model: Any,
    learnt: Held,
    test: Held,
    epochs: int,
    draw: random.Random,
    out: Path,
    say: Clock,
) -> None:
    optimizer = _optimizer(upper)
    steps = epochs * len(_batches(learnt.table, random.Random(0)))
    warm = max(1, int(_WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / (steps - warm))
    )
    step, totals = 0, np.zeros(2)
    for _ in range(epochs):
        upper.train()
        for batch in _batches(learnt.table, draw):
            logits, third = upper([learnt.states[row] for row in batch.tolist()])
            losses = (
                begins_and_ends(allowed(logits, learnt.table, batch), learnt.table, batch),
                _by_itself(third, learnt.table, batch),
            )
            optimizer.zero_grad(set_to_none=True)
            sum(losses, torch.zeros(())).backward()  # type: ignore[no-untyped-call] # theirs
            torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            totals += [float(one.detach()) for one in losses]
            if step % _LOGGED == 0:
                say(f"step {step} of {steps}: losses {totals[0] / _LOGGED:.3f} and {totals[1] / _LOGGED:.3f}")
                totals[:] = 0
        say(_judged(upper, test))
        model.save_pretrained(out)  # each epoch's, so that what an interrupted run has learnt is kept
        third_number = torch.cat((upper.belongs.weight[0], upper.belongs.bias)).detach().numpy()
        np.save(out / BELONGING_FILE, third_number.astype(np.float32))


def _optimizer(upper: Upper) -> torch.optim.Optimizer:
    learnt = [*upper.layers.parameters(), *upper.answers.parameters()]
    return torch.optim.AdamW(
        [
            {"params": [one for one in learnt if one.ndim > 1], "lr": _RATE, "weight_decay": 0.01},
            {"params": [one for one in learnt if one.ndim == 1], "lr": _RATE, "weight_decay": 0.0},
            {"params": list(upper.belongs.parameters()), "lr": _RATE_OF_THIRD, "weight_decay": 0.01},
        ]
    )


def _batches(table: Table, draw: random.Random) -> list[torch.Tensor]:
    order, lengths = _of_an_epoch(table, draw), table.length.tolist()
    batches = []
    for start in range(0, len(order), _BATCH * _SORTED):
        some = sorted(order[start : start + _BATCH * _SORTED], key=lengths.__getitem__)
        of_some = [torch.tensor(some[n : n + _BATCH]) for n in range(0, len(some), _BATCH)]
        batches += draw.sample(of_some, len(of_some))
    return batches


def _of_an_epoch(table: Table, draw: random.Random) -> list[int]:
    """Every row with an answer and some of the others, in an order drawn."""
    answered = (table.known != NOWHERE).tolist()
    others = [row for row, answers in enumerate(answered) if not answers]
    rows = [row for row, answers in enumerate(answered) if answers] + draw.sample(others, int(_OTHERS * len(others)))
    return draw.sample(rows, len(rows))


def _by_itself(third: torch.Tensor, table: Table, batch: torch.Tensor) -> torch.Tensor:
    """Logistic loss of each sentence's mean third number, summed over a row's sentences, mean over rows."""
    means, counted, gold = _of_sentences(third, table, batch)
    losses = torch.nn.functional.binary_cross_entropy_with_logits(means, gold, reduction="none")
    return losses[counted].sum() / len(batch)


def _of_sentences(
    third: torch.Tensor, table: Table, batch: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Mean third number of each sentence, whether it counts, and whether it answers, each (rows, sentences)."""
    sentence = table.sentence[batch, : third.shape[1]].long()
    count = max(1, int(sentence.max()) + 1)
    inside = torch.nn.functional.one_hot(sentence.clamp(min=0), count) * (sentence >= 0)[..., None]
    tokens = inside.sum(1)
    means = (inside * third[..., None]).sum(1) / tokens.clamp(min=1)
    gold = (table.gold[batch, None] >> torch.arange(count)) & 1
    return means, (tokens > 0) & (table.known[batch, None] != UNLABELLED), gold.float()


@torch.inference_mode()
def _judged(upper: Upper, test: Held) -> str:
    """How well the two numbers tell answered questions and the first sentence, and the third which sentences answer."""
    upper.eval()
    odds = torch.zeros(len(test.states))
    best = torch.zeros(len(test.states), dtype=torch.long)
    means, gold = [], []
    for batch in torch.argsort(test.table.length).split(_BATCH):  # type: ignore[no-untyped-call] # theirs
        found, third = upper([test.states[row] for row in batch.tolist()])
        odds[batch], best[batch] = highest_odds(allowed(found, test.table, batch), test.table.sentence[batch])
        mean, counted, answers = _of_sentences(third, test.table, batch)
        means.append(mean[counted])
        gold.append(answers[counted])
    precision = average_precision_score(torch.cat(gold), torch.cat(means))
    return f"{told(test.table, odds, best)}, third number's average precision {precision:.4f}"


if __name__ == "__main__":
    main()
