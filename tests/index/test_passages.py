"""Promises of passages."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import Sentence, cut_sentences
from corpus.span import Span
from index.passages import PASSAGE_WORDS, Passage, cut_passages

_LENGTHS = st.lists(st.integers(1, 40), max_size=40)
_LIMITS = st.integers(1, 60)


def made(lengths: list[int]) -> tuple[str, tuple[Sentence, ...]]:
    """A text of sentences of so many words each."""
    sentences, text = [], ""
    for number, length in enumerate(lengths):
        start = len(text)
        text += " ".join([f"w{number}"] * length)
        sentences.append(Sentence(Span(start, len(text)), 0))
        text += " \n"
    return text, tuple(sentences)


def cut(lengths: list[int], limit: int) -> tuple[Passage, ...]:
    text, sentences = made(lengths)
    return cut_passages(3, text, sentences, limit)


@given(_LENGTHS, _LIMITS)
def test_passages_cover_every_sentence_in_order(lengths: list[int], limit: int) -> None:
    reached = 0
    for passage in cut(lengths, limit):
        assert passage.first <= reached
        assert passage.first < passage.last
        reached = max(reached, passage.last)
    assert reached == len(lengths)


@given(_LENGTHS, _LIMITS)
def test_a_passage_runs_from_the_start_of_its_first_sentence_to_the_end_of_its_last(
    lengths: list[int], limit: int
) -> None:
    _, sentences = made(lengths)
    for passage in cut(lengths, limit):
        ends = Span(sentences[passage.first].span.start, sentences[passage.last - 1].span.end)
        assert (passage.document, passage.span) == (3, ends)


@given(_LENGTHS, _LIMITS)
def test_a_passage_is_within_the_word_limit_unless_it_is_one_longer_sentence(lengths: list[int], limit: int) -> None:
    for passage in cut(lengths, limit):
        assert sum(lengths[passage.first : passage.last]) <= limit or passage.last - passage.first == 1


@given(_LENGTHS, _LIMITS)
def test_passages_advance_and_share_at_most_a_quarter_of_the_limit(lengths: list[int], limit: int) -> None:
    passages = cut(lengths, limit)
    for before, after in pairwise(passages):
        assert before.first < after.first
        assert sum(lengths[after.first : before.last]) <= limit / 4


@given(_LENGTHS, _LIMITS)
def test_no_passage_lies_within_the_one_before_it(lengths: list[int], limit: int) -> None:
    passages = cut(lengths, limit)
    for before, after in pairwise(passages):
        assert before.last < after.last


def test_short_sentences_at_the_edge_of_a_passage_are_in_both() -> None:
    passages = cut([10] * 12, 40)
    assert [(passage.first, passage.last) for passage in passages] == [(0, 4), (3, 7), (6, 10), (9, 12)]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_passages_of_any_text_leave_out_only_what_lies_between_sentences(text: str) -> None:
    sentences = cut_sentences(text)
    passages = cut_passages(0, text, sentences)
    for sentence in sentences:
        assert any(passage.span.holds(sentence.span) for passage in passages)
    assert bool(passages) == bool(sentences)


def test_a_document_without_sentences_has_no_passages_and_a_short_one_has_one() -> None:
    assert cut([], PASSAGE_WORDS) == ()
    assert [(one.first, one.last) for one in cut([5, 5], PASSAGE_WORDS)] == [(0, 2)]
