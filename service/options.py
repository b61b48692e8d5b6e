"""Options that several commands share, and how they join the settings."""

from pathlib import Path
from typing import Annotated

import typer

from service.settings import Settings, read_settings, variable_of


def _help(name: str) -> str:
    """What a setting is, the variable it is read from, and its default."""
    field = Settings.model_fields[name]
    told = str(field.description)
    return f"{told[0].upper()}{told[1:]} ({variable_of(name)}; by default {field.default})."


ArticlesOption = Annotated[Path | None, typer.Option("--articles", help=_help("articles"))]
IndexOption = Annotated[Path | None, typer.Option("--index", help=_help("index"))]
HostOption = Annotated[str | None, typer.Option("--host", help=_help("host"))]
PortOption = Annotated[int | None, typer.Option("--port", min=0, max=65535, help=_help("port"))]


def settings_with(**given: object) -> Settings:
    """The settings of the environment, with the options that were given in their place."""
    return read_settings().model_copy(update={name: value for name, value in given.items() if value is not None})
