"""The question encoder: what was learnt is added to the weights it was learnt from, and to no others."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder import DEFAULT_MODEL, Encoder
from index.encoder_model import ModelSource, TorchEncoder, default_folder, source_of
from index.errors import EncoderError
from index.openvino_encoder import load_encoder
from index.question_encoder import HOME, PairedEncoder, question_source, save_question_encoder
from tests.conftest import no_network
from tests.index.fakes import WordsEncoder
from tests.index.tiny_model import make_tiny_model

_QUESTION = "Who said the gates were oiled in spring?"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ModelSource:
    return source_of(str(make_tiny_model(tmp_path_factory.mktemp("tiny"))))


def _weights(source: ModelSource) -> dict[str, npt.NDArray[np.float32]]:
    return {name: one.detach().numpy().copy() for name, one in source.load().named_parameters()}


def _questions(encoder: ModelSource, home: Path) -> ModelSource:
    source = question_source(encoder, home)
    assert source is not None
    return source


def _layer(tiny: ModelSource, seed: int = 1) -> dict[str, npt.NDArray[np.float32]]:
    """A change of every tensor of the last layer."""
    draw = np.random.default_rng(seed)
    last = {name: one for name, one in _weights(tiny).items() if ".layer.1." in name}
    return {name: draw.normal(0, 0.05, one.shape).astype(np.float32) for name, one in last.items()}


def _card(folder: Path, **changed: object) -> None:
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps(card | changed), encoding="utf-8")


def test_what_was_learnt_is_added_to_the_weights_and_the_others_stay(tiny: ModelSource, tmp_path: Path) -> None:
    changes = _layer(tiny)
    save_question_encoder(tmp_path, tiny.fingerprint, changes)
    before, after = _weights(tiny), _weights(_questions(tiny, tmp_path))
    assert len(changes) > 10
    for name, weight in before.items():
        if name in changes:
            step = np.abs(changes[name]).max(axis=-1, keepdims=True) / 127
            assert (np.abs(after[name] - weight - changes[name]) <= step / 2 + 1e-7).all()
        else:
            assert np.array_equal(after[name], weight)


def test_a_change_of_nothing_changes_no_vector(tiny: ModelSource, tmp_path: Path) -> None:
    """A row of noughts has no scale to divide by."""
    save_question_encoder(tmp_path, tiny.fingerprint, {name: 0 * one for name, one in _layer(tiny).items()})
    with no_network():
        as_it_was, as_it_is = TorchEncoder(tiny), TorchEncoder(_questions(tiny, tmp_path))
    assert np.array_equal(as_it_was.encode_query("the dam held"), as_it_is.encode_query("the dam held"))


@settings(max_examples=30)
@given(rows=st.lists(st.lists(st.floats(-0.5, 0.5, width=32), min_size=3, max_size=3), min_size=1, max_size=4))
def test_eight_bits_keep_each_number_to_half_a_step_of_its_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[float]]
) -> None:
    folder = tmp_path_factory.mktemp("change")
    change = np.array(rows, np.float32)
    held: dict[str, Any] = {}

    class Model:
        """Of one tensor."""

        def state_dict(self) -> dict[str, Any]:
            import torch

            return held or held.update(weight=torch.zeros(change.shape)) or held

    save_question_encoder(folder, "f", {"weight": change})
    _questions(ModelSource("m", "f", Model), folder).load()
    steps = np.abs(change).max(axis=-1, keepdims=True) / 127
    assert (np.abs(held["weight"].numpy() - change) <= steps * 0.501 + 1e-12).all()


def test_other_changes_or_another_encoder_are_another_model_to_the_cache_of_converted_ones(
    tiny: ModelSource, tmp_path: Path
) -> None:
    other = replace(tiny, fingerprint="another-encoder")
    fingerprints = {tiny.fingerprint, other.fingerprint}
    for name, encoder, seed in (("one", tiny, 1), ("two", tiny, 2), ("three", other, 1)):
        save_question_encoder(tmp_path / name, encoder.fingerprint, _layer(tiny, seed))
        fingerprints.add(_questions(encoder, tmp_path / name).fingerprint)
    assert len(fingerprints) == 5


def test_another_file_than_the_cards_is_refused(tiny: ModelSource, tmp_path: Path) -> None:
    save_question_encoder(tmp_path, tiny.fingerprint, _layer(tiny))
    with (tmp_path / "changes.npz").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(EncoderError, match=r"changes\.npz is not the file its card names"):
        _questions(tiny, tmp_path).load()


@pytest.mark.parametrize("name", ["card.json", "changes.npz"])
def test_a_missing_file_is_named_with_the_remedy(tiny: ModelSource, tmp_path: Path, name: str) -> None:
    save_question_encoder(tmp_path, tiny.fingerprint, _layer(tiny))
    (tmp_path / name).unlink()
    with pytest.raises(EncoderError, match=rf"{name}.*Check it out again"):
        _questions(tiny, tmp_path).load()


def test_an_encoder_that_it_was_not_learnt_from_has_none(tiny: ModelSource, tmp_path: Path) -> None:
    save_question_encoder(tmp_path, "another-encoder", _layer(tiny))
    assert question_source(tiny, tmp_path) is None


def test_the_shipped_one_is_told_by_the_encoders_files_and_not_by_its_name(tiny: ModelSource, tmp_path: Path) -> None:
    """A folder of the default encoder's files under its name has vectors that it was learnt for."""
    folder = tmp_path / DEFAULT_MODEL
    folder.symlink_to(default_folder())
    assert question_source(source_of(str(folder)), HOME) is not None
    assert question_source(tiny, HOME) is None


@pytest.mark.parametrize(("name", "shape"), [("no.such.tensor", (32,)), ("encoder.layer.1.output.dense.bias", (31,))])
def test_a_change_that_does_not_fit_is_refused(
    tiny: ModelSource, tmp_path: Path, name: str, shape: tuple[int, ...]
) -> None:
    save_question_encoder(tmp_path, tiny.fingerprint, {name: np.ones(shape, np.float32)})
    with pytest.raises(EncoderError, match=rf"{name}, which the encoder does not have so.*make setup"):
        _questions(tiny, tmp_path).load()


def test_the_libraries_part_of_a_tensors_name_may_change(tiny: ModelSource, tmp_path: Path) -> None:
    changes = _layer(tiny)
    renamed = {name[name.index("encoder.layer.") :]: one for name, one in changes.items()}
    save_question_encoder(tmp_path / "one", tiny.fingerprint, changes)
    save_question_encoder(
        tmp_path / "two", tiny.fingerprint, {f"0.renamed.{name}": one for name, one in renamed.items()}
    )
    one, two = (_weights(_questions(tiny, tmp_path / name)) for name in ("one", "two"))
    assert all(np.array_equal(one[name], two[name]) for name in one)


def test_a_card_without_a_checksum_is_refused(tiny: ModelSource, tmp_path: Path) -> None:
    save_question_encoder(tmp_path, tiny.fingerprint, _layer(tiny))
    for card in ("[]", "{}", "not json"):
        (tmp_path / "card.json").write_text(card, encoding="utf-8")
        with pytest.raises(EncoderError, match="cannot be opened"):
            question_source(tiny, tmp_path)


def test_only_the_turned_question_is_the_question_encoders() -> None:
    class Questions(WordsEncoder):
        def encode_query(self, text: str) -> Any:
            return super().encode_query(f"{text} answered")

    plain, paired = WordsEncoder(), PairedEncoder(WordsEncoder(), Questions("words-2"))
    assert (paired.name, paired.fingerprint, paired.dimension) == (plain.name, plain.fingerprint, plain.dimension)
    assert np.array_equal(paired.encode_documents([_QUESTION]), plain.encode_documents([_QUESTION]))
    assert np.array_equal(paired.encode_query(_QUESTION), plain.encode_query(_QUESTION))
    assert not np.array_equal(paired.encode_turned(_QUESTION), plain.encode_turned(_QUESTION))


def test_the_shipped_one_is_converted_as_torch_reads_it(default_encoder: Encoder, encoders: Path) -> None:
    with no_network():
        torch = load_encoder(DEFAULT_MODEL, "torch", encoders)
    ours, theirs = default_encoder.encode_turned(_QUESTION), torch.encode_turned(_QUESTION)
    assert float(ours @ theirs) >= 0.999
    assert np.linalg.norm(ours) == pytest.approx(1, abs=1e-5)
    assert float(ours @ default_encoder.encode_query(_QUESTION)) < 0.99


def test_the_shipped_one_brings_a_question_nearer_to_what_answers_it(default_encoder: Encoder) -> None:
    """Of two sentences the one that repeats the question is nearer to it as it is."""
    asked, answer = "Who said that the gates had been oiled?", "Engineer Vera Lund told us they were greased in April."
    repeated, answering = default_encoder.encode_documents(["Nobody knows who said that the gates were oiled.", answer])
    plain, turned = default_encoder.encode_query(asked), default_encoder.encode_turned(asked)
    assert float(plain @ repeated) > float(plain @ answering)
    assert float(turned @ answering) - float(turned @ repeated) > float(plain @ answering) - float(plain @ repeated)


def test_the_shipped_one_is_small_enough_to_check_out() -> None:
    assert sum(path.stat().st_size for path in HOME.iterdir()) < 12_000_000
