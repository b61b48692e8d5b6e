"""Questions of ours over real news articles, to train and to test on (``evals/news``).

The articles are MultiHop-RAG's, those of the last group the five originals of our digests, and are read from the shared
data; here lie only the questions, with the places of what answers them. A group is asked as one corpus.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.document import Document
from evals.case import Evidence, QuestionCase, Suite
from evals.shared_data import json_lines, multihop_articles, shared_articles

_HOME = Path(__file__).parent / "news"
_LETTERS = "abcdefghijklmnopqrstuvwxy"
LEARNT = (  # for the reader, the order of sentences and the kinds of answer
    *(f"n{one}" for one in _LETTERS[:16]),
    *(f"m{one}" for one in _LETTERS[:20]),
    *(f"l{one}" for one in _LETTERS),
    *(f"j{one}" for one in _LETTERS[:16]),  # other questions over the articles of n
    *(f"k{one}" for one in _LETTERS[:20]),  # and of m
)
TUNED = ("nq", "nr", "ns", "nt", "mu", "mv")  # for the probability and other choices
REPORTED = ("nu", "nv", "nw", "nx", "mw", "mx", "original")  # for nothing but reporting


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its type, as it can be read without the articles."""

    question: str
    kind: str


def answerable(groups: Sequence[str]) -> list[Asked]:
    """The questions of groups that are answered."""
    return [Asked(row["question"], row["type"]) for row in _rows() if row["group"] in groups and row["min_evidence"]]


def news_suite(shared: Path, group: str) -> Suite:
    """The questions of a group with its articles; ``ValueError`` where there is no such group, or another article."""
    groups = json.loads((_HOME / "groups.json").read_text(encoding="utf-8"))
    if group not in groups:
        raise ValueError(f"there is no group {group!r}: {', '.join(groups)}")
    documents = tuple(_article(_articles(shared), name, sha256) for name, sha256 in groups[group].items())
    return Suite(f"news-{group}", tuple(_case(row, documents) for row in _rows() if row["group"] == group), documents)


def _article(known: Mapping[str, Document], name: str, sha256: str) -> Document:
    """The article of an id; the places of evidence hold for one text only."""
    if name not in known or known[name].sha256 != sha256:
        raise ValueError(f"the article {name} is not the one that the questions are about")
    return known[name]


def _rows() -> Iterator[Mapping[str, Any]]:
    return json_lines(_HOME / "questions.jsonl")


def _case(row: Mapping[str, Any], documents: tuple[Document, ...]) -> QuestionCase:
    """Whose words the evidence is nobody has told, so it has no speakers."""
    evidence = tuple(
        Evidence(documents[article].id, (documents[article].text[start:end],), ())
        for article, start, end in row["evidence"]
    )
    return QuestionCase(
        id=row["id"],
        slice=row["type"],
        topic=evidence[0].quotes[0] if evidence else row["id"],
        question=row["question"],
        evidence=evidence,
        min_evidence=row["min_evidence"],
    )


@cache
def _articles(shared: Path) -> Mapping[str, Document]:
    return {one.id: one for one in (*multihop_articles(shared), *shared_articles(shared))}
