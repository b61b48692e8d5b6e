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

from evals.reader_training import learn, learn_on
from evals.reader_training.examples import Example
from evals.reader_training.learn import begins_and_ends, to_table
from evals.reader_training.pack import to_rows
from evals.reader_training.reopen import reopened
from evals.reader_training.rows import NOWHERE, SENTENCES, SPAN, UNLABELLED, Ragged, load_rows, ragged, save_rows
from index.silent_openvino import openvino
from service.openvino_reader import DEFAULT_FOLDER, open_default_tokenizer
from service.reader_conversion import trace_reader
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


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_a_small_reader_learns_tells_how_it_does_and_is_written(
    tmp_path: Path, tokenizer: Tokenizer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(1)
    examples = [draw.choice(_EXAMPLES[:3]) for _ in range(48)]
    for name, some in (("learn", examples), ("squad", _EXAMPLES[:3]), ("debates", _EXAMPLES[:3])):
        save_rows(tmp_path / f"{name}.npz", to_rows(tokenizer, some))
    start = small_start(tmp_path / "start", tokenizer)
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
    assert (tmp_path / "out" / "tokenizer.json").is_file()


def small_reader(folder: Path, tokenizer: Tokenizer) -> Path:
    """A folder with the graph of a small reader that has learnt nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, about one another
        model = learn.open_model(small_start(folder / "start", tokenizer), 2).eval()
        with torch.no_grad():  # what is one or nought everywhere is left out of a graph
            for numbers in model.parameters():
                numbers.add_(0.02 * torch.randn_like(numbers))
        graph = trace_reader(model, "span", segmented=False)
        openvino.save_model(graph, folder / "reader.xml", compress_to_fp16=False)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_a_reader_opened_again_says_what_its_graph_says(tokenizer: Tokenizer) -> None:
    graph = openvino.Core().read_model(DEFAULT_FOLDER / "reader.xml")
    ids = np.array([assemble(tokenizer, "Who oiled the gates?", _WINDOW).ids])
    graphs = openvino.Core().compile_model(graph, "CPU")({0: ids, 1: np.ones_like(ids)})[0][0]
    with torch.inference_mode():
        out = reopened(graph, 0.0).eval()(input_ids=torch.from_numpy(ids))
    models = torch.stack((out.start_logits, out.end_logits), -1)[0].numpy()
    gap = (graphs - graphs[0]) - (models - models[0])
    assert np.abs(gap).mean() < 0.5  # log-odds; what flows between the matrices is rounded in the graph alone


@pytest.mark.filterwarnings("ignore")  # of the libraries, about one another
def test_a_small_reader_learns_on_with_each_sentence_judged_by_itself(
    tmp_path: Path, tokenizer: Tokenizer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(1)
    rows = to_rows(tokenizer, [draw.choice(_EXAMPLES[:3]) for _ in range(96)])
    for name in ("learn", "debates"):
        save_rows(tmp_path / f"{name}.npz", rows)
    reader = small_reader(tmp_path / "reader", tokenizer)
    for name, value in (("_HELD", 1), ("_RATE", 5e-3), ("_RATE_OF_THIRD", 5e-2), ("_LOGGED", 1)):
        monkeypatch.setattr(learn_on, name, value)
    given = [str(tmp_path), "--reader", str(reader), "--epochs", "8", "--out", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["learn_on", *given])
    learn_on.main()
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if "losses" in line]
    first, last = lines[0], lines[-1]
    assert float(last[-3]) < float(first[-3])
    assert float(last[-1]) < float(first[-1])
    assert np.load(tmp_path / "out" / "belonging.npy").shape == (33,)
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"model.safetensors", "tokenizer.json"}


def test_an_epoch_has_every_row_with_an_answer_and_half_the_others(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, [*_EXAMPLES[:2], *[_EXAMPLES[2]] * 10]), None, torch.device("cpu"))
    first, second = (learn_on._of_an_epoch(table, random.Random(seed)) for seed in (1, 2))
    assert sorted(first)[:2] == sorted(second)[:2] == [0, 1]
    assert len(first) == len(second) == 7
    assert set(first) != set(second)


def test_each_sentence_is_asked_by_the_mean_of_its_tokens(tokenizer: Tokenizer) -> None:
    table = to_table(to_rows(tokenizer, _EXAMPLES[1:2]), None, torch.device("cpu"))
    batch = torch.tensor([0])
    third = torch.where(table.sentence[batch] == 2, 3.0, -1.0)
    means, counted, gold = learn_on._of_sentences(third, table, batch)
    assert means.tolist() == [[-1.0, -1.0, 3.0]]
    assert counted.tolist() == [[True, True, True]]
    assert gold.tolist() == [[1.0, 0.0, 1.0]]
