"""How likely the quotes answer the question: a logistic model of the measures of ``service/evidence.py``.

``calibrations.json`` holds one model for answers with our reader and one for answers without; ``python -m
evals.confidence`` fits them, judges them on articles they were not fitted on, and writes the file.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.answer import Confidence
from service.evidence import MEASURES, Evidence
from service.logistic import probability_of, weighed
from service.reader import UNCALIBRATED, Reader

WITHOUT_READER = "without-reader"
SURE = 1.0  # log-odds of the reader; on none of 66 questions about something else is it so sure
_FARTHEST = 0.15  # of nearness; no answerable question for choices has less than 0.28, and "ok" has 0.10
_EVEN = 0.5  # of a reader nobody has calibrated: its own log-odds say which is likelier


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of named measures, and the probability below which there is no answer.

    Where nothing comes within ``least_nearness`` and the reader is not sure, or nothing anywhere near, the question is
    about something else. Where others' words are nearer by more than ``most_others_nearer``, or more than
    ``most_said_elsewhere`` of the question is what only others speak of, or the best sentence is another's by name, it
    asks the wrong one. ``beneath`` is the share of such questions that the corpus answered all the same.
    """

    name: str
    measures: tuple[str, ...]
    coefficients: tuple[float, ...]
    intercept: float
    threshold: float
    least_nearness: float
    most_others_nearer: float
    most_said_elsewhere: float
    beneath: float

    def probability(self, evidence: Evidence) -> float:
        """Between 0 and 1, that the best sentences answer."""
        if self.is_about_something_else(evidence) or self.asks_the_wrong_one(evidence):
            return self.beneath
        values = dict(zip(MEASURES, evidence.values(), strict=True))
        known = [values[measure] for measure in self.measures]
        return probability_of(weighed(known, self.coefficients, self.intercept))

    def is_about_something_else(self, evidence: Evidence) -> bool:
        """Whether nothing is near, and nothing that is read says otherwise: where somebody works is told in passing."""
        sure = evidence.answers >= SURE and evidence.nearness >= _FARTHEST
        return evidence.nearness < self.least_nearness and not sure

    def asks_the_wrong_one(self, evidence: Evidence) -> bool:
        """Whether others' words fit the question so much better that those asked for are likely not there.

        Not where the reader is sure of a sentence, which it reads with its speaker's name, unless that is another's.
        """
        if evidence.anothers_words:
            return True
        if evidence.answers >= SURE:
            return False
        return evidence.others_nearer > self.most_others_nearer or evidence.said_elsewhere > self.most_said_elsewhere


@cache
def calibrations() -> dict[str, Calibration]:
    """The fitted models by name."""
    stored = json.loads(files("service").joinpath("calibrations.json").read_text(encoding="utf-8"))
    return {
        one["name"]: Calibration(
            one["name"],
            tuple(one["measures"]),
            tuple(one["coefficients"]),
            one["intercept"],
            one["threshold"],
            one["least_nearness"],
            one["most_others_nearer"],
            one["most_said_elsewhere"],
            one["beneath"],
        )
        for one in stored["calibrations"]
    }


def calibration_for(reader: Reader | None) -> Calibration:
    """The model for a reader, or for none; a reader that nobody calibrated is taken at its word."""
    name = reader.calibration if reader else WITHOUT_READER
    calibrated = calibrations()
    without = calibrated[WITHOUT_READER]
    beneath = (without.least_nearness, without.most_others_nearer, without.most_said_elsewhere, without.beneath)
    uncalibrated = Calibration(UNCALIBRATED, ("answers",), (1.0,), 0.0, _EVEN, *beneath)
    return calibrated.get(name, uncalibrated)


def judge(evidence: Evidence | None, calibration: Calibration) -> Confidence:
    """The probability that the quotes answer; 0 where nothing was found."""
    probability = calibration.probability(evidence) if evidence else 0.0
    return Confidence(round(probability, 4), calibration.threshold, calibration.name)
