"""The command `onrecord`: serve, ask, and the articles and index commands."""

import json
import logging
import os
import socket
import sqlite3
import sys
from datetime import date
from importlib.metadata import version
from typing import Annotated

import structlog
import typer

from corpus.errors import CorpusError
from index.errors import SearchIndexError
from index.retrieval import Filters
from service import article_commands, index_commands
from service.answering import answer_question
from service.building import build_index
from service.days import parse_day
from service.finding import Question
from service.integrity import IntegrityError
from service.options import ArticlesOption, HostOption, IndexOption, PortOption, settings_with
from service.presenting import present_answer
from service.printing import print_answer, print_check
from service.quotation_check import UncheckableError, check_quotation
from service.quotation_presenting import present_check
from service.reader import ReaderError
from service.schemas import check_question
from service.settings import Settings, SettingsError
from service.speaker_names import register_names
from service.terminal import build_progress, note, note_build, say
from service.wiring import open_app, open_encoder, open_model, open_reader, open_snapshots

ANSWERED, FAILED, MISUSED, NOT_ANSWERED = 0, 1, 2, 3

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(article_commands.app, name="articles")
app.add_typer(index_commands.app, name="index")


def main() -> None:
    """Run the command; trouble is one line on standard error and exit 1, misuse exit 2."""
    _log_to_stderr()
    try:
        _refuse_half_characters(sys.argv[1:])
        app()
    except SettingsError as error:
        note(f"onrecord: {error}")
        sys.exit(MISUSED)
    except (CorpusError, SearchIndexError, ReaderError, IntegrityError) as error:
        note(f"onrecord: {error}")
        sys.exit(FAILED)
    except sqlite3.Error as error:
        note(f"onrecord: the index cannot be written or read ({error}). Check the disk's space and rights.")
        sys.exit(FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except OSError as error:
        what = f"{error.filename or 'a file'}: {error.strerror or error}"
        note(f"onrecord: {what}. Check the path, its rights and the disk.")
        sys.exit(FAILED)


def _refuse_half_characters(arguments: list[str]) -> None:
    """Bytes that are no text in the terminal's encoding arrive as lone surrogates."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:
            raise SettingsError(f"{argument!r} is not text in this terminal's encoding. Write it as UTF-8.") from error


def _tell_version(wanted: bool) -> None:
    if wanted:
        say(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _describe(
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Verbatim, cited answers from a corpus of articles."""


@app.command()
def serve(
    articles: ArticlesOption = None,
    index: IndexOption = None,
    host: HostOption = None,
    port: PortOption = None,
) -> None:
    """Build the index if there is none, then serve the page and the API."""
    import uvicorn  # noqa: PLC0415 - the server takes a while to load, and only this needs it

    settings = settings_with(articles=articles, index=index, host=host, port=port)
    if open_snapshots(settings).current_id() is None:
        _build(settings)
    with _bound(settings) as listening:
        note(f"OnRecord on http://{settings.host}:{listening.getsockname()[1]} (stop with Ctrl-C)")
        uvicorn.Server(uvicorn.Config(open_app(settings), log_level="warning")).run(sockets=[listening])


@app.command()
def ask(
    question: str,
    index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as the API gives it.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=20, help="The most quotes.")] = 3,
    speaker: Annotated[str | None, typer.Option(help="Only what this speaker said.")] = None,
    document: Annotated[list[str] | None, typer.Option(help="Only from this document; may be repeated.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from documents of this day or later (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Only from documents of this day or earlier.")] = None,
) -> None:
    """Answer a question from the index. Exit 0: answered, 3: no answer, 2: misuse, 1: failure."""
    try:
        check_question(question)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="QUESTION") from error
    settings = settings_with(index=index)
    snapshot = open_snapshots(settings).open_current()
    unknown = [name for name in document or () if snapshot.document_row(name) is None]
    if unknown:
        raise typer.BadParameter(f"there is no document {unknown[0]!r}", param_hint="--document")
    filters = Filters(tuple(document) if document else None, _day("--since", since), _day("--until", until))
    if filters.since and filters.until and filters.since > filters.until:
        raise typer.BadParameter(f"{until} is before --since {since}", param_hint="--until")
    encoder = open_encoder(settings)
    snapshot.check_encoder(encoder)
    answer = answer_question(
        snapshot,
        encoder,
        Question(question, limit, speaker, filters),
        open_reader(settings),
        open_model(settings),
    )
    if as_json:
        say(json.dumps(present_answer(answer, snapshot).model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print_answer(answer)
    raise typer.Exit(NOT_ANSWERED if answer.no_answer else ANSWERED)


@app.command()
def verify(
    quotation: str,
    speaker: Annotated[str | None, typer.Option(help="Who is said to have said it.")] = None,
    index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the check as the API gives it.")] = False,
) -> None:
    """Check a quotation against the corpus. Exit 0: found, 3: not as it stands, 2: misuse, 1: failure."""
    snapshot = open_snapshots(settings_with(index=index)).open_current()
    try:
        check = check_quotation(snapshot, quotation, speaker, register_names(snapshot))
    except UncheckableError as error:
        hint = "--speaker" if error.part == "speaker" else "QUOTATION"
        raise typer.BadParameter(str(error), param_hint=hint) from error
    if as_json:
        say(json.dumps(present_check(check, snapshot).model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print_check(check)
    raise typer.Exit(ANSWERED if check.verdict == "found" else NOT_ANSWERED)


def _bound(settings: Settings) -> socket.socket:
    """A socket on the address of the settings, bound before anything is announced."""
    try:
        return socket.create_server((settings.host, settings.port), backlog=2048)
    except OSError as error:
        problem = f"{settings.host}:{settings.port} cannot be served on ({error.strerror or error})"
        raise SearchIndexError(f"{problem}. Choose another with --port and --host.") from error


def _build(settings: Settings) -> None:
    note(f"No index in {settings.index} yet: building one over {settings.articles}.")
    with build_progress() as report:
        built = build_index(
            settings.articles, settings.index, open_encoder(settings), keep=settings.keep, report=report
        )
    note_build(built)


def _day(option: str, given: str | None) -> date | None:
    try:
        return parse_day(given)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def _log_to_stderr() -> None:
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    main()
