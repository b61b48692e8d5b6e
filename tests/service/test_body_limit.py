"""Bodies that are too long are turned away before they are held in memory or parsed."""

from collections.abc import AsyncIterator

import httpx
import pytest

from service.body_limit import USUAL

pytestmark = pytest.mark.anyio


async def test_a_body_announced_too_long_is_not_read(client: httpx.AsyncClient) -> None:
    reply = await client.post("/v1/answers", content=b"x" * (USUAL + 1))
    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"].startswith(f"The body is longer than the {USUAL:,} bytes")
    assert reply.json()["request_id"] == reply.headers["X-Request-Id"]


async def test_a_body_of_no_announced_length_is_read_as_far_as_the_limit(client: httpx.AsyncClient) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 1
            yield b"x" * (USUAL // 10)

    reply = await client.post("/v1/quotes/verify", content=body())
    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/problem+json"
    assert sent == 11


async def test_a_body_as_long_as_the_limit_is_read(client: httpx.AsyncClient) -> None:
    question = b'{"question": "Who wants the bridge closed?"}'
    reply = await client.post(
        "/v1/answers", content=question.rjust(USUAL), headers={"content-type": "application/json"}
    )
    assert reply.status_code == 200
