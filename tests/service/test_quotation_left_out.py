"""A quotation that is part of a sentence is said to be, with what the rest holds."""

from pathlib import Path

import pytest

from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from service.quotation_presenting import present_check
from tests.service.quotation_corpus import snapshot_of

TEXTS = {
    "talks": (
        "It is a lie that the talks will succeed. It would be wrong to say that the army has won. Only a fool thinks "
        "the drones have stopped. If the roads are built, the valley will stand with the army. The army will leave "
        "Tirah? The clerk allegedly took bribes. Mr Kasi did not say that the army would withdraw. The elders met at "
        "noon. Khan said the miners went home."
    ),
    "again": "The elders met at noon. Nobody knows that the elders met at noon.",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("index")
    return snapshot_of(folder, TEXTS)


@pytest.mark.parametrize(
    ("quotation", "kind", "whole"),
    [
        ("The talks will succeed.", "doubt", "It is a lie that the talks will succeed."),
        ("The army has won.", "doubt", "It would be wrong to say that the army has won."),
        ("The drones have stopped.", "doubt", "Only a fool thinks the drones have stopped."),
        (
            "The valley will stand with the army.",
            "condition",
            "If the roads are built, the valley will stand with the army.",
        ),
        ("The army will leave Tirah.", "question", "The army will leave Tirah?"),
        ("took bribes", "doubt", "The clerk allegedly took bribes."),
        ("the army would withdraw", "negation", "Mr Kasi did not say that the army would withdraw."),
    ],
)
def test_what_the_rest_of_a_sentence_does_to_the_words_is_named(
    snapshot: Snapshot, quotation: str, kind: str, whole: str
) -> None:
    result = check_quotation(snapshot, quotation, None)
    (shown,) = present_check(result, snapshot).nearest
    assert result.verdict == "found"
    assert "part of a sentence; it holds" in result.detail
    assert (shown.left_out, shown.whole_sentence) == ([kind], whole)


def test_other_words_left_out_get_the_plain_note(snapshot: Snapshot) -> None:
    result = check_quotation(snapshot, "the miners went home", None)
    assert "part of a sentence." in result.detail
    assert result.places[0].whole == "Khan said the miners went home."


def test_a_whole_sentence_has_no_note(snapshot: Snapshot) -> None:
    result = check_quotation(snapshot, "“It is a lie that the talks will succeed”", None)
    (shown,) = present_check(result, snapshot).nearest
    assert "part of" not in result.detail
    assert (shown.whole_sentence, shown.left_out) == (None, [])


def test_a_question_quoted_as_one_has_no_note(snapshot: Snapshot) -> None:
    assert "part of" not in check_quotation(snapshot, "The army will leave Tirah?", None).detail


def test_of_several_places_those_are_counted_where_the_words_are_a_part(snapshot: Snapshot) -> None:
    result = check_quotation(snapshot, "The elders met at noon.", None)
    assert sorted(place.left_out for place in result.places) == [(), (), ("negation",)]
    assert "In 1 of 3 places shown these words are part of a sentence; it holds a negation" in result.detail
