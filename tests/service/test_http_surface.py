import gzip
from pathlib import Path

import httpx
import pytest

from index.snapshots import Snapshots
from service.app import create_app
from service.live_index import LiveIndex
from tests.index.fakes import WordsEncoder
from tests.service.conftest import ARTICLES, BRIDGE, HARBOUR

pytestmark = pytest.mark.anyio
MEMBERS = {"type", "title", "status", "detail", "instance", "request_id", "errors"}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/nowhere", None, 404),
        ("GET", "/v1/answers", None, 405),
        ("POST", "/v1/answers", {"question": ""}, 422),
        ("POST", "/v1/answers", {"question": " \n\u200b"}, 422),
        ("POST", "/v1/answers", {"question": "bridge", "limit": 0}, 422),
        ("POST", "/v1/answers", {"question": "bridge", "limit": 21}, 422),
        ("POST", "/v1/answers", {"question": "bridge", "colour": "red"}, 422),
        ("POST", "/v1/answers", {"question": "bridge", "documents": ["nope"]}, 422),
        ("POST", "/v1/answers", {"question": "bridge", "since": "yesterday"}, 422),
        ("POST", "/v1/answers", {"question": "bridge", "since": "2024-02-01", "until": "2024-01-01"}, 422),
        ("POST", "/v1/answers", {"question": "x" * 2001}, 422),
        ("POST", "/v1/search", {"question": "bridge", "limit": 101}, 422),
        ("GET", "/v1/documents/nope", None, 404),
        ("GET", "/v1/documents/nope/text", None, 404),
        ("GET", "/v1/documents/bridge/text?start=-1", None, 422),
        ("GET", "/v1/documents/bridge/text?start=5&end=4", None, 422),
        ("GET", "/v1/documents/bridge/text?end=99999", None, 422),
        ("GET", "/v1/speakers/nobody/statements", None, 404),
    ],
)
async def test_every_error_is_a_problem_document(
    client: httpx.AsyncClient, method: str, path: str, body: object, status: int
) -> None:
    response = await client.request(method, path, json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == MEMBERS
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]


async def test_a_body_that_is_not_json_is_a_problem_with_a_pointer(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/answers", content=b"{question", headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert [one["pointer"] for one in response.json()["errors"]] == [""]


@pytest.mark.parametrize(
    ("content", "headers", "told"),
    [
        (b'{"question": "caf\xe9"}', {}, "The body is not UTF-8 at byte 17. Send JSON in UTF-8."),
        (gzip.compress(b'{"question": "bridge"}'), {"content-encoding": "gzip"}, "The body is packed"),
        (gzip.compress(b'{"question": "bridge"}'), {}, "The body is packed with gzip"),
        (b'{"question": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", {}, "lie too deep in each other"),
        (b'{"question": "bridge", "limit": ' + b"9" * 5_000 + b"}", {}, "a number of too many digits"),
    ],
)
async def test_a_body_that_cannot_be_parsed_is_told_why_and_what_to_send(
    client: httpx.AsyncClient, content: bytes, headers: dict[str, str], told: str
) -> None:
    """It said "There was an error parsing the body" of each, without a pointer."""
    response = await client.post(
        "/v1/answers", content=content, headers={"content-type": "application/json", **headers}
    )
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["pointer"] == ""
    assert told in error["detail"]
    assert "Send " in error["detail"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/documents", "GET, HEAD, POST"),
        ("PATCH", "/v1/documents/bridge", "DELETE, GET, HEAD"),
        ("GET", "/v1/answers", "POST"),
        ("POST", "/livez", "GET, HEAD"),
    ],
)
async def test_a_method_that_is_not_possible_is_told_all_that_are(
    client: httpx.AsyncClient, method: str, path: str, allowed: str
) -> None:
    response = await client.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize("path", ["/", "/livez", "/v1/documents", "/v1/documents/bridge", "/openapi.json", "/nowhere"])
async def test_head_is_what_get_is_without_its_body(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    if path != "/nowhere":  # its problem document has an id of its own
        assert head.headers["content-length"] == got.headers["content-length"]


async def test_an_address_with_a_slash_too_much_is_not_sent_to_the_host_that_the_request_names(
    client: httpx.AsyncClient,
) -> None:
    response = await client.get("/v1/documents/", headers={"host": "elsewhere.example"})
    assert response.status_code == 404
    assert "location" not in response.headers


@pytest.mark.parametrize("path", ["/v1/answers", "/v1/search"])
async def test_no_message_begins_with_words_of_the_library(client: httpx.AsyncClient, path: str) -> None:
    response = await client.post(path, json={"question": "bridge", "since": "yesterday"})
    assert response.json()["errors"][0]["detail"] == "'yesterday' is not a day; write it as YYYY-MM-DD"


async def test_what_is_no_json_is_told_with_its_place(client: httpx.AsyncClient) -> None:
    response = await client.post(
        "/v1/answers", content=b'{"question": "bridge",}', headers={"content-type": "application/json"}
    )
    (error,) = response.json()["errors"]
    assert error["detail"].startswith("This is no JSON: ")
    assert error["detail"].endswith(" at character 22.")


@pytest.mark.parametrize(
    ("content", "kind"), [(b'{"question": "bridge"}', "text/plain"), (b"[]", "application/json"), (b"", "text/plain")]
)
async def test_a_body_that_is_no_object_or_not_sent_as_json_is_told_what_to_send(
    client: httpx.AsyncClient, content: bytes, kind: str
) -> None:
    response = await client.post("/v1/answers", content=content, headers={"content-type": kind})
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["pointer"] == ""
    assert "Content-Type: application/json" in error["detail"]


@pytest.mark.parametrize("day", ["yesterday", "20240201", "2024-02-01T00:00:00", "2024-2-1", 0, 86400, True])
async def test_a_day_is_written_one_way_and_nothing_else_passes_for_one(client: httpx.AsyncClient, day: object) -> None:
    for path, name in (("/v1/answers", "since"), ("/v1/search", "until")):
        response = await client.post(path, json={"question": "bridge", name: day})
        assert response.status_code == 422
        (error,) = response.json()["errors"]
        assert error["pointer"] == f"/{name}"
        assert "YYYY-MM-DD" in error["detail"]


async def test_a_day_that_is_in_no_calendar_is_refused(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/answers", json={"question": "bridge", "since": "2023-02-29"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/since"


@pytest.mark.parametrize("limit", ["3", True, 2.5])
async def test_a_limit_is_a_whole_number_and_not_what_could_be_read_as_one(
    client: httpx.AsyncClient, limit: object
) -> None:
    for path in ("/v1/answers", "/v1/search"):
        response = await client.post(path, json={"question": "bridge", "limit": limit})
        assert response.status_code == 422
        assert response.json()["errors"][0]["pointer"] == "/limit"


async def test_an_unknown_member_is_told_where_the_known_ones_are(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/search", json={"question": "bridge", "speaker": "Petra Holm"})
    assert response.json()["errors"] == [
        {"pointer": "/speaker", "detail": "There is no such member; /openapi.json names those there are."}
    ]


@pytest.mark.parametrize(
    ("query", "name"), [("start=99999999", "start"), ("end=99999999", "end"), ("start=9&end=3", "end")]
)
async def test_a_place_beyond_the_text_is_pointed_at(client: httpx.AsyncClient, query: str, name: str) -> None:
    response = await client.get(f"/v1/documents/bridge/text?{query}")
    assert response.status_code == 422
    assert [one["pointer"] for one in response.json()["errors"]] == [f"/query/{name}"]


async def test_the_list_of_documents_tells_of_each_what_its_own_address_tells(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/v1/documents")).json()["documents"]
    assert [one["id"] for one in listed] == ["bridge", "harbour", "markup"]
    for one in listed:
        facts = (await client.get(f"/v1/documents/{one['id']}")).json()
        assert {name: facts[name] for name in one} == one


async def test_filters_that_leave_no_sentence_are_the_reason(client: httpx.AsyncClient) -> None:
    body = {"question": "What is said about dredging?", "speaker": "Petra Holm", "documents": ["markup"]}
    answer = (await client.post("/v1/answers", json=body)).json()
    assert answer["no_answer"]["reason"] == "filtered_out"


async def test_a_wrong_member_is_pointed_at(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/answers", json={"question": "bridge", "limit": "many"})
    assert [one["pointer"] for one in response.json()["errors"]] == ["/limit"]


async def test_a_lone_surrogate_in_a_question_is_refused_and_not_a_crash(client: httpx.AsyncClient) -> None:
    body = b'{"question": "bridge \\ud800"}'
    response = await client.post("/v1/answers", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert set(response.json()) == MEMBERS


async def test_the_round_trip_gives_the_characters_of_a_place(client: httpx.AsyncClient) -> None:
    start, end = BRIDGE.text.index("🌉"), len(BRIDGE.text)
    reply = (await client.get(f"/v1/documents/bridge/text?start={start}&end={end}")).json()
    assert reply["text"] == BRIDGE.text[start:end]
    assert BRIDGE.text.encode()[reply["utf8"]["start"] : reply["utf8"]["end"]].decode() == reply["text"]
    assert reply["sha256"] == BRIDGE.sha256


async def test_documents_are_listed_with_what_is_known_of_them(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/v1/documents")).json()["documents"]
    assert [one["id"] for one in listed] == sorted(one.id for one in ARTICLES)
    assert {one["id"]: one["sha256"] for one in listed} == {one.id: one.sha256 for one in ARTICLES}


async def test_speakers_and_their_statements_in_order_of_date(client: httpx.AsyncClient) -> None:
    speakers = {one["name"]: one for one in (await client.get("/v1/speakers")).json()["speakers"]}
    holm = speakers["Petra Holm"]
    statements = (await client.get(f"/v1/speakers/{holm['id']}/statements")).json()["statements"]
    assert len(statements) == holm["statements"]
    assert [one["document"]["id"] for one in statements] == ["harbour", "bridge", "bridge"]
    texts = {one.id: one.text for one in ARTICLES}
    for one in statements:
        assert one["quote"] == texts[one["document"]["id"]][one["location"]["start"] : one["location"]["end"]]


async def test_health_and_facts_of_the_index(client: httpx.AsyncClient) -> None:
    assert (await client.get("/livez")).json()["status"] == "ok"
    assert (await client.get("/readyz")).json() == {"status": "ok", "warnings": []}
    facts = (await client.get("/v1/index")).json()
    assert facts["documents"] == 3
    assert facts["warnings"] == []


async def test_answers_are_counted_for_prometheus(client: httpx.AsyncClient) -> None:
    await client.post("/v1/answers", json={"question": "Can the bridge be repaired?"})
    text = (await client.get("/metrics")).text
    assert 'onrecord_answers_total{reason="",status="answered"} 1.0' in text


async def test_without_a_snapshot_the_service_lives_and_is_not_ready(tmp_path: Path) -> None:
    app = create_app(LiveIndex(Snapshots(tmp_path), WordsEncoder))
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as one:
        assert (await one.get("/livez")).status_code == 200
        for response in (await one.get("/readyz"), await one.post("/v1/answers", json={"question": "bridge?"})):
            assert response.status_code == 503
            assert response.headers["retry-after"] == "1"
            assert "onrecord index build" in response.json()["detail"]


async def test_the_page_loads_nothing_from_elsewhere_and_forbids_inline_scripts(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert (await client.get("/page/page.js")).headers["content-type"].startswith("text/javascript")


async def test_the_contract_is_served(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    assert {"/v1/answers", "/v1/search", "/v1/documents", "/v1/speakers", "/v1/index", "/livez", "/readyz"} <= set(
        paths
    )


async def test_every_address_that_reads_a_body_says_how_it_refuses_a_long_one(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    posts = {path: methods["post"] for path, methods in paths.items() if "post" in methods}
    assert len(posts) == 5
    for path, post in posts.items():
        assert "application/problem+json" in post["responses"]["413"]["content"], path


async def test_the_contract_describes_problem_documents_under_their_own_media_type(client: httpx.AsyncClient) -> None:
    contract = (await client.get("/openapi.json")).json()
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            problems = {status: one for status, one in operation["responses"].items() if int(status) >= 400}
            assert {"405", "500"} <= set(problems), path
            assert ("400" in problems) == ("413" in problems) == ("requestBody" in operation), (method, path)
            for one in problems.values():
                assert list(one["content"]) == ["application/problem+json"]
                shape = one["content"]["application/problem+json"]["schema"]
                assert shape == {"$ref": "#/components/schemas/Problem"}


async def test_a_documents_source_note_is_told_and_null_where_it_has_none(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/documents/harbour")).json()["source_note"] == HARBOUR.source_note
    assert (await client.get("/v1/documents/bridge")).json()["source_note"] is None


async def test_the_page_of_a_document_that_is_not_there_says_so_and_is_404(client: httpx.AsyncClient) -> None:
    page = await client.get("/documents/nope")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "There is no such document" in page.text
    assert (await client.get("/documents/bridge")).status_code == 200


async def test_a_documents_page_before_any_snapshot_is_503_and_no_missing_document(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(create_app(LiveIndex(Snapshots(tmp_path), WordsEncoder)))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as one:
        page = await one.get("/documents/bridge")
    assert page.status_code == 503
    assert "There is no such document" not in page.text
