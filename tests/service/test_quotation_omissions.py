"""Marked omissions: what is left out between pieces, and whose the pieces are."""

from pathlib import Path

import pytest

from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from tests.service.quotation_corpus import snapshot_of

KHAN = Speaker("asad-khan", "Asad Khan", None, ("Khan",))
DURRANI = Speaker("gul-durrani", "Gul Durrani", None, ("Durrani",))
TEXTS = {
    "valley": (
        "“We will fight them in the valley,” said Khan. “We will talk to them in the valley,” said Durrani.\n\n"
        "“They say the deputy commissioner ordered the firing. The town was quiet that day. Nobody came out of the "
        "houses. I was there and saw the men who ran. It is false,” said Khan.\n\n"
        "“The road is open to all,” said Khan. Rain fell on the hills. “The camp is shut for good,” said Khan."
    )
}
SAID = {
    "“We will fight": KHAN,
    "“We will talk": DURRANI,
    "“They say": KHAN,
    "The town": KHAN,
    "Nobody": KHAN,
    "I was": KHAN,
    "It is false": KHAN,
    "“The road": KHAN,
    "“The camp": KHAN,
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("index")
    return snapshot_of(folder, TEXTS, SAID)


@pytest.mark.parametrize(
    "quotation",
    [
        "We will fight them in the valley ... We will talk to them in the valley",
        "We will fight … We will talk",
        "“We will fight them [...] talk to them in the valley”",
    ],
)
def test_words_of_two_speakers_joined_by_an_ellipsis_are_spliced(snapshot: Snapshot, quotation: str) -> None:
    result = check_quotation(snapshot, quotation, None)
    assert result.verdict == "spliced"
    assert [place.speaker for place in result.places] == [KHAN, DURRANI]
    assert "Asad Khan and Gul Durrani" in result.detail


@pytest.mark.parametrize(("speaker", "verdict"), [(None, "found"), ("Khan", "found"), ("Durrani", "misattributed")])
def test_whole_sentences_of_one_speaker_left_out_between_are_found_and_shown(
    snapshot: Snapshot, speaker: str | None, verdict: str
) -> None:
    result = check_quotation(snapshot, "The deputy commissioner ordered the firing ... It is false", speaker)
    assert result.verdict == verdict
    assert result.places[0].quote.text.endswith("who ran. It is false")
    assert [one.source[:16] for one in result.diff if one.operation != "equal"] == [". The town was q"]
    assert "leaves whole sentences" in result.detail


@pytest.mark.parametrize(
    "quotation",
    [
        "The deputy commissioner ordered … the men who ran",
        "The town was quiet … out of the houses",
        "The road is open to all … The camp is shut for good",
    ],
)
def test_what_is_left_out_of_a_sentence_or_of_others_words_is_altered_and_shown(
    snapshot: Snapshot, quotation: str
) -> None:
    result = check_quotation(snapshot, quotation, "Khan")
    assert result.verdict == "altered"
    assert [one.operation for one in result.diff] == ["equal", "replace", "equal"]
    assert "leaves words out" in result.detail


def test_a_piece_that_stands_nowhere_is_no_omission(snapshot: Snapshot) -> None:
    assert check_quotation(snapshot, "The town was quiet that day … It is true", None).verdict == "altered"
