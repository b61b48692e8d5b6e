"""The same articles and questions for every system: quotes of single sentences, and passages of many articles."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.articles import load_articles
from corpus.document import Document
from corpus.sentences import cut_sentences
from evals.added_article import ADDED
from evals.case import Case, QuestionCase, SearchCase
from evals.peers.task import document_line
from evals.reader_training.multihop import trained_on
from evals.suite import open_suite
from index.encoding import about
from index.passages import cut_passages
from service.settings import Settings

SETS = ("digests", "gold", "multihop-rag")


@dataclass(frozen=True, slots=True)
class Material:
    """One set: its cases, whether quotes are wanted or passages, and the files that tasks name."""

    name: str
    cases: tuple[Case, ...]
    quotes: bool
    documents: int
    passages: int
    sentences: int
    folder: Path

    @property
    def questions(self) -> list[str]:
        """What is asked, in order."""
        return [case.question for case in self.cases if isinstance(case, QuestionCase | SearchCase)]

    def file(self, name: str) -> str:
        """The path of one of the files as a task names it."""
        return str(self.folder / name)


def prepare(name: str, shared: Path, folder: Path, most: int | None) -> Material:
    """Write a set's files into a folder; ``most`` bounds the number of questions."""
    if name == "digests":
        suite = open_suite("digests")
        controls = open_suite("controls")
        documents = load_articles(Settings().articles).documents
        cases = (*suite.chosen("report", None), *controls.chosen("report", None))
    else:
        suite = open_suite(f"gold:{shared / 'gold'}" if name == "gold" else f"multihop-rag:{shared}")
        documents = suite.documents or ()
        cases = tuple(one for one in suite.chosen(None, None) if not (isinstance(one, SearchCase) and _seen(one)))
    quotes = name != "multihop-rag"
    folder.mkdir(parents=True, exist_ok=True)
    passages = _write_units(folder / "passages.jsonl", documents, sentences=False)
    sentences = _write_units(folder / "sentences.jsonl", documents, sentences=True)
    _write_units(folder / "more-passages.jsonl", [ADDED], sentences=False)
    _write_units(folder / "more-sentences.jsonl", [ADDED], sentences=True)
    _write(folder / "documents.jsonl", [document_line(one) for one in documents])
    _write(folder / "more-documents.jsonl", [document_line(ADDED)])
    return Material(name, _spread(cases, most), quotes, len(documents), passages, sentences, folder)


def _seen(case: SearchCase) -> bool:
    """Whether this system's reader was trained on a question."""
    return trained_on(case.question)


def _spread(cases: Sequence[Case], most: int | None) -> tuple[Case, ...]:
    """At most so many of the cases, spread evenly over them."""
    count = len(cases) if most is None else min(most, len(cases))
    return tuple(cases[number * len(cases) // count] for number in range(count))


def _write_units(path: Path, documents: Sequence[Document], *, sentences: bool) -> int:
    """Sentences, or passages with what is known of their article; how many."""
    lines = [line for document in documents for line in _units(document, sentences=sentences)]
    _write(path, lines)
    return len(lines)


def _units(document: Document, *, sentences: bool) -> list[str]:
    cut = cut_sentences(document.text, document.language or "en")
    places = [one.span for one in cut] if sentences else [one.span for one in cut_passages(0, document.text, cut)]
    known = "" if sentences else about(document)  # with it the others found less of sentences (docs/measurements.md)
    lines = []
    for span in places:
        within = [s.span for s in cut if span.start <= s.span.start and s.span.end <= span.end]
        held = [[one.start - span.start, one.end - span.start] for one in within]
        unit = {"document": document.id, "text": span.of(document.text), "about": known, "sentences": held}
        lines.append(json.dumps(unit))
    return lines


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
