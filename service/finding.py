"""From a question to the sentences that might be quoted, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.speakers import Found, name_key
from corpus.statements import Speaker
from index.retrieval import EncodedQuestion, Filters, Hit, allowed_documents, search
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.naming import of_another
from service.offices import contradicts
from service.question import UnderstoodQuestion
from service.reading import Candidate, read_hits
from service.speaker_names import TITLES

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
    """The speaker of the filter; what was found instead where nobody has that name.

    By id, by name with or without rank and title, or as an article calls somebody without a name ("Editorial").
    """
    if question.speaker is None:
        return None
    known = _by_id(question.speaker, snapshot) or _without_titles(question.speaker.split(), snapshot)
    if known:
        return known
    nameless = [one for one in snapshot.store.speakers if "--" in one.id and _is_called(one, question.speaker)]
    if len(nameless) == 1:
        return nameless[0]
    if nameless:
        return Found(None, tuple(sorted(one.id for one in nameless)), shared=True)
    found = snapshot.register.find(question.speaker)
    return found.speaker or found


def _by_id(name: str, snapshot: Snapshot) -> Speaker | None:
    return next((one for one in snapshot.store.speakers if one.id == name), None)


def _is_called(speaker: Speaker, name: str) -> bool:
    return name_key(speaker.name) == name_key(name)


def _without_titles(words: Sequence[str], snapshot: Snapshot) -> Speaker | None:
    """Whom "General Awan" or "Defence Minister Omar Awan" names, unless the title is none of what is known of them."""
    for first in range(len(words)):
        speaker = snapshot.register.lookup(" ".join(words[first:]))
        titled = all(name_key(word) in TITLES for word in words[:first])
        if speaker is not None and (titled or len(words) - first > 1):
            names = (speaker.name, *speaker.aliases)
            wrong = speaker.role is not None and contradicts(" ".join(words), speaker.role, names)
            return None if wrong or of_another(words, first, len(words) - first, speaker) else speaker
    return None


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
