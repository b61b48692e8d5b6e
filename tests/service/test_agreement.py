"""Who agrees or disagrees comes first where that is asked, and what they go on to say comes with it."""

from pathlib import Path

from corpus.document import Document
from service.agreement import raise_agreement
from tests.service.scored import scored

_TEXT = (
    "Petra Holm said that the bridge must go. Idris Okafor disagrees with Petra Holm on this. "
    "Idris Okafor said that it can be repaired.\n\nIdris Okafor said that the lamp burns oil."
)


def test_the_pointer_comes_first_and_both_it_and_its_continuation_are_worth_as_much_as_the_best(tmp_path: Path) -> None:
    snapshot, found = scored(tmp_path, Document("bridge", "The bridge", _TEXT), 1.0, 0.4, 0.2, 0.6)
    voices = [one for one in snapshot.register.speakers if one.name in ("Petra Holm", "Idris Okafor")]
    raised = raise_agreement(snapshot, found, voices)
    assert [(one.number, one.score) for one in raised] == [(1, 1.0), (2, 1.0), (0, 1.0), (3, 0.6)]


def test_where_nobody_says_so_the_order_stays(tmp_path: Path) -> None:
    text = "Petra Holm said that the bridge must go. Idris Okafor said that it can be repaired."
    snapshot, found = scored(tmp_path, Document("bridge", "The bridge", text), 1.0, 0.4)
    assert raise_agreement(snapshot, found, list(snapshot.register.speakers)) == found
