"""Promises of the practice debates: every piece of evidence stands in its article, and no debate serves two ends."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.articles import load_articles
from evals.asked_suites import DEBATES, LEARNT, REPORTED, TUNED, debate_cases

_NAMES = sorted(path.name for path in DEBATES.iterdir() if path.is_dir())


def test_each_debate_serves_one_end() -> None:
    assert sorted(LEARNT + TUNED + REPORTED) == _NAMES


@pytest.mark.parametrize("name", _NAMES)
def test_evidence_stands_once_in_its_article(name: str) -> None:
    texts = {one.id: one.text for one in load_articles(DEBATES / name / "articles").documents}
    assert len(texts) == 6
    cases = debate_cases(name)
    assert len({one.id for one in cases}) == len(cases) == 130
    for case in cases:
        for entry in case.evidence:
            assert [texts[entry.document].count(quote) for quote in entry.quotes] == [1] * len(entry.quotes), case.id
        assert all(any(piece in text for text in texts.values()) for piece in case.must_not), case.id


@pytest.mark.parametrize("name", _NAMES)
def test_a_third_of_the_questions_has_no_answer_and_every_kind_is_there(name: str) -> None:
    kinds = Counter(one.slice for one in debate_cases(name))
    assert set(kinds) == {
        "factoid",
        "attribution",
        "viewpoint",
        "compare",
        "cause-or-reason",
        "list",
        "paraphrase-hard",
        "false-premise",
        "unanswerable-near",
        "unanswerable-far",
    }
    assert sum(not one.answerable for one in debate_cases(name)) == 42


def test_every_line_written_for_training_has_a_key_a_question_and_an_answer_or_none() -> None:
    path = Path(__file__).parents[2] / "evals" / "reader_training" / "questions.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    by_key = Counter(row["key"] for row in rows)
    unanswered = Counter(row["key"] for row in rows if row["answer"] is None)
    assert set(by_key.values()) == {6}
    assert set(unanswered.values()) == {4}
    assert all(row["question"].strip() and row.keys() == {"key", "question", "answer"} for row in rows)
