"""From a question to the sentences that might be quoted, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.speakers import Found
from corpus.statements import Speaker
from index.retrieval import EncodedQuestion, Filters, Hit, allowed_documents, search
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.question import UnderstoodQuestion
from service.reading import Candidate, read_hits

READ_DEPTH = 30  # passages read for their sentences; 15 and 60 found as much of the gold questions


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the text, the most quotes (1..20), where to look, and the questions before, oldest first."""

    text: str
    limit: int = 3
    speaker: str | None = None
    filters: Filters = field(default_factory=Filters)
    previous: tuple[str, ...] = ()


def wanted_speaker(snapshot: Snapshot, question: Question) -> Speaker | Found | None:
    """The speaker of the filter; what was found instead where nobody has that name."""
    if question.speaker is None:
        return None
    found = snapshot.register.find(question.speaker)
    return found.speaker or found


def find_hits(snapshot: Snapshot, question: EncodedQuestion, filters: Filters, asked: AskedFor) -> list[Hit]:
    """The passages to read: the nearest of all, then the nearest of those in which what is asked for stands."""
    hits = search(snapshot, question, READ_DEPTH, filters)
    allowed = allowed_documents(snapshot, filters)
    for rows in (*(_speaking(snapshot, one) for one in asked.speakers), *({row} for row in asked.documents)):
        ids = tuple(snapshot.store.document_ids[row] for row in sorted(rows) if allowed is None or row in allowed)
        hits += search(snapshot, question, READ_DEPTH, Filters(documents=ids))
    first_seen: dict[int, Hit] = {}
    for hit in hits:
        first_seen.setdefault(hit.row, hit)
    return list(first_seen.values())


def _speaking(snapshot: Snapshot, speaker: Speaker) -> set[int]:
    """Rows of the documents in which a speaker is heard."""
    rows = {int(snapshot.store.sentence_document[row]) for row in snapshot.store.sentences_of(speaker.id)}
    return rows | set(snapshot.rows_by_author.get(speaker.id, ()))


def find_candidates(
    snapshot: Snapshot, understood: UnderstoodQuestion, hits: Sequence[Hit], wanted: Speaker | None
) -> list[Candidate]:
    """The quotable sentences of the hits, best first; with a wanted speaker only theirs."""
    candidates = read_hits(snapshot, understood.encoded, hits, understood.asked_for)
    return [one for one in candidates if one.voice == wanted.id] if wanted else candidates
