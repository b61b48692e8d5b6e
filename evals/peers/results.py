"""Replies judged like those of this system's own suites, and everything measured of a system on a set."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.case import Case, QuestionCase, SearchCase, case_mark
from evals.grading import fact_gains
from evals.matching import shows
from evals.outcome import AnswerGrade, Outcome, SearchGrade, Shown
from evals.peers.task import Reply, Work


@dataclass(frozen=True, slots=True)
class Result:
    """One system on one set."""

    system: str
    set: str
    built: Work
    asked: Work
    outcomes: tuple[Outcome, ...]

    def milliseconds(self, percentile: float) -> float:
        """A percentile of the time one question took."""
        return float(np.percentile([one.milliseconds for one in self.asked.replies], percentile))

    @property
    def answers_a_second(self) -> float:
        """Questions answered one after another in a second."""
        return 1000 / float(np.mean([one.milliseconds for one in self.asked.replies]))


def judge(cases: Sequence[Case], replies: Sequence[Reply]) -> tuple[Outcome, ...]:
    """The outcomes of questions put in order."""
    return tuple(_outcome(case, reply) for case, reply in zip(cases, replies, strict=True))


def _outcome(case: Case, reply: Reply) -> Outcome:
    asked = case.question if isinstance(case, QuestionCase | SearchCase) else ""
    return Outcome(case.id, case_mark(case), case.slice, case.topic, asked, None, _grade(case, reply))


def _grade(case: Case, reply: Reply) -> AnswerGrade | SearchGrade:
    if isinstance(case, SearchCase):
        return SearchGrade(fact_gains([one.text for one in reply.found], case.facts), (1,) * len(case.facts))
    if not isinstance(case, QuestionCase):
        raise TypeError(f"{case.id} is no question")
    hits = [any(shows(one.document, one.text, entry) for entry in case.evidence) for one in reply.found]
    met = sum(any(shows(one.document, one.text, entry) for one in reply.found) for entry in case.evidence)
    quotes = tuple(
        Shown(one.document, 0, len(one.text), one.text, None, hit, verbatim=True)
        for one, hit in zip(reply.found, hits, strict=True)
    )
    sure = reply.certainty
    return AnswerGrade(case.min_evidence, reply.answered, None, sure, sure, quotes, met, (), 0.0, 0.0, None)
