"""`onrecord articles`: add, list, show, remove, check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.articles import add_article, find_article, load_articles, remove_article
from corpus.errors import CorpusError
from corpus.near_duplicates import find_near_duplicates
from service.days import parse_day
from service.options import ArticlesOption, settings_with
from service.terminal import note, say

if TYPE_CHECKING:
    from corpus.importing import Stated

app = typer.Typer(no_args_is_help=True, help="Manage the article files.")


@app.command()
def add(
    sources: Annotated[list[str], typer.Argument(metavar="PATH|URL...", help=".txt .md .html .pdf .docx, or http(s).")],
    articles: ArticlesOption = None,
    article_id: Annotated[
        str | None, typer.Option("--id", help="Id of the article; the file's name by default.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title, where the file does not state it.")] = None,
    author: Annotated[str | None, typer.Option(help="Its author.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Its publisher.")] = None,
    published: Annotated[str | None, typer.Option(help="Its day, YYYY-MM-DD.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, such as en or ur.")] = None,
) -> None:
    """Import articles and say what was stored; a source that fails is named and the rest are still added."""
    from corpus.importing import Stated  # noqa: PLC0415 - the importers take half a second, and only this needs them

    if len(sources) > 1 and (article_id or title or url):
        raise typer.BadParameter("--id, --title and --url are of one article; add the sources one by one")
    try:
        day = parse_day(published)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error
    folder = settings_with(articles=articles).articles
    stated = Stated(article_id, title, author, publisher, day, url, language)
    failed = 0
    for source in sources:
        try:
            _add(source, folder, stated)
        except CorpusError as error:
            failed += 1
            note(f"not added: {error}")
    if failed:
        raise typer.Exit(1)


@app.command("list")
def list_articles(articles: ArticlesOption = None) -> None:
    """List the articles: id, day, publisher, title."""
    loaded = load_articles(settings_with(articles=articles).articles)
    for one in loaded.documents:
        say("\t".join((one.id, str(one.published or "-"), one.publisher or "-", one.title)))
    for error in loaded.unreadable:
        note(f"unreadable: {error}")


@app.command()
def show(article_id: Annotated[str, typer.Argument(metavar="ID")], articles: ArticlesOption = None) -> None:
    """Show one article with everything stored of it."""
    document, path = find_article(settings_with(articles=articles).articles, article_id)
    facts = {
        "file": path,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "url": document.url,
        "language": document.language,
        "note": document.source_note,
        "sha256": document.sha256,
    }
    for name, value in facts.items():
        if value is not None:
            say(f"{name}: {value}")
    say("")
    say(document.text)


@app.command()
def remove(article_id: Annotated[str, typer.Argument(metavar="ID")], articles: ArticlesOption = None) -> None:
    """Remove one article's file; the next build leaves it out."""
    path = remove_article(settings_with(articles=articles).articles, article_id)
    say(f"removed {article_id} ({path}). Run `onrecord index build` to leave it out of answers.")


@app.command()
def check(articles: ArticlesOption = None) -> None:
    """Check every article file; exit 1 where one cannot be read."""
    loaded = load_articles(settings_with(articles=articles).articles)
    for error in loaded.unreadable:
        note(f"unreadable: {error}")
    for pair in find_near_duplicates(loaded.documents):
        note(f"nearly the same ({pair.similarity:.0%} of five-word runs): {pair.first} and {pair.second}")
    say(f"{len(loaded.documents)} articles can be read, {len(loaded.unreadable)} cannot.")
    if loaded.unreadable:
        raise typer.Exit(1)


def _add(source: str, folder: Path, stated: "Stated") -> None:
    import httpx  # noqa: PLC0415 - see add

    from corpus.importing import import_address, import_file  # noqa: PLC0415 - see add

    if source.startswith(("http://", "https://")):
        with httpx.Client() as client:
            document = import_address(source, stated, client)
    else:
        document = import_file(Path(source), stated)
    path = add_article(folder, document)
    say(f"added {document.id} ({path})")
    say(f"  title {document.title!r}, author {document.author!r}, publisher {document.publisher!r},")
    say(
        f"  published {document.published}, url {document.url}, {len(document.text)} characters, "
        f"sha256 {document.sha256}"
    )
    if document.source_note:
        say(f"  {document.source_note}")
