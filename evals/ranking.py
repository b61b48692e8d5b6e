"""Ranking metrics of one question: what stands at each rank, against all that is relevant.

``gains`` are the grades at the ranks in order (0: not relevant); ``ideal`` are the grades of everything relevant.
Formulas as in trec_eval, which ``ir-measures`` runs and the tests compare with.
"""

import math
from collections.abc import Sequence

Grades = Sequence[int]


def success_at(gains: Grades, depth: int) -> float:
    """Hits@k: 1 where something relevant stands among the first ``depth``."""
    return float(any(gain > 0 for gain in gains[:depth]))


def reciprocal_rank(gains: Grades, depth: int) -> float:
    """One over the rank of the first relevant thing; 0 where none is among the first ``depth``."""
    return next((1 / rank for rank, gain in enumerate(gains[:depth], 1) if gain > 0), 0.0)


def average_precision(gains: Grades, ideal: Grades, depth: int) -> float:
    """Mean, over everything relevant, of the precision at its rank; what is not found counts 0."""
    found, total = 0, 0.0
    for rank, gain in enumerate(gains[:depth], 1):
        if gain > 0:
            found += 1
            total += found / rank
    return total / len(ideal) if ideal else 0.0


def discounted_gain(gains: Grades, ideal: Grades, depth: int) -> float:
    """nDCG@k: grades over log2(rank + 1), divided by what the best order would have (Järvelin and Kekäläinen 2002)."""
    best = _gain(sorted(ideal, reverse=True)[:depth])
    return _gain(gains[:depth]) / best if best else 0.0


def _gain(gains: Grades) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
