"""A point made over two sentences is quoted whole where one speaker's view is asked for."""

from pathlib import Path

from corpus.document import Document
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.continuations import raise_continuation
from service.reading import Candidate
from tests.service.scored import scored

_TEXT = (
    "The harbour is lost. Nothing will bring the fish back. Petra Holm said that she would try.\n\n"
    "The bridge is safe. \n\nThe old lamp burns oil.\n"
)


def candidates(folder: Path, *scores: float) -> tuple[Snapshot, list[Candidate]]:
    return scored(folder, Document("harbour", "The harbour", _TEXT, author="Signe Dahl"), *scores)


def asked(snapshot: Snapshot) -> AskedFor:
    return AskedFor(tuple(one for one in snapshot.register.speakers if one.name == "Signe Dahl"))


def test_the_sentence_after_the_best_comes_along(tmp_path: Path) -> None:
    snapshot, found = candidates(tmp_path, 1.0, 0.1, 0.3, 0.7, 0.6)
    raised = raise_continuation(snapshot, found, asked(snapshot))
    assert [one.number for one in raised] == [0, 1, 3, 4, 2]
    assert raised[1].score == 0.8


def test_another_speakers_sentence_does_not(tmp_path: Path) -> None:
    snapshot, found = candidates(tmp_path, 0.1, 1.0, 0.3, 0.7, 0.6)
    assert raise_continuation(snapshot, found, asked(snapshot)) == found


def test_another_paragraphs_sentence_does_not(tmp_path: Path) -> None:
    snapshot, found = candidates(tmp_path, 0.1, 0.2, 0.3, 1.0, 0.6)
    assert raise_continuation(snapshot, found, asked(snapshot)) == found


def test_of_nothing_nothing_comes(tmp_path: Path) -> None:
    snapshot, _ = candidates(tmp_path, 0.1, 0.2, 0.3, 1.0, 0.6)
    assert raise_continuation(snapshot, [], AskedFor()) == []


def test_where_the_best_is_of_nobody_asked_for_nothing_comes(tmp_path: Path) -> None:
    snapshot, found = candidates(tmp_path, 1.0, 0.1, 0.3, 0.7, 0.6)
    assert raise_continuation(snapshot, found, AskedFor()) == found
