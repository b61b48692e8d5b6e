"""Promises of the reader at work: our own model as it is shipped, and other people's."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.silent_openvino import openvino
from service.openvino_reader import DEFAULT_FOLDER, OpenVinoReader, open_default_reader
from service.reader import UNREAD, ReaderError
from service.reader_belonging import with_belonging
from service.reader_conversion import convert_reader
from service.reader_input import Window
from tests.conftest import no_network
from tests.service.reader_fakes import make_small_model

BRIDGE = Window(
    "Varn Courier, 2024-05-02: Should the old bridge come down?",
    (
        "The old bridge at Varn was closed in March.",
        "Mayor Petra Holm said it would be torn down before winter.",
        "The river is cold.",
    ),
)
HARBOUR = Window("The harbour", ("According to Petra Holm, dredging costs nine million crowns a year.",))


@pytest.fixture(scope="module")
def reader() -> OpenVinoReader:
    with no_network():
        return open_default_reader()


def test_the_sentence_that_answers_comes_first(reader: OpenVinoReader) -> None:
    (scores,) = reader.read("When was the old bridge closed?", [BRIDGE])
    assert max(range(3), key=lambda n: scores[n].answers) == 0
    (scores,) = reader.read("How much does dredging cost?", [HARBOUR])
    assert scores[0].answers > 0


def test_both_sentences_that_answer_belong_to_the_answer_and_the_third_does_not(reader: OpenVinoReader) -> None:
    (scores,) = reader.read("What is to become of the old bridge at Varn?", [BRIDGE])
    first, second, third = (odds.belongs for odds in scores)
    assert first is not None and second is not None and third is not None
    assert min(first, second) > third


def test_a_column_that_is_not_of_the_models_width_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "belonging.npy"
    np.save(path, np.zeros(12, np.float32))
    graph = openvino.Core().read_model(DEFAULT_FOLDER / "reader.xml")
    with pytest.raises(ValueError, match=r"belonging\.npy holds \(12,\) numbers and not 769"):
        with_belonging(graph, path)


def test_a_window_that_does_not_answer_scores_lower_than_one_that_does(reader: OpenVinoReader) -> None:
    (bridge,), (harbour,) = (
        [max(odds.answers for odds in one)]
        for one in reader.read("How much does dredging cost a year?", [BRIDGE, HARBOUR])
    )
    assert harbour > bridge + 1


def test_a_window_is_read_the_same_whatever_it_is_read_with(reader: OpenVinoReader) -> None:
    alone = reader.read("When was the bridge closed?", [BRIDGE])[0]
    together = reader.read("When was the bridge closed?", [HARBOUR, BRIDGE, HARBOUR, BRIDGE, BRIDGE])
    assert together[1] == together[3] == together[4] == alone


def test_nothing_to_read_is_read_as_nothing(reader: OpenVinoReader) -> None:
    assert reader.read("Who?", []) == []
    assert reader.read("Who?", [Window("", ())]) == [()]


def test_what_was_cut_off_is_unread(reader: OpenVinoReader) -> None:
    scores = reader.read("Who?", [Window("T", ("word " * 400, "The last one."))])[0]
    assert scores[1] == UNREAD


def test_a_model_file_that_was_changed_is_refused_by_name(tmp_path: Path) -> None:
    home = tmp_path / "reader"
    shutil.copytree(DEFAULT_FOLDER, home)
    graph = home / "reader.bin"
    graph.write_bytes(graph.read_bytes()[:-1] + b"\0")
    with pytest.raises(ReaderError, match=r"reader\.bin"):
        open_default_reader(home)


def test_a_missing_card_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="Check it out again"):
        open_default_reader(tmp_path)


def test_the_card_names_the_model_the_calibration_was_fitted_for() -> None:
    card = json.loads((DEFAULT_FOLDER / "card.json").read_text(encoding="utf-8"))
    assert open_default_reader().calibration == card["calibration"]


@pytest.mark.parametrize("kind", ["span", "pair"])
def test_another_model_can_be_the_reader(kind: str, tmp_path: Path) -> None:
    folder = make_small_model(tmp_path / "model", kind)
    with no_network():
        reader = OpenVinoReader(convert_reader(str(folder)))
    scores = reader.read("who said the gates held?", [Window("the dam", ("the dam held.", "a mill stood empty."))])
    assert len(scores) == 1
    assert len(scores[0]) == 2
    assert scores[0][0].answers != scores[0][1].answers
    assert all(one.belongs is None for one in scores[0])
    assert reader.calibration == "uncalibrated"


def test_a_model_that_gives_no_score_is_refused(tmp_path: Path) -> None:
    folder = make_small_model(tmp_path / "model", "pair", labels=3)
    with pytest.raises(ReaderError, match="3 classes"):
        convert_reader(str(folder))


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with no_network(), pytest.raises(ReaderError, match="cannot be loaded"):
        convert_reader(str(tmp_path))
