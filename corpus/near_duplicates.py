"""Articles that are copies of one another but for small changes, such as syndicated ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from corpus.document import Document

SHINGLE = 5  # words; shorter runs are shared by unrelated articles on one subject
ALIKE = 0.6  # Jaccard of shingles; of the 609 MultiHop-RAG articles one pair is over 0.05: a story republished (0.66)
_PERMUTATIONS = 128  # standard error of the estimate about 0.04
_BANDS = 32  # of 4 rows: finds pairs of 0.6 with probability 0.99
_SKETCHES_KEPT = 5_000  # with their texts, some 50 MB; a server that builds again and again makes each once
_SEED = 20  # any; fixed so that a build reports the same pairs each time


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two articles, in order of id, and the Jaccard similarity of their five-word runs (0..1)."""

    first: str
    second: str
    similarity: float


def find_near_duplicates(documents: tuple[Document, ...]) -> tuple[NearDuplicate, ...]:
    """The pairs of articles at least ``ALIKE`` alike, in order of ids."""
    found = []
    for first, second in _candidates([document.text for document in documents]):
        similarity = _jaccard(_shingles(documents[first].text), _shingles(documents[second].text))
        if similarity >= ALIKE:
            one, other = sorted((documents[first].id, documents[second].id))
            found.append(NearDuplicate(one, other, similarity))
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second)))


def _candidates(texts: list[str]) -> Iterator[tuple[int, int]]:
    index = RMinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for number, text in enumerate(texts):
        sketch = _sketch(text)
        if sketch is None:
            continue
        for other in sorted(index.query(sketch)):
            yield other, number
        index.insert(number, sketch)


@lru_cache(_SKETCHES_KEPT)
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
