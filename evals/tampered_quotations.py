"""Whether a tampered quotation is ever accepted: ``python -m evals.tampered_quotations [--shared DIR] [--seed N]``.

Quotations are copied out of the articles here and, where ``../shared`` is present, out of news; most are then tampered
with. One that stands in the corpus all the same is left out, as told by a comparison that shares no code with the
check. The speaker of a place is its author where the index has no statements.
"""

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.articles import load_articles
from corpus.document import Document, normalise_newlines
from evals.quotation_cases import Case, Cases
from index.build import build_snapshot
from index.encoder import Vectors, ignore_progress
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.quotation_check import check_quotation

TAMPERED, TRUE = 5_000, 1_000  # what the issue asks for
_NEWS = 100  # articles, 1 MB: enough for other places where a tampered quotation might be true


class _NoEncoder:
    """Stands in for the encoder: the check of a quotation uses no vector."""

    name = fingerprint = "none"
    dimension = 8

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        """The same unit vector for each text."""
        done(len(texts))
        return np.tile(self.encode_query(""), (len(texts), 1))

    def encode_query(self, text: str) -> Vectors:  # every text has the same vector
        """A unit vector."""
        vector: Vectors = np.eye(1, self.dimension, dtype=np.float32)[0]
        return vector

    encode_turned = encode_query


def documents(shared: Path | None) -> tuple[Document, ...]:
    """The articles here, then news where there is any."""
    ours = load_articles(Path(__file__).resolve().parents[1] / "corpus" / "articles").documents
    news = shared / "data" / "multihop_rag_articles.jsonl.gz" if shared else None
    if news is None or not news.is_file():
        return ours
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, _NEWS)]
    news_documents = [
        Document(f"news-{number:03}", row["title"], normalise_newlines(row["body"]), author=row.get("author"))
        for number, row in enumerate(rows)
    ]
    return (*ours, *news_documents)


def verdicts(snapshot: Snapshot, cases: Iterator[Case]) -> tuple[dict[tuple[str, str], int], list[Case]]:
    """How often each (kind, verdict) came, and the cases found."""
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for case in cases:
        verdict = check_quotation(snapshot, case.quotation, case.speaker).verdict
        counts[case.kind, verdict] += 1
        if verdict == "found":
            found.append(case)
    return counts, found


def main() -> int:
    """Print the table; 1 where a tampered quotation was accepted or a true one rejected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tampered", type=int, default=TAMPERED)
    parser.add_argument("--true", type=int, default=TRUE)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build_snapshot(documents(arguments.shared), _NoEncoder(), Path(folder))
        snapshot = Snapshots(Path(folder)).open_current()
        cases = Cases(snapshot, arguments.seed)
        started = time.perf_counter()
        tampered, accepted = verdicts(snapshot, cases.tampered(arguments.tampered))
        true, _ = verdicts(snapshot, cases.true(arguments.true))
        seconds = time.perf_counter() - started
        documents_read = snapshot.manifest.documents
    rejected = sum(true.values()) - sum(count for (_, verdict), count in true.items() if verdict == "found")
    _print(tampered | true)
    each = 1000 * seconds / sum((tampered | true).values())
    print(f"\n{documents_read} documents; {each:.0f} ms a case, its making included")
    print(f"tampered: {sum(tampered.values())}, accepted as found: {len(accepted)}")
    print(f"true: {sum(true.values())}, rejected: {rejected}")
    for case in accepted:
        print(f"  accepted ({case.kind}): {case.quotation!r} {case.speaker or ''}")
    return 1 if accepted or rejected else 0


def _print(counts: dict[tuple[str, str], int]) -> None:
    kinds = list(dict.fromkeys(kind for kind, _ in counts))
    columns = ("found", "altered", "spliced", "misattributed", "not_found")
    print("".join([f"{'':22}", *(f"{column:>14}" for column in columns)]))
    for kind in kinds:
        print("".join([f"{kind:22}", *(f"{counts.get((kind, column), 0):14}" for column in columns)]))


if __name__ == "__main__":
    sys.exit(main())
