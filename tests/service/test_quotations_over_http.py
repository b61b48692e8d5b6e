import httpx
import pytest

pytestmark = pytest.mark.anyio


async def verdict(client: httpx.AsyncClient, quotation: str, speaker: str | None = None) -> str:
    response = await client.post("/v1/quotes/verify", json={"quotation": quotation, "speaker": speaker})
    assert response.status_code == 200, response.text
    return str(response.json()["verdict"])


async def test_a_true_quotation_is_found_whatever_its_quotation_marks(client: httpx.AsyncClient) -> None:
    assert await verdict(client, '"We will tear it down  before winter."', "Holm") == "found"


async def test_a_changed_number_and_a_changed_speaker_are_seen(client: httpx.AsyncClient) -> None:
    assert await verdict(client, "the bridge can be repaired for three million crowns") == "altered"
    assert await verdict(client, "We will tear it down before winter", "Idris Okafor") == "misattributed"
    assert await verdict(client, "penguins govern the archipelago wisely") == "not_found"


async def test_a_quotation_without_a_word_is_a_problem_that_points_at_it(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/quotes/verify", json={"quotation": "—"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/quotation"


async def test_a_speaker_without_a_name_is_pointed_at(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/quotes/verify", json={"quotation": "The bridge is not safe.", "speaker": "\x1c"})
    assert response.status_code == 422
    assert [one["pointer"] for one in response.json()["errors"]] == ["/speaker"]
