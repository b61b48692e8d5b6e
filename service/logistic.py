"""What the fitted models have in common: log-odds of weighed measures, and the probability that log-odds stand for."""

import math
from collections.abc import Sequence

_BEYOND = 50.0  # log-odds from which a probability is 0 or 1 to every digit


def probability_of(log_odds: float) -> float:
    """Between 0 and 1: the logistic of log-odds, of any size."""
    return 1 / (1 + math.exp(-max(-_BEYOND, min(_BEYOND, log_odds))))


def weighed(measures: Sequence[float], coefficients: Sequence[float], intercept: float) -> float:
    """The log-odds of measures by a model; ``ValueError`` where it has more or fewer coefficients."""
    return intercept + sum(a * b for a, b in zip(coefficients, measures, strict=True))
