"""Confidence intervals for the figures we report."""

from collections.abc import Sequence

import numpy as np

_RESAMPLES = 2_000  # enough for two digits of a 95 % interval
_SEED = 7  # any; fixed so that a report can be made again


def bootstrap_interval(values: Sequence[float], clusters: Sequence[str] | None = None) -> tuple[float, float]:
    """95 % percentile bootstrap of the mean, resampling whole clusters (Efron and Tibshirani 1993, ch. 13)."""
    if not values:
        return 0.0, 1.0
    names = clusters or [str(number) for number in range(len(values))]
    groups: dict[str, list[float]] = {}
    for name, value in zip(names, values, strict=True):
        groups.setdefault(name, []).append(value)
    sums = np.array([sum(group) for group in groups.values()])
    counts = np.array([len(group) for group in groups.values()])
    drawn = np.random.default_rng(_SEED).integers(0, len(sums), (_RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)


def shown(values: Sequence[float]) -> str:
    """A mean with its interval and size, for people."""
    if not values:
        return "none"
    low, high = bootstrap_interval(values)
    return f"{sum(values) / len(values):.3f} [{low:.3f}, {high:.3f}] of {len(values)}"
