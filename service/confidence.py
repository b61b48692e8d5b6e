"""How likely the quotes answer the question: a simple measured rule, until there is a calibrated model.

Logistic regression on one number, how near the best sentence is to the question, fitted on questions to SQuAD 2.0
articles (answerable, unanswerable, and of other articles) by ``python -m evals.confidence``. It tells the far from the
near well and the near from the answering badly; docs/measurements.md says how badly.
"""

import math
from collections.abc import Sequence

from service.answer import Confidence
from service.reading import Candidate

THRESHOLD = 0.09  # keeps 0.99 of the answerable questions and turns 0.93 of far ones away (docs/measurements.md)
CALIBRATION = "logistic-1"
SLOPE, INTERCEPT = 3.38, -3.81


def judge(candidates: Sequence[Candidate]) -> Confidence:
    """The probability that the best of these sentences answer; 0 where there is none."""
    if not candidates:
        return Confidence(0.0, THRESHOLD, CALIBRATION)
    nearest = max(candidate.nearness for candidate in candidates)
    return Confidence(round(1 / (1 + math.exp(-(SLOPE * nearest + INTERCEPT))), 4), THRESHOLD, CALIBRATION)
