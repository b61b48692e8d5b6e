"""Rows as tensors: token ids of question and window together, and which tokens may begin or end an answer."""

from dataclasses import dataclass

import numpy as np
import torch

from evals.reader_training.rows import NOWHERE, SENTENCES, SPAN, UNLABELLED, Ints, Rows

_LONGEST = 256  # tokens of a sequence, as in service/reader_input.py
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
    """What is known, first and last token, sentences as bits; a span or sentence wholly cut off is nowhere."""
    known, places = int(rows.known[number]), rows.places[number]
    if known == SPAN:
        first, last = (int(one) for one in places)
        inside = int(np.searchsorted(ranges[:, 0], first, side="right")) - 1
        held = last < room and inside < _MOST_SENTENCES
        return (SPAN, asked + first, asked + last, 1 << inside) if held else (NOWHERE, 0, 0, 0)
    if known == SENTENCES:
        seen = [int(one) for one in places if one < _MOST_SENTENCES and ranges[one, 0] < room]
        return (SENTENCES, 0, 0, sum(1 << one for one in seen)) if seen else (NOWHERE, 0, 0, 0)
    return known, 0, 0, 0


def allowed(logits: torch.Tensor, table: Table, batch: torch.Tensor) -> torch.Tensor:
    """Logits (rows, tokens, 2) with those taken away where no answer may begin or end; at the first token it may."""
    places = table.sentence[batch, : logits.shape[1]] >= 0
    places[:, 0] = True
    return logits.masked_fill(~places[..., None], NO_ANSWER)


def of_sentences(
    third: torch.Tensor, table: Table, batch: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Mean third number of each sentence, which are judged, and which answer, each (rows, sentences)."""
    sentence = table.sentence[batch, : third.shape[1]].long()
    numbers = torch.arange(_MOST_SENTENCES, device=batch.device)
    tokens = torch.zeros(len(batch), _MOST_SENTENCES + 1, device=batch.device)
    totals = torch.zeros_like(tokens)
    places = torch.where(sentence < 0, _MOST_SENTENCES, sentence)  # the last column is for tokens of no sentence
    tokens = tokens.scatter_add(1, places, torch.ones_like(third))[:, :-1]
    means = totals.scatter_add(1, places, third)[:, :-1] / tokens.clamp(min=1)
    gold = (table.gold[batch, None] >> numbers) & 1
    return means, (tokens > 0) & (table.known[batch, None] != UNLABELLED), gold.float()
