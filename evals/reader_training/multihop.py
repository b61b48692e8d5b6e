"""Reading examples of MultiHop-RAG: the windows that hold a question's facts, and those that only look as if."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from corpus.document import Document
from corpus.sentences import cut_sentences
from evals.reader_training.examples import WINDOW_WORDS, Example, Paragraph
from evals.reader_training.negatives import LikeWindows
from evals.shared_data import json_lines, multihop_articles
from index.passages import cut_passages
from service.reader_input import Window

_LIKE = 2  # windows that look as if, a question; about as many as it has facts


def trained_on(question: str) -> bool:
    """Whether a question is in the half that is trained on; the other half is for reporting."""
    return hashlib.sha256(question.encode()).digest()[0] % 2 == 0


def multihop(shared: Path) -> Iterator[Example]:
    """The examples of the half to train on; questions that nothing answers are all left for reporting."""
    cut = {one.url: _cut(one) for one in multihop_articles(shared)}
    rows = [
        row
        for row in json_lines(shared / "data" / "multihop_rag_queries_part.jsonl.gz")
        if row["question_type"] != "null_query" and trained_on(row["query"])
    ]
    finder = LikeWindows([one.window(n) for one in cut.values() for n in range(len(one.windows))])
    for row, nearest in zip(rows, finder.nearest([row["query"] for row in rows]), strict=True):
        facts = [(fact["url"], fact["fact"]) for fact in row["evidence_list"]]
        for url, fact in facts:
            example = _of_fact(row["query"], cut.get(url), fact)
            if example:
                yield example
        for window in [one for one in nearest if not _holds_any(one, [fact for _, fact in facts])][:_LIKE]:
            yield Example("multihop-other", row["query"], window, ())


def _cut(document: Document) -> Paragraph:
    sentences = cut_sentences(document.text)
    windows = tuple((one.first, one.last) for one in cut_passages(0, document.text, sentences, WINDOW_WORDS))
    title = f"{document.publisher}, {document.published}: {document.title}"
    return Paragraph(title, document.text, tuple((one.span.start, one.span.end) for one in sentences), windows)


def _of_fact(question: str, paragraph: Paragraph | None, fact: str) -> Example | None:
    """The window that holds most of a fact, with the sentences that overlap it."""
    at = paragraph.text.find(fact) if paragraph else -1
    if paragraph is None or at < 0:
        return None
    touched = [n for n, (a, b) in enumerate(paragraph.sentences) if a < at + len(fact) and at < b]
    for number, (first, last) in enumerate(paragraph.windows):
        gold = tuple(n - first for n in touched if first <= n < last)
        if gold and len(gold) == len(touched):
            return Example("multihop", question, paragraph.window(number), gold)
    return None


def _holds_any(window: Window, facts: list[str]) -> bool:
    text = "".join("".join(window.sentences).split())
    return any("".join(fact.split()) in text for fact in facts)
