"""What is asked when something is measured, and what the right reply is."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from corpus.document import Document
from corpus.speakers import name_key

Split = Literal["tune", "report"]
Expected = Literal["found", "altered", "spliced", "misattributed", "not_found"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a right answer shows: any of these quotes of the document, said by any of these speakers.

    ``None`` among the speakers is the article's own voice, or a speaker that need not be known; no speaker at all says
    that nobody has told who speaks, and it is not judged.
    """

    document: str
    quotes: tuple[str, ...]
    speakers: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """``slice`` is what figures are split by; cases of one ``topic`` stand or fall together."""

    id: str
    slice: str
    topic: str
    split: Split | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCase(_Case):
    """A question to answer; without evidence it is one to decline. ``documents`` narrows it to these."""

    question: str
    evidence: tuple[Evidence, ...]
    min_evidence: int
    must_not: tuple[str, ...] = ()
    documents: tuple[str, ...] | None = None

    @property
    def answerable(self) -> bool:
        """Whether the corpus answers it."""
        return self.min_evidence > 0


@dataclass(frozen=True, slots=True)
class Relevant:
    """A document that is relevant to a question, and how much (1 or more)."""

    document: str
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCase(_Case):
    """A question to search for: passages that hold one of the facts, or the relevant documents, are right."""

    question: str
    facts: tuple[str, ...] = ()
    relevant: tuple[Relevant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationCase(_Case):
    """A quotation to check, and the verdict to expect."""

    quotation: str
    speaker: str | None
    expected: Expected


Case = QuestionCase | SearchCase | QuotationCase


@dataclass(frozen=True, slots=True)
class Names:
    """Which names mean one speaker: spelling is folded as the register does, then the suite's aliases are applied."""

    aliases: Mapping[str, str] = field(default_factory=dict)

    def same(self, one: str | None, other: str | None) -> bool:
        """Whether two names mean the same speaker; ``None`` means only itself."""
        return self._canonical(one) == self._canonical(other)

    def _canonical(self, name: str | None) -> str | None:
        return None if name is None else name_key(self.aliases.get(name_key(name), name))


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases in order, and the documents they are about; ``None`` stands for the articles of the settings."""

    name: str
    cases: tuple[Case, ...]
    documents: tuple[Document, ...] | None
    names: Names = Names()

    def chosen(self, split: Split | None, most: int | None) -> tuple[Case, ...]:
        """The cases of a split, at most so many, spread evenly over the suite."""
        cases = [case for case in self.cases if split is None or case.split == split]
        if most is None or most >= len(cases):
            return tuple(cases)
        return tuple(cases[number * len(cases) // most] for number in range(most))


def case_mark(case: Case) -> str:
    """A short hash of all that a case says, so that a changed case is not compared with what it was."""
    return hashlib.sha256(json.dumps(asdict(case), sort_keys=True).encode()).hexdigest()[:12]
