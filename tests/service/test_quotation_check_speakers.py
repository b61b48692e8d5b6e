"""Promises of the check of quotations about who said the words."""

from pathlib import Path

import pytest

from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from service.quotation_presenting import present_check
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


@pytest.mark.parametrize(
    ("quotation", "words", "voice"),
    [
        ("Some farmers refused the offer", "not known there who said them; that Omar Daud said them", "unknown"),
        ("Ferries carried 1,200 people a day", "the article says them in its own voice", "article"),
        ("The dam is full. Engineers from Quetta", "not known there who said them", "unknown"),
    ],
)
def test_words_of_nobody_known_are_never_said_to_be_somebody_elses(
    snapshot: Snapshot, quotation: str, words: str, voice: str
) -> None:
    result = check_quotation(snapshot, quotation, "Omar Daud")
    shown = present_check(result, snapshot)
    assert (shown.verdict, shown.speaker, shown.speaker_known) == ("misattributed", None, False)
    assert words in shown.detail
    assert "they are" not in shown.detail
    assert {place.voice for place in shown.nearest} == {voice}


def test_words_known_in_one_place_only_are_not_said_to_be_anothers_in_all(tmp_path: Path) -> None:
    both = snapshot_of(tmp_path, {"one": "Rain fell.", "two": "Yes. Rain fell."}, {}, {"one": "Ada Lund"})
    result = check_quotation(both, "Rain fell", "Bo Strand")
    assert "where it is known who said them, they are Ada Lund's" in result.detail
    assert present_check(result, both).speaker_known


def test_a_title_the_role_contradicts_is_told_beside_the_role(tmp_path: Path) -> None:
    shah = Speaker("imran-shah", "Imran Shah", "editor", ("Shah",))
    one = snapshot_of(tmp_path, {"one": "Shah said the mine was shut."}, {"Shah": shah})
    detail = check_quotation(one, "the mine was shut", "General Shah").detail
    assert "they are Imran Shah's (editor); that this is General Shah cannot be confirmed" in detail


def test_one_place_with_the_right_speaker_among_many_is_enough(tmp_path: Path) -> None:
    texts = {"one": "Rain fell on the town.", "two": "Yes. Rain fell on the town."}
    both = snapshot_of(tmp_path, texts, {}, {"one": "Ada Lund", "two": "Bo Strand"})
    result = check_quotation(both, "Rain fell on the town", "Bo Strand")
    assert (result.verdict, result.occurrences) == ("found", 2)
    assert [place.quote.document.id for place in result.places] == ["two"]


def test_an_empty_name_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="name is empty"):
        check_quotation(snapshot, "The dam is full", " ")
