"""Promises of what the reader is trained on, over small data made here."""

import gzip
import json
import random
from pathlib import Path

import torch

from evals.reader_training.average import mean
from evals.reader_training.contrary import contrary
from evals.reader_training.examples import HELD_OUT, Example, answered, cut_paragraph, halueval, hotpot, qed, squad
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
    examples = [
        answered("squad1", cut_paragraph("Dam", text), question, [(text.index(a), text.index(a) + len(a))])
        for text, question, a in (
            (_TEXT, "Who oiled the gates at Oro before the flood of 1999?", "Vera Lund"),
            (other, "What did Ib Falk find on the gates in 1987?", "rust"),
        )
    ]
    return [one for one in examples if one is not None]


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


def to_contradict() -> list[Example]:
    text = (
        "Nobody slept. In 1999 the engineer Vera Lund was seen to close the upper gates at Oro before the flood. "
        "It held."
    )
    place = text.index("Vera Lund")
    question = "Who was seen to close the upper gates at Oro before the flood in 1999?"
    example = answered("squad1", cut_paragraph("Dam", text), question, [(place, place + 9)])
    other = answered("squad1", cut_paragraph("Dam", "Ib Falk found rust in 1987."), "Who found rust?", [(0, 7)])
    assert example is not None
    assert other is not None
    return [example, other]


def test_a_contrary_example_differs_in_one_place_keeps_its_answer_and_has_none() -> None:
    original, other = to_contradict()
    found = [one for one in contrary([original, other], random.Random(4)) if "Vera Lund" in str(one.window.sentences)]
    kinds = {f"{kind}-{place}" for kind in ("opposite", "negated", "name") for place in ("question", "sentence")}
    assert {one.source for one in found} == kinds
    for one in found:
        assert (one.gold, one.span) == ((), None)
        sentences = zip(one.window.sentences, original.window.sentences, strict=True)
        changed = [n for n, (now, before) in enumerate(sentences) if now != before]
        if one.source.endswith("question"):
            assert one.question != original.question
            assert changed == []
        else:
            assert one.question == original.question
            assert changed == list(original.gold)
            assert answer_of(original) in one.window.sentences[changed[0]]


def test_what_is_contrary_says_otherwise() -> None:
    found = {one.source: one for one in reversed(list(contrary(to_contradict(), random.Random(4))))}
    asked = found["opposite-question"].question
    assert "after the flood" in asked or "lower gates" in asked or "to open" in asked
    assert "wasn't" in found["negated-question"].question or "never" in found["negated-question"].question
    said = found["negated-sentence"].window.sentences[1]
    assert "was not seen" in said or "was never seen" in said
    other = found["name-question"].question
    assert "1987" in other or "Falk" in other


def test_a_changed_question_is_not_answered_by_the_window() -> None:
    text = "Vera Lund was born in Oro in 1950. Ib Falk was born in Varn in 1961."
    example = answered("squad1", cut_paragraph("Dam", text), "Where was Vera Lund born?", [(22, 25)])
    assert example is not None
    assert not [one for seed in range(20) for one in contrary([example], random.Random(seed)) if "Falk" in one.question]


def test_another_thing_is_put_where_other_questions_have_it() -> None:
    texts = ("The height of the bridge is nine metres.", "The weight of the lantern is small.")
    questions = ("What is the height of the bridge?", "What is the weight of the lantern?")
    examples = [
        answered("squad1", cut_paragraph("Dam", text), question, [(text.index("is") + 3, len(text) - 1)])
        for text, question in zip(texts, questions, strict=True)
    ]
    found = [one for one in contrary([one for one in examples if one], random.Random(1)) if one.source[:5] == "thing"]
    assert found
    assert {one.question for one in found}.isdisjoint(questions)


def test_a_sentence_that_is_denied_already_is_not_denied_again() -> None:
    text = "The gates at Oro were not oiled by Vera Lund."
    place = text.index("Vera Lund")
    example = answered("squad1", cut_paragraph("Dam", text), "Who was asked?", [(place, place + 9)])
    assert example is not None
    assert not [one for one in contrary([example], random.Random(4)) if one.source.startswith("negated")]


def test_contrary_examples_are_the_same_for_the_same_seed() -> None:
    once, again = (list(contrary(to_contradict(), random.Random(4))) for _ in range(2))
    assert once == again


def test_the_mean_of_two_models_lies_between_them() -> None:
    one, other = {"a": torch.zeros(3), "n": torch.tensor([1])}, {"a": torch.ones(3), "n": torch.tensor([1])}
    assert mean(one, other, 0.25)["a"].tolist() == [0.25, 0.25, 0.25]
    assert mean(one, other, 0.25)["n"].tolist() == [1]
