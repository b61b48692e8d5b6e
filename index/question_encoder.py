"""The default encoder's question encoder: a copy of it learnt further, so that a question comes near what answers it.

A sentence that answers a question is seldom the one most like it. Sentences keep the vectors of the encoder as it is,
and only questions are encoded anew (as in Karpukhin et al. 2020, "Dense Passage Retrieval", which has an encoder for
each). ``question_encoder_model/`` holds what was added to the weights, in eight bits a number, with its card;
``python -m evals.relevance`` learns it and judges it on articles left out.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.encoder import Encoder, Vectors, ignore_progress
from index.encoder_model import ModelSource, file_sha256
from index.errors import EncoderError

HOME = Path(str(files("index").joinpath("question_encoder_model")))
_CARD, _CHANGES = "card.json", "changes.npz"
_SCALE = "-scale"  # after a tensor's name in the file: of its rows
_STEPS = 127  # to either side of nought that eight bits have
_FINGERPRINT_DIGITS = 16
_LAYERS = "encoder.layer."  # what comes before it in a tensor's name is the libraries', and theirs to change


class PairedEncoder:
    """An encoder with a question encoder that was learnt for its vectors."""

    def __init__(self, encoder: Encoder, questions: Encoder) -> None:
        self._encoder = encoder
        self._questions = questions

    @property
    def name(self) -> str:
        """See ``Encoder``."""
        return self._encoder.name

    @property
    def fingerprint(self) -> str:
        """See ``Encoder``; the question encoder changes nothing that an index holds."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """See ``Encoder``."""
        return self._encoder.dimension

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        """See ``Encoder``."""
        return self._encoder.encode_documents(texts, done)

    def encode_query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        return self._encoder.encode_query(text)

    def encode_turned(self, text: str) -> Vectors:
        """See ``Encoder``."""
        return self._questions.encode_query(text)


def question_source(encoder: ModelSource, home: Path) -> ModelSource | None:
    """The question encoder of a folder; ``None`` for another encoder than it was learnt from. Raises ``EncoderError``.

    An encoder is told by its fingerprint, as ``service.relevance`` tells the one that its weights are for.
    """
    try:
        card = json.loads((home / _CARD).read_text(encoding="utf-8"))
        learnt_from, sha256 = str(card["encoder"]), str(card["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _cannot_be_opened(home, error) from error
    if learnt_from != encoder.fingerprint:
        return None

    def load() -> Any:
        model = encoder.load()
        _change(model, _changes(home, sha256), home)
        return model

    return ModelSource(
        f"{encoder.name}, for questions", f"{encoder.fingerprint}-questions-{sha256[:_FINGERPRINT_DIGITS]}", load
    )


def save_question_encoder(home: Path, encoder: str, changes: Mapping[str, npt.NDArray[np.float32]]) -> None:
    """Write what was added to each tensor of the encoder of a fingerprint, a row of it as bytes with one scale."""
    home.mkdir(parents=True, exist_ok=True)
    stored: dict[str, npt.NDArray[Any]] = {}
    for full_name, change in changes.items():
        name = full_name[max(0, full_name.find(_LAYERS)) :]
        scale = np.abs(change).max(axis=-1, keepdims=True) / _STEPS
        stored[name] = np.rint(change / np.where(scale > 0, scale, 1)).astype(np.int8)
        stored[name + _SCALE] = scale.astype(np.float32)
    np.savez(home / _CHANGES, allow_pickle=False, **stored)
    card = {"encoder": encoder, "sha256": file_sha256(home / _CHANGES)}
    (home / _CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def _changes(home: Path, sha256: str) -> dict[str, npt.NDArray[np.float32]]:
    """What is added to each tensor, by its name."""
    try:
        if file_sha256(home / _CHANGES) != sha256:
            raise EncoderError(f"{home / _CHANGES} is not the file its card names (SHA-256). Check it out again.")
        with np.load(home / _CHANGES, allow_pickle=False) as stored:
            names = [name for name in stored.files if not name.endswith(_SCALE)]
            return {name: stored[name].astype(np.float32) * stored[name + _SCALE] for name in names}
    except (OSError, ValueError, KeyError) as error:
        raise _cannot_be_opened(home, error) from error


def _change(model: Any, changes: Mapping[str, npt.NDArray[np.float32]], home: Path) -> None:
    """Add the changes to the weights of a loaded model."""
    tensors = {name[max(0, name.find(_LAYERS)) :]: tensor for name, tensor in model.state_dict().items()}
    for name, change in changes.items():
        if name not in tensors or tuple(tensors[name].shape) != change.shape:
            problem = f"{home / _CHANGES} changes {name}, which the encoder does not have so"
            raise EncoderError(f"{problem}. Run `make setup` for the libraries it was made with.")
        tensors[name].add_(tensors[name].new_tensor(change))


def _cannot_be_opened(home: Path, error: Exception) -> EncoderError:
    return EncoderError(f"the question encoder in {home} cannot be opened ({error}). Check it out again.")
