"""Promises about follow-up questions."""

import httpx
import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.follow_up import AskedQuestions, complete
from tests.index.fakes import WordsEncoder

pytestmark = pytest.mark.anyio

HOLM = "What does Petra Holm say about the bridge?"


@pytest.mark.parametrize(
    ("asked", "completed"),
    [
        ("And Idris Okafor?", "What does Idris Okafor say about the bridge?"),
        ("What about Okafor?", "What does Idris Okafor say about the bridge?"),
        ("What does she want for the harbour?", "What does Petra Holm want for the harbour?"),
        ("What is her view of dredging?", "What is Petra Holm's view of dredging?"),
        ("Why?", "Why Petra Holm bridge"),
        ("Is it safe near the old lighthouse?", "Is it safe near the old lighthouse Petra Holm bridge"),
        ("And the harbour?", "What does Petra Holm say about the harbour?"),
        ("and about the price of fish?", "What does Petra Holm say about the price of fish?"),
        ("And is the harbour deep?", "is the harbour deep Petra Holm bridge"),
        ("What prompted it to close?", "What prompted it to close Petra Holm bridge"),
        ("And Okafor and Dahl?", "What does Idris Okafor and Signe Dahl say about the bridge?"),
    ],
)
def test_speaker_and_topic_are_carried_over(asked: str, completed: str, snapshot: Snapshot) -> None:
    assert complete(asked, [HOLM], snapshot).rstrip("?") == completed.rstrip("?")


@pytest.mark.parametrize(
    "asked",
    [
        "What does the editorial say?",
        "Who is Okafor?",
        "How much does dredging cost a year?",
        "Is it true that the harbour silts up every spring?",
        "What does Idris Okafor say about his bridge?",
        "Why does the harbour at Varn silt up every spring?",
        "Is it likely that the navy will clear the harbour at Varn?",
        "Does the council say that the ferries were late?",
        "What did Imran Khan say about his release?",
        "Which town council says that fishermen should sell their boats?",
        "Are there people among those who oppose dredging in the harbour?",
    ],
)
def test_a_whole_question_stays_as_it_is(asked: str, snapshot: Snapshot) -> None:
    assert complete(asked, [HOLM], snapshot) == asked


def test_without_a_question_before_nothing_is_carried_over(snapshot: Snapshot) -> None:
    assert complete("And him?", [], snapshot) == "And him?"


def test_a_pronoun_looks_back_to_the_last_person_named(snapshot: Snapshot) -> None:
    before = [HOLM, "How much does dredging cost?"]
    assert complete("Does she mention the river?", before, snapshot) == "Does Petra Holm mention the river?"


def test_no_more_questions_are_kept_than_there_is_room_for() -> None:
    asked = AskedQuestions()
    for number in range(10_050):
        asked.remember(f"ans_{number}", str(number))
    assert asked.question("ans_0") is None
    assert asked.question("ans_10049") == "10049"


async def test_a_follow_up_is_answered_over_http(client: httpx.AsyncClient) -> None:
    first = (await client.post("/v1/answers", json={"question": HOLM})).json()
    body = {"question": "And Idris Okafor?", "previous": [first["id"]], "limit": 1}
    reply = (await client.post("/v1/answers", json=body)).json()
    assert reply["question"] == "And Idris Okafor?"
    assert reply["searched_for"] == "What does Idris Okafor say about the bridge?"
    shown = reply["citations"] or reply["no_answer"]["nearest"]
    assert shown[0]["speaker"]["name"] == "Idris Okafor"


async def test_an_answer_nobody_gave_is_named(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/answers", json={"question": "And him?", "previous": ["ans_unknown"]})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/previous/0"
    assert "ans_unknown" in response.json()["detail"]


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("councils")
    text = (
        "Petra Holm said that the ferry at Varn was late. The Harbour Council said that the ferry was on time. "
        "The Bridge Committee said that no ferry was needed. Idris Okafor said that the ferry was cold."
    )
    build_snapshot((Document("ferry", "The ferry", text),), WordsEncoder(), folder)
    return Snapshots(folder).open_current()


@pytest.mark.parametrize(
    "before", ["What did Petra Holm say of the ferry?", "What did the Bridge Committee say of the ferry?"]
)
@pytest.mark.parametrize("asked", ["And the Harbour Council?", "What about the Harbour Council?"])
def test_a_body_takes_the_place_of_whoever_was_asked_about(before: str, asked: str, councils: Snapshot) -> None:
    assert complete(asked, [before], councils) == "What did Harbour Council say of the ferry?"


def test_a_body_after_another_that_was_spoken_of_is_spoken_of_too(councils: Snapshot) -> None:
    completed = complete("And the Bridge Committee?", ["What did Petra Holm say about the Harbour Council?"], councils)
    assert completed == "What did Petra Holm say about the Bridge Committee?"


def test_a_name_that_begins_like_a_leading_word_is_whole(snapshot: Snapshot) -> None:
    assert complete("Orlando?", [HOLM], snapshot).startswith("Orlando ")


def test_a_long_question_before_is_gone_through_in_no_time(councils: Snapshot) -> None:
    before = "What did Petra Holm say " + "of a b c d e f g " * 100
    assert complete("And the Harbour Council?", [before], councils).startswith("What did Harbour Council say")


@pytest.mark.parametrize(
    ("before", "asked", "completed"),
    [
        (
            "What does Petra Holm say about the ban on fishing at Varn?",
            "and the plan?",
            "What does Petra Holm say about the plan?",
        ),
        (
            "What does Petra Holm say about fishing on Monday?",
            "and the ferry?",
            "What does Petra Holm say about the ferry?",
        ),
        (HOLM, "?", "Petra Holm bridge"),
        (HOLM, "Compare.", "Compare Petra Holm bridge"),
        (HOLM, "Thanks", "Thanks Petra Holm bridge"),
        (HOLM, "And in Varn?", "in Varn Petra Holm bridge"),
    ],
)
def test_only_a_topic_takes_the_place_of_the_topic(before: str, asked: str, completed: str, snapshot: Snapshot) -> None:
    assert complete(asked, [before], snapshot) == completed
