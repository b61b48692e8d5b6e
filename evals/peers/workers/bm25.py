"""Plain BM25 over the units by bm25s, as it comes: English stop words, no stemmer."""

from pathlib import Path

import bm25s
from worker import System, run


class Bm25(System):
    """Knows no adding: one unit more is a whole index more."""

    def build(self) -> None:
        self.index = bm25s.BM25()
        texts = [unit.indexed for unit in self.units]
        self.index.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)

    def add(self, new: list) -> None:
        self.build()

    def save(self, store: Path) -> None:
        self.index.save(store)

    def load(self, store: Path) -> None:
        self.index = bm25s.BM25.load(store)

    def ask(self, question: str, limit: int) -> list:
        words = bm25s.tokenize([question], stopwords="en", show_progress=False)
        rows, scores = self.index.retrieve(words, k=limit, show_progress=False)
        return [self.whole(int(row), score) for row, score in zip(rows[0], scores[0], strict=True)]


if __name__ == "__main__":
    run(Bm25)
