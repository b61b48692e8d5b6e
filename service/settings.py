"""The settings, from options and from the environment; an unknown ``ONRECORD_`` variable is an error."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.encoder import DEFAULT_MODEL, Runtime
from service.reader import DEFAULT_READER

_PREFIX = "ONRECORD_"
_SHORTEST_KEY = 16  # characters, more than anybody guesses over HTTP


class SettingsError(Exception):
    """A setting is unknown or has a value it cannot have."""


class Settings(BaseSettings):
    """Every setting with its default; each is read from ``ONRECORD_`` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid")

    articles: Path = Field(default=Path("corpus/articles"), description="folder of the article files")
    index: Path = Field(default=Path("var/index"), description="folder of the snapshots")
    host: str = Field(default="127.0.0.1", description="address to serve on")
    port: int = Field(default=8000, ge=0, le=65535, description="port to serve on; 0 takes a free one")
    encoder: str = Field(
        default=DEFAULT_MODEL, description="the default, a sentence-transformers folder, or a hub name"
    )
    encoder_runtime: Runtime = Field(default="openvino", description="`openvino`, or `torch` where it does not convert")
    reader: str = Field(
        default=DEFAULT_READER, description="the default, `none`, or a question-answering model or cross-encoder"
    )
    reader_windows: int = Field(
        default=14,
        ge=1,
        le=100,
        description="most windows of 80 words read for a question; mostly four or six are, and two take 30 to 60 ms",
    )
    search_windows: int = Field(
        default=10, ge=0, le=100, description="passages of a search that are read to order them; each takes some 18 ms"
    )
    language_model: str = Field(default="", description="name of a language model to choose quotes; empty: none")
    language_model_url: str = Field(
        default="http://127.0.0.1:11434/v1", description="base URL of its OpenAI-compatible server"
    )
    language_model_key: SecretStr | None = Field(default=None, description="key its server asks for")
    language_model_timeout: float = Field(default=20.0, gt=0, le=600, description="seconds for one choice")
    language_model_requests: int = Field(default=2, ge=1, le=64, description="requests to it at the same time")
    admin_key: SecretStr | None = Field(
        default=None,
        description="key for adding, removing and building over HTTP; without it they are off",
    )
    keep: int = Field(default=5, ge=1, description="snapshots kept after a build, the current one among them")

    @field_validator("admin_key")
    @classmethod
    def _can_be_sent(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and not re.fullmatch(rf"[!-~]{{{_SHORTEST_KEY},}}", key.get_secret_value()):
            raise ValueError(f"it must be {_SHORTEST_KEY} or more ASCII letters, digits and signs, without blanks")
        return key


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return _PREFIX + name.upper()


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; raises ``SettingsError`` naming the variable and the remedy."""
    known = set(map(variable_of, Settings.model_fields))
    for name in sorted(environment):
        if name.startswith(_PREFIX) and name not in known:
            raise SettingsError(f"{name} is not a setting. Known are {', '.join(sorted(known))}.")
    given = {name: environment[variable_of(name)] for name in Settings.model_fields if variable_of(name) in environment}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        wrong = first["ctx"]["error"] if first["type"] == "value_error" else first["msg"]
        variable = variable_of(str(first["loc"][0]))
        value = "" if variable.endswith("_KEY") else f"={first['input']!r}"  # a key is never shown
        raise SettingsError(f"{variable}{value} cannot be used: {wrong}.") from error
