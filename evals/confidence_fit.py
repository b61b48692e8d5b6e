"""Fitting the probability, and what models that saw nothing of a group give its cases: numbers only, no questions."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from evals.logistic import fit_logistic

_SCALING_STRENGTH = 100.0  # inverse of the penalty on two numbers for a hundred cases: next to none
_STRENGTH = 1.0  # inverse of the penalty on standardised coefficients; 0.3 to 3 are in docs/measurements.md

Table = npt.NDArray[np.float64]
FitWithout = Callable[[frozenset[str]], Table]
"""Probabilities of all cases by a model that saw nothing of some groups."""


def fit(table: Table, answered: npt.NDArray[np.bool_], weights: Table) -> tuple[Table, float]:
    """Coefficients and intercept for the measures as they are."""
    return fit_logistic(table, answered, _STRENGTH, weights)


def scaled(given: Table, right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept by which log-odds tell how often the quotes are right (Platt 1999)."""
    model = LogisticRegression(C=_SCALING_STRENGTH, max_iter=1000).fit(_log_odds(given)[:, None], right)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def fit_without_groups(
    table: Table,
    answered: npt.NDArray[np.bool_],
    weights: Table,
    near: npt.NDArray[np.bool_],
    groups: npt.NDArray[np.str_],
    left_out: frozenset[str],
) -> Table:
    """What a model that saw none of some groups gives every case that is left to a model, 0.5 for the rest."""
    seen = near & ~np.isin(groups, sorted(left_out))
    coefficients, intercept = fit(table[seen], answered[seen], weights[seen])
    given = np.full(len(table), 0.5)
    given[near] = _probability(table[near], coefficients, intercept)
    return given


def left_out(
    fit_without: FitWithout, beneath: float, groups: npt.NDArray[np.str_], also: frozenset[str] = frozenset()
) -> Table:
    """Each group's cases as a model gives them that saw neither it nor some others."""
    given = np.full(len(groups), beneath)
    for group in sorted(set(groups) - also):
        given[groups == group] = fit_without(also | {group})[groups == group]
    return given


def unseen_by(
    fit_without: FitWithout,
    beneath: float,
    groups: npt.NDArray[np.str_],
    judged: npt.NDArray[np.bool_],
    right: npt.NDArray[np.bool_],
) -> Table:
    """Each group's cases as a model and a scaling give them of which neither saw any of it, not even by the other."""
    unseen = np.full(len(groups), beneath)
    for group in sorted(set(groups)):
        out = groups == group
        inner = left_out(fit_without, beneath, groups, frozenset((group,)))
        slope, shift = scaled(inner[judged & ~out], right[judged & ~out])
        given = fit_without(frozenset((group,)))
        unseen[out] = 1 / (1 + np.exp(-(slope * _log_odds(given[out]) + shift)))
    return unseen


def _log_odds(given: Table) -> Table:
    odds: Table = np.log(given / (1 - given))
    return odds


def _probability(table: Table, coefficients: Table, intercept: float) -> Table:
    shares: Table = 1 / (1 + np.exp(-(table @ coefficients + intercept)))
    return shares
