"""A logistic model of measures as they are, fitted on standardised ones so that the penalty treats all alike."""

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

Numbers = npt.NDArray[np.floating]


def fit_logistic(
    table: Numbers, truth: npt.NDArray[np.bool_], strength: float, weights: Numbers | None = None
) -> tuple[npt.NDArray[np.float64], float]:
    """Coefficients, one a column of ``table`` (rows, measures), and the intercept.

    ``strength`` is the inverse of the penalty on standardised coefficients, ``weights`` what each row counts.
    """
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=1000).fit((table - mean) / scale, truth, sample_weight=weights)
    coefficients = model.coef_[0] / scale
    return coefficients, float(model.intercept_[0] - np.sum(coefficients * mean))
