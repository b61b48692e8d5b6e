"""Public question sets as corpora to learn the relevance of sentences from: SQuAD 1.1, HotpotQA and QED.

Questions of ours are about news and debates; these are about everything, by people who did not know what is made of
them. The articles of a set are put together in small corpora, as many at once as ours have.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from corpus.document import Document, normalise_newlines
from evals.case import Evidence, QuestionCase
from evals.public_sets import squad2
from evals.reader_training.examples import Example, qed
from evals.relevance_lessons import Corpus
from evals.shared_data import json_lines

_ARTICLES = 6  # of SQuAD in a corpus, of some sixty paragraphs each
_HOTPOT, _HOTPOT_AT_ONCE = 480, 60  # questions, of ten paragraphs each; half a minute for sixty, so no more
_QED, _QED_AT_ONCE = 3000, 150  # questions, of a paragraph each
_Part = TypeVar("_Part")


def public_corpora(shared: Path, seed: int) -> Iterator[Corpus]:
    """Corpora of the shared folder's sets; which of HotpotQA's and QED's questions is drawn."""
    data, draw = shared / "data", random.Random(seed)
    yield from _squad(data / "squad1_train_part.jsonl.gz")
    hotpot = draw.sample(list(json_lines(data / "hotpotqa_dev.jsonl.gz")), _HOTPOT)
    yield from map(_hotpot, _parts(hotpot, _HOTPOT_AT_ONCE))
    yield from map(_qed, _parts(draw.sample(list(qed(data / "qed.jsonl.gz")), _QED), _QED_AT_ONCE))


def _squad(path: Path) -> Iterator[Corpus]:
    suite = squad2(path)
    for documents in _parts(suite.documents or (), _ARTICLES):
        ids = {one.id for one in documents}
        cases = (case for case in suite.cases if isinstance(case, QuestionCase) and case.topic in ids)
        yield Corpus(documents, tuple(cases))


def _hotpot(rows: Sequence[Mapping[str, Any]]) -> Corpus:
    """Each paragraph a document; all supporting sentences are wanted."""
    texts = {one["title"]: one["sentences"] for row in rows for one in row["paragraphs"]}
    ids = {title: f"hotpot-{number}" for number, title in enumerate(texts)}
    documents = [_document(ids[title], title, "".join(sentences)) for title, sentences in texts.items()]
    cases = []
    for row in rows:
        places = [(one["title"], one["sentence"]) for one in row["supporting"]]
        quotes = [(title, texts[title][n].strip()) for title, n in places if n < len(texts.get(title, ()))]
        cases.append(_case(row["id"], row["question"], [(ids[title], quote) for title, quote in quotes]))
    return Corpus(documents, tuple(cases))


def _qed(examples: Sequence[Example]) -> Corpus:
    """Each window a document."""
    documents, cases = [], []
    for number, one in enumerate(examples):
        name = f"qed-{number}"
        documents.append(_document(name, one.window.title, " ".join(one.window.sentences)))
        cases.append(_case(name, one.question, [(name, one.window.sentences[n]) for n in one.gold]))
    return Corpus(documents, tuple(cases))


def _document(name: str, title: str, text: str) -> Document:
    return Document(name, title, normalise_newlines(text) + "\n")


def _case(name: str, question: str, quotes: Sequence[tuple[str, str]]) -> QuestionCase:
    evidence = tuple(Evidence(document, (quote,), ()) for document, quote in quotes)
    return QuestionCase(
        id=name, slice="public", topic=name, question=question, evidence=evidence, min_evidence=len(evidence)
    )


def _parts(some: Sequence[_Part], most: int) -> Iterator[Sequence[_Part]]:
    return (some[start : start + most] for start in range(0, len(some), most))
