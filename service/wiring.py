"""The one place that picks the real parts."""

from pathlib import Path
from typing import TYPE_CHECKING

from index.encoder import Encoder
from index.openvino_encoder import load_encoder
from index.snapshots import Snapshots
from service.live_index import LiveIndex
from service.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


def open_encoder(settings: Settings) -> Encoder:
    """The encoder of the settings; converted graphs are kept beside the index."""
    return load_encoder(settings.encoder, settings.encoder_runtime, encoder_cache(settings))


def encoder_cache(settings: Settings) -> Path:
    """Where converted encoders are kept."""
    return settings.index / "encoders"


def open_snapshots(settings: Settings) -> Snapshots:
    """The snapshots of the settings' index folder."""
    return Snapshots(settings.index)


def open_app(settings: Settings) -> "FastAPI":
    """The application with its real parts."""
    from service.app import create_app  # noqa: PLC0415 - half a second to load, and only serving needs it

    return create_app(LiveIndex(open_snapshots(settings), lambda: open_encoder(settings)))
