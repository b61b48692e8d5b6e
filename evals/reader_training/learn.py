"""Train the reader: ``python -m evals.reader_training.learn ROWS --start FOLDER --out FOLDER``.

``ROWS`` is the folder that ``evals.reader_training.pack`` writes, ``--start`` a folder of all-mpnet-base-v2, whose
first layers are the reader's. It learns for each token whether an answer begins or ends there, with the first token
standing for "no answer" (Devlin et al. 2019, section 4.3); where only the sentence is known, any of its tokens may
begin or end the answer (the marginal likelihood of Clark and Gardner 2018, section 3). Word vectors are held still.
Needs torch, transformers and scikit-learn; a few minutes on an accelerator. After each epoch it tells how the reader
does on questions about articles that it does not learn from.
"""

import argparse
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from transformers import MPNetForQuestionAnswering

from evals.reader_training.rows import NOWHERE, SENTENCES, SPAN, Ints, Rows, load_rows

_LONGEST = 256  # tokens of a sequence, as in service/reader_input.py
_LAYERS = 8  # of twelve: what a reply can wait for (docs/measurements.md)
_EPOCHS = 4
_BATCH = 64
_RATE = 4e-5  # as BERT-base is usually given
_DROPOUT = 0.1
_WARM_UP = 0.06  # of the steps
_TIMES = {"squad2": 2, "ours": 2, "debate": 2}  # passes an epoch over rows whose questions were made to have no answer
_SORTED = 40  # batches whose rows are sorted by length together: little padding, still shuffled
_BUCKET = 32  # lengths are padded up to a multiple, so that few shapes occur
_LOGGED = 200  # steps between two lines
_MOST_SENTENCES = 60  # of a window; numbers of sentences that answer are kept as bits
NO_ANSWER = -1e4  # a logit where no answer can be


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as tensors, (rows, tokens): ``sentence`` is each token's sentence, -1 where no answer can be.

    ``first`` and ``last`` are the answer's tokens where they are known, ``gold`` the sentences that answer as bits.
    """

    ids: torch.Tensor
    length: torch.Tensor
    known: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    gold: torch.Tensor
    sentence: torch.Tensor
    question: torch.Tensor


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=_LAYERS)
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--most", type=int, help="take only so many rows, to try things out")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(arguments.seed)
    rows = load_rows(arguments.rows / "learn.npz")
    table = to_table(rows, arguments.most, device)
    tests = {
        name: to_table(load_rows(arguments.rows / f"{name}.npz"), arguments.most, device)
        for name in ("squad", "debates")
    }
    model = open_model(arguments.start, arguments.layers).to(device)
    passes = _passes(rows, len(table.ids))
    _learn(model, table, passes, arguments.epochs, random.Random(arguments.seed), tests, arguments.out)
    shutil.copy(arguments.start / "tokenizer.json", arguments.out)


class Clock:
    """Prints lines with the seconds since it was made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    def __call__(self, line: str) -> None:
        """Print a line."""
        print(f"{time.perf_counter() - self._started:6.0f} s  {line}", flush=True)


def to_table(rows: Rows, most: int | None, device: torch.device) -> Table:
    """Put questions and windows together: ``<s> question </s> title . sentences </s>``, cut off where too long."""
    count = min(len(rows), most or len(rows))
    ids = np.full((count, _LONGEST), rows.padding, np.int32)
    sentence = np.full((count, _LONGEST), -1, np.int8)
    facts = np.zeros((5, count), np.int64)  # length, known, first, last, gold
    for n in range(count):
        question, window = rows.questions[int(rows.question[n])], rows.windows[int(rows.window[n])]
        asked = len(question) + 2
        room = min(len(window), _LONGEST - asked - 1)
        ids[n, 0], ids[n, 1 : asked - 1], ids[n, asked - 1] = rows.begin, question, rows.end
        ids[n, asked : asked + room], ids[n, asked + room] = window[:room], rows.end
        ranges = rows.sentences[int(rows.window[n])].reshape(-1, 2)
        for number, (start, end) in enumerate(ranges[:_MOST_SENTENCES]):
            sentence[n, asked + min(start, room) : asked + min(end, room)] = number
        facts[:, n] = (asked + room + 1, *_answer(rows, n, asked, room, ranges))
    parts = (ids, *facts, sentence, rows.question[:count])
    return Table(*(torch.from_numpy(np.ascontiguousarray(one)).to(device) for one in parts))


def _answer(rows: Rows, number: int, asked: int, room: int, ranges: Ints) -> tuple[int, int, int, int]:
    """What is known, first and last token, sentences as bits; an answer that was cut off is nowhere."""
    known, places = int(rows.known[number]), rows.places[number]
    if known == SPAN:
        first, last = (int(one) for one in places)
        inside = int(np.searchsorted(ranges[:, 0], first, side="right")) - 1
        return (SPAN, asked + first, asked + last, 1 << inside) if last < room else (NOWHERE, 0, 0, 0)
    if known == SENTENCES:
        seen = [int(one) for one in places if one < _MOST_SENTENCES and ranges[one, 0] < room]
        return (SENTENCES, 0, 0, sum(1 << one for one in seen)) if seen else (NOWHERE, 0, 0, 0)
    return known, 0, 0, 0


def _passes(rows: Rows, count: int) -> list[int]:
    """Numbers of rows, as often as they are learnt from in an epoch."""
    times = [_TIMES.get(name, 1) for name in rows.sources]
    return [n for n in range(count) for _ in range(times[int(rows.source[n])])]


def open_model(folder: Path, layers: int) -> Any:
    """The first layers of an encoder with a fresh head, its word vectors held still."""
    model: Any = MPNetForQuestionAnswering.from_pretrained(
        folder, num_hidden_layers=layers, hidden_dropout_prob=_DROPOUT, attention_probs_dropout_prob=_DROPOUT
    )
    model.mpnet.embeddings.word_embeddings.weight.requires_grad = False
    return model


def _forward(model: Any, table: Table, batch: torch.Tensor) -> torch.Tensor:
    """Logits (rows, tokens, 2) of where an answer begins and ends."""
    length = min(_LONGEST, -(-int(table.length[batch].max()) // _BUCKET) * _BUCKET)
    places = torch.arange(length, device=batch.device)
    with torch.autocast(batch.device.type, torch.bfloat16):
        out = model(
            input_ids=table.ids[batch, :length].long(), attention_mask=(places < table.length[batch, None]).long()
        )
    return allowed(torch.stack((out.start_logits, out.end_logits), -1).float(), table, batch)


def allowed(logits: torch.Tensor, table: Table, batch: torch.Tensor) -> torch.Tensor:
    """Logits (rows, tokens, 2) with those taken away where no answer may begin or end; at the first token it may."""
    places = table.sentence[batch, : logits.shape[1]] >= 0
    places[:, 0] = True
    return logits.masked_fill(~places[..., None], NO_ANSWER)


def _learn(
    model: Any, table: Table, passes: list[int], epochs: int, draw: random.Random, tests: dict[str, Table], out: Path
) -> None:
    say = Clock()
    learnt = [one for one in model.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=_RATE, weight_decay=0.01)
    steps = epochs * (-(-len(passes) // _BATCH))
    warm = max(1, int(_WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / (steps - warm))
    )
    step, total = 0, torch.zeros((), device=table.ids.device)
    for _ in range(epochs):
        model.train()
        for batch in _batches(table, passes, draw):
            loss = begins_and_ends(_forward(model, table, batch), table, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call] # theirs
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            total += loss.detach()
            if step % _LOGGED == 0:
                say(f"step {step} of {steps}: loss {total.item() / _LOGGED:.3f}")
                total.zero_()
        for name, test in tests.items():
            say(f"{name}: {_judged(model, test)}")
        model.save_pretrained(out)  # each epoch's, so that what an interrupted run has learnt is kept


def _batches(table: Table, passes: list[int], draw: random.Random) -> Iterator[torch.Tensor]:
    lengths = table.length.tolist()
    order = draw.sample(passes, len(passes))
    for start in range(0, len(order), _BATCH * _SORTED):
        some = sorted(order[start : start + _BATCH * _SORTED], key=lambda n: lengths[n])
        batches = [some[n : n + _BATCH] for n in range(0, len(some), _BATCH)]
        draw.shuffle(batches)
        for batch in batches:
            yield torch.tensor(batch, device=table.ids.device)


def begins_and_ends(logits: torch.Tensor, table: Table, batch: torch.Tensor) -> torch.Tensor:
    """Mean negative log of the share of probability on tokens that are known to begin or end the answer."""
    known, length = table.known[batch], logits.shape[1]
    places = torch.arange(length, device=batch.device)
    sentence = table.sentence[batch, :length].long()
    of_gold = (sentence >= 0) & ((table.gold[batch, None] >> sentence.clamp(min=0)) & 1).bool()
    right = torch.stack((of_gold, of_gold), -1)
    spans = torch.stack((table.first[batch, None] == places, table.last[batch, None] == places), -1)
    right = torch.where((known == SPAN)[:, None, None], spans, right)
    nowhere = (places == 0)[None, :, None].expand_as(right)
    right = torch.where((known == NOWHERE)[:, None, None], nowhere, right)
    share = torch.logsumexp(logits.masked_fill(~right, NO_ANSWER), 1) - torch.logsumexp(logits, 1)
    return -share.mean()


@torch.inference_mode()
def _judged(model: Any, table: Table) -> str:
    """How well the highest log-odds tell answered questions, and how often the sentence that has them answers."""
    model.eval()
    odds = torch.zeros(len(table.ids), device=table.ids.device)
    best = torch.zeros(len(table.ids), dtype=torch.long, device=table.ids.device)
    for batch in torch.argsort(table.length).split(256):  # type: ignore[no-untyped-call] # theirs
        odds[batch], best[batch] = highest_odds(_forward(model, table, batch), table.sentence[batch])
    return told(table, odds, best)


def told(table: Table, odds: torch.Tensor, best: torch.Tensor) -> str:
    """What the highest log-odds of each row, and the sentences that have them, come to over the questions."""
    highest, answered, right = [], [], []
    for question in table.question.unique().tolist():  # type: ignore[no-untyped-call] # theirs
        rows = (table.question == question).nonzero()[:, 0]
        top = rows[odds[rows].argmax()]
        highest.append(float(odds[top]))
        answered.append(bool((table.known[rows] != NOWHERE).any()))
        right.append(bool((table.gold[top] >> best[top]) & 1))
    accuracy = np.mean([one for one, known in zip(right, answered, strict=True) if known])
    auroc = roc_auc_score(answered, highest)
    return f"{len(answered)} questions, AUROC {auroc:.4f}, first sentence right {accuracy:.4f}"


def highest_odds(logits: torch.Tensor, sentence: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Of each row the highest log-odds of a sentence against no answer, and which sentence has it."""
    sentence = sentence[:, : logits.shape[1]]
    odds = []
    for number in range(int(sentence.max()) + 1):
        inside = sentence == number
        total = torch.logsumexp(logits.masked_fill(~inside[..., None], 2 * NO_ANSWER), 1)
        odds.append((total - logits[:, 0]).mean(1))
    highest, best = torch.stack(odds, 1).max(1)
    return highest, best


if __name__ == "__main__":
    main()
