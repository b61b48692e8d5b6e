"""LlamaIndex: its vector index and its BM25 retriever, joined by reciprocal ranks; no language model is asked."""

from pathlib import Path

from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever
from worker import FUSION_DEPTH, System, run


class LlamaIndex(System):
    """BM25 cannot be added to: its index is made anew."""

    @property
    def encoder(self) -> HuggingFaceEmbedding:
        if not hasattr(self, "_encoder"):
            self._encoder = HuggingFaceEmbedding(model_name=self.model, embed_batch_size=32)
        return self._encoder

    def build(self) -> None:
        self.nodes = [self._node(number) for number in range(len(self.units))]
        self.index = VectorStoreIndex(self.nodes, embed_model=self.encoder)
        self._join()

    def add(self, new: list) -> None:
        nodes = [self._node(number) for number in range(len(self.units) - len(new), len(self.units))]
        self.index.insert_nodes(nodes)
        self.nodes += nodes
        self._join()

    def save(self, store: Path) -> None:
        self.index.storage_context.persist(str(store / "vectors"))
        self.words.persist(str(store / "words"))

    def load(self, store: Path) -> None:
        context = StorageContext.from_defaults(persist_dir=str(store / "vectors"))
        self.index = load_index_from_storage(context, embed_model=self.encoder)
        self._join(BM25Retriever.from_persist_dir(str(store / "words")))

    def ask(self, question: str, limit: int) -> list:
        return [self.whole(int(one.node.node_id), one.score) for one in self.joined.retrieve(question)[:limit]]

    def _node(self, number: int) -> TextNode:
        return TextNode(id_=str(number), text=self.units[number].indexed)

    def _join(self, words: BM25Retriever | None = None) -> None:
        depth = min(FUSION_DEPTH, len(self.units))
        self.words = words or BM25Retriever.from_defaults(nodes=self.nodes, similarity_top_k=depth)
        self.joined = QueryFusionRetriever(
            [self.index.as_retriever(similarity_top_k=depth), self.words],
            llm=MockLLM(),
            mode="reciprocal_rerank",
            num_queries=1,
            similarity_top_k=depth,
            use_async=False,
        )


if __name__ == "__main__":
    run(LlamaIndex)
