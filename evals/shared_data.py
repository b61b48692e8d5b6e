"""The originals and public data sets, which are read where they lie and never committed."""

import argparse
import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from corpus.document import Document, normalise_newlines
from corpus.importing import Stated, import_file

DEFAULT_SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_folder(arguments: argparse.Namespace) -> Path | None:
    """The folder of ``--shared`` if it is there; says so where it is not, since nothing can be measured then."""
    folder = Path(arguments.shared)
    if folder.is_dir():
        return folder
    print(f"not measured: {folder} is not here. Name the folder of articles, gold and data with --shared.")
    return None


def add_shared_option(parser: argparse.ArgumentParser) -> None:
    """Give a measurement the option ``--shared``."""
    parser.add_argument("--shared", default=str(DEFAULT_SHARED), help="folder that holds articles/, gold/ and data/")


def json_lines(path: Path) -> Iterator[Any]:
    """The records of a .jsonl or .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def shared_articles(shared: Path) -> tuple[Document, ...]:
    """The shared articles, imported as anybody would import them."""
    return tuple(import_file(path, Stated()) for path in sorted((shared / "articles").glob("*.txt")))


def multihop_articles(shared: Path) -> tuple[Document, ...]:
    """The MultiHop-RAG articles as documents."""
    return tuple(_multihop_article(row) for row in json_lines(shared / "data" / "multihop_rag_articles.jsonl.gz"))


def _multihop_article(row: dict[str, str]) -> Document:
    return Document(
        id=row["id"],
        title=row["title"].strip(),
        text=normalise_newlines(row["body"]),
        publisher=row["source"],
        author=row["author"] if row["author"] not in {None, "", "None"} else None,
        published=date.fromisoformat(row["published_at"][:10]),
        url=row["url"],
        language="en",
    )
