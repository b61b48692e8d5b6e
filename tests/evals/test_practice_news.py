"""Promises of our questions over real articles: evidence is whole sentences of them, where they are here."""

import gzip
import json
from pathlib import Path

import pytest

from corpus.sentences import cut_sentences
from evals import practice_news
from evals.case import QuestionCase
from evals.practice_news import answerable, news_suite
from evals.reader_training.own_questions import news
from evals.shared_data import DEFAULT_SHARED
from evals.suite import open_suite
from evals.suite_rows import SuiteError

_ALL = (*practice_news.LEARNT, *practice_news.TUNED, *practice_news.REPORTED)


def write(shared: Path, *articles: object) -> None:
    (shared / "data").mkdir()
    with gzip.open(shared / "data" / "multihop_rag_articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in articles)


def test_each_group_is_for_one_purpose() -> None:
    groups = json.loads((Path(practice_news.__file__).parent / "news" / "groups.json").read_text(encoding="utf-8"))
    assert sorted(_ALL) == sorted(groups)
    again = {name: {"j": "n", "k": "m"}[name[0]] + name[1] for name in groups if name[0] in "jk"}
    assert all(groups[name] == groups[first] for name, first in again.items())
    assert {*again, *again.values()} <= set(practice_news.LEARNT)
    articles = [one for name, group in groups.items() if name not in again for one in group]
    assert len(set(articles)) == len(articles)


def test_questions_are_read_without_the_articles() -> None:
    asked = answerable(practice_news.TUNED)
    assert len(asked) == 45 * len(practice_news.TUNED)
    assert {"list", "compare", "viewpoint"} < {one.kind for one in asked}


def test_evidence_is_whole_sentences_and_as_much_as_is_needed() -> None:
    if not DEFAULT_SHARED.is_dir():
        pytest.skip("needs ../shared, which holds the articles")
    for group in _ALL:
        suite = news_suite(DEFAULT_SHARED, group)
        sentences = {
            (one.id, sentence.span.of(one.text))
            for one in suite.documents or ()
            for sentence in cut_sentences(one.text)
        }
        for case in suite.cases:
            assert isinstance(case, QuestionCase)
            assert {(one.document, *one.quotes) for one in case.evidence} <= sentences
            assert case.min_evidence <= len(case.evidence)
            assert case.answerable == bool(case.evidence)


def test_another_text_of_an_article_is_refused(tmp_path: Path) -> None:
    """The places would point to other words."""
    groups = json.loads((Path(practice_news.__file__).parent / "news" / "groups.json").read_text(encoding="utf-8"))
    told = {"title": "T", "source": "S", "author": None, "published_at": "2023-11-27", "url": "u", "body": "Another."}
    write(tmp_path, *({"id": name, **told} for name in groups["na"]))
    with pytest.raises(SuiteError, match="is not the one that the questions are about"):
        open_suite(f"news:{tmp_path / 'na'}")


def test_without_the_articles_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"multihop_rag_articles.*it is not here"):
        open_suite(f"news:{tmp_path / 'na'}")


def test_an_unknown_group_is_named_with_those_there_are(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(SuiteError, match="there is no group 'zz'"):
        open_suite(f"news:{tmp_path / 'zz'}")


def test_examples_hold_what_answers_and_another_groups_questions_are_not_answered() -> None:
    if not DEFAULT_SHARED.is_dir():
        pytest.skip("needs ../shared, which holds the articles")
    examples = list(news(DEFAULT_SHARED, ("na", "nb"), 2))
    answered = {one.question for one in examples if one.source == "news" and one.gold}
    asked = {row.question for row in answerable(("na", "nb"))}
    assert answered == asked
    far = [one for one in examples if one.source == "news-far"]
    assert far
    assert not any(one.gold for one in far)
    with pytest.raises(ValueError, match="two of them"):
        list(news(DEFAULT_SHARED, ("na",)))
