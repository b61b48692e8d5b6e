"""Reading examples out of the public data sets: a question, a window of sentences, and where in it the answer is."""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.sentences import cut_sentences
from evals.shared_data import json_lines
from index.passages import cut_passages
from service.reader_input import Window

_QUESTIONS = Path(__file__).parent / "questions.jsonl"
WINDOW_WORDS = 110  # more than the reader is given at question time (service/reader_windows.py)
HELD_OUT = (
    "Pharmacy",
    "Private_school",
    "Rhine",
    "Scottish_Parliament",
    "University_of_Chicago",
    "Yuan_dynasty",
)  # SQuAD 2.0 articles never trained on: to calibrate and to report; drawn once, by ``random.Random(11).sample``


@dataclass(frozen=True, slots=True)
class Example:
    """``gold`` are numbers of sentences that answer (none: the window does not); ``span`` is the answer's place.

    A span is (sentence, start, end) in code points of that sentence, ``None`` where the whole sentence is the answer.
    ``judged`` is false where nobody looked whether the window answers; such examples only serve to judge a reader.
    """

    source: str
    question: str
    window: Window
    gold: tuple[int, ...]
    span: tuple[int, int, int] | None = None
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a data set cut into windows of whole sentences; offsets are of its text."""

    title: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    windows: tuple[tuple[int, int], ...]

    def window(self, number: int) -> Window:
        """One of its windows, as a reader sees it."""
        first, last = self.windows[number]
        return Window(self.title, tuple(self.text[a:b] for a, b in self.sentences[first:last]))

    def place(self, start: int, end: int) -> tuple[int, tuple[int, int, int]] | None:
        """The window and the (sentence, start, end) within it of an answer; ``None`` where it crosses sentences."""
        for number, (first, last) in enumerate(self.windows):
            for sentence in range(first, last):
                a, b = self.sentences[sentence]
                if a <= start and end <= b:
                    return number, (sentence - first, start - a, end - a)
        return None


def cut_paragraph(title: str, text: str) -> Paragraph:
    """A paragraph cut as articles are cut."""
    sentences = cut_sentences(text)
    windows = tuple((one.first, one.last) for one in cut_passages(0, text, sentences, WINDOW_WORDS))
    spans = tuple((one.span.start, one.span.end) for one in sentences)
    return Paragraph(title.replace("_", " "), text, spans, windows)


def answered(source: str, paragraph: Paragraph, question: str, answers: Sequence[tuple[int, int]]) -> Example | None:
    """The example of a paragraph that holds the answer; the answer given most often counts."""
    for start, end in sorted(set(answers), key=lambda one: (-answers.count(one), one)):
        placed = paragraph.place(start, end)
        if placed:
            number, span = placed
            return Example(source, question.strip(), paragraph.window(number), (span[0],), span)
    return None


def squad(path: Path, *, held_out: bool = False) -> Iterator[tuple[Paragraph, str, list[tuple[int, int]]]]:
    """Paragraph, question and answer places (none: unanswerable) of the articles to train on, or of those held out."""
    cut: dict[tuple[str, str], Paragraph] = {}
    for row in json_lines(path):
        if (row["title"] in HELD_OUT) is held_out:
            key = row["title"], row["context"]
            paragraph = cut.get(key) or cut.setdefault(key, cut_paragraph(*key))
            places = [(one["start"], one["start"] + len(one["text"])) for one in row["answers"] if row["answerable"]]
            yield paragraph, row["question"], places


def ours(path: Path) -> Iterator[tuple[Paragraph, str, list[tuple[int, int]]]]:
    """The same of the questions we wrote on paragraphs of the SQuAD 1.1 part: two of three have no answer there."""
    titles = {row["context"]: row["title"] for row in json_lines(path)}
    keyed = {hashlib.sha256(text.encode()).hexdigest()[:12]: (title, text) for text, title in titles.items()}
    for row in json_lines(_QUESTIONS):
        if row["key"] in keyed:  # another part of the set may hold other paragraphs
            title, text = keyed[row["key"]]
            start = text.find(row["answer"]) if row["answer"] else -1
            yield (
                cut_paragraph(title, text),
                row["question"],
                [(start, start + len(row["answer"]))] if start >= 0 else [],
            )


def qed(path: Path) -> Iterator[Example]:
    """Natural Questions with the sentence that answers, in both formats of the file."""
    for row in json_lines(path):
        paragraph = cut_paragraph(row["title_text"], row["paragraph_text"])
        if "answer_spans" in row:
            places = [(a, b) for a, b in row["answer_spans"]]
        else:
            places = [(one["start"], one["end"]) for group in row["original_nq_answers"] for one in group]
        example = answered("qed", paragraph, row["question_text"], [place for place in places if place[0] >= 0])
        if example:
            yield example


def hotpot(path: Path, draw: random.Random) -> Iterator[Example]:
    """A paragraph with supporting sentences and one without, for each question."""
    for row in json_lines(path):
        facts: dict[str, list[int]] = {}
        for fact in row["supporting"]:
            facts.setdefault(fact["title"], []).append(fact["sentence"])
        held = [one for one in row["paragraphs"] if one["title"] in facts]
        others = [one for one in row["paragraphs"] if one["title"] not in facts]
        for paragraph in draw.sample(held, min(1, len(held))):
            sentences = tuple(text.strip() for text in paragraph["sentences"] if text.strip())
            gold = tuple(n for n in sorted(set(facts[paragraph["title"]])) if n < len(sentences))
            if gold:
                yield Example("hotpot", row["question"], Window(paragraph["title"], sentences), gold)
        for paragraph in draw.sample(others, min(1, len(others))):
            sentences = tuple(text.strip() for text in paragraph["sentences"] if text.strip())
            yield Example("hotpot-other", row["question"], Window(paragraph["title"], sentences), ())


def halueval(path: Path) -> Iterator[Example]:
    """Questions whose right answer stands in the knowledge given, word for word."""
    for row in json_lines(path):
        paragraph = cut_paragraph("", row["knowledge"])
        found = re.search(rf"\b{re.escape(row['right_answer'])}\b", row["knowledge"])
        if found:
            example = answered("halueval", paragraph, row["question"], [found.span()])
            if example:
                yield example


def policyqa(path: Path) -> Iterator[Example]:
    """Questions about privacy policies."""
    for row in json_lines(path):
        places = [(one["start"], one["start"] + len(one["text"])) for one in row["answers"]]
        example = answered("policyqa", cut_paragraph(row["title"], row["context"]), row["question"], places)
        if example:
            yield example
