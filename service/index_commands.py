"""`onrecord index`: build, list, show, verify, rollback."""

from typing import Annotated

import typer

from index.errors import NoSnapshotError, NothingBuiltError
from index.snapshots import Snapshots
from service.building import build_index
from service.options import ArticlesOption, IndexOption, settings_with
from service.terminal import build_progress, note_build, say
from service.wiring import open_encoder, open_snapshots

app = typer.Typer(no_args_is_help=True, help="Manage the snapshots of the index.")
_Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="A snapshot's id; the current one by default.")]


@app.command()
def build(
    articles: ArticlesOption = None,
    index: IndexOption = None,
    full: Annotated[bool, typer.Option("--full", help="Encode everything anew.")] = False,
) -> None:
    """Build a snapshot of the articles and publish it; only new texts are encoded."""
    settings = settings_with(articles=articles, index=index)
    with build_progress() as report:
        built = build_index(
            settings.articles, settings.index, open_encoder(settings), keep=settings.keep, full=full, report=report
        )
    note_build(built)


@app.command("list")
def list_snapshots(index: IndexOption = None) -> None:
    """List the snapshots, oldest first; the current one has a star. Exit 1 where there is none."""
    snapshots = open_snapshots(settings_with(index=index))
    listed = snapshots.list()
    if not listed:
        raise NothingBuiltError(snapshots.folder)
    for one in listed:
        star = "*" if one.current else " "
        if one.manifest:
            say(f"{star} {one.id}\t{one.manifest.documents} articles\t{one.manifest.passages} passages")
        else:
            say(f"{star} {one.id}\trefused: {one.damage}")


@app.command()
def show(snapshot_id: _Id = None, index: IndexOption = None) -> None:
    """Show what a snapshot holds."""
    snapshots = open_snapshots(settings_with(index=index))
    manifest = snapshots.manifest(snapshot_id or _current(snapshots))
    say(f"snapshot {manifest.id}, format {manifest.format}")
    say(f"{manifest.documents} documents, {manifest.sentences} sentences, {manifest.passages} passages")
    say(f"{manifest.statements} statements, {manifest.speakers} speakers")
    say(
        f"encoder {manifest.settings.encoder_name} ({manifest.settings.encoder}), "
        f"{manifest.settings.dimension} dimensions"
    )
    say(f"passages of {manifest.settings.passage_words} words, words by {manifest.settings.words}")
    for file in manifest.files:
        say(f"  {file.sha256}  {file.size:>12}  {file.path}")


@app.command()
def verify(snapshot_id: _Id = None, index: IndexOption = None) -> None:
    """Check every byte of a snapshot against its manifest; exit 1 where one differs."""
    snapshots = open_snapshots(settings_with(index=index))
    manifest = snapshots.verify(snapshot_id or _current(snapshots))
    size = sum(file.size for file in manifest.files)
    say(f"snapshot {manifest.id} is whole: {len(manifest.files)} files, {size} bytes")


@app.command()
def rollback(snapshot_id: _Id = None, index: IndexOption = None) -> None:
    """Make an earlier snapshot the current one: the one before the current, or the one named."""
    snapshots = open_snapshots(settings_with(index=index))
    with snapshots.writing():
        say(f"current snapshot is now {snapshots.rollback(snapshot_id)}")


def _current(snapshots: Snapshots) -> str:
    current = snapshots.current_id()
    if current is None:
        raise NoSnapshotError(snapshots.folder)
    return current
