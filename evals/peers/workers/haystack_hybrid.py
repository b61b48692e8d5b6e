"""Haystack: BM25 and embeddings out of its in-memory store, joined by reciprocal ranks, and its extractive reader."""

from pathlib import Path

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from worker import FUSION_DEPTH, Found, System, run

SPANS = 20  # answers asked of the reader, its own default, of which some lie in one sentence
READ = 10  # passages given to the reader, Haystack's own default of its retrievers


class Haystack(System):
    """The hybrid retrieval of Haystack's tutorials."""

    def build(self) -> None:
        self.store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        self._write(range(len(self.units)))
        self._wire()

    def add(self, new: list) -> None:
        self._write(range(len(self.units) - len(new), len(self.units)))

    def save(self, store: Path) -> None:
        self.store.save_to_disk(str(store / "store.json"))

    def load(self, store: Path) -> None:
        self.store = InMemoryDocumentStore.load_from_disk(str(store / "store.json"))
        self._wire()

    def ask(self, question: str, limit: int) -> list:
        return [self.whole(one.meta["unit"], one.score) for one in self.retrieve(question, limit)]

    def retrieve(self, question: str, limit: int) -> list:
        words = self.by_words.run(query=question, top_k=FUSION_DEPTH)["documents"]
        vector = self.question_encoder.run(text=question)["embedding"]
        near = self.by_vectors.run(query_embedding=vector, top_k=FUSION_DEPTH)["documents"]
        return self.joiner.run(documents=[words, near])["documents"][:limit]

    def _write(self, numbers: range) -> None:
        if not hasattr(self, "document_encoder"):
            self.document_encoder = SentenceTransformersDocumentEmbedder(model=self.model, progress_bar=False)
            self.document_encoder.warm_up()
        documents = [Document(content=self.units[n].indexed, meta={"unit": n}) for n in numbers]
        self.store.write_documents(self.document_encoder.run(documents=documents)["documents"])

    def _wire(self) -> None:
        self.question_encoder = SentenceTransformersTextEmbedder(model=self.model, progress_bar=False)
        self.question_encoder.warm_up()
        self.by_words = InMemoryBM25Retriever(self.store)
        self.by_vectors = InMemoryEmbeddingRetriever(self.store)
        self.joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")


class HaystackReader(Haystack):
    """The same with its extractive reader behind; an answer is shown as the whole sentences it lies in."""

    def _wire(self) -> None:
        super()._wire()
        from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

        self.extractive = TransformersExtractiveReader(model=self.reader)
        self.extractive.warm_up()

    def ask(self, question: str, limit: int) -> list:
        passages = self.retrieve(question, READ)
        answers = self.extractive.run(query=question, documents=passages, top_k=SPANS)["answers"]
        nothing = [one.score for one in answers if one.data is None]
        self.answered = bool(answers) and answers[0].data is not None
        self.certainty = 1 - nothing[0] if nothing else 1.0
        shown = {}  # several spans lie in one sentence, which is shown once
        for one in answers:
            found = self._sentences(one) if one.data is not None else None
            if found:
                shown.setdefault((found.document, found.text), found)
        return list(shown.values())[:limit]

    def told(self) -> dict:
        return {"answered": self.answered, "certainty": float(self.certainty)}

    def _sentences(self, answer: object) -> Found | None:
        """The whole sentences an answer lies in; none where it lies in what is known of the article."""
        unit = self.units[answer.document.meta["unit"]]
        before = len(unit.indexed) - len(unit.text)
        start, end = answer.document_offset.start - before, answer.document_offset.end - before
        held = [place for place in unit.sentences if place[0] < end and start < place[1]]
        return Found(unit.document, unit.text[held[0][0] : held[-1][1]], float(answer.score)) if held else None


if __name__ == "__main__":
    import sys

    run(HaystackReader if "--reader" in sys.argv else Haystack)
