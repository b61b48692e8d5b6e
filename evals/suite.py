"""The suites: find one by name, path or format, and read it into cases.

A suite is a ``.jsonl`` file in ``evals/suites`` (named by its stem), a path to one, or ``FORMAT:PATH`` for a public
set. Beside ``NAME.jsonl`` may lie ``NAME.aliases.json``: other names of its speakers.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.speakers import name_key
from evals.case import Case, Evidence, Names, QuestionCase, QuotationCase, Suite
from evals.suite_rows import EvidenceRow, Line, QuestionRow, QuotationRow, SuiteError, VariantRow, read_lines

SUITES = Path(__file__).resolve().parent / "suites"
_FORMATS = (
    "gold",
    "squad2",
    "multihop-rag",
    "beir",
    "polnear",
    "news",
)  # of public sets; evals/public_sets.py reads them


def default_suites() -> tuple[str, ...]:
    """The names of the suites that lie in ``evals/suites``."""
    return tuple(path.stem for path in sorted(SUITES.glob("*.jsonl")))


def open_suite(name: str) -> Suite:
    """The suite of a name, a path or ``FORMAT:PATH``; raises ``SuiteError``."""
    kind, separator, place = name.partition(":")
    if separator and kind in _FORMATS:
        return _public_set(kind, Path(place))
    path = Path(name) if name.endswith(".jsonl") else SUITES / f"{name}.jsonl"
    if not path.is_file():
        remedy = (
            f"Name one of {', '.join(default_suites())}, the path of a .jsonl file, or "
            f"{', '.join(f'{known}:PATH' for known in _FORMATS)}."
        )
        raise SuiteError(name, None, "there is no such suite", remedy)
    return Suite(path.stem, read_cases(path), None, _names(path.with_suffix(".aliases.json")))


def _public_set(kind: str, place: Path) -> Suite:
    from evals import public_sets  # noqa: PLC0415 - it brings the importers, and every command would wait for them

    readers = {
        "gold": public_sets.gold,
        "squad2": public_sets.squad2,
        "multihop-rag": public_sets.multihop_rag,
        "beir": public_sets.beir,
        "polnear": public_sets.polnear,
        "news": public_sets.news,
    }
    try:
        return readers[kind](place)
    except (KeyError, TypeError, ValueError) as error:
        problem = f"a record is not as {kind} has it ({error!r})"
        raise SuiteError(place, None, problem, "docs/metrics.md says which files are read.") from error


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a suite file; a variant takes its evidence from the row it is a variant of."""
    lines = read_lines(path)
    others = [one for other in sorted(path.parent.glob("*.jsonl")) if other != path for one in _if_needed(lines, other)]
    sources = {line.row.id: line.row for line in (*others, *lines) if isinstance(line.row, QuestionRow)}
    topics = _topics(sources.values())
    return tuple(_case(line, sources, topics) for line in lines)


def _if_needed(lines: Sequence[Line], other: Path) -> list[Line]:
    """The rows of a neighbouring suite, read only where a row of this one refers to another."""
    refers = any(isinstance(line.row, QuestionRow | VariantRow) and line.row.of for line in lines)
    return read_lines(other) if refers else []


def _case(line: Line, sources: dict[str, QuestionRow], topics: dict[str, str]) -> Case:
    row = line.row
    if isinstance(row, QuotationRow):
        topic = row.topic or row.id
        return QuotationCase(
            id=row.id,
            slice=row.expected,
            topic=topic,
            split=row.split,
            quotation=row.quotation,
            speaker=row.speaker,
            expected=row.expected,
        )
    source = row if isinstance(row, QuestionRow) else sources.get(row.of)
    if source is None:
        raise SuiteError(line.path, line.number, f"`of`: no row {row.of!r}", "Name a question of a suite beside it.")
    return QuestionCase(
        id=row.id,
        slice=row.type if isinstance(row, QuestionRow) else row.kind,
        topic=row.topic or topics[source.id],
        split=row.split,
        question=row.question,
        evidence=tuple(_evidence(entry) for entry in source.evidence),
        min_evidence=source.min_evidence,
        must_not=tuple(source.must_not),
        documents=tuple(source.documents) if source.documents is not None else None,
    )


def _evidence(row: EvidenceRow) -> Evidence:
    return Evidence(row.doc, (row.quote, *row.alt), (row.speaker, *row.speaker_ok))


def _topics(rows: Iterable[QuestionRow]) -> dict[str, str]:
    """Each question's topic: the id of the first question that, through shared first quotes or ``of``, it hangs with.

    Questions about one sentence stand or fall together, as a false form of a question does with the true one.
    """
    by_quote: dict[tuple[str, str], str] = {}
    topics: dict[str, str] = {}
    for row in sorted(rows, key=lambda one: one.of is not None):
        first = row.evidence[0] if row.evidence else None
        own = row.topic or (topics.get(row.of) if row.of else None) or row.id
        topics[row.id] = own if first is None or row.topic else by_quote.setdefault((first.doc, first.quote), own)
    return topics


def _names(path: Path) -> Names:
    if not path.is_file():
        return Names()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return Names({name_key(alias): name for name, aliases in entries.items() for alias in aliases})
    except (ValueError, AttributeError, TypeError) as error:
        remedy = 'Write {"Full Name": ["other name", ...]}.'
        raise SuiteError(path, None, "it is not a JSON object of lists of names", remedy) from error
