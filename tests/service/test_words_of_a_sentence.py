"""Whose words a part of a sentence is: a sentence tells of its speaker and may report another beside."""

from pathlib import Path

import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.quotation_check import check_quotation
from tests.index.fakes import WordsEncoder

_TEXT = (
    "Omar Tareen said the crossing was “a costly mistake”, but Lina Durrani countered that it was “the only way left”. "
    "Petra Holm, who used to head the harbour board, said the plan had failed. "
    "The road is closed, according to Petra Holm."
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("words")
    build_snapshot([Document("crossing", "The crossing", _TEXT)], WordsEncoder(), folder)
    return Snapshots(folder).open_current()


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the only way left", "Lina Durrani"),
        ("the plan had failed", "Petra Holm"),
        ("The road is closed", "Petra Holm"),
        ("Petra Holm, who used to head the harbour board, said the plan had failed.", "Petra Holm"),
        ("The road is closed, according to Petra Holm.", "Petra Holm"),
    ],
)
def test_the_words_of_whom_a_sentence_reports_are_theirs(words: str, speaker: str, snapshot: Snapshot) -> None:
    assert check_quotation(snapshot, words, speaker).verdict == "found"


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("a costly mistake", "Lina Durrani"),
        ("used to head the harbour board", "Petra Holm"),
    ],
)
def test_words_about_a_speaker_or_of_another_are_not_confirmed_and_nobodys(
    words: str, speaker: str, snapshot: Snapshot
) -> None:
    check = check_quotation(snapshot, words, speaker)
    assert check.verdict == "misattributed"
    assert "they are" not in check.detail
    assert check.places[0].speaker is None


def test_words_that_an_article_only_tells_are_said_to_be_no_quotation_there(snapshot: Snapshot) -> None:
    told = check_quotation(snapshot, "the plan had failed", "Petra Holm")
    quoted = check_quotation(snapshot, "the only way left", "Lina Durrani")
    assert (told.places[0].mode, quoted.places[0].mode) == ("indirect", "mixed")
    assert "does not quote its speaker" in told.detail
    assert "does not quote its speaker" not in quoted.detail
