"""Examples from our own questions: the windows that OnRecord reads for them, over invented and over real articles."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from evals.asked_suites import Put, index_of, put, put_debate
from evals.case import QuestionCase
from evals.matching import shows
from evals.practice_news import news_suite
from evals.reader_training.examples import Example
from service.reader_windows import WINDOW_WORDS, as_window, run_around, runs_to_read

_READ = 8  # windows of a question: as many as are read
_FAR = 15  # questions of another group put to a group's articles, which hardly ever answer them
_READ_OF_FAR = 2  # windows of such a question: those that come nearest


def debates(names: Sequence[str], read: int = _READ) -> Iterator[Example]:
    """For each question the windows that would be read, and those around each piece of evidence that is in none."""
    for name in names:
        for question in put_debate(name):
            yield from _examples("debate", question, read)


def news(shared: Path, names: Sequence[str], read: int = _READ) -> Iterator[Example]:
    """The same over groups of real articles, each also asked some questions of the group before it.

    Those are the first of their file, for facts and speakers. Now and then a group answers one of another's.
    ``ValueError`` for fewer than two groups.
    """
    if len(names) < 2:  # noqa: PLR2004 - a group's own questions are answered
        raise ValueError("questions of another group need two of them")
    suites = [news_suite(shared, name) for name in names]
    for before, suite in pairwise([suites[-1], *suites]):
        with index_of(suite.documents or ()) as (snapshot, encoder):
            for case in suite.cases:
                if isinstance(case, QuestionCase):
                    yield from _examples("news", put(case, snapshot, encoder), read)
            for case in before.cases[:_FAR]:
                if isinstance(case, QuestionCase):
                    far = replace(case, evidence=(), min_evidence=0)
                    yield from _examples("news-far", put(far, snapshot, encoder), _READ_OF_FAR)


def _examples(source: str, question: Put, read: int) -> Iterator[Example]:
    snapshot = question.snapshot
    runs = runs_to_read(snapshot, question.candidates, read, WINDOW_WORDS)
    answers = list(_answering(question))
    for document, number in answers:
        if not any(one.document == document and one.first <= number < one.last for one in runs):
            runs.append(run_around(snapshot, document, number, WINDOW_WORDS))
    for run in runs:
        gold = tuple(n - run.first for document, n in answers if document == run.document and run.first <= n < run.last)
        yield Example(source, question.case.question, as_window(snapshot, run), gold)


def _answering(question: Put) -> Iterator[tuple[int, int]]:
    """Document and number of each sentence that is evidence."""
    for document in range(len(question.snapshot.store.document_ids)):
        stored = question.snapshot.document(document)
        for number, sentence in enumerate(stored.sentences):
            text = sentence.span.of(stored.document.text)
            if any(shows(stored.document.id, text, one) for one in question.case.evidence):
                yield document, number
