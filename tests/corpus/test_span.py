"""Promises of the span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import normalise_newlines
from corpus.span import Span, utf8_span, utf16_span

_HARD_PIECES = (
    "plain words ",
    "“curly” ‘quotes’ ",
    "وزیر نے کہا کہ پانی کم ہے۔ ",
    "e\u0301 a\u0308\u0323 ",
    "👩\u200d🌾🏽 ",
    "🇵🇰",
    "\u00a0",
    "\u200f\u2067עברית\u2069",
    "\r\n",
    "\n",
    "İstanbul ",
    "𝔞𝔟",
    "\x00",
    "\ufeff",
)
HARD_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.sampled_from(_HARD_PIECES), max_size=30).map("".join)
)


@st.composite
def places(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(HARD_TEXTS)
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@given(places())
def test_a_span_copies_exactly_the_code_points_between_its_ends(place: tuple[str, Span]) -> None:
    text, span = place
    copied = span.of(text)
    assert copied == text[span.start : span.end]
    assert text[: span.start] + copied + text[span.end :] == text
    assert len(span) == len(copied)


@given(places())
def test_the_utf8_twin_cuts_the_same_characters_out_of_the_utf8_bytes(place: tuple[str, Span]) -> None:
    text, span = place
    twin = utf8_span(text, span)
    assert text.encode()[twin.start : twin.end].decode() == span.of(text)


@given(places())
def test_the_utf16_twin_cuts_the_same_characters_out_of_the_utf16_units(place: tuple[str, Span]) -> None:
    text, span = place
    twin = utf16_span(text, span)
    assert text.encode("utf-16-le")[2 * twin.start : 2 * twin.end].decode("utf-16-le") == span.of(text)


@given(places())
def test_the_quote_is_the_same_after_newlines_were_normalised_first(place: tuple[str, Span]) -> None:
    text = normalise_newlines(place[0])
    assert "\r" not in text
    assert normalise_newlines(text) == text
    whole = Span(0, len(text))
    assert whole.of(text) == text


@given(places(), st.integers(1, 5))
def test_a_span_that_leaves_the_text_is_refused_and_never_shortened(place: tuple[str, Span], beyond: int) -> None:
    text, span = place
    with pytest.raises(ValueError, match="leaves the text"):
        Span(span.start, len(text) + beyond).of(text)


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_only_ordered_ends_at_or_after_zero_make_a_span(start: int, end: int) -> None:
    if 0 <= start <= end:
        assert (Span(start, end).start, Span(start, end).end) == (start, end)
    else:
        with pytest.raises(ValueError, match="0 <= start <= end"):
            Span(start, end)


_SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(min(ends), max(ends)))


@given(_SPANS, _SPANS)
def test_two_spans_overlap_exactly_when_they_share_a_code_point(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if len(one) and len(other):
        assert one.overlaps(other) == bool(shared)
    assert one.overlaps(other) == other.overlaps(one)


@given(_SPANS, _SPANS)
def test_a_span_holds_another_exactly_when_both_of_its_ends_are_within(one: Span, other: Span) -> None:
    assert one.holds(other) == (one.start <= other.start <= other.end <= one.end)
    assert one.holds(one)


@given(_SPANS)
def test_an_empty_span_overlaps_nothing(one: Span) -> None:
    empty = Span(one.start, one.start)
    assert not empty.overlaps(one)
    assert not one.overlaps(empty)


def test_known_places_have_their_known_twins() -> None:
    text = "é👩 “x”"
    assert utf8_span(text, Span(1, 2)) == Span(2, 6)
    assert utf16_span(text, Span(1, 2)) == Span(1, 3)
    assert utf8_span(text, Span(3, 6)) == Span(7, 14)
    assert utf16_span(text, Span(3, 6)) == Span(4, 7)
