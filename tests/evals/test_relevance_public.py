"""Public question sets as corpora to learn the order of sentences from: whose evidence stands where it is said to."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evals.relevance_public import public_corpora

_HARBOUR = ["The harbour froze in May. ", "Nobody sailed for a week, they say."]
_DAM = ["The dam at Oro held. ", "Its gates had been oiled in spring. ", "Vera Lund saw to that."]


def _write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One record of each set; SQuAD has another article beside."""
    data = tmp_path / "data"
    data.mkdir()
    text = "".join(_DAM)
    asked = {"question": "When were the gates oiled?", "answerable": True}
    _write(
        data,
        "squad1_train_part",
        [
            {**asked, "id": "s1", "title": "Dam", "context": text, "answers": [_place(text, "in spring")]},
            {
                **asked,
                "id": "s2",
                "title": "Port",
                "context": "".join(_HARBOUR),
                "answers": [_place(_HARBOUR[0], "May")],
            },
        ],
    )
    paragraphs = [{"title": "Port", "sentences": _HARBOUR}, {"title": "Dam", "sentences": _DAM}]
    supporting = [{"title": "Dam", "sentence": 1}, {"title": "Port", "sentence": 0}, {"title": "Port", "sentence": 9}]
    _write(
        data,
        "hotpotqa_dev",
        [{"id": "h1", "question": "Which was oiled?", "paragraphs": paragraphs, "supporting": supporting}],
    )
    start = text.index("in spring")
    spans = {"answer_spans": [[start, start + len("in spring")]]}
    _write(
        data, "qed", [{"title_text": "Dam", "paragraph_text": text, "question_text": "when were gates oiled", **spans}]
    )
    for name in ("_HOTPOT", "_QED"):
        monkeypatch.setattr(f"evals.relevance_public.{name}", 1)
    return tmp_path


def _place(text: str, answer: str) -> dict[str, Any]:
    return {"text": answer, "start": text.index(answer)}


def test_evidence_stands_in_its_document_and_nothing_else_is_evidence(shared: Path) -> None:
    squad, hotpot, qed = public_corpora(shared, 3)
    told = [
        [
            (case.question, case.min_evidence, [(one.document, one.quotes) for one in case.evidence])
            for case in one.cases
        ]
        for one in (squad, hotpot, qed)
    ]
    oiled, froze = _DAM[1].strip(), _HARBOUR[0].strip()
    port, dam = (one.id for one in hotpot.documents)
    assert told == [
        [
            ("When were the gates oiled?", 1, [("squad-dam", (oiled,))]),
            ("When were the gates oiled?", 1, [("squad-port", (froze,))]),
        ],
        [("Which was oiled?", 2, [(dam, (oiled,)), (port, (froze,))])],  # there is no tenth sentence
        [("when were gates oiled", 1, [("qed-0", (oiled,))])],
    ]
    for corpus in (squad, hotpot, qed):
        texts = {one.id: one.text for one in corpus.documents}
        assert all(one.quotes[0] in texts[one.document] for case in corpus.cases for one in case.evidence)


def test_questions_and_articles_are_parted_together(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.relevance_public._ARTICLES", 1)
    first, second, *_ = public_corpora(shared, 3)
    for corpus in (first, second):
        assert [case.evidence[0].document for case in corpus.cases] == [one.id for one in corpus.documents]
