"""A speech that its article divides by a tag may be quoted as one, and only that."""

from pathlib import Path

import pytest

from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.quotation_check import check_quotation
from tests.service.quotation_corpus import snapshot_of

KHAN = Speaker("asad-khan", "Asad Khan", None, ("Khan",))
TEXTS = {
    "straight": '"The mill is shut," Khan said, "and nobody is sorry."',
    "speech": (
        "“We lost,” said Khan, “and we know it.” Rain fell. “They won,” said Khan, and Durrani replied, “but we know "
        "nothing.” “Come home,” said Khan. “And bring the boys.” “Is it over?” he added. “It is not.”\n\n"
        "“Nobody asked us,” said an elder, “and nobody will.”"
    ),
}
SAID = {
    "“We lost": KHAN,
    "“They won": KHAN,
    "“Come": KHAN,
    "“And bring": KHAN,
    "“Is it": KHAN,
    "“It is": KHAN,
    "“Nobody": None,
    '"The mill': KHAN,
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("index")
    return snapshot_of(folder, TEXTS, SAID)


@pytest.mark.parametrize(
    ("quotation", "tag"),
    [
        ("We lost, and we know it.", "said Khan"),
        ("We lost and we know it", "said Khan"),
        ("Come home. And bring the boys.", "said Khan"),
        ("The mill is shut, and nobody is sorry", "Khan said"),
        ("Is it over? It is not.", "he added"),
    ],
)
def test_a_speech_without_its_tag_is_found_and_the_tag_shown(snapshot: Snapshot, quotation: str, tag: str) -> None:
    result = check_quotation(snapshot, quotation, "Khan")
    assert result.verdict == "found"
    assert "words between" in result.detail
    assert [tag in one.source for one in result.diff if one.operation != "equal"] == [True]
    assert check_quotation(snapshot, quotation, "Durrani").verdict == "misattributed"


@pytest.mark.parametrize(
    "quotation",
    [
        "They won, but we know nothing.",
        "We lost, and we do know it.",
        "We lost, said, and we know it.",
        "We lost not, and we know it.",
        "We lost! and we know it.",
        "Is it over. It is not.",
        "Nobody asked us, and nobody will.",
        "We lost, and we know it. They won",
    ],
)
def test_anything_else_left_out_or_changed_is_not_found(snapshot: Snapshot, quotation: str) -> None:
    assert check_quotation(snapshot, quotation, None).verdict != "found"
