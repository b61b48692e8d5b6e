"""The one place that picks the real parts."""

from pathlib import Path
from typing import TYPE_CHECKING

from index.encoder import Encoder
from index.openvino_encoder import load_encoder
from index.snapshots import Snapshots
from service.close_reading import CloseReading
from service.language_model import LanguageModel, LanguageModelSettings, open_language_model
from service.live_index import LiveIndex
from service.openvino_reader import OpenVinoReader, open_default_reader
from service.reader import DEFAULT_READER, NO_READER, Reader
from service.settings import Settings, SettingsError

if TYPE_CHECKING:
    from fastapi import FastAPI


def open_encoder(settings: Settings) -> Encoder:
    """The encoder of the settings; converted graphs are kept beside the index."""
    return load_encoder(settings.encoder, settings.encoder_runtime, encoder_cache(settings))


def open_reader(settings: Settings) -> CloseReading | None:
    """The reader of the settings with its budget; ``None`` where none is wanted."""
    if settings.reader == NO_READER:
        return None
    if settings.reader == DEFAULT_READER:
        return _close_reading(open_default_reader(), settings)
    from service.reader_conversion import convert_reader  # noqa: PLC0415 - brings torch, and few name another reader

    return _close_reading(OpenVinoReader(convert_reader(settings.reader)), settings)


def _close_reading(reader: Reader, settings: Settings) -> CloseReading:
    return CloseReading(reader, settings.reader_windows, settings.search_windows)


def open_model(settings: Settings) -> LanguageModel | None:
    """The language model of the settings, ``None`` where none is named; nothing is sent yet."""
    if not settings.language_model:
        return None
    key = settings.language_model_key
    try:
        return open_language_model(
            LanguageModelSettings(
                settings.language_model_url,
                settings.language_model,
                key.get_secret_value() if key else None,
                settings.language_model_timeout,
                settings.language_model_requests,
            )
        )
    except ValueError as error:
        raise SettingsError(f"ONRECORD_LANGUAGE_MODEL...: {error}") from error


def encoder_cache(settings: Settings) -> Path:
    """Where converted encoders are kept."""
    return settings.index / "encoders"


def open_snapshots(settings: Settings) -> Snapshots:
    """The snapshots of the settings' index folder."""
    return Snapshots(settings.index)


def open_app(settings: Settings) -> "FastAPI":
    """The application with its real parts."""
    from service.administration import Administration  # noqa: PLC0415 - half a second to load, only serving needs it
    from service.app import create_app  # noqa: PLC0415 - the same
    from service.build_jobs import BuildJobs, BuildPlan  # noqa: PLC0415 - the same

    live = LiveIndex(open_snapshots(settings), lambda: open_encoder(settings), lambda: open_reader(settings))
    administration = None
    if settings.admin_key:
        jobs = BuildJobs(BuildPlan(settings.articles, settings.index, settings.keep), live)
        administration = Administration(settings.admin_key.get_secret_value(), jobs)
    return create_app(live, open_model(settings), administration)
