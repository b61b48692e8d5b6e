"""What is told to differ is what differs."""

from pathlib import Path

import pytest

from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from tests.service.quotation_corpus import snapshot_of

TEXT = (
    "Force alone cannot solve such problems in Tirah. Who believes that the operation is not over? The army says "
    "the war is not lost while the tribes in the valley and on the hills say that it is not won."
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("index")
    return snapshot_of(folder, {"one": TEXT})


@pytest.mark.parametrize(
    "quotation", ["FORCE ALONE CANNOT SOLVE SUCH PROBLEMS", "Force alone cannot solve such problems in tirah"]
)
def test_letter_case_alone_is_told_to_be_case(snapshot: Snapshot, quotation: str) -> None:
    result = check_quotation(snapshot, quotation, None)
    assert (result.verdict, result.differs) == ("altered", ("case",))
    assert "capital and small letters" in result.detail


@pytest.mark.parametrize(
    "quotation",
    [
        "Who believes that the operation is not. It is not over",
        "The army says the war is not lost. It is not won",
        "Who believes that? The operation is not over",
    ],
)
def test_words_that_are_equal_on_both_sides_are_no_difference(snapshot: Snapshot, quotation: str) -> None:
    result = check_quotation(snapshot, quotation, None)
    assert result.verdict == "altered"
    assert "negation" not in result.differs
    for step in result.diff:
        assert step.operation == "equal" or step.yours.casefold() != step.source.casefold() or "case" in result.differs


@pytest.mark.parametrize(
    ("quotation", "detail"),
    [
        ("the war is not lost while the tribes say that it is not won", "leaves words of the nearest passage out"),
        ("Force alone cannot solve problems in Tirah", "leaves words of the nearest passage out"),
        ("Force alone surely cannot solve such problems", "adds words"),
        ("Force alone cannot, solve such problems", "marks differ"),
    ],
)
def test_what_was_done_to_the_words_is_said(snapshot: Snapshot, quotation: str, detail: str) -> None:
    assert detail in check_quotation(snapshot, quotation, None).detail
