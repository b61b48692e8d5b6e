"""Promises of the retold articles: evidence and speakers' sentences stand in them, and no group serves two ends."""

import json

import pytest

from corpus.articles import load_articles
from evals.asked_suites import RETOLD, RETOLD_REPORTED, RETOLD_SEEN
from evals.case import QuestionCase
from evals.retold_speakers import told
from evals.suite import open_suite

_NAMES = sorted(path.name for path in RETOLD.iterdir() if path.is_dir())


def _cases(name: str) -> list[QuestionCase]:
    return [one for one in open_suite(str(RETOLD / name / "questions.jsonl")).cases if isinstance(one, QuestionCase)]


def test_each_group_serves_one_end() -> None:
    assert sorted(RETOLD_SEEN + RETOLD_REPORTED) == _NAMES


@pytest.mark.parametrize("name", _NAMES)
def test_evidence_and_sentences_with_speakers_stand_once_in_their_article(name: str) -> None:
    loaded = load_articles(RETOLD / name / "articles")
    texts = {one.id: one.text for one in loaded.documents}
    assert not loaded.unreadable
    cases = _cases(name)
    assert len({one.id for one in cases}) == len(cases) >= 34
    for case in cases:
        assert case.min_evidence <= len(case.evidence)
        for entry in case.evidence:
            assert [texts[entry.document].count(quote) for quote in entry.quotes] == [1] * len(entry.quotes), case.id
    with (RETOLD / name / "speakers.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            assert texts[row["doc"]].count(row["quote"]) == 1, row


@pytest.mark.parametrize("name", _NAMES)
def test_every_article_names_its_source_and_quotes_nobody(name: str) -> None:
    for document in load_articles(RETOLD / name / "articles").documents:
        assert document.url and document.publisher, document.id
        assert not {*'“”"'} & {*document.text}, document.id


def test_most_sentences_have_the_speaker_that_their_retelling_gives() -> None:
    verdicts = [one.verdict for one in told("a")]
    assert verdicts.count("right") > 3 * verdicts.count("missing") > 3 * verdicts.count("wrong")
