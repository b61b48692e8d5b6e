"""Documents that a question names by what they are: "the airstrikes editorial", "the piece on the Nangarhar strikes".

A name fits one document by the words of its title, its id and its nameless speakers ("the commentary says"), or by what
its passages are about, and no other nearly as well; or it names none.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import takewhile

from corpus.speakers import name_key
from index.mentions import find_mentions
from index.retrieval import Term
from index.snapshot import Snapshot
from service.function_words import FUNCTION_WORDS
from service.speech import SAYING, tells_of_an_event
from service.telling_words import untold

_KINDS = frozenset(
    ("editorial", "commentary", "session", "webinar", "discussion", "panel", "column", "essay", "interview", "op ed")
)
_ALONE = frozenset(("editorial", "commentary", "session", "webinar"))  # name a document without more being said
_HELD = frozenset(("session",))  # parliaments hold them too
_ANY = frozenset(("article", "piece", "report", "text", "story", "paper"))  # say nothing of a document, so more must
_SEVERAL = frozenset(("articles", "pieces", "reports", "texts", "stories", "papers", "editorials", "commentaries"))
_COUNTS = {"two": 2, "both": 2, "three": 3}
_ABOUT = frozenset(("on", "about", "over", "covering"))
_DEFINITE = frozenset(("the", "this", "that"))
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
_ENDING = FUNCTION_WORDS - {"of", "in", "the"} | {
    "agree",
    "agrees",
    "disagree",
    "mention",
    "mentions",
    "cover",
    "covers",
}
_DEPTH = 100  # passages looked at for what documents are about; a long report has as many
_TEXT_ALONE = 0.0  # a title's words count where a document is called by them
_CLEARLY = 1.25  # times the score of the next document; nine subjects of our articles have 1.3 or more, or 1.2 or less


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document's row, and the half-open range of the question's words that name it."""

    row: int
    first: int
    last: int


def named_documents(
    words: Sequence[str], snapshot: Snapshot, breaks: AbstractSet[int] = frozenset()
) -> list[NamedDocument]:
    """The documents that a question names, in order; several that one run of words names have one range.

    Before the words at ``breaks`` a clause ends: no name goes on over that.
    """
    found: list[NamedDocument] = []
    for place in range(len(words)):
        if _is_kind(words, place):
            here = _named_at(words, place, snapshot, breaks)
            found += [one for one in here if all(one.row != other.row for other in found)]
    return found


def _is_kind(words: Sequence[str], place: int) -> bool:
    kind = name_key(words[place])
    if kind not in _KINDS | _ANY | _SEVERAL or (kind in _HELD and tells_of_an_event(words)):
        return False
    return words[place + 1 : place + 2] != ["of"]  # "an article of the charter"


def _named_at(words: Sequence[str], place: int, snapshot: Snapshot, breaks: AbstractSet[int]) -> list[NamedDocument]:
    """The documents that the words around a kind name; their subject counts where the rest leaves it open."""
    kind, first, last = name_key(words[place]), _first(words, place, breaks), place + 1
    asked = words[first - 1 : first] and name_key(words[first - 1]) in ("do", "does", "did")
    if kind == "report" and asked and not _is_noun(words[last:]):
        return []  # "did the army report"
    fitting, count = _fitting(words[first:place], kind, snapshot)
    rows = sorted(fitting) if len(fitting) == count else []
    ends = min((one for one in breaks if one >= last), default=len(words))
    subject = _subject(words[last:ends])
    if not rows and subject:
        rows, last = _on(subject, count, fitting, snapshot), last + 1 + len(subject)
    elif not rows:  # an article about an editorial is called so too, but no editorial speaks in it
        speaking = fitting & snapshot.speaking_documents(kind)
        rows = sorted(speaking) if len(speaking) == count else []
    return [NamedDocument(row, first, last) for row in rows]


def _is_noun(following: Sequence[str]) -> bool:
    """Whether "report" is a thing, by what follows: "does the report say", "do the report and the editorial"."""
    return bool(following) and (following[0].lower() in ("and", "or") or SAYING.fullmatch(following[0]) is not None)


def _first(words: Sequence[str], place: int, breaks: AbstractSet[int]) -> int:
    """Where what is said of the document begins: after the last word that is not about it."""
    first, earliest = place, max(0, place - _LONGEST, *(one for one in breaks if one <= place))
    while first > earliest and name_key(words[first - 1]) not in FUNCTION_WORDS - _DEFINITE:
        first -= 1
        if words[first].lower() in _DEFINITE:
            break
    return first


def _subject(following: Sequence[str]) -> tuple[str, ...]:
    """What a document is said to be on."""
    if not following or name_key(following[0]) not in _ABOUT:
        return ()
    subject = tuple(takewhile(_is_of_subject, following[1 : 1 + _LONGEST_SUBJECT]))
    return () if _POINTING & {word.lower() for word in subject} else subject


def _is_of_subject(word: str) -> bool:
    return name_key(word) not in _ENDING and SAYING.fullmatch(word) is None


def _fitting(said: Sequence[str], kind: str, snapshot: Snapshot) -> tuple[set[int], int]:
    """Rows of the documents that fit a kind and what is said before it, and how many are meant (0: none)."""
    begins = bool(said) and said[0].lower() in _DEFINITE
    definite = begins or any(word.lower() in _UNSIGNED for word in said)
    told = [word for word in said[begins:] if word.lower() not in _UNSIGNED]
    more = {term for word in told for term in snapshot.words.analyze(name_key(word))}
    if _OTHERS & {word.lower() for word in told} or find_mentions(" ".join(said), snapshot.publisher_names).publishers:
        return set(), 0  # of many by one publisher none is meant
    if kind in _SEVERAL:
        return set(), next((_COUNTS[word.lower()] for word in told if word.lower() in _COUNTS), 0)
    if kind in _ANY:
        called = _called(more, snapshot) if definite else set()
        return called.intersection(_on(told, 1, set(), snapshot)) if called else set(), int(definite)
    rows = _of_kind(more, kind, snapshot) if more or (definite and kind in _ALONE) else set()
    if more and not rows and definite:
        rows = _speaking_of(more, kind, snapshot)
    if len(told) < len(said[begins:]):
        rows = {row for row in rows if snapshot.store.authors[row] is None}
    return rows, int(bool(rows))


def _of_kind(more: set[str], kind: str, snapshot: Snapshot) -> set[int]:
    """Rows of the documents that are of a kind, and are called all that is said besides."""
    rows = _called(set(snapshot.words.analyze(kind)), snapshot) | snapshot.speaking_documents(kind)
    return rows & _called(more, snapshot) if more else rows


def _speaking_of(more: set[str], kind: str, snapshot: Snapshot) -> set[int]:
    """The one document of a kind that holds in some form all that is said besides: "the self-reliance editorial"."""
    terms = [Term(word, 1.0) for word in sorted(more)]
    rows = {row for row in _of_kind(set(), kind, snapshot) if not untold(terms, snapshot.terms_of_document(row))}
    return rows if len(rows) == 1 else set()


def _called(terms: set[str], snapshot: Snapshot) -> set[int]:
    """Rows of the documents that are called all of these terms; none where there are no terms."""
    sets = [snapshot.documents_called.get(term, frozenset()) for term in terms]
    return set(frozenset.intersection(*sets)) if sets else set()


def _on(subject: Sequence[str], count: int, among: set[int], snapshot: Snapshot) -> list[int]:
    """Rows of the ``count`` documents on a subject, where no other is nearly as much, of all or ``among`` some."""
    terms = snapshot.words.analyze(" ".join(map(name_key, subject)))
    best: dict[int, float] = {}
    for row, score in snapshot.words.search(terms, _DEPTH, _TEXT_ALONE, sorted(among) or None):
        best.setdefault(int(snapshot.store.passage_document[row]), score)
    ranked = sorted(best, key=lambda row: (-best[row], row))
    if not 0 < count <= len(ranked):
        return []
    clear = len(ranked) == count or best[ranked[count - 1]] >= _CLEARLY * best[ranked[count]]
    passing = not among and len(terms) == 1  # "the piece about penguins" is none that mentions one
    return sorted(row for row in ranked[:count] if not passing or row in _called(set(terms), snapshot)) if clear else []
