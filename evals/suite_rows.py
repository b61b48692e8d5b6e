"""The lines of a suite file, checked: what may stand in them is told in evals/suites/README.md."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.case import Expected, Split


class SuiteError(Exception):
    """A suite cannot be used as it is; the message names the file, the line, the field and the remedy."""

    def __init__(self, path: Path | str, line: int | None, problem: str, remedy: str) -> None:
        place = str(path) if line is None else f"{path}, line {line}"
        super().__init__(f"{place}: {problem}. {remedy}")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    split: Split | None = None
    topic: str | None = Field(None, min_length=1)
    notes: str | None = None


class EvidenceRow(BaseModel):
    """One entry of ``evidence``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    doc: str = Field(min_length=1)
    quote: str = Field(min_length=1)
    speaker: str | None
    alt: list[str] = []
    speaker_ok: list[str | None] = []


class QuestionRow(_Row):
    """A question with its evidence, or one that is to be declined."""

    question: str = Field(min_length=1)
    type: str = Field(min_length=1)
    answerable: bool
    evidence: list[EvidenceRow]
    min_evidence: int = Field(ge=0)
    must_not: list[str] = []
    of: str | None = None
    documents: list[str] | None = None

    @model_validator(mode="after")
    def _agree(self) -> "QuestionRow":
        if self.answerable and not 1 <= self.min_evidence <= len(self.evidence):
            raise ValueError(f"min_evidence is {self.min_evidence}, and there are {len(self.evidence)} entries")
        if not self.answerable and (self.evidence or self.min_evidence):
            raise ValueError("answerable is false, so evidence must be [] and min_evidence 0")
        return self


class VariantRow(_Row):
    """Another form of a question; what the right answer is stands in the row that ``of`` names."""

    of: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    question: str = Field(min_length=1)


class QuotationRow(_Row):
    """A quotation to check."""

    quotation: str = Field(min_length=1)
    speaker: str | None
    expected: Expected


@dataclass(frozen=True, slots=True)
class Line:
    """A checked row and where it stands."""

    path: Path
    number: int
    row: QuestionRow | VariantRow | QuotationRow


def read_lines(path: Path) -> list[Line]:
    """Every row of a suite file; raises ``SuiteError`` at the first that cannot be used."""
    lines = [Line(path, number, _checked(path, number, record)) for number, record in _records(path)]
    if not lines:
        raise SuiteError(path, None, "it holds no case", "Write one JSON object a line.")
    seen: dict[str, int] = {}
    for line in lines:
        if line.row.id in seen:
            problem = f"`id` {line.row.id!r} stands in line {seen[line.row.id]} too"
            raise SuiteError(path, line.number, problem, "Give each case an id of its own.")
        seen[line.row.id] = line.number
    return lines


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SuiteError(path, None, "it is not UTF-8", "Save it as UTF-8.") from error
    except OSError as error:
        raise SuiteError(path, None, error.strerror or "it cannot be read", "Check the path and its rights.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise SuiteError(path, number, f"it is not JSON ({error})", "Write one JSON object a line.") from error
        if not isinstance(record, dict):
            raise SuiteError(path, number, "it is not a JSON object", "Write one JSON object a line.")
        yield number, record


def _checked(path: Path, number: int, record: dict[str, Any]) -> QuestionRow | VariantRow | QuotationRow:
    """The row of a record, whose kind is told by the field that only that kind has."""
    model: type[QuestionRow | VariantRow | QuotationRow] = QuestionRow
    if "quotation" in record:
        model = QuotationRow
    elif "kind" in record:
        model = VariantRow
    try:
        return model.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        told = first["msg"].removeprefix("Value error, ")
        problem = f"`{name}`: {told}" if name else told
        raise SuiteError(path, number, problem, f"{_remedy(first['type'], model)}") from error


def _remedy(trouble: str, model: type[BaseModel]) -> str:
    if trouble == "extra_forbidden":
        return f"Fields are {', '.join(model.model_fields)}."
    if trouble == "missing":
        return "Add the field; evals/suites/README.md describes it."
    return "evals/suites/README.md describes what may stand there."
