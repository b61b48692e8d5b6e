"""What came of one case: what was replied, judged against what was wanted."""

from dataclasses import dataclass
from typing import Literal

Heard = Literal["right", "wrong", "missing"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote of a reply with its place; ``hit`` says whether it shows evidence, ``verbatim`` whether it is a copy."""

    document: str
    start: int
    end: int
    text: str
    speaker: str | None
    hit: bool
    verbatim: bool


@dataclass(frozen=True, slots=True)
class AnswerGrade:
    """A reply to a question.

    ``quotes`` are those shown, or where there was no answer those called nearest. ``met`` counts the evidence entries
    that they show and ``wanted`` says how many are needed (0: the question is to be declined); ``heard`` has one
    judgement of the speaker for each entry met whose speaker is told. ``words_f1`` and ``places_f1`` compare places
    with the evidence's.
    """

    wanted: int
    answered: bool
    reason: str | None
    probability: float
    threshold: float
    quotes: tuple[Shown, ...]
    met: int
    heard: tuple[Heard, ...]
    words_f1: float
    places_f1: float
    trapped: bool | None

    @property
    def right(self) -> bool:
        """Whether the quotes, shown or only nearest, are the evidence that the question wants."""
        return 0 < self.wanted <= self.met

    @property
    def certainty(self) -> float:
        """The probability, or 0 where there was no answer for another reason than the probability."""
        return self.probability if self.answered or self.probability < self.threshold else 0.0


@dataclass(frozen=True, slots=True)
class SearchGrade:
    """A search: the grade at each rank, and the grades of everything relevant."""

    gains: tuple[int, ...]
    ideal: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VerdictGrade:
    """A check of a quotation."""

    expected: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case with its grade; where asking failed, ``error`` says how and the grade is the worst there is."""

    id: str
    mark: str
    slice: str
    topic: str
    asked: str
    error: str | None
    grade: AnswerGrade | SearchGrade | VerdictGrade
