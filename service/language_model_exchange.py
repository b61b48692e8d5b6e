"""One request to a language model's server and the bytes of its reply, in bounded time, size and number."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import httpx

from service.language_model_reply import LanguageModelError

_CONNECT_SECONDS = 3.0  # a server that is there accepts within a round trip or two
_MOST_BYTES = 262_144  # a reply has some 500, and where a server adds the model's thoughts some thousands
_FORM_REFUSED = {400, 422}  # what servers reply to a response_format they do not know
_LONGEST_LABEL = 63  # characters between the dots of a host (RFC 1035, 2.3.4); Python cannot look up longer ones


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """Where the model is and how it may be asked; raises ``ValueError`` where that cannot be.

    ``base_url`` is what ``/chat/completions`` is put after, such as ``http://127.0.0.1:11434/v1``. ``timeout`` is the
    seconds for one call, its waiting and its second try included; ``most_at_once`` the requests under way at a time.
    """

    base_url: str
    model: str
    key: str | None = field(repr=False)
    timeout: float
    most_at_once: int

    def __post_init__(self) -> None:
        if not _is_address(self.base_url):
            raise ValueError(f"{self.base_url!r} is no base URL. Name one like http://127.0.0.1:11434/v1.")
        if not self.model:
            raise ValueError("the language model has no name. Give the one that its server knows.")
        if self.key is not None and not (self.key and self.key.isascii() and self.key.isprintable()):
            raise ValueError("the language model's key holds what no key holds. Copy it again.")
        if self.timeout <= 0 or self.most_at_once < 1:
            raise ValueError("a language model needs more than 0 seconds and 1 request at once or more.")


class Exchange:
    """Sends requests and brings replies; may be used by many threads at once."""

    def __init__(self, client: httpx.Client, settings: LanguageModelSettings, clock: Callable[[], float]) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock
        self._free = threading.BoundedSemaphore(settings.most_at_once)

    def send(self, body: bytes, until: float) -> bytes | None:
        """The reply's body, ``None`` where the request's form is refused; raises ``LanguageModelError`` by ``until``.

        The request runs on a thread of its own, since no timeout of a client covers looking up a name or a header
        that comes letter by letter. A late one keeps its place among those at once until it ends.
        """
        if not self._free.acquire(timeout=self._left(until)):
            raise LanguageModelError("busy", "the language model was busy with other questions")
        reply: Future[bytes | None] = Future()
        threading.Thread(target=self._settle, args=(reply, body, until), name="language-model", daemon=True).start()
        try:
            return reply.result(self._left(until))
        except TimeoutError as error:
            raise self._late() from error

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _settle(self, reply: Future[bytes | None], body: bytes, until: float) -> None:
        try:
            reply.set_result(self._received(body, until))
        except BaseException as error:  # noqa: BLE001 - handed over to `send`, which raises it
            reply.set_exception(error)
        finally:
            self._free.release()

    def _received(self, body: bytes, until: float) -> bytes | None:
        try:
            with self._response(body, self._left(until)) as response:
                return self._read(response, until)
        except httpx.TimeoutException as error:
            raise self._late() from error
        except (httpx.ReadError, httpx.RemoteProtocolError) as error:
            raise LanguageModelError("cut", "the language model's server broke off its reply") from error
        except (httpx.HTTPError, UnicodeError) as error:
            raise LanguageModelError("unreachable", "the language model's server could not be reached") from error

    def _response(self, body: bytes, seconds: float) -> AbstractContextManager[httpx.Response]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._settings.key is not None:
            headers["Authorization"] = f"Bearer {self._settings.key}"
        return self._client.stream(
            "POST",
            self._settings.base_url.rstrip("/") + "/chat/completions",
            content=body,
            headers=headers,
            timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS)),
            follow_redirects=False,
        )

    def _read(self, response: httpx.Response, until: float) -> bytes | None:
        if response.status_code in _FORM_REFUSED:
            return None
        if response.status_code != httpx.codes.OK:
            what = f"the language model's server replied with status {response.status_code}"
            raise LanguageModelError("refused", what)
        if response.headers.get("Content-Encoding", "identity") != "identity":  # could hold gigabytes
            raise LanguageModelError("garbled", "the language model's server packed its reply unasked")
        return b"".join(self._bounded(response, until))

    def _bounded(self, response: httpx.Response, until: float) -> Iterator[bytes]:
        length = 0
        for part in response.iter_bytes():
            length += len(part)
            if length > _MOST_BYTES:
                raise LanguageModelError("garbled", "the language model's server replied without end")
            if self._clock() > until:
                raise self._late()
            yield part

    def _late(self) -> LanguageModelError:
        return LanguageModelError("slow", f"the language model did not reply within {self._settings.timeout:g} s")

    def _left(self, until: float) -> float:
        return max(0.0, until - self._clock())


def _is_address(text: str) -> bool:
    """Whether a text is an http(s) URL with a host, and without what belongs to one request."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        return False
    labels = url.raw_host.decode().split(".")
    named = bool(url.host) and all(len(label) <= _LONGEST_LABEL for label in labels)
    return url.scheme in {"http", "https"} and named and not (url.query or url.fragment or url.userinfo)
