"""A working stand-in for the encoder, and articles of our own to build from."""

import re
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from corpus.document import Document
from index.encoder import Vectors, ignore_progress

_DIMENSION = 128  # room enough that two different words of these articles seldom share a place


class WordsEncoder:
    """Unit vectors of counted words, each word at the place its checksum gives it: like texts are near one another."""

    def __init__(self, fingerprint: str = "words-1", seconds_a_text: float = 0.0) -> None:
        self.encoded: list[str] = []
        self._fingerprint = fingerprint
        self._seconds_a_text = seconds_a_text

    @property
    def name(self) -> str:
        return "counted words"

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return _DIMENSION

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        vectors = np.zeros((len(texts), _DIMENSION), np.float32)
        for row, text in enumerate(texts):
            time.sleep(self._seconds_a_text)
            vectors[row] = _counted(text)
            self.encoded.append(text)
            done(row + 1)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        return _counted(text)

    encode_turned = encode_query


class TurningEncoder(WordsEncoder):
    """Turns each question to the same words."""

    TOWARDS = "the new sonar sees nothing"

    def encode_turned(self, text: str) -> Vectors:
        return _counted(self.TOWARDS)


def _counted(text: str) -> Vectors:
    vector = np.zeros(_DIMENSION, np.float32)
    for word in re.findall(r"\w+", text.casefold()) or [""]:
        vector[zlib.crc32(word.encode()) % _DIMENSION] += 1
    return vector / np.float32(np.linalg.norm(vector))


DAM = Document(
    "dam",
    "The dam at Oro",
    "The dam at Oro held through the flood. Engineer Vera Lund said the gates had been “oiled in spring”.\n\n"
    "Nobody in the valley slept that night. The river rose four metres in an hour.",
    publisher="The Oro Times",
    author="Zoë Ångström",
    published=date(2021, 3, 4),
    language="en",
)
FERRY = Document(
    "ferry",
    "A ferry for Tamsin",
    "The ferry crosses twice a day. Its captain, Ilse Braun, wants a third crossing for the school children.\n\n"
    "The council has no money for diesel. “We would row,” two pupils wrote to the council.",
    publisher="Harbour News",
    published=date(2022, 7, 1),
)
MILL = Document(
    "mill",
    "Die Mühle – ایک چکی 🌾",
    "The mill stood empty for nine years.\u00a0Its wheel “sang”, people said.\n\n"
    "وزیر نے کہا کہ پانی کم ہے۔ A buyer came.",
)
ORCHARD = Document(
    "orchard", "Apples", "The orchard froze in May. Growers lost half of the apples.", published=date(2023, 5, 9)
)
ARTICLES = (DAM, FERRY, MILL, ORCHARD)


def long_article(name: str, sentences: int = 80) -> Document:
    """An article of its own of several passages."""
    text = " ".join(
        f"Witness {name} {n} saw the ferry number {n} pass the old mill below the dam." for n in range(sentences)
    )
    return Document(name, f"What {name} saw", text)
