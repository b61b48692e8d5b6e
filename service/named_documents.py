"""Documents that a question names by what they are: "the airstrikes editorial", "the piece on the Nangarhar strikes".

A name fits one document by the words of its title, its id and its nameless speakers ("the commentary says"), or by what
its passages are about, and no other nearly as well; or it names none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.speakers import name_key
from index.snapshot import Snapshot

_KINDS = frozenset(
    (
        "editorial",
        "commentary",
        "session",
        "webinar",
        "feature",
        "column",
        "essay",
        "interview",
        "op-ed",
        "opinion piece",
    )
)
_ANY = frozenset(("article", "piece", "report", "text", "story", "paper"))  # say nothing of a document, so more must
_SEVERAL = {"articles", "pieces", "reports", "texts", "stories", "papers", "editorials", "commentaries", "columns"}
_COUNTS = {"two": 2, "both": 2, "three": 3}
_ABOUT = frozenset(("on", "about", "over", "covering"))
_DETERMINERS = frozenset(("the", "this", "that", "a", "an"))
_UNSIGNED = frozenset(("unsigned", "anonymous"))
_OTHERS = frozenset(
    (
        "other",
        "another",
        "later",
        "latest",
        "earlier",
        "previous",
        "next",
        "same",
        "new",
        "recent",
        "first",
        "second",
        "third",
    )
)  # which one they mean depends on what was named before
_POINTING = frozenset(("her", "his", "its", "their", "this", "these", "those"))  # a subject that was named before
_LONGEST = 4  # words before the kind: "the comprehensive counter-terrorism strategy commentary"
_LONGEST_SUBJECT = 6  # words after "on"
_BEFORE = frozenset(
    (
        *("of", "in", "on", "at", "to", "for", "by", "from", "with", "and", "or", "than", "per", "vs", "versus"),
        *("do", "does", "did", "is", "was", "are", "were", "has", "have", "had", "would", "could", "should", "can"),
        *("what", "why", "how", "who", "which", "when", "where", "both", "between", "each", "about", "according", "as"),
    )
)  # where the words before the kind stop being about the document
_AFTER = frozenset(
    ("say", "says", "said", "see", "sees", "view", "describe", "describes", "explain", "explains", "argue", "argues")
) | (_BEFORE - {"of", "in"})  # where the words after "on" do
_DEPTH = 20  # passages looked at for what documents are about
_CLEARLY = 1.25  # times the score of the next document; nine subjects of our articles have 1.3 or more, or 1.2 or less


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document's row, and the half-open range of the question's words that name it."""

    row: int
    first: int
    last: int


def named_documents(words: Sequence[str], snapshot: Snapshot) -> list[NamedDocument]:
    """The documents that a question names, in order; several that one run of words names have one range."""
    found: list[NamedDocument] = []
    for place, word in enumerate(words):
        kind = name_key(word)
        if kind not in _KINDS | _ANY | _SEVERAL or words[place + 1 : place + 2] == ["of"]:  # "article 51 of"
            continue
        first = _first(words, place)
        last, subject = _subject(words, place + 1)
        row = None if kind in _SEVERAL else _fitting(words[first:place], kind, snapshot)
        rows = [] if row is None else [row]
        if row is not None:
            last = place + 1
        elif subject:
            rows = _about(subject, _how_many(words[:place], kind), snapshot)
        found += [NamedDocument(one, first, last) for one in rows if all(one != other.row for other in found)]
    return found


def _first(words: Sequence[str], place: int) -> int:
    """Where what is said of the document begins: after the last word that is not about it."""
    first = place
    while first > max(0, place - _LONGEST) and name_key(words[first - 1]) not in _BEFORE:
        first -= 1
        if words[first].lower() in _DETERMINERS:
            break
    return first


def _subject(words: Sequence[str], place: int) -> tuple[int, tuple[str, ...]]:
    """What a document is said to be on, and where that ends."""
    if name_key(" ".join(words[place : place + 1])) not in _ABOUT:
        return place, ()
    following = words[place + 1 : place + 1 + _LONGEST_SUBJECT]
    subject = tuple(takewhile(lambda word: name_key(word) not in _AFTER, following))
    return place + 1 + len(subject), subject


def _how_many(before: Sequence[str], kind: str) -> int:
    if kind not in _SEVERAL:
        return 1
    return next((_COUNTS[word.lower()] for word in reversed(before[-2:]) if word.lower() in _COUNTS), 0)


def _about(subject: Sequence[str], count: int, snapshot: Snapshot) -> list[int]:
    """Rows of the ``count`` documents that are on a subject, where no other is nearly as much."""
    if _POINTING & {word.lower() for word in subject}:
        return []
    terms = snapshot.words.analyze(" ".join(subject))
    best: dict[int, float] = {}
    for row, score in snapshot.words.search(terms, _DEPTH, 0.0):
        best.setdefault(int(snapshot.store.passage_document[row]), score)
    ranked = sorted(best, key=lambda row: (-best[row], row))
    if not 0 < count <= len(ranked):
        return []
    clear = len(ranked) == count or best[ranked[count - 1]] >= _CLEARLY * best[ranked[count]]
    return sorted(ranked[:count]) if clear else []


def _fitting(said: Sequence[str], kind: str, snapshot: Snapshot) -> int | None:
    """The one document that is called all that is said, or ``None``."""
    determined = bool(said) and said[0].lower() in _DETERMINERS
    told = [word for word in said[determined:] if word.lower() not in _UNSIGNED]
    more = {term for word in told for term in snapshot.words.analyze(name_key(word))}
    if _OTHERS & {word.lower() for word in told} or not (determined or (more and kind in _KINDS)):
        return None
    if more & snapshot.publisher_terms:  # of many by one publisher none is meant by that alone
        return None
    rows = _called(more, snapshot)
    if kind in _KINDS:
        of_kind = _called(set(snapshot.words.analyze(kind)), snapshot) | snapshot.speaking_documents(kind)
        rows = rows & of_kind if more else of_kind
    if len(told) < len(said[determined:]):
        rows = {row for row in rows if snapshot.store.authors[row] is None}
    if len(rows) > 1:  # an article about an editorial is called so too, but no editorial speaks in it
        rows &= snapshot.speaking_documents(kind)
    return rows.pop() if len(rows) == 1 else None


def _called(terms: set[str], snapshot: Snapshot) -> set[int]:
    """Rows of the documents that are called all of these terms; none where there are no terms."""
    sets = [snapshot.documents_called.get(term, frozenset()) for term in terms]
    return set(frozenset.intersection(*sets)) if sets else set()
