"""Speakers whom a question describes by what they are instead of naming them."""

from pathlib import Path

import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.follow_up import complete
from service.question import understand
from tests.index.fakes import WordsEncoder

_TEXT = (
    "Vera Lund, former head of the Varn Harbour Authority (VHA), said the harbour was lost. "
    "Idris Okafor, professor of hydraulics, said that the harbour could be dredged. "
    "Ulf Brandt, a defence analyst, said that nobody had asked the army. "
    "Petra Holm, the Prime Minister of Varn, said that she would decide in May. "
    "Olaf Renn, former Prime Minister of Varn, said that she would not. "
    "Ib Stein, Director of the World Sail Organization, said that it was windy. "
    "Chen Li, the ambassador to Varn, said that the wind was cold. "
    "Runa Falk, a researcher of music at the Orland Free University, said that it hummed. "
    "Inspector General of Police Omar Dahl said that the harbour was guarded."
)


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("described")
    build_snapshot([Document("harbour", "The harbour", _TEXT)], WordsEncoder(), folder)
    return Snapshots(folder).open_current()


def heard(question: str, snapshot: Snapshot) -> list[str]:
    return [one.name for one in understand(question, WordsEncoder(), snapshot).voices]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("what is lost per ex VHA head", ["Vera Lund"]),
        ("What does the former Harbour Authority chief say?", ["Vera Lund"]),
        ("the ex-head of the Varn Harbour Authority on the harbour", ["Vera Lund"]),
        ("What did the professor say about dredging?", ["Idris Okafor"]),
        ("what the OFU researcher said", ["Runa Falk"]),
        ("What did the WSO director say?", ["Ib Stein"]),
        ("What did the IGP say about the guards?", ["Omar Dahl"]),
        ("Is it lost? former VHA head and the analyst", ["Vera Lund", "Ulf Brandt"]),
        ("the hydraulics professor on dredging", ["Idris Okafor"]),
        ("Whom had nobody asked, in the view of the defense analyst?", ["Ulf Brandt"]),
        ("When will the prime minister of Varn decide?", ["Petra Holm"]),
        ("What did the former Varn prime minister say?", ["Olaf Renn"]),
        ("Do the professor and the analyst agree?", ["Idris Okafor", "Ulf Brandt"]),
    ],
)
def test_who_is_described_is_heard(question: str, names: list[str], described: Snapshot) -> None:
    assert heard(question, described) == names


@pytest.mark.parametrize(
    "question",
    [
        "What did the OF researcher say?",
        "What did the U.S. ambassador to Varn say?",
        "What did the minister say?",  # fits nobody whole, and more than one in part
        "What did the head of the lighthouse authority say?",
        "What did the prime minister of Orland say?",
        "What did the former Prime Minister Karin Falk say?",  # a name follows that is somebody else's
        "What did the Orland prime minister say?",
        "Who heads the harbour authority?",
        "a general view of the harbour",
    ],
)
def test_a_description_that_fits_nobody_or_several_names_nobody(question: str, described: Snapshot) -> None:
    assert heard(question, described) == []


def test_a_body_within_a_description_is_not_an_unknown_speaker(described: Snapshot) -> None:
    asked = understand("What did the former VHA head say about the harbour?", WordsEncoder(), described)
    assert asked.unknown is None
    assert [one.name for one in asked.voices] == ["Vera Lund"]


def test_a_follow_up_puts_one_description_in_the_place_of_another(described: Snapshot) -> None:
    before = "What does the ex-VHA head say of the harbour?"
    assert complete("And the professor?", [before], described) == "What does Idris Okafor say of the harbour?"


def test_two_people_described_in_one_breath_are_two(described: Snapshot) -> None:
    assert heard("the former VHA head and the defence analyst", described) == ["Vera Lund", "Ulf Brandt"]


def test_the_prime_minister_is_who_has_the_office_and_a_part_of_a_name_names(tmp_path: Path) -> None:
    text = "Petra Holm, the Prime Minister, said that it was late. Naeem Khalid Lodhi said that it was early."
    build_snapshot([Document("late", "Who is late", text)], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    asked = "How do the prime minister and Naeem Lodhi differ?"
    assert heard(asked, snapshot) == ["Petra Holm", "Naeem Khalid Lodhi"]
    assert heard("Which prime minister said so?", snapshot) == []


def test_one_of_many_is_nobody(described: Snapshot) -> None:
    assert heard("Why is a former Varn prime minister rich?", described) == []


def test_people_in_a_row_are_all_heard(described: Snapshot) -> None:
    assert heard("Compare Lund, Okafor and Holm on the harbour.", described) == [
        "Vera Lund",
        "Idris Okafor",
        "Petra Holm",
    ]
    assert heard("Summarise Okafor on the harbour", described) == ["Idris Okafor"]


def test_another_of_the_same_office_is_not_meant(tmp_path: Path) -> None:
    text = "The Army Chief said that the state was soft. Asim Munir said that it must be hard."
    build_snapshot([Document("state", "The state", text)], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    assert heard("What does the army chief say?", snapshot) == ["Asim Munir"]
    assert heard("What does the former army chief say?", snapshot) == []


def test_a_body_is_heard_where_it_speaks_and_not_where_it_is_spoken_of(tmp_path: Path) -> None:
    text = "Vera Lund said that PTI was late. PTI said that it was early."
    build_snapshot([Document("late", "Who is late", text)], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    assert heard("What did PTI say about Vera Lund?", snapshot) == ["PTI", "Vera Lund"]
    assert heard("What did Vera Lund say about PTI?", snapshot) == ["Vera Lund"]
    assert heard("According to PTI, who was early?", snapshot) == ["PTI"]
    assert heard("What is said of PTI's lateness?", snapshot) == []


def test_a_signed_author_has_a_surname(tmp_path: Path) -> None:
    article = Document("opinion", "After the airstrikes", "The war is not over.", author="Shamim Shahid")
    build_snapshot([article], WordsEncoder(), tmp_path)
    asked = understand("What does Shahid say about the war?", WordsEncoder(), Snapshots(tmp_path).open_current())
    assert [one.name for one in asked.voices] == ["Shamim Shahid"]
    assert asked.unknown is None


def test_a_rank_is_kept_by_who_retires(tmp_path: Path) -> None:
    text = "Ejaz Awan said that the war was not over. Petra Holm, a colonel, said that it was."
    build_snapshot([Document("war", "The war", text)], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()  # the speakers file calls Awan a retired major general
    assert heard("What does the ex-general say about the war?", snapshot) == ["Ejaz Awan"]
    assert heard("the major general on the war", snapshot) == ["Ejaz Awan"]


def test_an_author_keeps_the_role_that_the_speakers_file_gives(tmp_path: Path) -> None:
    article = Document("opinion", "After the airstrikes", "The war is not over.", author="Shamim Shahid")
    build_snapshot([article], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    writer = snapshot.register.lookup("Shamim Shahid")
    assert writer is not None
    assert writer.role == "journalist"
    assert heard("What does the journalist say about the war?", snapshot) == ["Shamim Shahid"]
