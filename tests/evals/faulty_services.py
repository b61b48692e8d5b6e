"""Services gone wrong in a known way: the replies of a working one, changed on their way."""

import json
from collections.abc import Callable
from typing import Any

import httpx

Change = Callable[[dict[str, Any]], dict[str, Any]]


class Fault:
    """Changes every answer."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def over(self, inner: httpx.AsyncBaseTransport) -> httpx.AsyncBaseTransport:
        return _Changed(inner, self._change)


class _Changed(httpx.AsyncBaseTransport):
    def __init__(self, inner: httpx.AsyncBaseTransport, change: Change) -> None:
        self._inner = inner
        self._change = change

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        if request.url.path != "/v1/answers" or response.status_code != 200:
            return response
        return httpx.Response(200, json=self._change(json.loads(await response.aread())), request=request)


def shuffled() -> Fault:
    """Each question gets the quotes of the one before."""
    before: list[list[dict[str, Any]]] = [[]]

    def change(reply: dict[str, Any]) -> dict[str, Any]:
        before.append(reply["citations"])
        return {**reply, "citations": before[-2]}

    return Fault(change)


def without_speakers() -> Fault:
    """No quote has a speaker."""

    def change(reply: dict[str, Any]) -> dict[str, Any]:
        return {**reply, "citations": [{**one, "speaker": None} for one in reply["citations"]]}

    return Fault(change)


def with_threshold(threshold: float) -> Fault:
    """Nothing less sure than this is answered, and everything as sure is."""

    def change(reply: dict[str, Any]) -> dict[str, Any]:
        quotes = reply["no_answer"]["nearest"] if reply["no_answer"] else reply["citations"]
        confidence = {**reply["confidence"], "threshold": threshold}
        if confidence["probability"] >= threshold:
            return {
                **reply,
                "confidence": confidence,
                "status": "answered",
                "no_answer": None,
                "citations": quotes,
            }
        declined = {"reason": "insufficient_support", "detail": "", "nearest": quotes}
        return {**reply, "confidence": confidence, "status": "no_answer", "no_answer": declined, "citations": []}

    return Fault(change)


def one_letter_off() -> Fault:
    """Every quote has lost its last character."""

    def change(reply: dict[str, Any]) -> dict[str, Any]:
        return {**reply, "citations": [{**one, "quote": one["quote"][:-1]} for one in reply["citations"]]}

    return Fault(change)


def breaking_every(number: int) -> Fault:
    """Every so many replies are not what the contract says."""
    seen = [0]

    def change(reply: dict[str, Any]) -> dict[str, Any]:
        seen[0] += 1
        return {"object": "surprise"} if seen[0] % number == 0 else reply

    return Fault(change)


class Refusing(httpx.AsyncBaseTransport):
    """A service that says what it serves and then answers nothing: quotations time out, the rest gets 503."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/index":
            facts = {"snapshot": "s", "documents": 1, "encoder": "e", "reader": "r"}
            return httpx.Response(200, json=facts, request=request)
        if request.url.path == "/v1/quotes/verify":
            raise httpx.ReadTimeout("too late")
        return httpx.Response(503, json={}, request=request)
