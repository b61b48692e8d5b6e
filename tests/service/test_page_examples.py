"""The page's examples over the articles in this repository, answered by the encoder and reader as they are shipped."""

import re
from importlib.resources import files
from pathlib import Path

from corpus.articles import load_articles
from index.build import build_snapshot
from index.encoder import Encoder
from index.snapshots import Snapshots
from service.answering import answer_question
from service.finding import Question
from service.settings import Settings
from service.wiring import open_reader

_ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
_EXAMPLE = re.compile(r'data-document="([^"]+)">([^<]+)</button>')


def test_every_example_of_the_page_is_answered_from_its_document(default_encoder: Encoder, tmp_path: Path) -> None:
    page = files("service").joinpath("pages", "ask.html").read_text(encoding="utf-8")
    examples = _EXAMPLE.findall(page)
    assert len(examples) == page.count("data-document")
    build_snapshot(load_articles(_ARTICLES).documents, default_encoder, tmp_path)
    snapshot, close = Snapshots(tmp_path).open_current(), open_reader(Settings())
    for document, question in examples:
        answer = answer_question(snapshot, default_encoder, Question(question), close)
        assert answer.no_answer is None, question
        assert answer.quotes[0].document.id == document, question
