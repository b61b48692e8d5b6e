"""Working stand-ins for the reader, and small models for the real one."""

import re
import warnings
from collections.abc import Sequence
from pathlib import Path

from service.reader import ReaderError, SentenceOdds
from service.reader_input import Window


class WordsReader:
    """Log-odds by shared words: three for each word of four letters or more that stands in both, less six."""

    def __init__(self, calibration: str = "uncalibrated") -> None:
        self.read_windows: list[Window] = []
        self._calibration = calibration

    @property
    def name(self) -> str:
        return "shared words"

    @property
    def calibration(self) -> str:
        return self._calibration

    def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
        self.read_windows.extend(windows)
        asked = words(question)
        return [
            tuple(SentenceOdds(3.0 * len(asked & words(one)) - 6) for one in window.sentences) for window in windows
        ]


class BrokenReader(WordsReader):
    """A reader that fails whatever it is given."""

    def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
        raise ReaderError(f"the reader {self.name!r} failed (out of memory).")


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


_MARKERS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_WORDS = (*_MARKERS, "the", "dam", "held", "a", "mill", "stood", "empty", "who", "what", "said", "gates", ".", "?")


def make_small_model(folder: Path, kind: str, labels: int = 1) -> Path:
    """A model of two layers for ``span`` or ``pair``; the same seed gives the same weights each time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, about one another
        import torch
        from transformers import BertConfig, BertForQuestionAnswering, BertForSequenceClassification, BertTokenizer

        folder.mkdir(parents=True)
        (folder / "vocab.txt").write_text("\n".join([*_WORDS, *"abcdefghijklmnopqrstuvwxyz"]), encoding="utf-8")
        torch.manual_seed(5)
        shape = BertConfig(
            vocab_size=len(_WORDS) + 26,
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
        )
        shape.num_labels = 2 if kind == "span" else labels
        family = BertForQuestionAnswering if kind == "span" else BertForSequenceClassification
        family(shape).save_pretrained(folder)
        BertTokenizer(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder
