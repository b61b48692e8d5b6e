"""Where the words of a quotation stand, one after another, in the documents of a snapshot.

The words index names the documents that hold the quotation's rarest words; those are read and compared word by word.
Where all its words are common, every document of a corpus of up to ``SCANNED`` is read instead; a larger one is read
as far as ``MOST_READ`` documents, and ``Candidates.complete`` says so.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from index.snapshot import Snapshot
from service.quotation_words import (
    APOSTROPHES,
    DASHES,
    SPACED_LETTER,
    QuotedWords,
    comparable_text,
    is_spaced,
    is_word,
    read_document_words,
    same_but_for_first_case,
)

SCANNED = 2_000  # documents; their texts (20 MB of news) are kept, so that only the first scan takes seconds
MOST_READ = 300  # documents read of a larger corpus, a third of a second
MOST_PLACES = 1_000  # places counted; nobody reads on, and "the" alone has more in one book
_ANCHORS = 8  # rarest words asked for: more name the same documents again
_MOST_PASSAGES = 2_000  # that hold one anchor; a word in more of them tells no document from another
_ROUNDING = 1e-9  # of a sum of some rarities, each below 20


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows of documents, those with the rarest words first.

    The first ``likely`` may hold the whole quotation; ``complete`` where no other document can.
    """

    rows: tuple[int, ...]
    likely: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A rare term: the documents that hold it, and how rare it is.

    ``telling`` where these are all of them; ``sure`` where the words index cannot have cut the word in two.
    """

    rarity: float
    rows: frozenset[int]
    telling: bool
    sure: bool


@dataclass(frozen=True, slots=True, order=True)
class WordsPlace:
    """Words ``first`` (included) to ``last`` (excluded) of the document in ``row``."""

    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """The places of a quotation's words in order, at most ``MOST_PLACES``, and whether every document was read.

    At the places that ``cut`` something the words stand too, but begin or end inside a compound word or a figure.
    """

    places: tuple[WordsPlace, ...]
    complete: bool
    cut: tuple[WordsPlace, ...] = ()


def find_places(snapshot: Snapshot, quoted: QuotedWords) -> FoundPlaces:
    """Every place where exactly these words stand, whole words from end to end."""
    candidates = find_candidates(snapshot, quoted.keys)
    found = _read_rows(snapshot, quoted, sorted(candidates.rows[: candidates.likely]), complete=candidates.complete)
    if found.places or snapshot.manifest.documents > SCANNED:
        return found
    odd = _read_rows(snapshot, quoted, _odd_rows(snapshot), complete=found.complete)
    return replace(odd, cut=found.cut or odd.cut)


def _read_rows(snapshot: Snapshot, quoted: QuotedWords, rows: Sequence[int], *, complete: bool) -> FoundPlaces:
    places: list[WordsPlace] = []
    cut: list[WordsPlace] = []
    for row in likely_rows(snapshot, quoted.keys, rows):
        words = read_document_words(snapshot.document(row).document.text)
        for first, last in _places_in(words, quoted.keys):
            within = words.starts_within_word(first) or words.ends_within_word(last)
            (cut if within else places).append(WordsPlace(row, first, last))
        if len(places) >= MOST_PLACES:
            return FoundPlaces(tuple(places[:MOST_PLACES]), complete=False)
    return FoundPlaces(tuple(places), complete, tuple(cut))


def likely_rows(snapshot: Snapshot, keys: Sequence[str], rows: Iterable[int]) -> Iterator[int]:
    """Those of the documents that seem to hold these words in a row; none that does is left out."""
    pattern = _likely(keys)
    return (row for row in rows if pattern.search(_comparable(snapshot, row)))


def find_candidates(snapshot: Snapshot, keys: Sequence[str], *, scan: bool = True) -> Candidates:
    """The documents to read for a quotation of these words, at most ``MOST_READ`` unless a small corpus is scanned."""
    anchors = _anchors(snapshot, keys)
    telling = [anchor for anchor in anchors if anchor.telling] or anchors
    weights: dict[int, float] = defaultdict(float)
    for anchor in telling:
        for row in anchor.rows:
            weights[row] += anchor.rarity
    ranked = sorted(weights, key=lambda row: (-weights[row], row))
    full = sum(anchor.rarity for anchor in telling if anchor.rows)
    in_all = sum(weights[row] >= full - _ROUNDING for row in ranked)
    sure = [anchor for anchor in anchors if anchor.telling and anchor.sure]
    if any(not anchor.rows for anchor in sure) or (sure and in_all <= MOST_READ):
        likely = sum(weights[row] >= full / 2 for row in ranked)  # half, for words with a soft hyphen and the like
        return Candidates(tuple(ranked[:MOST_READ]), min(likely, MOST_READ), complete=True)
    documents = snapshot.manifest.documents
    if scan and documents <= SCANNED:
        rest = (row for row in range(documents) if row not in weights)
        return Candidates((*ranked, *rest), documents, complete=True)
    return Candidates(tuple(ranked[:MOST_READ]), MOST_READ, complete=False)


def longest_run(words: QuotedWords, keys: Sequence[str], least: int) -> tuple[int, int] | None:
    """Where the longest beginning of ``keys`` of at least ``least`` words stands in a document, or ``None``."""
    signs = {key: chr(number) for number, key in enumerate(dict.fromkeys(keys), 1)}
    needle, hay = _signs(keys, signs), _signs(words.keys, signs)
    low, high, best = least, len(keys), None
    while low <= high:
        length = (low + high) // 2
        place = next(_starts(words.keys, hay, keys[:length], needle[:length]), None)
        if place is None:
            high = length - 1
        else:
            low, best = length + 1, (place, place + length)
    return best


def _anchors(snapshot: Snapshot, keys: Sequence[str]) -> list[_Anchor]:
    """The rarest terms, rarest first."""
    terms: dict[str, bool] = {}
    for key in dict.fromkeys(filter(is_word, keys)):
        analysed = snapshot.words.analyze(key)
        # Another normalisation form of the word may have characters at which the words index cuts it.
        sure = len(analysed) == 1 and key.isalnum() and len(key) > 1 and unicodedata.is_normalized("NFD", key)
        for term in analysed:
            terms[term] = terms.get(term, False) or sure
    rarities = {term: snapshot.words.rarity(term) for term in terms}
    ranked = sorted(terms, key=lambda term: (-rarities[term], term))[:_ANCHORS]
    return [_anchor(snapshot, term, rarities[term], sure=terms[term]) for term in ranked]


def _anchor(snapshot: Snapshot, term: str, rarity: float, *, sure: bool) -> _Anchor:
    hits = snapshot.words.search([term], _MOST_PASSAGES, 0.0)
    rows = frozenset(int(snapshot.store.passage_document[passage]) for passage, _ in hits)
    return _Anchor(rarity, rows, len(hits) < _MOST_PASSAGES, sure)


_LIKELY_WORDS = 12  # enough to tell a document; a longer pattern only takes longer to compile


def _likely(keys: Sequence[str]) -> re.Pattern[str]:
    """Matches wherever a comparable text has the first words of ``keys`` in a row, whatever marks are between them."""
    words = [key for key in keys if is_word(key)][:_LIKELY_WORDS]
    first = _either_case(words[0][0])
    rest = ["".join(map(_character, word)) for word in (words[0][1:], *words[1:])]
    between = r"[\W_]+" if all(map(is_spaced, words)) else r"[\W_]*"
    return re.compile(f"(?<!{SPACED_LETTER}){first}{between.join(rest)}(?!{SPACED_LETTER})")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is remembered of a snapshot: comparable texts by row, and the rows whose own text is another one."""

    texts: dict[int, str]
    odd: list[int]


_kept: WeakKeyDictionary[Snapshot, _Kept] = WeakKeyDictionary()


def _comparable(snapshot: Snapshot, row: int) -> str:
    """A document's text as words are compared, kept for the first ``SCANNED`` documents that are asked for."""
    kept = _kept.setdefault(snapshot, _Kept({}, []))
    text = kept.texts.get(row)
    if text is None:
        own = snapshot.store.text(row)
        text = comparable_text(own)
        if len(kept.texts) < SCANNED:
            kept.texts[row] = text
            if text != own:
                kept.odd.append(row)
    return text


def _odd_rows(snapshot: Snapshot) -> list[int]:
    """The documents with invisible characters or letters in parts, in whose words the words index may be mistaken."""
    for row in range(snapshot.manifest.documents):
        _comparable(snapshot, row)
    return sorted(set(_kept[snapshot].odd))


def _either_case(character: str) -> str:
    """The character, small or capital; beyond ASCII, where a capital may be two letters, any character."""
    if character.isascii() and character.isalpha():
        return f"[{character.lower()}{character.upper()}]"
    return _character(character) if character.isascii() else r"\S"


def _character(character: str) -> str:
    if character == "'":
        return f"[{APOSTROPHES}]"
    return f"[{DASHES}]" if character == "-" else re.escape(character)


def _places_in(words: QuotedWords, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    signs = {key: chr(number) for number, key in enumerate(dict.fromkeys(keys), 1)}
    for first in _starts(words.keys, _signs(words.keys, signs), keys, _signs(keys, signs)):
        yield first, first + len(keys)


def _signs(keys: Sequence[str], signs: dict[str, str]) -> str:
    """One character a word, so that runs of words are found by string search; ``\\0`` is any other word."""
    return "".join([signs.get(key, "\0") for key in keys])


def _starts(document: Sequence[str], hay: str, keys: Sequence[str], needle: str) -> Iterator[int]:
    """Where ``keys`` stand in the document, the case of the first letter aside."""
    if len(keys) == 1:
        yield from (place for place, key in enumerate(document) if same_but_for_first_case(key, keys[0]))
        return
    place = hay.find(needle[1:], 1)
    while place != -1:
        if same_but_for_first_case(document[place - 1], keys[0]):
            yield place - 1
        place = hay.find(needle[1:], place + 1)
