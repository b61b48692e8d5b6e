"""Promises of how the reader learns: what it is shown is what it will read, and a small one does learn."""

import random
import sys
import warnings
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from evals.reader_training import learn
from evals.reader_training.examples import Example
from evals.reader_training.learning_reader import open_learning_reader, save_learning_reader
from evals.reader_training.losses import as_taught, begins_and_ends, by_itself
from evals.reader_training.pack import to_rows
from evals.reader_training.rows import NOWHERE, SENTENCES, SPAN, UNLABELLED, Ragged, load_rows, ragged, save_rows
from evals.reader_training.tables import allowed, of_sentences, to_table
from service.openvino_reader import open_default_tokenizer
from service.reader_input import LONGEST, Window, assemble

_WINDOW = Window("The dam", ("The dam at Oro held.", "Vera Lund had oiled the gates.", "Nobody slept."))
_LONG = Window("A mill", ("The mill ground corn by day and by night. " * 30, "It stood empty in spring."))
_EXAMPLES = (
    Example("squad2", "Who oiled the gates?", _WINDOW, (1,), (1, 0, 9)),
    Example("debate", "What is told of the dam?", _WINDOW, (0, 2)),
    Example("squad2", "Who built it?", _WINDOW, ()),
    Example("squad2", "When did it stand empty?", _LONG, (1,), (1, 15, 24)),
    Example("squad2", "Who ground corn?", _LONG, (), judged=False),
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return open_default_tokenizer()


@given(st.lists(st.lists(st.integers(0, 40_000), max_size=6), min_size=1, max_size=8))
def test_lists_of_numbers_come_back(lists: list[list[int]]) -> None:
    made = ragged(lists)
    assert len(made) == len(lists)
    assert [made[n].tolist() for n in range(len(made))] == lists


def test_rows_come_back_from_their_file(tmp_path: Path, tokenizer: Tokenizer) -> None:
    rows = to_rows(tokenizer, _EXAMPLES)
    save_rows(tmp_path / "rows.npz", rows)
    loaded = load_rows(tmp_path / "rows.npz")
    for field in fields(rows):
        one, other = getattr(rows, field.name), getattr(loaded, field.name)
        if isinstance(one, Ragged):
            assert np.array_equal(one.values, other.values)
            assert np.array_equal(one.starts, other.starts)
        elif isinstance(one, np.ndarray):
            assert np.array_equal(one, other)
        else:
            assert one == other


def test_a_row_is_the_sequence_that_the_reader_reads(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, _EXAMPLES), None, torch.device("cpu"))
    for number, example in enumerate(_EXAMPLES):
        read = assemble(tokenizer, example.question, example.window)
        assert tuple(table.ids[number, : len(read.ids)].tolist()) == read.ids
        assert int(table.length[number]) == len(read.ids) <= LONGEST
        for sentence, (start, end) in enumerate(read.ranges):
            inside = (table.sentence[number] == sentence).nonzero()[:, 0].tolist()
            assert inside == list(range(start, end))


def test_what_is_known_of_an_answer_is_where_it_stands(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, _EXAMPLES), None, torch.device("cpu"))
    known = table.known.tolist()
    assert known == [SPAN, SENTENCES, NOWHERE, NOWHERE, UNLABELLED]  # the fourth's answer lies beyond the cut
    answer = table.ids[0, int(table.first[0]) : int(table.last[0]) + 1].tolist()
    assert tokenizer.decode(answer) == "vera lund"
    assert [int(one) for one in table.gold[:2]] == [0b010, 0b101]


def test_a_right_answer_costs_less_than_a_wrong_one(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, _EXAMPLES[:1]), None, torch.device("cpu"))
    batch = torch.tensor([0])
    logits = torch.zeros(1, 64, 2)
    right, wrong = logits.clone(), logits.clone()
    right[0, int(table.first[0]), 0] = right[0, int(table.last[0]), 1] = 5.0
    wrong[0, 0] = 5.0
    assert (
        begins_and_ends(right, table, batch)
        < begins_and_ends(logits, table, batch)
        < begins_and_ends(wrong, table, batch)
    )


def small_start(folder: Path, tokenizer: Tokenizer) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, about one another
        from transformers import MPNetConfig, MPNetModel

        torch.manual_seed(1)
        shape = MPNetConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
            max_position_embeddings=300,
        )
        MPNetModel(shape).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def learn_rows(folder: Path, tokenizer: Tokenizer) -> Path:
    """A folder of rows to learn from and to judge by."""
    draw = random.Random(1)
    examples = [draw.choice(_EXAMPLES[:3]) for _ in range(48)]
    for name, some in (("learn", examples), ("squad", _EXAMPLES[:3]), ("debates", _EXAMPLES[:3])):
        save_rows(folder / f"{name}.npz", to_rows(tokenizer, some))
    return folder


def run_learn(monkeypatch: pytest.MonkeyPatch, *given: object) -> None:
    for name, value in (("_RATE", 5e-3), ("_RATE_OF_THIRD", 5e-2), ("_LOGGED", 1)):
        monkeypatch.setattr(learn, name, value)
    monkeypatch.setattr(sys, "argv", ["learn", *map(str, given)])
    learn.main()


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_a_small_reader_learns_tells_how_it_does_and_teaches_a_smaller_one(
    tmp_path: Path, tokenizer: Tokenizer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, start = learn_rows(tmp_path, tokenizer), small_start(tmp_path / "start", tokenizer)
    large, small = tmp_path / "large", tmp_path / "small"
    run_learn(monkeypatch, rows, "--start", start, "--layers", 2, "--epochs", 6, "--last", 2, "--out", large)
    told = capsys.readouterr().out
    lines = [line.split() for line in told.splitlines() if "losses" in line]
    first, last = lines[0], lines[-1]
    assert float(last[-3]) < float(first[-3])
    assert float(last[-1]) < float(first[-1])
    assert told.count("squad: 3 questions, AUROC") == told.count("debates: 3 questions, AUROC") == 8
    assert np.load(large / "belonging.npy").shape == (33,)
    assert {path.name for path in large.iterdir()} >= {"model.safetensors", "tokenizer.json"}
    given = (rows, "--start", start, "--layers", 1, "--epochs", 1, "--last", 0, "--out")
    run_learn(monkeypatch, *given, small, "--teacher", large)
    run_learn(monkeypatch, *given, tmp_path / "untaught")
    taught, untaught = (open_learning_reader(one) for one in (small, tmp_path / "untaught"))
    assert len(taught.model.mpnet.encoder.layer) == 1
    assert not torch.equal(taught.model.qa_outputs.weight, untaught.model.qa_outputs.weight)


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_what_learns_says_what_the_library_says(tmp_path: Path, tokenizer: Tokenizer) -> None:
    reader = open_learning_reader(small_start(tmp_path, tokenizer)).eval()
    ids = torch.full((2, 64), 1)  # of a padding token
    for row, question in enumerate(("Who oiled the gates?", "Who?")):
        read = torch.tensor(assemble(tokenizer, question, _WINDOW).ids)
        ids[row, : len(read)] = read
    inside = ids != 1
    with torch.no_grad():
        logits, _ = reader(ids, inside)
        theirs = reader.model(input_ids=ids, attention_mask=inside.long())
    assert torch.allclose(logits[..., 0][inside], theirs.start_logits[inside], atol=1e-5)
    assert torch.allclose(logits[..., 1][inside], theirs.end_logits[inside], atol=1e-5)


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_words_stay_where_they_were(tmp_path: Path, tokenizer: Tokenizer) -> None:
    reader = open_learning_reader(small_start(tmp_path, tokenizer))
    held = {name for name, one in reader.named_parameters() if not one.requires_grad}
    names = ("embeddings.word_embeddings", "encoder.relative_attention_bias")
    assert held == {f"model.mpnet.{name}.weight" for name in names}


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_layers_held_still_are_the_first_and_there_must_be_so_many(tmp_path: Path, tokenizer: Tokenizer) -> None:
    reader = open_learning_reader(small_start(tmp_path, tokenizer))
    reader.hold(1)
    layers = reader.model.mpnet.encoder.layer
    assert [any(one.requires_grad for one in layer.parameters()) for layer in layers] == [False, True]
    assert not any(one.requires_grad for one in reader.model.mpnet.embeddings.parameters())
    for wrong in (-1, 3):
        with pytest.raises(ValueError, match="of 2 layers"):
            reader.hold(wrong)


def test_one_question_put_to_two_corpora_is_judged_as_two(tokenizer: Tokenizer) -> None:
    far = Example("news-far", _EXAMPLES[1].question, _LONG, ())
    rows = to_rows(tokenizer, (_EXAMPLES[1], far))
    assert len(set(rows.question.tolist())) == 2


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_a_reader_written_and_opened_says_the_same(tmp_path: Path, tokenizer: Tokenizer) -> None:
    reader = open_learning_reader(small_start(tmp_path / "start", tokenizer)).eval()
    with torch.no_grad():
        reader.belongs.weight.normal_()
        reader.belongs.bias.fill_(0.5)
    save_learning_reader(reader, tmp_path / "out")
    opened = open_learning_reader(tmp_path / "out").eval()
    ids = torch.tensor([assemble(tokenizer, "Who oiled the gates?", _WINDOW).ids])
    with torch.no_grad():
        said, says = reader(ids, ids > 1), opened(ids, ids > 1)
    assert all(torch.allclose(one, other, atol=1e-6) for one, other in zip(said, says, strict=True))
    with pytest.raises(ValueError, match="has 2 layers and not 1"):
        open_learning_reader(tmp_path / "out", 1)


def test_a_row_that_nobody_judged_is_not_learnt_from(tokenizer: Tokenizer) -> None:
    with pytest.raises(ValueError, match="no label"):
        learn.to_lesson(to_rows(tokenizer, _EXAMPLES), None, torch.device("cpu"))


def test_sentences_by_themselves_are_summed_over_a_row_and_unjudged_rows_left_out(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, (_EXAMPLES[1], _EXAMPLES[4])), None, torch.device("cpu"))
    third = torch.zeros(2, 256)
    loss = by_itself(third, table, torch.tensor([0, 1]))
    assert float(loss) == pytest.approx(3 * np.log(2) / 2, abs=1e-5)  # three sentences, each as likely as not


def test_to_agree_with_a_teacher_costs_nothing(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, _EXAMPLES[:2]), None, torch.device("cpu"))
    batch = torch.tensor([0, 1])
    torch.manual_seed(2)
    logits, third = allowed(torch.randn(2, 64, 2), table, batch), torch.randn(2, 64)
    agreed = as_taught(logits, third, (logits, third), table, batch)
    other = as_taught(logits, third, (logits.flip(0), -third), table, batch)
    assert [abs(float(one)) < 1e-4 for one in agreed] == [True, True]
    assert all(float(one) > 0.01 for one in other)


def test_an_epoch_has_every_row_with_an_answer_and_half_of_a_debates_others(tokenizer: Tokenizer) -> None:
    none = Example("debate", "Who built it?", _WINDOW, ())
    rows = to_rows(tokenizer, [_EXAMPLES[1], *[none] * 1000, *[_EXAMPLES[0]] * 1000])
    lesson = learn.to_lesson(rows, None, torch.device("cpu"))
    first, second = (learn.of_an_epoch(lesson, random.Random(seed), last=False) for seed in (1, 2))
    assert first.count(0) == second.count(0) == 1
    assert all(400 < sum(1 <= row <= 1000 for row in epoch) < 600 for epoch in (first, second))
    assert set(first) != set(second)
    assert sum(row > 1000 for row in first) == 2000  # each twice
    last = learn.of_an_epoch(lesson, random.Random(3), last=True)
    assert last.count(0) == 1
    assert 200 < sum(row > 1000 for row in last) < 400


def test_each_sentence_is_asked_by_the_mean_of_its_tokens(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, _EXAMPLES[1:2]), None, torch.device("cpu"))
    batch = torch.tensor([0])
    third = torch.where(table.sentence[batch] == 2, 3.0, -1.0)
    means, counted, gold = of_sentences(third, table, batch)
    assert means[counted].tolist() == [-1.0, -1.0, 3.0]
    assert gold[counted].tolist() == [1.0, 0.0, 1.0]
