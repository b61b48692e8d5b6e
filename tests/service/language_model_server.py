"""A real HTTP server on the loopback that replies as a test tells it to, in the place of a language model's."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from service.language_model import LanguageModel, LanguageModelSettings, open_language_model

Script = Callable[[BaseHTTPRequestHandler, threading.Event], None]


class ScriptedServer(ThreadingHTTPServer):
    """Plays one script a request, the last one again and again; keeps what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, scripts: Sequence[Script]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ended = threading.Event()
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._scripts = list(scripts)
        self._lock = threading.Lock()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def next_script(self, asked: dict[str, Any], headers: dict[str, str]) -> Script:
        with self._lock:
            self.asked.append(asked)
            self.headers.append(headers)
            return self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone away is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.next_script(body, dict(self.headers))(self, self.server.ended)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing: the tests print enough."""


def envelope(content: object, finish: str = "stop", usage: object = None) -> bytes:
    """A chat completion that holds one message."""
    message = {"role": "assistant", "content": content}
    reply = {"choices": [{"index": 0, "message": message, "finish_reason": finish}], "usage": usage}
    return json.dumps(reply).encode()


def sends(body: bytes, status: int = 200, **headers: str) -> Script:
    """Reply with a body as it is."""

    def script(handler: BaseHTTPRequestHandler, _ended: threading.Event) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return script


def says(content: object, **more: Any) -> Script:
    """Reply with a message."""
    return sends(envelope(content, **more))


def drips(parts: Sequence[bytes], seconds: float) -> Script:
    """Send raw bytes part by part with a rest between, over and over until the test ends; no parts: say nothing."""

    def script(handler: BaseHTTPRequestHandler, ended: threading.Event) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            if ended.wait(seconds):
                return
        while not ended.wait(seconds):
            if parts:
                handler.wfile.write(parts[-1])
                handler.wfile.flush()

    return script


@contextmanager
def serving(*scripts: Script) -> Iterator[ScriptedServer]:
    """A server that plays the scripts, for the time of a test."""
    server = ScriptedServer(scripts)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def model_at(
    base_url: str, timeout: float = 5.0, most_at_once: int = 2, key: str | None = None
) -> Iterator[LanguageModel]:
    """The real client of a server."""
    model = open_language_model(LanguageModelSettings(base_url, "tiny", key, timeout, most_at_once))
    try:
        yield model
    finally:
        model.close()
