"""Build the index over the articles folder: load, build, publish, and say what was noticed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.articles import load_articles
from corpus.errors import ArticleError, EmptyCorpusError
from corpus.near_duplicates import NearDuplicate, find_near_duplicates
from index.build import BuiltSnapshot, build_snapshot
from index.encoder import Encoder
from index.encoding import Progress


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, the files it could not read, and the articles that are nearly the same."""

    built: BuiltSnapshot
    unreadable: tuple[ArticleError, ...]
    near_duplicates: tuple[NearDuplicate, ...]


def build_index(
    articles: Path,
    index: Path,
    encoder: Encoder,
    *,
    keep: int,
    full: bool = False,
    report: Callable[[Progress], None] = lambda _progress: None,
    published: Callable[[], None] = lambda: None,
) -> BuildReport:
    """Publish a snapshot of the folder's articles; raises ``CorpusError`` where nothing in it can be read.

    ``published`` is called as soon as it is, before the articles are compared with each other.
    """
    loaded = load_articles(articles)
    if not loaded.documents:
        raise EmptyCorpusError(articles) from (loaded.unreadable[0] if loaded.unreadable else None)
    built = build_snapshot(loaded.documents, encoder, index, full=full, keep=keep, report=report)
    published()
    return BuildReport(built, loaded.unreadable, find_near_duplicates(loaded.documents))
