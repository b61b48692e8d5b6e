"""What holds for every text: spans stay in place, one odd mark stays in its paragraph, and work grows in line."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.attribution import attribute, read, seen_in
from corpus.attribution.marks import find_quotations
from corpus.document import Document
from corpus.sentences import Sentence, cut_sentences
from corpus.span import Span
from corpus.speakers import build_register, load_entries
from corpus.statements import Statement

SHARED = Path(__file__).resolve().parents[3] / "shared"
WORDS = """Lina Qadir said|he|according to|In his view|the committee|stated|that|told|,|.|?|:|“|”|"|'|‘|’|(|)|—|Mr.|
General Omar Bashir|and|but|who|adding|was urged by|İstanbul|e\u0301|😀|\u202b|\u00a0|the port is small|Critics argue|
``|\'\'|–|of|if|to|continues|the statement|they|must|not"""
PIECES = st.sampled_from([*WORDS.split("|"), "\n", "\n\n"])
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=120)
LATER = (
    "Omar Bashir said the port was small. He added, “Ships wait for days. We lose money.”",
    "“The cranes are old,” Lina Qadir told reporters. In her view, “new ones are cheap.”",
    "The harbour opened in 1970. According to Sana Malik, it was \"never 'modern'\" at all.",
)
FIRST = "Tariq Mehmood said, “The road is closed.” The rain went on. Nobody came to mend the bridge that week."


def statements(text: str) -> tuple[Statement, ...]:
    sentences = cut_sentences(text)
    document = Document("made-up", "Made up", text)
    register = build_register(seen_in([read(document, sentences)]), load_entries())
    return attribute(document, sentences, register)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_statement_is_a_sentence_of_the_text_and_every_span_lies_in_it(text: str) -> None:
    places = [sentence.span for sentence in cut_sentences(text)]
    found = statements(text)
    assert [s.span for s in found] == [place for place in places if place in {s.span for s in found}]
    for statement in found:
        assert 0.0 <= statement.confidence <= 1.0
        for span in (statement.span, statement.cue, statement.mention):
            assert span is None or (span.of(text) and span.end <= len(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_quotations_are_ordered_apart_and_inside_one_paragraph(text: str) -> None:
    sentences = cut_sentences(text)
    limits: dict[int, Span] = {}
    for sentence in sentences:
        start = limits.get(sentence.paragraph, sentence.span).start
        limits[sentence.paragraph] = Span(start, sentence.span.end)
    reach = 0
    for quotation in find_quotations(text, sentences):
        assert quotation.span.start >= reach
        assert limits[quotation.paragraph].holds(quotation.span)
        reach = quotation.span.end


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(FIRST)), st.sampled_from('"“”«»„'))
def test_one_odd_mark_in_an_earlier_paragraph_changes_no_later_statement(place: int, mark: str) -> None:
    later = [
        (s.span.of(text), s.speaker.name if s.speaker else None, s.mode)
        for text in ["\n\n".join((FIRST, *LATER))]
        for s in statements(text)
        if s.span.start > len(FIRST)
    ]
    odd = "\n\n".join((FIRST[:place] + mark + FIRST[place:], *LATER))
    after = [
        (s.span.of(odd), s.speaker.name if s.speaker else None, s.mode)
        for s in statements(odd)
        if s.span.start > len(FIRST) + 1
    ]
    assert after == later


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_gives_the_same_statements_every_time(text: str) -> None:
    assert statements(text) == statements(text)


@pytest.mark.parametrize(
    "piece", ['"', '" ', "“a ", "he said ", "the man, who is here, said, ", "said ", "A. ", "( ", "'a ", '“"a" ‘b’ ']
)
def test_work_grows_in_line_with_hostile_text(piece: str) -> None:
    """Calls are counted and not seconds, which a busy machine stretches; what one pattern does within is not seen."""

    def calls(size: int) -> int:
        text = piece * (size // len(piece))
        sentence = (Sentence(Span(0, len(text.rstrip())), 0),)
        counted = 0

        def count(_frame: object, event: str, _told: object) -> None:
            nonlocal counted
            counted += event in {"call", "c_call"}

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            read(Document("hostile", "Hostile", text), sentence)
        finally:
            sys.setprofile(before)
        return counted

    assert calls(40_000) < 1_000 + 6 * calls(10_000)  # quadratic work would be 16 times as much


def test_the_shared_articles_are_all_given_statements_inside_them() -> None:
    paths = sorted((SHARED / "articles").glob("0*.txt"))
    if not paths:
        pytest.skip("../shared/articles is not here: the real articles are never committed")
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert all(statement.span.of(text) for statement in statements(text))
