"""A quotation that cuts a figure is never found."""

from pathlib import Path

import pytest

from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from tests.service.quotation_corpus import snapshot_of

TEXT = (
    "We have buried four hundred and twelve men. The road cost Rs 2.5 billion in all. Some 1.2 million people fled the "
    "valley. He lost half a million rupees. They marched fifteen kilometres to the fort. Some 30 000 came back. "
    "Only 40 per cent voted in May. Two thirds of the wells are dry. In 2014 thousands fled. Of ten, four were boys."
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("index")
    return snapshot_of(folder, {"figures": TEXT})


@pytest.mark.parametrize(
    ("quotation", "cut"),
    [
        ("We have buried four hundred", "and twelve"),
        ("We have buried four", "hundred and twelve"),
        ("hundred and twelve men", "four"),
        ("twelve men", "four hundred and"),
        ("Rs 2.5", "billion"),
        ("1.2", "million"),
        ("million people fled", "1.2"),
        ("a million rupees", "half"),
        ("They marched fifteen", "kilometres"),
        ("some 30", "000"),
        ("Only 40", "per cent"),
        ("per cent voted", "40"),
        ("Two", "thirds"),
    ],
)
def test_a_figure_cut_short_is_altered_and_what_was_cut_is_shown(snapshot: Snapshot, quotation: str, cut: str) -> None:
    result = check_quotation(snapshot, quotation, None)
    assert result.verdict == "altered"
    assert result.differs == ("number",)
    assert [(one.yours, one.source) for one in result.diff if one.operation != "equal"] == [("", cut)]


@pytest.mark.parametrize(
    "quotation",
    [
        "buried four hundred and twelve",
        "Rs 2.5 billion in all",
        "1.2 million people",
        "half a million rupees",
        "fifteen kilometres to the fort",
        "Some 30 000",
        "40 per cent voted",
        "In 2014",
        "thousands fled",
        "Of ten",
        "four were boys",
    ],
)
def test_whole_figures_are_found(snapshot: Snapshot, quotation: str) -> None:
    assert check_quotation(snapshot, quotation, None).verdict == "found"
