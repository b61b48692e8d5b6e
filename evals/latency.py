"""How long replies took: percentiles with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_PERCENTILES = (50, 95, 99)
_RESAMPLES = 500  # of single replies: a percentile of time is told to the millisecond, and the machine is noisier
_SEED = 7  # any; fixed so that the same timings give the same report


@dataclass(frozen=True, slots=True)
class LatencyFigure:
    """One percentile of the milliseconds a reply took, with its 95 % interval."""

    name: str
    milliseconds: float
    low: float
    high: float


def latency_figures(milliseconds: Sequence[float]) -> tuple[LatencyFigure, ...]:
    """The percentiles, each a time that was measured (the smallest that so many do not exceed); none of nothing."""
    if not milliseconds:
        return ()
    times = np.array(milliseconds)
    drawn = np.random.default_rng(_SEED).choice(times, (_RESAMPLES, len(times)))
    again = np.percentile(drawn, _PERCENTILES, axis=1, method="inverted_cdf")
    here = np.percentile(times, _PERCENTILES, method="inverted_cdf")
    low, high = np.percentile(again, (2.5, 97.5), axis=1)
    return tuple(
        LatencyFigure(f"latency p{percentile}", float(here[n]), float(low[n]), float(high[n]))
        for n, percentile in enumerate(_PERCENTILES)
    )
