"""txtai's hybrid search: its sparse index and its dense one, joined by its own weights."""

from pathlib import Path

from txtai import Embeddings
from worker import System, run


class Txtai(System):
    """Embeddings with ``hybrid=True`` and everything else as it comes."""

    def build(self) -> None:
        self.index = Embeddings(path=self.model, hybrid=True)
        self.index.index([(number, unit.indexed, None) for number, unit in enumerate(self.units)])

    def add(self, new: list) -> None:
        first = len(self.units) - len(new)
        self.index.upsert([(first + number, unit.indexed, None) for number, unit in enumerate(new)])

    def save(self, store: Path) -> None:
        self.index.save(str(store))

    def load(self, store: Path) -> None:
        self.index = Embeddings()
        self.index.load(str(store))

    def ask(self, question: str, limit: int) -> list:
        return [self.whole(int(number), score) for number, score in self.index.search(question, limit)]


if __name__ == "__main__":
    run(Txtai)
