"""Search by words: the one module that knows tantivy.

BM25 (k1 = 1.2, b = 0.75, tantivy's constants) over two fields, the passage's own words and the words about it
(title, publisher, date). Words are lower-cased, freed of diacritics and stemmed; nothing of this touches an offset.
"""

import errno
import json
import math
import os
import re
import tempfile
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

BM25_K1, BM25_B = 1.2, 0.75  # tantivy's own, which cannot be set; used where we weigh sentences in the same way
_ANALYZER = "words-1"  # raise the number with any change to the analyzer: it is part of the snapshot's settings
_SURE_LETTERS = 2  # at the beginning of a word; slips are seldom there, and it keeps the candidates to some hundreds
_LEAST_CONSONANTS = 4  # with the first letter; with fewer, words that have nothing in common look alike
_ONE_SOUND = ("kqc", "ie", "ou", "sz", "vw")  # first letters between which romanised names differ: Katar, Qatar
_LOCK = ".tantivy-meta.lock"  # the engine opens it for writing whenever it opens an index
_HEAP = 1_000_000_000  # bytes, the engine's ceiling on one thread's buffer; a million passages stay one segment


class Words:
    """An open words index; opening it writes nothing into its folder."""

    def __init__(self, folder: Path) -> None:
        self._index = _opened(folder)
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        self._analyzer = analyzer()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, terms: Sequence[str], limit: int, about: float, documents: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Rows of the passages with the best BM25 over weighted ``terms`` as ``analyze`` gives them, best first.

        ``about`` is the weight of the words about a passage beside its own. ``documents`` restricts the search.
        """
        if not terms or limit < 1 or (documents is not None and not documents):
            return []
        query = _any_of([part for term in terms for part in self._parts(term, about)])
        if documents is not None:
            wanted = tantivy.Query.term_set_query(self._schema, "document", list(documents))
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(wanted, 0.0))]
            )
        hits = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        found = [(int(row or 0), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def rarity(self, term: str) -> float:
        """BM25's inverse document frequency of a term as ``analyze`` gives it: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        count, holding = len(self), int(self._searcher.doc_freq("body", term))
        return math.log(1 + (count - holding + 0.5) / (holding + 0.5))

    def holds(self, term: str) -> bool:
        """Whether a term as ``analyze`` gives it stands in any passage, or in what is known about one."""
        return bool(self._searcher.doc_freq("body", term) or self._searcher.doc_freq("about", term))

    def one_slip_away(self, term: str) -> str | None:
        """The most frequent indexed term that is a letter more, less or other away, or has two exchanged."""
        near = self._searcher.terms_with_prefix("body", term[:_SURE_LETTERS])
        return next((word for word, _ in near if is_slip(term, word)), None)

    def alike_in_sound(self, term: str) -> str | None:
        """The most frequent indexed term with the same consonants, where there are enough of them."""
        sound = consonants(term)
        if len(sound) < _LEAST_CONSONANTS:
            return None
        alike = self._searcher.terms_with_prefix("body", term[:1])
        return next((word for word, _ in alike if len(word) >= len(sound) and consonants(word) == sound), None)

    def resembling(self, term: str) -> list[str]:
        """Indexed terms, most frequent first, that a term may be another writing of: a slip away, or alike in sound."""
        sound = _sounded(term)
        firsts = next((letters for letters in _ONE_SOUND if term[:1] in letters), term[:1])
        near = [word for first in firsts for word, _ in self._searcher.terms_with_prefix("body", first)]
        return [word for word in near if is_slip(term, word) or _sounded(word) == sound]

    def analyze(self, text: str) -> list[str]:
        """The terms of a text, in order."""
        return list(self._analyzer.analyze(text))

    def _parts(self, term: str, about: float) -> list[tantivy.Query]:
        body = tantivy.Query.term_query(self._schema, "body", term, index_option="freq")
        if not about:
            return [body]
        other = tantivy.Query.term_query(self._schema, "about", term, index_option="freq")
        return [body, tantivy.Query.boost_query(other, about)]


def write_words(folder: Path, passages: Iterable[tuple[int, str, str]]) -> None:
    """Write the words index of (document row, text, words about it), passage by passage; equal input, equal bytes.

    Raises ``OSError``.
    """
    folder.mkdir()
    try:
        _write_segments(folder, passages)
    except ValueError as error:  # the engine's for whatever happens to a file
        full = "StorageFull" in str(error) or f"os error {errno.ENOSPC}" in str(error)
        code = errno.ENOSPC if full else errno.EIO
        raise OSError(code, os.strerror(code) if full else str(error), str(folder)) from error
    _name_by_order(folder)


def _write_segments(folder: Path, passages: Iterable[tuple[int, str, str]]) -> None:
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(_ANALYZER, analyzer())
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for row, (document, body, about) in enumerate(passages):
        entry = tantivy.Document()
        entry.add_unsigned("row", row)
        entry.add_unsigned("document", document)
        entry.add_text("body", body)
        entry.add_text("about", about)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


def analyzer() -> tantivy.TextAnalyzer:
    """Lower case, no diacritics, English stems; words of over 40 bytes (addresses, base64) are left out."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def is_slip(one: str, other: str) -> bool:
    """Whether two words are at a Damerau-Levenshtein distance of exactly one."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[first:], other[first:]
    if len(one) != len(other):
        return rest[1:] == other_rest or rest == other_rest[1:]
    return rest[1:] == other_rest[1:] or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])


def consonants(word: str) -> str:
    """A name's first letter and its consonants without doubles: "Tehreek" and "Tehrik" are one, so are o and u.

    After the romanisation rules by which names from Urdu, Pashto and Arabic differ most: vowels, doubling, q and k.
    """
    rest = re.sub(r"[aeiouy'’]", "", word[1:].replace("q", "k").replace("ph", "f"))
    return re.sub(r"(.)\1+", r"\1", word[:1] + rest)


def _sounded(word: str) -> str:
    """Its consonants, the first one too where another letter writes the same sound."""
    letters = next((one for one in _ONE_SOUND if word[:1] in one), word[:1])
    return letters[:1] + consonants(word)[1:]


def words_settings() -> str:
    """What a snapshot records of how its words were made."""
    return f"tantivy {_ANALYZER}"


def _opened(folder: Path) -> tantivy.Index:
    """The index of a folder, which may be read-only or somebody else's.

    Where its lock file cannot be written the engine is shown links to the other files, in a folder that goes at once:
    it keeps open what it has opened.
    """
    if os.access(folder / _LOCK, os.W_OK):
        return _loaded(folder)
    with tempfile.TemporaryDirectory(prefix="onrecord-words-") as links:
        for path in folder.iterdir():
            if path.name != _LOCK:
                (Path(links) / path.name).symlink_to(path.absolute())
        return _loaded(Path(links))


def _loaded(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer(_ANALYZER, analyzer())
    index.reload()
    return index


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=False, tokenizer_name=_ANALYZER, index_option="freq")
    builder.add_text_field("about", stored=False, tokenizer_name=_ANALYZER, index_option="freq")
    builder.add_unsigned_field("row", stored=False, indexed=False, fast=True)
    builder.add_unsigned_field("document", stored=False, indexed=True, fast=False)
    return builder.build()


def _any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _name_by_order(folder: Path) -> None:
    """Rename the segments, which the engine names at random, by their order, so that equal input gives equal bytes."""
    (folder / ".tantivy-writer.lock").unlink(missing_ok=True)  # the other lock stays: opening the index would make it
    meta_path = folder / "meta.json"
    meta = json.loads(meta_path.read_text(encoding="utf-8"))
    for number, segment in enumerate(meta["segments"]):
        old, new = uuid.UUID(segment["segment_id"]), uuid.UUID(int=number + 1)
        for path in folder.glob(f"{old.hex}.*"):
            path.rename(folder / path.name.replace(old.hex, new.hex))
        segment["segment_id"] = str(new)
    _write_anew(meta_path, json.dumps(meta, indent=2))
    files = sorted(path.name for path in folder.iterdir() if re.match(r"[0-9a-f]{32}\.|meta", path.name))
    _write_anew(folder / ".managed.json", json.dumps(files))


def _write_anew(path: Path, text: str) -> None:
    """Write a file that may be read by whom the umask lets; the engine's own is for its user alone."""
    path.unlink()
    path.write_text(text, encoding="utf-8")
