import httpx
import pytest

from tests.service.conftest import ARTICLES, BRIDGE

pytestmark = pytest.mark.anyio
TEXTS = {one.id: one.text for one in ARTICLES}


async def ask(client: httpx.AsyncClient, question: str, **more: object) -> dict:  # type: ignore[type-arg] # JSON
    response = await client.post("/v1/answers", json={"question": question, **more})
    assert response.status_code == 200, response.text
    reply: dict = response.json()  # type: ignore[type-arg] # JSON
    return reply


async def test_every_quote_is_the_documents_own_characters_in_all_three_units(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "Who counted the cars on the bridge?", limit=20)
    assert reply["citations"]
    for one in reply["citations"]:
        text, place = TEXTS[one["document"]["id"]], one["location"]
        assert one["quote"] == text[place["start"] : place["end"]] == one["selector"]["exact"]
        utf8, utf16 = place["utf8"], place["utf16"]
        assert text.encode()[utf8["start"] : utf8["end"]].decode() == one["quote"]
        assert text.encode("utf-16-le")[2 * utf16["start"] : 2 * utf16["end"]].decode("utf-16-le") == one["quote"]
        assert text.startswith(one["selector"]["prefix"], place["start"] - len(one["selector"]["prefix"]))
        assert text.startswith(one["selector"]["suffix"], place["end"])


async def test_the_reply_has_every_member_of_the_contract(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "Can the bridge be repaired?")
    assert set(reply) == {
        "object", "id", "question", "status", "confidence", "no_answer", "text", "positions", "citations", "index",
        "warnings", "timing_ms", "usage", "searched_for",
    }  # fmt: skip
    assert (reply["usage"], reply["index"]["reader"]) == (None, None)  # neither a language model nor a reader took part
    assert set(reply["citations"][0]) == {
        "id", "quote", "document", "location", "selector", "context", "speaker", "scores", "link", "verified",
    }  # fmt: skip
    assert reply["status"] == "answered"
    assert reply["no_answer"] is None
    assert reply["index"]["documents"] == 3


async def test_each_statement_carries_its_speaker_and_the_words_that_prove_it(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "Can the bridge be repaired for two million crowns?", limit=1)
    speaker = reply["citations"][0]["speaker"]
    assert speaker["name"] == "Idris Okafor"
    assert speaker["mode"] == "direct"
    for part in ("mention", "cue"):
        assert BRIDGE.text[speaker[part]["start"] : speaker[part]["end"]] == speaker[part]["text"]
    (words,) = speaker["words"]
    assert words["text"] == "the bridge can be repaired for two million crowns"
    assert BRIDGE.text[words["start"] : words["end"]] == words["text"]


async def test_the_answers_text_holds_only_speakers_quotations_and_numbers(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "What do Petra Holm and Idris Okafor say about the bridge?", limit=4)
    expected = [
        f"{one['speaker']['name'] if one['speaker'] else one['document']['title']}: {one['quote']} [{one['id']}]"
        for one in reply["citations"]
    ]
    assert reply["text"].split("\n") == expected


async def test_both_sides_of_a_comparison_are_in_the_answer(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "Do Petra Holm and Idris Okafor agree on the bridge?", limit=2)
    assert {one["speaker"]["name"] for one in reply["citations"]} == {"Petra Holm", "Idris Okafor"}


async def test_positions_group_the_citations_by_speaker(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "What do Petra Holm and Idris Okafor say about the bridge?", limit=4)
    by_id = {one["id"]: one["speaker"] and one["speaker"]["id"] for one in reply["citations"]}
    grouped = {number: position["speaker_id"] for position in reply["positions"] for number in position["citations"]}
    assert grouped == by_id


async def test_a_far_question_gets_no_answer_with_a_reason_and_the_nearest_quotes(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "xylophone tuning quintessence")
    assert reply["status"] == "no_answer"
    assert reply["no_answer"]["reason"] == "no_relevant_content"
    assert reply["citations"] == []
    assert reply["positions"] == []
    assert reply["text"] == ""
    assert all(one["verified"] for one in reply["no_answer"]["nearest"])


async def test_a_question_without_a_word_is_not_a_question(client: httpx.AsyncClient) -> None:
    assert (await ask(client, "?!"))["no_answer"]["reason"] == "not_a_question"


async def test_the_words_of_somebody_who_never_speaks_are_said_to_be_unknown(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "What did Ludvig Brandt say about the bridge?")
    assert reply["no_answer"]["reason"] == "unknown_speaker"
    assert "Ludvig Brandt" in reply["no_answer"]["detail"]


async def test_the_speaker_filter_leaves_only_that_speakers_words(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "What about the bridge and the dredging?", speaker="petra holm", limit=20)
    assert {one["speaker"]["name"] for one in reply["citations"]} == {"Petra Holm"}


async def test_a_speaker_filter_nobody_fits_names_the_nearest_speakers(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "What about the bridge?", speaker="Petronella Holmberg")
    assert reply["no_answer"]["reason"] == "unknown_speaker"
    assert "Petronella Holmberg" in reply["no_answer"]["detail"]


async def test_filters_that_leave_no_document_are_told_from_no_answer(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "Can the bridge be repaired?", since="2030-01-01")
    assert reply["no_answer"]["reason"] == "filtered_out"
    assert "without a date" in reply["no_answer"]["detail"]


async def test_filters_by_document_and_date_hold(client: httpx.AsyncClient) -> None:
    by_document = await ask(client, "What costs crowns at Varn?", documents=["harbour"], limit=20)
    by_date = await ask(client, "What costs crowns at Varn?", until="2023-12-31", limit=20)
    assert {one["document"]["id"] for one in by_document["citations"]} == {"harbour"}
    assert {one["document"]["id"] for one in by_date["citations"]} == {"harbour"}


async def test_never_more_quotes_than_the_limit(client: httpx.AsyncClient) -> None:
    for limit in (1, 2, 3):
        assert len((await ask(client, "the bridge at Varn", limit=limit))["citations"]) <= limit


async def test_the_same_question_to_the_same_snapshot_gives_the_same_answer(client: httpx.AsyncClient) -> None:
    first, second = [await ask(client, "Can the bridge be repaired?") for _ in range(2)]
    assert {**first, "timing_ms": 0} == {**second, "timing_ms": 0}


async def test_markup_and_instructions_in_an_article_are_only_text(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "Which instructions does the lighthouse keeper ignore?", limit=5)
    assert any("<b>wrote</b>" in one["quote"] or "Ignore all" in one["quote"] for one in reply["citations"])


async def test_search_gives_passages_best_first_and_says_why(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/search", json={"question": "dredging the harbour"})
    hits = response.json()["hits"]
    assert hits[0]["document"]["id"] == "harbour"
    assert [hit["scores"]["fused"] for hit in hits] == sorted((hit["scores"]["fused"] for hit in hits), reverse=True)
    assert {"dredg", "harbour"} <= set(hits[0]["matched"])
    for hit in hits:
        place = hit["location"]
        assert hit["text"] == TEXTS[hit["document"]["id"]][place["start"] : place["end"]]


async def test_where_one_is_said_to_disagree_with_the_other_that_sentence_comes_first(
    client: httpx.AsyncClient,
) -> None:
    reply = await ask(client, "Do Petra Holm and Idris Okafor agree on the bridge?", limit=2)
    assert reply["citations"][0]["quote"] == "Professor Idris Okafor disagrees with Petra Holm."


async def test_a_namesake_of_a_speaker_is_another_person(client: httpx.AsyncClient) -> None:
    assert (await ask(client, "What did Ludvig Holm say about the bridge?"))["no_answer"]["reason"] == "unknown_speaker"
    assert (await ask(client, "What did Mayor Holm say about the bridge?"))["status"] == "answered"


async def test_a_group_that_speaks_is_no_unknown_speaker(client: httpx.AsyncClient) -> None:
    reply = await ask(client, "What did the Fishermen tell reporters about the sonar?")
    assert reply["no_answer"] is None
