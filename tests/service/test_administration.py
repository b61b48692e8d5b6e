"""Adding, removing and building over HTTP: by key only, and what it publishes is served."""

import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import anyio
import httpx
import pytest

from corpus.articles import add_article, load_articles
from index.encoder import Vectors, ignore_progress
from index.snapshots import Snapshots
from service.administration import Administration
from service.app import create_app
from service.build_jobs import BuildJobs, BuildPlan
from service.live_index import LiveIndex
from tests.index.fakes import WordsEncoder
from tests.service.conftest import ARTICLES

pytestmark = pytest.mark.anyio
KEY = "a key of the test, long enough"
HEADERS = {"authorization": f"Bearer {KEY}"}
FERRY = {
    "title": "The ferry to Varn",
    "text": "The ferry stopped in June.\r\nCaptain Ylva Strand said, “we sail again in May.”\n",
    "published": "2024-06-01",
}
ADDRESSES = [
    ("POST", "/v1/documents", FERRY),
    ("DELETE", "/v1/documents/bridge", None),
    ("POST", "/v1/index/builds", None),
    ("GET", "/v1/index/builds/build_0", None),
]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    for document in ARTICLES:
        add_article(tmp_path / "articles", document)
    return tmp_path / "articles"


@pytest.fixture
async def admin(live: LiveIndex, index: Path, articles: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(live, administration=Administration(KEY, BuildJobs(BuildPlan(articles, index, 3), live)))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://test", headers=HEADERS) as made,
    ):
        yield made


async def built(admin: httpx.AsyncClient, body: object = None) -> dict:  # type: ignore[type-arg] # a reply
    started = await admin.post("/v1/index/builds", json=body)
    assert started.status_code == 202, started.text
    assert started.json()["status"] == "running"
    with anyio.fail_after(30):
        job = started.json()
        while job["status"] == "running":
            await anyio.sleep(0.01)
            job = (await admin.get(started.headers["location"])).json()
    return dict(job)


@pytest.mark.parametrize(("method", "path", "body"), ADDRESSES)
async def test_without_a_key_set_administration_is_off(
    client: httpx.AsyncClient, method: str, path: str, body: object
) -> None:
    response = await client.request(method, path, json=body, headers=HEADERS)
    assert response.status_code == 403
    assert "ONRECORD_ADMIN_KEY" in response.json()["detail"]


@pytest.mark.parametrize(
    "header", ["", "Bearer ", "Bearer wrong", f"Basic {KEY}", KEY, f"Bearer {KEY}x", "Bearer \u00e9"]
)
@pytest.mark.parametrize(("method", "path", "body"), ADDRESSES)
async def test_a_missing_or_wrong_key_changes_nothing(
    admin: httpx.AsyncClient, articles: Path, method: str, path: str, body: object, header: str
) -> None:
    before = load_articles(articles)
    response = await admin.request(method, path, json=body, headers={b"authorization": header.encode("latin-1")})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"] == "application/problem+json"
    assert load_articles(articles) == before


async def test_without_its_key_not_even_the_body_is_looked_at(admin: httpx.AsyncClient) -> None:
    response = await admin.post("/v1/documents", content=b"{", headers={"authorization": "Bearer wrong"})
    assert response.status_code == 401
    assert response.json()["request_id"] == response.headers["x-request-id"]


async def test_the_scheme_may_be_written_in_any_case(admin: httpx.AsyncClient) -> None:
    response = await admin.get("/v1/index/builds/build_0", headers={"authorization": f"bearer {KEY}"})
    assert response.status_code == 404


async def test_many_may_add_one_id_at_once_and_one_of_them_whole(admin: httpx.AsyncClient, articles: Path) -> None:
    replies: list[httpx.Response] = []

    async def add(number: int) -> None:
        text = f"The ferry carried {number} cars.\n" * 2_000
        replies.append(await admin.post("/v1/documents", json={**FERRY, "text": text}))

    async with anyio.create_task_group() as tasks:
        for number in range(12):
            tasks.start_soon(add, number)
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 11
    added = next(reply for reply in replies if reply.status_code == 201)
    (stored,) = [one for one in load_articles(articles).documents if one.id == "the-ferry-to-varn"]
    assert stored.sha256 == added.json()["sha256"]
    assert not [path for path in articles.iterdir() if path.name.startswith(".")]


async def test_the_contract_tells_of_the_key_and_its_refusals(admin: httpx.AsyncClient) -> None:
    described = (await admin.get("/openapi.json")).json()["paths"]["/v1/documents"]["post"]
    assert {"401", "403", "409", "422"} <= set(described["responses"])
    assert described["security"]


async def test_an_added_article_is_answered_from_once_its_build_is_published(admin: httpx.AsyncClient) -> None:
    added = await admin.post("/v1/documents", json=FERRY)
    assert added.status_code == 201
    assert added.json()["id"] == "the-ferry-to-varn"
    assert (await admin.get(added.headers["location"])).status_code == 404  # not before the build
    job = await built(admin)
    assert (job["status"], job["documents"], job["detail"]) == ("published", len(ARTICLES) + 1, None)
    assert job["encoded"] > 0
    assert (await admin.get("/v1/index")).json()["snapshot"] == job["snapshot"]
    text = (await admin.get(f"{added.headers['location']}/text")).json()["text"]
    assert text == FERRY["text"].replace("\r\n", "\n")
    found = await admin.post("/v1/search", json={"question": "When did the ferry stop?"})
    assert found.json()["hits"][0]["document"]["id"] == "the-ferry-to-varn"


async def test_a_removed_article_is_gone_after_the_next_build(admin: httpx.AsyncClient) -> None:
    assert (await admin.delete("/v1/documents/bridge")).status_code == 204
    assert (await admin.get("/v1/documents/bridge")).status_code == 200
    job = await built(admin, {"full": True})
    assert job["documents"] == len(ARTICLES) - 1
    assert (await admin.get("/v1/documents/bridge")).status_code == 404
    assert (await admin.delete("/v1/documents/bridge")).status_code == 404


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"id": "bridge"}, 409),
        ({"id": "../outside"}, 422),
        ({"id": "Bridge"}, 422),
        ({"title": " "}, 422),
        ({"text": ""}, 422),
        ({"text": " \n"}, 422),
        ({"url": "javascript:alert(1)"}, 422),
        ({"language": "english please"}, 422),
        ({"published": "June"}, 422),
        ({"colour": "red"}, 422),
        ({"published": "2026-01-01T00:00:00"}, 422),
        ({"text": "\0\0\n"}, 422),
        ({"title": "\u200b\u200d"}, 422),
        ({"title": "The ferry\nto Varn"}, 422),
        ({"author": "\u200b"}, 422),
    ],
)
async def test_an_article_that_cannot_be_is_refused_with_a_reason(
    admin: httpx.AsyncClient, articles: Path, change: dict[str, str], status: int
) -> None:
    before = sorted(articles.parent.rglob("*"))
    response = await admin.post("/v1/documents", json={**FERRY, **change})
    assert response.status_code == status
    assert response.json()["detail"]
    assert "Value error" not in response.text
    if status == 422:
        assert [one["pointer"] for one in response.json()["errors"]] == [f"/{name}" for name in change]
    assert sorted(articles.parent.rglob("*")) == before


async def test_an_article_file_that_cannot_be_read_is_in_the_way_until_it_is_removed(
    admin: httpx.AsyncClient, articles: Path
) -> None:
    (articles / "the-ferry-to-varn.md").write_text("no front matter", encoding="utf-8")
    assert (await admin.post("/v1/documents", json=FERRY)).status_code == 409
    assert (await admin.delete("/v1/documents/the-ferry-to-varn")).status_code == 204
    assert (await admin.post("/v1/documents", json=FERRY)).status_code == 201


async def test_of_two_files_with_one_id_none_is_removed_and_both_are_named(
    admin: httpx.AsyncClient, articles: Path
) -> None:
    (articles / "again.md").write_bytes((articles / "bridge.md").read_bytes())
    refused = await admin.delete("/v1/documents/bridge")
    assert refused.status_code == 409
    assert "again.md and " in refused.json()["detail"]
    assert "bridge.md" in refused.json()["detail"]
    assert (articles / "again.md").exists()
    assert (articles / "bridge.md").exists()


async def test_titles_in_other_scripts_have_ids_of_their_own(admin: httpx.AsyncClient) -> None:
    titles = ("سخت ریاست کی بحث", "قومی سلامتی", "国家安全保障")
    ids = [(await admin.post("/v1/documents", json={**FERRY, "title": title})).json()["id"] for title in titles]
    assert len(set(ids)) == len(titles)
    assert (await admin.post("/v1/documents", json={**FERRY, "title": titles[0]})).status_code == 409


@pytest.mark.parametrize("full", ["yes", 1, "true"])
async def test_whether_a_build_is_full_is_true_or_false_and_nothing_else(
    admin: httpx.AsyncClient, full: object
) -> None:
    response = await admin.post("/v1/index/builds", json={"full": full})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/full"


async def test_a_folder_that_cannot_be_written_is_named(admin: httpx.AsyncClient, articles: Path) -> None:
    articles.rename(articles.with_name("elsewhere"))
    articles.write_text("a file where the folder was", encoding="utf-8")
    response = await admin.post("/v1/documents", json=FERRY)
    assert response.status_code == 500
    assert f"{articles} cannot be written" in response.json()["detail"]


async def test_a_failed_build_says_why_and_the_old_snapshot_serves_on(admin: httpx.AsyncClient, articles: Path) -> None:
    before = (await admin.get("/v1/index")).json()["snapshot"]
    for path in articles.glob("*.md"):
        path.unlink()
    job = await built(admin)
    assert job["status"] == "failed"
    assert "no readable article" in job["detail"]
    assert (await admin.get("/v1/index")).json()["snapshot"] == before
    assert (await admin.post("/v1/answers", json={"question": "Is the bridge safe?"})).status_code == 200


async def test_an_unreadable_article_is_named_and_the_rest_are_built(admin: httpx.AsyncClient, articles: Path) -> None:
    (articles / "broken.md").write_text("no front matter", encoding="utf-8")
    job = await built(admin)
    assert job["status"] == "published"
    assert "broken.md" in job["unreadable"][0]


async def test_a_build_while_another_process_writes_fails_by_name(admin: httpx.AsyncClient, index: Path) -> None:
    with Snapshots(index).writing():
        job = await built(admin)
    assert job["status"] == "failed"
    assert "being written" in job["detail"]


class _PanickingEncoder(WordsEncoder):
    """Fails in a way that is no ``Exception``, as a panic in an extension does."""

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        raise KeyboardInterrupt


async def test_a_panic_ends_the_build_and_the_next_may_begin(index: Path, articles: Path) -> None:
    jobs = BuildJobs(BuildPlan(articles, index, 3), LiveIndex(Snapshots(index), _PanickingEncoder))
    for _ in range(2):
        job = jobs.start(full=True)
        with anyio.fail_after(30):
            while (known := jobs.get(job.id)) and known.status == "running":
                await anyio.sleep(0.01)
        assert known is not None
        assert known.status == "failed"


class _SlowEncoder(WordsEncoder):
    """Waits to be let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        self.go.wait(30)
        return super().encode_documents(texts, done)


async def test_a_second_build_is_refused_while_one_is_at_work(index: Path, articles: Path) -> None:
    encoder = _SlowEncoder()
    jobs = BuildJobs(BuildPlan(articles, index, 3), LiveIndex(Snapshots(index), lambda: encoder))
    app = create_app(jobs.live, administration=Administration(KEY, jobs))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=HEADERS) as client:
        first = await client.post("/v1/index/builds", json={"full": True})
        second = await client.post("/v1/index/builds")
        assert (first.status_code, second.status_code) == (202, 409)
        assert first.json()["id"] in second.json()["detail"]
        encoder.go.set()
        deadline = time.monotonic() + 30
        while (job := jobs.get(first.json()["id"])) and job.status == "running" and time.monotonic() < deadline:
            await anyio.sleep(0.01)
        assert job is not None
        assert job.status == "published"
