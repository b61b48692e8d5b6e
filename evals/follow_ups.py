"""Follow-ups completed by rule: ``python -m evals.follow_ups``.

Each of ``evals/suites/language_model/follow_ups.jsonl`` is asked as it stands, completed by the service's rule, with
the question before put in front of it, and as the whole question it was made from. Prints how often the evidence is
among three quotes, and every completion, for people to read.
"""

import tempfile
from pathlib import Path

from corpus.articles import load_articles
from evals.case import QuestionCase
from evals.language_model import FOLLOW_UPS, follow_ups
from evals.language_model_offers import Desk
from evals.resampling import shown
from evals.shared_data import json_lines
from evals.suite import open_suite
from index.build import build_snapshot
from index.snapshots import Snapshots
from service.follow_up import complete
from service.settings import Settings
from service.wiring import open_encoder, open_reader

_OFFERED = 20  # as a language model would be shown; only the built-in three are judged
_ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"


def main() -> None:
    """Index the digests, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        encoder = open_encoder(Settings(index=home))
        build_snapshot(load_articles(_ARTICLES).documents, encoder, home)
        desk = Desk(Snapshots(home).open_current(), encoder, open_reader(Settings()), _OFFERED)
        suite = open_suite("digests")
        whole = {case.id: case.question for case in suite.cases if isinstance(case, QuestionCase)}
        sources = {row["id"]: row["of"] for row in json_lines(FOLLOW_UPS)}
        found: dict[str, list[float]] = {"as it stands": [], "by rule": [], "the one before in front": [], "whole": []}
        for case, previous in follow_ups(suite, None):
            completed = complete(case.question, previous, desk.snapshot)
            print(f"{case.id}: {case.question!r} after {previous[-1]!r}: {completed!r}")
            asked = (case.question, completed, f"{previous[-1]} {case.question}", whole[sources[case.id]])
            for way, question in zip(found, asked, strict=True):
                offer = desk.offer(case, question)
                found[way].append(float(offer.found(offer.built_in)))
        for way, values in found.items():
            print(f"evidence in three, {way:24s} {shown(values)}")


if __name__ == "__main__":
    main()
