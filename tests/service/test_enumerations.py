"""Lists that run over sentences: their items come together where several things are asked for."""

from pathlib import Path

import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.asked_for import AskedFor
from service.enumerations import complete_lists
from service.finding import Question, find_candidates, find_hits
from service.question import understand
from service.question_words import ASKS_SEVERAL
from service.reading import Candidate
from tests.index.fakes import WordsEncoder
from tests.service.scored import scored

_TEXT = (
    "The harbour is silting up, and the town looks on. Why does nobody act?\n\n"
    "First, the dredger was sold to pay for the bridge. It went for a song.\n\n"
    "Secondly, the council meets twice a year. Lastly, no fisherman sits on it.\n\n"
    "The lighthouse was painted in spring. Second, third and fourth coats followed."
)


def candidates(folder: Path, *scores: float) -> tuple[Snapshot, list[Candidate]]:
    return scored(folder, Document("harbour", "The harbour", _TEXT), *scores)


def order(snapshot: Snapshot, found: list[Candidate]) -> list[str]:
    text = snapshot.document(0).document.text
    return [one.span.of(text).split()[0] for one in complete_lists(snapshot, found)]


def test_what_brings_a_list_in_brings_its_items_in_order_before_itself(tmp_path: Path) -> None:
    snapshot, found = candidates(tmp_path, 0.9, 0.2, 0.5, 0.1, 0.3, 0.4, 0.8, 0.15)
    assert order(snapshot, found)[:4] == ["First,", "Secondly,", "Lastly,", "The"]


def test_one_item_brings_the_others(tmp_path: Path) -> None:
    snapshot, found = candidates(tmp_path, 0.1, 0.2, 0.5, 0.1, 0.9, 0.4, 0.95, 0.15)
    assert order(snapshot, found)[:4] == ["The", "First,", "Secondly,", "Lastly,"]


def test_a_list_that_nothing_near_points_to_stays_where_it_is(tmp_path: Path) -> None:
    snapshot, found = candidates(tmp_path, 0.3, 0.2, 0.5, 0.7, 0.25, 0.4, 0.9, 0.8)
    assert complete_lists(snapshot, found) == found


def test_items_may_be_counted_with_the(tmp_path: Path) -> None:
    text = "The plan has two prongs. The first prong is the dredger. The second one is the bridge. Nobody pays."
    build_snapshot([Document("plan", "The plan", text)], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    question = understand("What are the two prongs?", WordsEncoder(), snapshot)
    hits = find_hits(snapshot, question.encoded, Question("?").filters, AskedFor())
    found = find_candidates(snapshot, question, hits, None)
    assert [one.number for one in complete_lists(snapshot, found)][:3] == [1, 2, 0]


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What two reasons are given for the silting?", True),
        ("List the parties that boycotted the meeting.", True),
        ("three principles of a long-term policy", True),
        ("What are the prongs of the plan?", True),
        ("Which steps does Petra Holm propose?", True),
        ("What does the author recommend?", True),
        ("When was the bridge closed?", False),
        ("Who sold the dredger?", False),
        ("Why is the harbour silting up?", False),
        ("What did Petra Holm say about the bridge?", False),
    ],
)
def test_questions_for_several_things_are_told(question: str, several: bool) -> None:
    assert (ASKS_SEVERAL.search(question) is not None) is several
