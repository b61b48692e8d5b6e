"""Options that several commands share, and how they join the settings."""

from pathlib import Path
from typing import Annotated

import typer

from service.settings import Settings, read_settings

ArticlesOption = Annotated[Path | None, typer.Option("--articles", help="Folder of the article files.")]
IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder of the snapshots.")]


def settings_with(**given: object) -> Settings:
    """The settings of the environment, with the options that were given in their place."""
    return read_settings().model_copy(update={name: value for name, value in given.items() if value is not None})
