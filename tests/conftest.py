"""What tests of several folders share: the real encoder, converted once a session, and a bar on the network."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.encoder import DEFAULT_MODEL, Encoder
from index.openvino_encoder import load_encoder

_barred = 0


class NetworkUsedError(Exception):
    """Something opened a socket where nothing may."""


def _bar(event: str, _arguments: object) -> None:
    if _barred and event in {"socket.__new__", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise NetworkUsedError(event)


sys.addaudithook(_bar)  # a hook stays for the life of the process, so it asks each time whether it is wanted


@contextmanager
def no_network() -> Iterator[None]:
    """Raise ``NetworkUsedError`` where a socket is opened, in any thread."""
    global _barred  # noqa: PLW0603 - the hook cannot be taken away, only told
    _barred += 1
    try:
        yield
    finally:
        _barred -= 1


@pytest.fixture(scope="session")
def encoders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of converted encoders that the session shares."""
    return tmp_path_factory.mktemp("encoders")


@pytest.fixture(scope="session")
def default_encoder(encoders: Path) -> Encoder:
    """The default encoder, converted with its question encoder, without a network (some fifteen seconds, once)."""
    with no_network():
        return load_encoder(DEFAULT_MODEL, "openvino", encoders)
