"""Candidates of one small article with scores given by hand."""

from dataclasses import replace
from pathlib import Path

from corpus.document import Document
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.asked_for import AskedFor
from service.finding import Question, find_candidates, find_hits
from service.question import understand
from service.reading import Candidate
from tests.index.fakes import WordsEncoder


def scored(folder: Path, document: Document, *scores: float) -> tuple[Snapshot, list[Candidate]]:
    """A snapshot of the article, and its sentences as candidates with these scores in order, best first."""
    build_snapshot([document], WordsEncoder(), folder)
    snapshot = Snapshots(folder).open_current()
    question = understand(document.title, WordsEncoder(), snapshot)
    hits = find_hits(snapshot, question.encoded, Question("?").filters, AskedFor())
    found = sorted(find_candidates(snapshot, question, hits, None), key=lambda one: one.number)
    given = [replace(one, score=score) for one, score in zip(found, scores, strict=True)]
    return snapshot, sorted(given, key=lambda one: -one.score)
