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
from evals.reader_training.pack import to_rows
from evals.reader_training.rows import NOWHERE, SENTENCES, SPAN, UNLABELLED, Ragged, load_rows, ragged, save_rows
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
    table = learn.to_table(to_rows(tokenizer, _EXAMPLES), None, torch.device("cpu"))
    for number, example in enumerate(_EXAMPLES):
        read = assemble(tokenizer, example.question, example.window)
        assert tuple(table.ids[number, : len(read.ids)].tolist()) == read.ids
        assert int(table.length[number]) == len(read.ids) <= LONGEST
        for sentence, (start, end) in enumerate(read.ranges):
            inside = (table.sentence[number] == sentence).nonzero()[:, 0].tolist()
            assert inside == list(range(start, end))


def test_what_is_known_of_an_answer_is_where_it_stands(tokenizer: Tokenizer) -> None:
    table = learn.to_table(to_rows(tokenizer, _EXAMPLES), None, torch.device("cpu"))
    known = table.known.tolist()
    assert known == [SPAN, SENTENCES, NOWHERE, NOWHERE, UNLABELLED]  # the fourth's answer lies beyond the cut
    answer = table.ids[0, int(table.first[0]) : int(table.last[0]) + 1].tolist()
    assert tokenizer.decode(answer) == "vera lund"
    assert [int(one) for one in table.gold[:2]] == [0b010, 0b101]


def test_a_right_answer_costs_less_than_a_wrong_one(tokenizer: Tokenizer) -> None:
    table = learn.to_table(to_rows(tokenizer, _EXAMPLES[:1]), None, torch.device("cpu"))
    batch = torch.tensor([0])
    logits = torch.zeros(1, 64, 2)
    right, wrong = logits.clone(), logits.clone()
    right[0, int(table.first[0]), 0] = right[0, int(table.last[0]), 1] = 5.0
    wrong[0, 0] = 5.0
    assert learn._loss(right, table, batch) < learn._loss(logits, table, batch) < learn._loss(wrong, table, batch)


def small_start(folder: Path, vocabulary: int) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, about one another
        from transformers import MPNetConfig, MPNetModel

        torch.manual_seed(1)
        shape = MPNetConfig(
            vocab_size=vocabulary,
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
            max_position_embeddings=300,
        )
        MPNetModel(shape).save_pretrained(folder)
    return folder


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_a_small_reader_learns_tells_how_it_does_and_is_written(
    tmp_path: Path, tokenizer: Tokenizer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(1)
    examples = [draw.choice(_EXAMPLES[:3]) for _ in range(48)]
    for name, some in (("learn", examples), ("squad", _EXAMPLES[:3]), ("debates", _EXAMPLES[:3])):
        save_rows(tmp_path / f"{name}.npz", to_rows(tokenizer, some))
    start = small_start(tmp_path / "start", tokenizer.get_vocab_size())
    monkeypatch.setattr(learn, "_RATE", 5e-3)
    monkeypatch.setattr(learn, "_LOGGED", 1)
    given = [str(tmp_path), "--start", str(start), "--layers", "1", "--epochs", "6", "--out", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["learn", *given])
    learn.main()
    told = capsys.readouterr().out
    losses = [float(line.rsplit(" ", 1)[1]) for line in told.splitlines() if "loss" in line]
    assert losses[-1] < losses[0]
    assert told.count("squad: 3 questions, AUROC") == told.count("debates: 3 questions, AUROC") == 6
    assert (tmp_path / "out" / "model.safetensors").is_file()
