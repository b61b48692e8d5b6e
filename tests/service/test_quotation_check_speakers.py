"""Promises of the check of quotations about who said the words."""

from pathlib import Path

import pytest

from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from tests.service.quotation_corpus import AUTHORS, DOCUMENTS, SAID, snapshot_of


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("index"), DOCUMENTS, SAID, AUTHORS)


@pytest.mark.parametrize(
    ("quotation", "speaker", "verdict"),
    [
        ("the council “can’t wait any longer”", "Nadia Khalil", "found"),
        ("the council “can’t wait any longer”", "Mayor Nadia KHALIL", "found"),
        ("the council “can’t wait any longer”", "the mayor", "found"),
        ("the council “can’t wait any longer”", "Tariq Anwar", "misattributed"),
        ("The valley below stayed dry", "Brigadier (Retd) Tariq Anwar", "found"),
        ("Some farmers refused the offer", "Nadia Khalil", "misattributed"),
        ("Ferries carried 1,200 people a day", "Nadia Khalil", "misattributed"),
        ("Nothing grew on the northern fields", "Omar Daud", "found"),
        ("Nothing grew on the northern fields", "Nadia Khalil", "misattributed"),
        ("The dam is full. Engineers from Quetta", "Nadia Khalil", "misattributed"),
        ("The dam is not full. Engineers from Quetta opened", "Nadia Khalil", "altered"),
    ],
)
def test_words_are_found_only_with_the_speaker_of_every_sentence(
    snapshot: Snapshot, quotation: str, speaker: str, verdict: str
) -> None:
    assert check_quotation(snapshot, quotation, speaker).verdict == verdict


def test_an_unknown_speaker_is_said_to_be_unknown(snapshot: Snapshot) -> None:
    assert "not known" in check_quotation(snapshot, "Some farmers refused the offer", "Nadia Khalil").detail


def test_one_place_with_the_right_speaker_among_many_is_enough(tmp_path: Path) -> None:
    texts = {"one": "Rain fell on the town.", "two": "Yes. Rain fell on the town."}
    both = snapshot_of(tmp_path, texts, {}, {"one": "Ada Lund", "two": "Bo Strand"})
    result = check_quotation(both, "Rain fell on the town", "Bo Strand")
    assert (result.verdict, result.occurrences) == ("found", 2)
    assert [place.quote.document.id for place in result.places] == ["two"]


def test_an_empty_name_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="name is empty"):
        check_quotation(snapshot, "The dam is full", " ")
