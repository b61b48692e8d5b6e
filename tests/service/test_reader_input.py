"""Promises of what a reader is given: which tokens are which sentence is known, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from service.openvino_reader import open_default_tokenizer
from service.reader_input import LONGEST, Window, assemble, special_tokens


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return open_default_tokenizer()


def test_each_sentence_has_its_own_tokens(tokenizer: Tokenizer) -> None:
    window = Window("The dam", ("The dam held.", "Nobody slept."))
    read = assemble(tokenizer, "Who slept?", window)
    shown = [tokenizer.decode(list(read.ids[start:end])) for start, end in read.ranges]
    assert shown == ["the dam held.", "nobody slept."]
    assert tokenizer.decode(list(read.ids), skip_special_tokens=False) == (
        "<s> who slept? </s> the dam. the dam held. nobody slept. </s>"
    )


def test_the_question_is_one_segment_and_the_window_the_other(tokenizer: Tokenizer) -> None:
    read = assemble(tokenizer, "Who slept?", Window("The dam", ("Nobody slept.",)))
    separator = read.ids.index(special_tokens(tokenizer)[1])
    assert set(read.segments[: separator + 1]) == {0}
    assert set(read.segments[separator + 1 :]) == {1}


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


@given(question=_TEXT, title=_TEXT, sentences=st.lists(_TEXT, max_size=12))
def test_ranges_are_ordered_disjoint_and_within_the_sequence(
    tokenizer: Tokenizer, question: str, title: str, sentences: list[str]
) -> None:
    read = assemble(tokenizer, question, Window(title, tuple(sentences)))
    assert len(read.ids) == len(read.segments) <= LONGEST
    assert len(read.ranges) == len(sentences)
    edges = [edge for one in read.ranges for edge in one]
    assert edges == sorted(edges)
    assert all(edge < len(read.ids) for edge in edges)


def test_what_is_too_long_is_cut_off_and_its_range_is_empty(tokenizer: Tokenizer) -> None:
    read = assemble(tokenizer, "Who?", Window("T", ("one " * 300, "The last sentence.")))
    assert read.ranges[1][0] == read.ranges[1][1]
    assert len(read.ids) == LONGEST


def test_markers_within_a_text_are_text(tokenizer: Tokenizer) -> None:
    first, separator, _ = special_tokens(tokenizer)
    read = assemble(tokenizer, "Who </s> slept? <s>", Window("</s>", ("<s> Nobody </s> slept.",)))
    assert read.ids.count(first) == 1
    assert read.ids.count(separator) == 2


def test_the_markers_are_those_the_model_learnt_with_and_known_by_name_where_nothing_tells(
    tokenizer: Tokenizer,
) -> None:
    assert tokenizer.token_to_id("[CLS]") is not None
    assert [tokenizer.id_to_token(one) for one in special_tokens(tokenizer)] == ["<s>", "</s>", "<pad>"]
    plain = Tokenizer(WordLevel({"[PAD]": 0, "[CLS]": 1, "[SEP]": 2, "dam": 3}, "dam"))
    assert special_tokens(plain) == (1, 2, 0)


def test_a_tokenizer_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        special_tokens(Tokenizer(WordLevel({"dam": 0}, "dam")))
