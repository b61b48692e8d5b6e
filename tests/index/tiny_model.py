"""A sentence-transformers model of two layers and a few dozen words, made here: it converts in about a second."""

import warnings
from pathlib import Path

_WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "the",
    "dam",
    "held",
    "a",
    "mill",
    "stood",
    "empty",
    "ferry",
    "crosses",
    "twice",
    "day",
    "who",
    "what",
    "said",
    "gates",
]


def make_tiny_model(folder: Path) -> Path:
    """Write the model; the same seed gives the same weights each time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, about one another
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
        from transformers import BertConfig, BertModel, BertTokenizer

        (folder / "bert").mkdir(parents=True)
        (folder / "bert" / "vocab.txt").write_text(
            "\n".join([*_WORDS, *"abcdefghijklmnopqrstuvwxyz"]), encoding="utf-8"
        )
        torch.manual_seed(3)
        shape = BertConfig(
            vocab_size=len(_WORDS) + 26,
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=64,
        )
        BertModel(shape).save_pretrained(folder / "bert")
        BertTokenizer(vocab=str(folder / "bert" / "vocab.txt")).save_pretrained(folder / "bert")
        transformer = Transformer(str(folder / "bert"), max_seq_length=64)
        SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu").save(str(folder / "model"))
    return folder / "model"
