"""Options that several commands share, and how they join the settings."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from service.settings import Settings, read_settings

ArticlesOption = Annotated[Path | None, typer.Option("--articles", help="Folder of the article files.")]
IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder of the snapshots.")]


def settings_with(**given: object) -> Settings:
    """The settings of the environment, with the options that were given in their place."""
    return read_settings().model_copy(update={name: value for name, value in given.items() if value is not None})


def parse_day(given: str | None) -> date | None:
    """A day as YYYY-MM-DD; raises ``ValueError`` with the remedy."""
    if given is None:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
            raise ValueError(given)
        return date.fromisoformat(given)
    except ValueError as error:
        raise ValueError(f"{given!r} is not a day; write it as YYYY-MM-DD") from error
