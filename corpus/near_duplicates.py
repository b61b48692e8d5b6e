"""Articles that are copies of one another but for small changes, such as syndicated ones."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

from corpus.document import Document

SHINGLE = 5  # words; shorter runs are shared by unrelated articles on one subject
ALIKE = 0.6  # Jaccard of shingles; of the 609 MultiHop-RAG articles one pair is over 0.05: a story republished (0.66)
_PERMUTATIONS = 128  # standard error of the estimate about 0.04
_BANDS = 32  # of 4 rows: finds pairs of 0.6 with probability 0.99
_SEED = 20  # any; fixed so that a build reports the same pairs each time


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two articles, in order of id, and the Jaccard similarity of their five-word runs (0..1)."""

    first: str
    second: str
    similarity: float


def find_near_duplicates(documents: tuple[Document, ...]) -> tuple[NearDuplicate, ...]:
    """The pairs of articles at least ``ALIKE`` alike, in order of ids."""
    runs: dict[int, frozenset[str]] = {}  # of the few articles that look like another
    found = []
    for first, second in _candidates(documents):
        for number in (first, second):
            if number not in runs:
                runs[number] = _shingles(documents[number].text)
        similarity = _jaccard(runs[first], runs[second])
        if similarity >= ALIKE:
            one, other = sorted((documents[first].id, documents[second].id))
            found.append(NearDuplicate(one, other, similarity))
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second)))


def _candidates(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    index = RMinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for number, sketch in enumerate(_sketches(documents)):
        if sketch is None:
            continue
        for other in sorted(index.query(sketch)):
            yield other, number
        index.insert(number, sketch)


class _Kept:
    """The sketches of the last comparison by their texts' SHA-256: a server that builds again makes few new ones."""

    sketches: Mapping[str, RMinHash | None] = {}


def _sketches(documents: Sequence[Document]) -> list[RMinHash | None]:
    known = _Kept.sketches
    made = {key: known[key] if key in known else _sketch(one.text) for one in documents for key in (one.sha256,)}
    _Kept.sketches = made  # replaced whole, so that another thread sees one or the other
    return [made[one.sha256] for one in documents]


def _sketch(text: str) -> RMinHash | None:
    """The MinHash of a text's runs, ``None`` where it is too short to have one."""
    runs = _shingles(text)
    if not runs:
        return None
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(runs))
    return sketch


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)
