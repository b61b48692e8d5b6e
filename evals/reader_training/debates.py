"""Examples from our own practice debates (``evals/debates``): the windows that OnRecord reads for their questions."""

from collections.abc import Iterator, Sequence

from evals.asked_suites import Put, put_debate
from evals.matching import shows
from evals.reader_training.examples import Example
from service.reader_windows import WINDOW_WORDS, as_window, run_around, runs_to_read

_READ = 8  # windows of a question: more than are read by default, for examples without an answer


def debates(names: Sequence[str], read: int = _READ) -> Iterator[Example]:
    """For each question the windows that would be read, and those around each piece of evidence that is in none."""
    for name in names:
        for question in put_debate(name):
            yield from _examples(question, read)


def _examples(question: Put, read: int) -> Iterator[Example]:
    snapshot = question.snapshot
    runs = runs_to_read(snapshot, question.candidates, read, WINDOW_WORDS)
    answers = list(_answering(question))
    for document, number in answers:
        if not any(one.document == document and one.first <= number < one.last for one in runs):
            runs.append(run_around(snapshot, document, number, WINDOW_WORDS))
    for run in runs:
        gold = tuple(n - run.first for document, n in answers if document == run.document and run.first <= n < run.last)
        yield Example("debate", question.case.question, as_window(snapshot, run), gold)


def _answering(question: Put) -> Iterator[tuple[int, int]]:
    """Document and number of each sentence that is evidence."""
    for document in range(len(question.snapshot.store.document_ids)):
        stored = question.snapshot.document(document)
        for number, sentence in enumerate(stored.sentences):
            text = sentence.span.of(stored.document.text)
            if any(shows(stored.document.id, text, one) for one in question.case.evidence):
                yield document, number
