"""What it costs a reader to be wrong: about where an answer is, about each sentence, and about what a teacher says."""

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from evals.reader_training.rows import NOWHERE, SPAN
from evals.reader_training.tables import NO_ANSWER, Table, of_sentences


def begins_and_ends(logits: torch.Tensor, table: Table, batch: torch.Tensor) -> torch.Tensor:
    """Mean negative log of the share of probability on tokens that are known to begin or end the answer.

    ``logits``: (rows, tokens, 2), where an answer is allowed (``tables.allowed``); rows must be judged.
    """
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


def by_itself(third: torch.Tensor, table: Table, batch: torch.Tensor) -> torch.Tensor:
    """Logistic loss of each sentence's mean third number (rows, tokens), summed over sentences, mean over rows."""
    means, counted, gold = of_sentences(third, table, batch)
    return (binary_cross_entropy_with_logits(means, gold, reduction="none") * counted).sum() / len(batch)


def as_taught(
    logits: torch.Tensor,
    third: torch.Tensor,
    taught: tuple[torch.Tensor, torch.Tensor],
    table: Table,
    batch: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    """The same two of a teacher's logits and third number in the place of what is known (Hinton et al. 2015).

    Both pairs are as for those two losses; the teacher's own entropy is taken off, so that nought is to agree with it.
    """
    shares, said = torch.log_softmax(logits, 1), torch.log_softmax(taught[0], 1)
    begin_and_end = (said.exp() * (said - shares)).sum(1).mean()
    means, counted, _ = of_sentences(third, table, batch)
    said_third = of_sentences(taught[1], table, batch)[0]
    goal = torch.sigmoid(said_third)
    loss = binary_cross_entropy_with_logits(means, goal, reduction="none")
    loss = loss - binary_cross_entropy_with_logits(said_third, goal, reduction="none")
    return begin_and_end, (loss * counted).sum() / len(batch)
