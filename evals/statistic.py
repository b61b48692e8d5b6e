"""Figures as weighted statistics, so that one formula serves the figure itself and each of its resamples.

Every statistic takes the first and second number of each case (``Pairs``) and the weights of the cases, one row for
each resample, and gives numerator and denominator for each row. Where the denominator is 0 there is nothing to
measure, so no figure is ever "not a number".
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

BINS = 10  # of the calibration error, equally wide (Naeini et al. 2015)
LET_THROUGH = 0.02  # wrong answers among those given, at which coverage is told: one in fifty


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two numbers for each case; what they are is the statistic's to say. Both have shape (cases,)."""

    first: Numbers
    second: Numbers


@dataclass(frozen=True, slots=True)
class Parts:
    """Numerator and denominator of a figure for each row of weights, shape (rows,)."""

    top: Numbers
    bottom: Numbers

    def values(self) -> Numbers:
        """The figures of the rows in which there is something to measure."""
        there = self.bottom > 0
        values: Numbers = self.top[there] / self.bottom[there]
        return values


Statistic = Callable[[Pairs, Numbers], Parts]


def ratio(pairs: Pairs, weights: Numbers) -> Parts:
    """Sum of the first numbers over the sum of the second."""
    return Parts(weights @ pairs.first, weights @ pairs.second)


def ranked_apart(pairs: Pairs, weights: Numbers) -> Parts:
    """AUROC: how often a case whose second number is 1 has the higher first number than one with 0; ties count half
    (Hanley and McNeil 1982)."""
    starts, order = _levels(pairs.first)
    ones = np.add.reduceat(weights[:, order] * pairs.second[order], starts, axis=1)
    noughts = np.add.reduceat(weights[:, order] * (1 - pairs.second[order]), starts, axis=1)
    below = np.cumsum(noughts, axis=1) - noughts
    return Parts((ones * (below + noughts / 2)).sum(axis=1), ones.sum(axis=1) * noughts.sum(axis=1))


def area_of_risk(pairs: Pairs, weights: Numbers) -> Parts:
    """Area under the risk-coverage curve: the mean, over cases from the surest down, of the share of wrong ones (second
    number 0) among those at least as sure (Geifman and El-Yaniv 2017); cases equally sure are taken together."""
    covered, wrong, level = _curve(pairs, weights)
    risk = np.divide(wrong, covered, out=np.zeros_like(wrong), where=covered > 0)
    return Parts((risk * level).sum(axis=1), covered[:, -1])


def covered_at_risk(pairs: Pairs, weights: Numbers) -> Parts:
    """The largest share of cases that a threshold on the first number lets through with few of them wrong."""
    covered, wrong, _ = _curve(pairs, weights)
    good = wrong <= LET_THROUGH * covered
    return Parts(np.where(good, covered, 0.0).max(axis=1), covered[:, -1])


def calibration_error(pairs: Pairs, weights: Numbers) -> Parts:
    """Expected calibration error: distance of mean first number and mean second number in each bin, weighted."""
    bins = np.minimum((pairs.first * BINS).astype(int), BINS - 1)
    distance = (pairs.first - pairs.second) * weights
    top = sum(np.abs(distance[:, bins == one].sum(axis=1)) for one in range(BINS))
    return Parts(np.asarray(top, np.float64), weights.sum(axis=1))


def _curve(pairs: Pairs, weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Weight covered, weight of the wrong among it, and the level's own weight, at each level from the surest down."""
    starts, order = _levels(-pairs.first)
    level = np.add.reduceat(weights[:, order], starts, axis=1)
    wrong = np.add.reduceat(weights[:, order] * (1 - pairs.second[order]), starts, axis=1)
    return np.cumsum(level, axis=1), np.cumsum(wrong, axis=1), level


def _levels(numbers: Numbers) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where each run of equal numbers starts in ascending order, and that order."""
    order = np.argsort(numbers, kind="stable")
    changes = np.flatnonzero(np.diff(numbers[order])) + 1
    return np.concatenate([np.zeros(1, np.intp), changes]), order
