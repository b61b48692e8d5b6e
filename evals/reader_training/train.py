"""Train the reader: ``python -m evals.reader_training.train --out FOLDER``.

Starts from the default encoder's weights and learns, for each token, whether an answer begins or ends there, with the
first token standing for "no answer" (Devlin et al. 2019, section 4.3). Where only the sentence is known, any of its
tokens may begin or end the answer (the marginal likelihood of Clark and Gardner 2018, section 3). Word vectors stay as
they are. On two cores with bfloat16 some 25 examples a second are learnt. Prints the loss as it goes; the model folder
that it writes is one that ``transformers`` reads.
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BertForQuestionAnswering, get_linear_schedule_with_warmup

from evals.reader_training.examples import Example
from evals.reader_training.mixture import mixture
from evals.shared_data import add_shared_option, shared_folder
from index.encoder import DEFAULT_MODEL
from index.encoder_model import load_model
from service.reader_input import assemble

_BATCH = 32
_RATE = 1.2e-4  # twice what BERT-base is usually given; small models bear more (Turc et al. 2019)
_WARM_UP = 0.05  # of the steps
_SORTED = 40  # batches whose examples are sorted by length together: little padding, still shuffled
_LOGGED = 25  # steps between two lines
_KEPT = 400  # steps after which what is learnt so far is written


@dataclass(frozen=True, slots=True)
class Row:
    """An example in tokens: where its answer may begin and end, and where any answer may (``allowed``)."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    allowed: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--most", type=int, help="stop the list after so many examples, to try things out")
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    if shared is None:
        return
    torch.manual_seed(arguments.seed)
    encoder = load_model(DEFAULT_MODEL)
    tokenizer = encoder.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoder.tokenizer.save_pretrained(arguments.out)
    model = _model(encoder[0].auto_model)
    rows = [to_row(tokenizer, one) for one in mixture(shared, arguments.seed)[: arguments.most]]
    _train(model, rows, random.Random(arguments.seed), arguments.out)
    model.save_pretrained(arguments.out)


def to_row(tokenizer: Tokenizer, example: Example) -> Row:
    """An example as the model sees it."""
    read = assemble(tokenizer, example.question, example.window)
    allowed = (0, *(token for start, end in read.ranges for token in range(start, end)))
    if example.span is not None:
        starts, ends = _span_tokens(tokenizer, example, read.ranges)
    else:
        starts = tuple(token for one in example.gold for token in range(*read.ranges[one]))
        ends = starts
    return Row(read.ids, read.segments, allowed, starts or (0,), ends or (0,))


def _span_tokens(
    tokenizer: Tokenizer, example: Example, ranges: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last token of the answer; nothing where it was cut off."""
    sentence, start, end = example.span or (0, 0, 0)
    offsets = tokenizer.encode(example.window.sentences[sentence], add_special_tokens=False).offsets
    inside = [n for n, (a, b) in enumerate(offsets) if a < end and start < b]
    first, last = ranges[sentence]
    tokens = [first + n for n in inside if first + n < last]
    return ((tokens[0],), (tokens[-1],)) if len(tokens) == len(inside) and tokens else ((), ())


def _model(encoder: Any) -> BertForQuestionAnswering:
    """The encoder with a fresh head, word vectors held still; nothing is dropped out, which is a fifth faster."""
    config = encoder.config
    config.num_labels, config.attention_probs_dropout_prob, config.hidden_dropout_prob = 2, 0.0, 0.0
    model = BertForQuestionAnswering(config)
    model.bert.load_state_dict(encoder.state_dict(), strict=False)
    model.bert.embeddings.word_embeddings.weight.requires_grad = False
    return model


def _train(model: BertForQuestionAnswering, rows: list[Row], draw: random.Random, out: Path) -> None:
    batches = list(_batches(rows, draw))
    learnt = [one for one in model.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=_RATE, weight_decay=0.01)
    schedule = get_linear_schedule_with_warmup(  # type: ignore[no-untyped-call] # theirs
        optimizer, int(_WARM_UP * len(batches)), len(batches)
    )
    model.train()
    started, losses = time.perf_counter(), []
    for step, batch in enumerate(batches, 1):
        loss = _loss(model, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call] # theirs
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if step % _LOGGED == 0:
            speed = step * _BATCH / (time.perf_counter() - started)
            recent = sum(losses[-4 * _LOGGED :]) / len(losses[-4 * _LOGGED :])
            left = (len(batches) - step) * _BATCH / speed / 60
            print(f"step {step} of {len(batches)}: loss {recent:.3f}, {speed:.1f}/s, {left:.0f} min left", flush=True)
        if step % _KEPT == 0:
            model.save_pretrained(out)


def _batches(rows: list[Row], draw: random.Random) -> Iterator[list[Row]]:
    size = _BATCH * _SORTED
    for first in range(0, len(rows), size):
        some = sorted(rows[first : first + size], key=lambda row: len(row.ids))
        batches = [some[n : n + _BATCH] for n in range(0, len(some), _BATCH)]
        draw.shuffle(batches)
        yield from batches


def _loss(model: BertForQuestionAnswering, batch: list[Row]) -> torch.Tensor:
    longest = max(len(row.ids) for row in batch)
    ids, segments, mask = (torch.zeros((len(batch), longest), dtype=torch.long) for _ in range(3))
    allowed, starts, ends = (torch.zeros((len(batch), longest), dtype=torch.bool) for _ in range(3))
    for n, row in enumerate(batch):
        ids[n, : len(row.ids)] = torch.tensor(row.ids)
        segments[n, : len(row.ids)] = torch.tensor(row.segments)
        mask[n, : len(row.ids)] = 1
        allowed[n, list(row.allowed)] = True
        starts[n, list(row.starts)] = True
        ends[n, list(row.ends)] = True
    with torch.autocast("cpu", torch.bfloat16):
        out = model(input_ids=ids, attention_mask=mask, token_type_ids=segments)
    return (_marginal(out.start_logits, allowed, starts) + _marginal(out.end_logits, allowed, ends)) / 2


def _marginal(logits: torch.Tensor, allowed: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Mean negative log of the share of probability on the gold tokens."""
    logits = logits.float().masked_fill(~allowed, -1e4)
    share = torch.logsumexp(logits.masked_fill(~gold, -1e4), dim=1) - torch.logsumexp(logits, dim=1)
    return -share.mean()


if __name__ == "__main__":
    main()
