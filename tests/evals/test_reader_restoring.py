"""Promises of a reader that was exported and made to learn on again: it says what the shipped one says."""

from pathlib import Path

import numpy as np
import pytest
import torch

from evals.reader_training.learning_reader import open_learning_reader
from evals.reader_training.restore import restore
from index.silent_openvino import openvino
from service.openvino_reader import DEFAULT_FOLDER, open_default_tokenizer
from service.reader_belonging import BELONGING_FILE, with_belonging
from service.reader_input import Window, assemble

_WINDOW = Window(
    "The Oro Post, 1999-03-04: After the flood",
    (
        "The dam at Oro held through the flood of 1999.",
        "Engineer Vera Lund had oiled the gates in spring.",
        "Nobody in the valley slept that night.",
    ),
)
_MOST_APART = 0.3  # log-odds of a token on average; rounding to eight bits moves them by 0.1 to 0.2


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> tuple[np.ndarray, np.ndarray]:
    """For each token the three numbers of the shipped graph, and of the model restored from it."""
    folder = tmp_path_factory.mktemp("restored")
    restore(DEFAULT_FOLDER, folder)
    ids = assemble(open_default_tokenizer(), "Who oiled the gates?", _WINDOW).ids
    graph = with_belonging(openvino.Core().read_model(DEFAULT_FOLDER / "reader.xml"), DEFAULT_FOLDER / BELONGING_FILE)
    exact = {"INFERENCE_PRECISION_HINT": "f32"}
    given = np.array([ids], np.int64)
    shipped = openvino.Core().compile_model(graph, "CPU", exact)({0: given, 1: np.ones_like(given)})[0][0]
    reader = open_learning_reader(folder).eval()
    with torch.inference_mode():
        logits, third = reader(torch.tensor(given), torch.ones(1, len(ids), dtype=torch.bool))
    return np.array(shipped), np.concatenate([logits[0].numpy(), third[0, :, None].numpy()], axis=1)


def test_a_restored_reader_finds_the_answer_where_the_shipped_one_does(
    numbers: tuple[np.ndarray, np.ndarray],
) -> None:
    shipped, restored = numbers
    odds = [(one - one[0])[:, :2] for one in (shipped, restored)]
    assert np.abs(odds[0] - odds[1]).mean() < _MOST_APART
    assert odds[0].argmax(axis=0).tolist() == odds[1].argmax(axis=0).tolist()


def test_the_third_number_is_read_from_the_last_layer_as_it_was_learnt(
    numbers: tuple[np.ndarray, np.ndarray],
) -> None:
    """It was read after the factors that eight bits needed, and came out as two thirds of what had been learnt."""
    shipped, restored = numbers
    assert np.abs(shipped[:, 2] - restored[:, 2]).mean() < _MOST_APART


def test_a_folder_that_was_not_exported_here_is_refused(tmp_path: Path) -> None:
    ops = openvino.opset13
    given = ops.parameter([1], np.float32)
    openvino.save_model(openvino.Model([ops.relu(given)], [given], "other"), tmp_path / "reader.xml")
    with pytest.raises(ValueError, match=r"no reader that was exported here: it lacks .mpnet"):
        restore(tmp_path, tmp_path / "out")
