"""How well a reader by itself tells answered questions, and finds the sentences that answer them."""

import numpy as np
import torch
from sklearn.metrics import average_precision_score, roc_auc_score

from evals.reader_training.rows import NOWHERE
from evals.reader_training.tables import NO_ANSWER, Table, of_sentences


class Judge:
    """Keeps what a reader says of the rows of a table, batch after batch, and tells what it comes to."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._odds = torch.zeros(len(table.ids), device=table.ids.device)
        self._best = torch.zeros(len(table.ids), dtype=torch.long, device=table.ids.device)
        self._means: list[torch.Tensor] = []
        self._gold: list[torch.Tensor] = []

    def add(self, batch: torch.Tensor, logits: torch.Tensor, third: torch.Tensor) -> None:
        """Logits (rows, tokens, 2) where an answer is allowed, and third numbers (rows, tokens), of some rows."""
        self._odds[batch], self._best[batch] = _highest_odds(logits, self._table.sentence[batch])
        means, counted, gold = of_sentences(third, self._table, batch)
        self._means.append(means[counted])
        self._gold.append(gold[counted])

    def told(self) -> str:
        """Questions, AUROC of the highest log-odds, how often its sentence answers answered ones; precision.

        That is the average one of the third number over sentences. Rows that nobody judged count as answered.
        """
        table, highest, answered, right = self._table, [], [], []
        for question in table.question.unique().tolist():  # type: ignore[no-untyped-call] # theirs
            rows = (table.question == question).nonzero()[:, 0]
            top = rows[self._odds[rows].argmax()]
            highest.append(float(self._odds[top]))
            answered.append(bool((table.known[rows] != NOWHERE).any()))
            right.append(bool((table.gold[top] >> self._best[top]) & 1))
        accuracy = np.mean([one for one, known in zip(right, answered, strict=True) if known])
        precision = average_precision_score(torch.cat(self._gold).cpu(), torch.cat(self._means).cpu())
        return (
            f"{len(answered)} questions, AUROC {roc_auc_score(answered, highest):.4f}, first sentence right "
            f"{accuracy:.4f}, third number's average precision {precision:.4f}"
        )


def _highest_odds(logits: torch.Tensor, sentence: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Of each row the highest log-odds of a sentence against no answer, and which sentence has it."""
    sentence = sentence[:, : logits.shape[1]]
    odds = []
    for number in range(int(sentence.max()) + 1):
        inside = sentence == number
        total = torch.logsumexp(logits.masked_fill(~inside[..., None], 2 * NO_ANSWER), 1)
        odds.append((total - logits[:, 0]).mean(1))
    highest, best = torch.stack(odds, 1).max(1)
    return highest, best
