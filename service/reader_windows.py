"""Which runs of sentences the reader is given: those around the sentences that look nearest."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.snapshot import Snapshot
from index.store import StoredDocument
from service.reader_input import Window
from service.reading import Candidate

WINDOW_WORDS = 80  # some 105 tokens; eight of them find more than six of 110 (docs/measurements_history.md)


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences ``first`` (included) to ``last`` (excluded) of a document."""

    document: int
    first: int
    last: int


def runs_to_read(
    snapshot: Snapshot, candidates: Iterable[Candidate], budget: int, words: int = WINDOW_WORDS
) -> list[Run]:
    """At most ``budget`` runs that together hold the first candidates, each around one that no run before it holds."""
    return [run for run, _ in runs_with_reasons(snapshot, candidates, budget, words)]


def runs_with_reasons(
    snapshot: Snapshot, candidates: Iterable[Candidate], budget: int, words: int = WINDOW_WORDS
) -> list[tuple[Run, Candidate]]:
    """The same with the candidate that each is around."""
    runs: list[tuple[Run, Candidate]] = []
    for candidate in candidates:
        if len(runs) == budget:
            break
        if not any(_holds(run, candidate) for run, _ in runs):
            runs.append((run_around(snapshot, candidate.document, candidate.number, words), candidate))
    return runs


def as_window(snapshot: Snapshot, run: Run) -> Window:
    """A run as the reader sees it: with what is known of its document, and who speaks where a sentence does not say."""
    stored = snapshot.document(run.document)
    document = stored.document
    known = ", ".join(str(one) for one in (document.publisher, document.published) if one)
    title = f"{known}: {document.title}" if known else document.title
    return Window(title, tuple(_shown(stored, number) for number in range(run.first, run.last)))


def _holds(run: Run, candidate: Candidate) -> bool:
    return run.document == candidate.document and run.first <= candidate.number < run.last


def run_around(snapshot: Snapshot, document: int, number: int, most: int = WINDOW_WORDS) -> Run:
    """A run of at most ``most`` words around a sentence, growing by turns before and after it."""
    stored = snapshot.document(document)
    text, sentences = stored.document.text, stored.sentences
    first, last = number, number + 1
    words = len(sentences[number].span.of(text).split())
    grown = True
    while grown:
        grown = False
        for candidate in (first - 1, last):
            if not 0 <= candidate < len(sentences):
                continue
            more = len(sentences[candidate].span.of(text).split())
            if words + more <= most:
                words += more
                first, last = min(first, candidate), max(last, candidate + 1)
                grown = True
    return Run(document, first, last)


def with_speaker(sentence: str, name: str | None) -> str:
    """A sentence, after its speaker's name where it does not hold their last one: "He added" is read as somebody's."""
    return sentence if name is None or name.split()[-1] in sentence else f"{name}: {sentence}"


def _shown(stored: StoredDocument, number: int) -> str:
    statement = stored.statements[number]
    speaker = statement.speaker if statement else None
    return with_speaker(stored.sentences[number].span.of(stored.document.text), speaker.name if speaker else None)
