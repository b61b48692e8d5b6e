"""Promises of what the reader is trained on, over small data made here."""

import gzip
import hashlib
import json
import random
from pathlib import Path

import pytest

from evals.reader_training import examples, negatives
from evals.reader_training.examples import (
    HELD_OUT,
    Example,
    answered,
    cut_paragraph,
    halueval,
    hotpot,
    ours,
    qed,
    squad,
)
from evals.reader_training.negatives import changed_questions, like_windows, worn

_TEXT = (
    "The dam at Oro held through the flood of 1999. Engineer Vera Lund had oiled the gates in spring. "
    "Nobody in the valley slept that night. The river rose four metres in an hour."
)


def answer_of(example: Example) -> str:
    assert example.span is not None
    sentence, start, end = example.span
    return example.window.sentences[sentence][start:end]


def write(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_an_answers_place_in_its_window_holds_the_answer() -> None:
    long = " ".join(f"Sentence number {n} says that the gate {n} was painted." for n in range(80))
    text = f"{long} {_TEXT}"
    start = text.index("Vera Lund")
    example = answered("squad1", cut_paragraph("The_dam", text), " Who oiled the gates? ", [(start, start + 9)])
    assert example is not None
    assert answer_of(example) == "Vera Lund"
    assert example.question == "Who oiled the gates?"
    assert example.window.title == "The dam"


def test_an_answer_that_crosses_sentences_is_left_out() -> None:
    start = _TEXT.index("spring. Nobody")
    assert answered("squad1", cut_paragraph("Dam", _TEXT), "What?", [(start, start + 14)]) is None


def test_the_answer_given_most_often_counts() -> None:
    once, twice = _TEXT.index("1999"), _TEXT.index("Oro")
    places = [(once, once + 4), (twice, twice + 3), (twice, twice + 3)]
    example = answered("squad2", cut_paragraph("Dam", _TEXT), "Where?", places)
    assert example is not None
    assert answer_of(example) == "Oro"


def test_no_article_is_both_trained_on_and_reported_on(tmp_path: Path) -> None:
    rows = [
        {"title": title, "context": _TEXT, "question": "Q?", "answerable": False, "answers": []}
        for title in ("Dams", *HELD_OUT)
    ]
    path = write(tmp_path / "squad.jsonl.gz", *rows)
    assert {paragraph.title for paragraph, _, _ in squad(path)} == {"Dams"}
    assert {paragraph.title for paragraph, _, _ in squad(path, held_out=True)} == {
        one.replace("_", " ") for one in HELD_OUT
    }


def test_our_own_questions_find_their_paragraphs_by_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = hashlib.sha256(_TEXT.encode()).hexdigest()[:12]
    asked = [
        {"key": key, "question": "Who had oiled the gates?", "answer": "Vera Lund"},
        {"key": key, "question": "Who had painted the gates?", "answer": None},
        {"key": "another", "question": "Of a part that is not here?", "answer": None},
    ]
    monkeypatch.setattr(examples, "_QUESTIONS", write(tmp_path / "questions.jsonl.gz", *asked))
    found = list(ours(write(tmp_path / "squad.jsonl.gz", {"title": "Dams", "context": _TEXT})))
    start = _TEXT.index("Vera Lund")
    assert [(question, places) for _, question, places in found] == [
        ("Who had oiled the gates?", [(start, start + 9)]),
        ("Who had painted the gates?", []),
    ]


def test_both_formats_of_the_natural_questions_are_read(tmp_path: Path) -> None:
    start = _TEXT.index("Vera Lund")
    common = {"title_text": "Dam", "paragraph_text": _TEXT, "question_text": "who oiled the gates"}
    path = write(
        tmp_path / "qed.jsonl.gz",
        {**common, "answer_spans": [[start, start + 9]]},
        {**common, "original_nq_answers": [[{"start": start, "end": start + 9}]]},
        {**common, "answer_spans": [[-1, -1]]},
    )
    assert [answer_of(example) for example in qed(path)] == ["Vera Lund", "Vera Lund"]


def test_a_question_of_two_paragraphs_gives_one_that_supports_and_one_that_does_not(tmp_path: Path) -> None:
    paragraphs = [
        {"title": "Dam", "sentences": ["It held.", " It is high."]},
        {"title": "Mill", "sentences": ["Empty."]},
    ]
    row = {"question": "Q?", "supporting": [{"title": "Dam", "sentence": 1}], "paragraphs": paragraphs}
    held, other = hotpot(write(tmp_path / "hotpot.jsonl.gz", row), random.Random(1))
    assert (held.window.title, held.gold, other.window.title, other.gold) == ("Dam", (1,), "Mill", ())


def test_knowledge_without_the_right_answers_words_is_left_out(tmp_path: Path) -> None:
    rows = [{"knowledge": _TEXT, "question": "Q?", "right_answer": one} for one in ("Vera Lund", "Lun", "nobody knows")]
    assert [answer_of(one) for one in halueval(write(tmp_path / "h.jsonl.gz", *rows))] == ["Vera Lund"]


def made() -> list[Example]:
    other = "Inspector Ib Falk saw the gates of the Oro dam in 1987. He found rust on each of them."
    made_of = [
        answered("squad1", cut_paragraph("Dam", text), question, [(text.index(a), text.index(a) + len(a))])
        for text, question, a in (
            (_TEXT, "Who oiled the gates at Oro before the flood of 1999?", "Vera Lund"),
            (other, "What did Ib Falk find on the gates in 1987?", "rust"),
        )
    ]
    return [one for one in made_of if one is not None]


def test_a_window_that_only_looks_as_if_does_not_hold_the_answers_words() -> None:
    negatives = list(like_windows("like", made(), within_title=True))
    assert len(negatives) == 2
    for example, positive in zip(negatives, made(), strict=True):
        assert example.gold == ()
        assert answer_of(positive).casefold() not in " ".join(example.window.sentences).casefold()


def test_a_changed_question_differs_and_has_no_answer() -> None:
    asked = {one.question for one in made()}
    changed = list(changed_questions(made(), random.Random(2)))
    assert changed
    assert all(one.gold == () and one.span is None and one.question not in asked for one in changed)


def test_a_worn_question_keeps_something_to_ask() -> None:
    draw = random.Random(3)
    for _ in range(200):
        assert len(worn("Who oiled the gates before the flood?", draw).split()) >= 3
    assert worn("Who?", draw)


def test_a_slip_changes_a_word() -> None:
    for seed in range(100):
        (slipped,) = negatives._slipped(["granite"], random.Random(seed))
        assert slipped != "granite"
        assert abs(len(slipped) - len("granite")) <= 1
