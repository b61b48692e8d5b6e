"""Sentences are ordered by a learnt relevance, whose matrix holds for one encoder."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.encoder import DEFAULT_MODEL
from index.encoder_model import model_fingerprint
from index.errors import EncoderError
from service.relevance import (
    HOME,
    MEASURES,
    PLAIN,
    Relevance,
    RelevanceError,
    RelevanceModel,
    open_relevance,
    relevance_for,
    save_relevance,
)

_WIDTH = 4
_numbers = st.lists(st.floats(-2, 2, width=16), min_size=_WIDTH, max_size=_WIDTH)


def _saved(folder: Path) -> RelevanceModel:
    matrix = np.linspace(0, 1.875, _WIDTH * _WIDTH).reshape(_WIDTH, _WIDTH).astype(np.float32)
    model = RelevanceModel("an-encoder-1", Relevance(np.arange(len(MEASURES)).astype(np.float32), matrix))
    save_relevance(folder, model)
    return model


def _card(folder: Path, **changed: object) -> None:
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps(card | changed), encoding="utf-8")


def test_what_is_saved_is_opened_again(tmp_path: Path) -> None:
    saved = _saved(tmp_path)
    opened = open_relevance(tmp_path)
    assert opened.encoder == saved.encoder
    assert opened.relevance.weights.tolist() == saved.relevance.weights.tolist()
    assert saved.relevance.matrix is not None
    assert opened.relevance.matrix is not None
    assert opened.relevance.matrix.tolist() == saved.relevance.matrix.tolist()


def test_plain_weights_are_no_model_to_save(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without a matrix"):
        save_relevance(tmp_path, RelevanceModel("an-encoder-1", PLAIN))
    assert not list(tmp_path.iterdir())


def test_the_shipped_model_is_of_the_default_encoders_very_files() -> None:
    model = open_relevance(HOME)
    assert model.encoder == model_fingerprint(DEFAULT_MODEL)
    assert model.relevance.matrix is not None
    assert model.relevance.matrix.shape == (384, 384)
    assert np.isfinite(model.relevance.matrix).all()
    for runtime in ("torch", "openvino-2026.4-16"):
        assert np.array_equal(relevance_for(f"{model.encoder}-{runtime}").weights, model.relevance.weights)


def test_another_matrix_than_the_cards_is_refused_like_an_encoder_that_does_not_load(tmp_path: Path) -> None:
    _saved(tmp_path)
    with (tmp_path / "matrix.npy").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(RelevanceError, match=r"matrix\.npy is not the file its card names") as caught:
        open_relevance(tmp_path)
    assert isinstance(caught.value, EncoderError)


@pytest.mark.parametrize("name", ["card.json", "matrix.npy"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    _saved(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(RelevanceError, match=name):
        open_relevance(tmp_path)


@pytest.mark.parametrize("weights", [{}, {"cosine": 1.0}, None, [1.0]])
def test_a_card_that_lacks_a_weight_is_refused_and_not_filled_up_with_noughts(tmp_path: Path, weights: object) -> None:
    _saved(tmp_path)
    _card(tmp_path, weights=weights)
    with pytest.raises(RelevanceError, match="cannot be opened"):
        open_relevance(tmp_path)


def test_a_matrix_that_is_not_square_is_refused(tmp_path: Path) -> None:
    matrix = np.zeros((_WIDTH, _WIDTH + 1), np.float32)
    save_relevance(tmp_path, RelevanceModel("an-encoder-1", Relevance(PLAIN.weights, matrix)))
    with pytest.raises(RelevanceError, match=r"shape \(4, 5\)"):
        open_relevance(tmp_path)


def test_another_encoders_vectors_are_not_turned() -> None:
    longer_name = f"{open_relevance(HOME).encoder}0-torch"
    for fingerprint in ("some-other-encoder-0123-openvino", longer_name):
        assert relevance_for(fingerprint) is PLAIN
    vector = np.array([0.6, 0.8], np.float32)
    assert PLAIN.turned(vector) is vector


def test_a_vector_is_turned_by_the_matrix_and_not_by_its_mirror_image() -> None:
    turning = Relevance(PLAIN.weights, np.array([[0, 2], [0, 0]], np.float32))
    assert turning.turned(np.array([0, 1], np.float32)).tolist() == pytest.approx([2 / 5**0.5, 1 / 5**0.5])
    assert turning.turned(np.array([1, 0], np.float32)).tolist() == [1, 0]


def test_a_vector_that_the_matrix_turns_to_nothing_stays_as_it_is() -> None:
    nothing = Relevance(PLAIN.weights, -np.eye(2, dtype=np.float32))
    assert nothing.turned(np.array([0.6, 0.8], np.float32)).tolist() == pytest.approx([0.6, 0.8])


@given(vector=_numbers, matrix=st.lists(_numbers, min_size=_WIDTH, max_size=_WIDTH))
def test_a_turned_vector_has_the_length_1(vector: list[float], matrix: list[list[float]]) -> None:
    length = float(np.linalg.norm(vector))
    assume(length > 0.01)
    unit = np.array(vector, np.float32) / np.float32(length)
    turned = Relevance(PLAIN.weights, np.array(matrix, np.float32)).turned(unit)
    assert np.isclose(np.linalg.norm(turned), 1, atol=1e-3)


@given(rows=st.lists(st.lists(st.floats(-1, 3, width=32), min_size=len(MEASURES), max_size=len(MEASURES)), min_size=1))
def test_each_sentence_is_weighed_by_itself(rows: list[list[float]]) -> None:
    together = PLAIN.of(np.array(rows, np.float32))
    alone = [float(PLAIN.of(np.array([row], np.float32))[0]) for row in rows]
    assert np.allclose(together, alone, atol=1e-5)
