"""Articles that are copies of one another but for small changes, such as syndicated ones."""

import re
from collections.abc import Iterator
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
    shingles = [_shingles(document.text) for document in documents]
    found = []
    for first, second in _candidates(shingles):
        similarity = _jaccard(shingles[first], shingles[second])
        if similarity >= ALIKE:
            one, other = sorted((documents[first].id, documents[second].id))
            found.append(NearDuplicate(one, other, similarity))
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second)))


def _candidates(shingles: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    index = RMinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for number, runs in enumerate(shingles):
        if not runs:
            continue
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(sorted(runs))
        for other in sorted(index.query(sketch)):
            yield other, number
        index.insert(number, sketch)


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)
