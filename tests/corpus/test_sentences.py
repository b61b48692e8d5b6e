"""Promises of the sentence cutter."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import Sentence, cut_sentences
from corpus.span import Span
from evals.sentence_boundaries import HARD_CASES, speaker_rows

SHARED = Path(__file__).resolve().parents[3] / "shared"

# An emoji may end a sentence or begin one (as a bullet does); it is left to the sentence after it.
KNOWN_FAILURES = {("We won! 🎉", "The streets filled.")}

_MARKS = (
    "aBzİßé3 .!?…\"'“”‘’«»()[]{},;:—–-•*#|_\n\t\r\x85\xa0\x00\u2028\u2029\u200b\u200c\u200f\u202b\u2069\ufeff\ud800"
)
_SCRIPTS = "🎉\u200d\u0301ا۔؟।。"
_WORDS = (
    "\n\n",
    "Mr. ",
    "U.S. ",
    "e.g. ",
    "J. ",
    "(A b c.) ",
    "[3]",
    "said. ",
    "He went. ",
    "1. ",
    "end.” ",
    " 10 p.m. ",
)
_PIECES = st.sampled_from([*_MARKS, *_SCRIPTS, *_WORDS])
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join))
_LANGUAGES = st.sampled_from(["en", "ur", "hi", "de", "zh", "xx", ""])


def pieces(text: str, language: str = "en") -> list[str]:
    return [sentence.span.of(text) for sentence in cut_sentences(text, language)]


def paragraphs(text: str) -> list[list[str]]:
    cut = cut_sentences(text)
    numbers = sorted({sentence.paragraph for sentence in cut})
    return [[one.span.of(text) for one in cut if one.paragraph == number] for number in numbers]


@given(_TEXTS, _LANGUAGES)
def test_only_white_space_lies_outside_the_sentences_and_they_are_in_order(text: str, language: str) -> None:
    end = 0
    for sentence in cut_sentences(text, language):
        assert sentence.span.start >= end
        assert not text[end : sentence.span.start].strip()
        end = sentence.span.end
    assert not text[end:].strip()


@given(_TEXTS)
def test_no_sentence_is_empty_or_begins_or_ends_with_white_space(text: str) -> None:
    for piece in pieces(text):
        assert piece
        assert piece == piece.strip()


@given(_TEXTS)
def test_paragraphs_are_counted_from_zero_without_gaps(text: str) -> None:
    numbers = [sentence.paragraph for sentence in cut_sentences(text)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(set(numbers))))


@given(_TEXTS)
def test_the_same_text_is_always_cut_the_same_way(text: str) -> None:
    assert cut_sentences(text) == cut_sentences(text)


@given(_TEXTS, st.integers(1, 3))
def test_blank_lines_before_a_text_move_its_sentences_and_change_nothing_else(text: str, lines: int) -> None:
    moved = cut_sentences("\n" * lines + text)
    assert [Sentence(Span(one.span.start - lines, one.span.end - lines), one.paragraph) for one in moved] == list(
        cut_sentences(text)
    )


@pytest.mark.parametrize("case", [case for case in HARD_CASES if case not in KNOWN_FAILURES], ids=lambda case: case[0])
def test_a_hard_case_is_cut_as_a_reader_would_cut_it(case: tuple[str, ...]) -> None:
    assert pieces(" ".join(case)) == list(case)


@pytest.mark.xfail(strict=True, reason="an emoji between two sentences goes to the second")
@pytest.mark.parametrize("case", sorted(KNOWN_FAILURES), ids=lambda case: case[0])
def test_a_case_known_to_fail_still_fails(case: tuple[str, ...]) -> None:
    assert pieces(" ".join(case)) == list(case)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "\x85 \xa0\t\r\n"])
def test_a_text_of_white_space_has_no_sentence(text: str) -> None:
    assert cut_sentences(text) == ()


@pytest.mark.parametrize("text", ["no full stop", "…", "”", "🎉", "\u200f", "***", "word " * 5_000 + "end"])
def test_a_text_without_a_boundary_is_one_sentence(text: str) -> None:
    assert pieces(text) == [text]


def test_sentences_inside_a_quotation_are_cut_too() -> None:
    text = "“The well is dry. The river is low.” Rain is far off."
    assert pieces(text) == ["“The well is dry.", "The river is low.”", "Rain is far off."]


def test_an_odd_quotation_mark_does_not_swallow_what_follows() -> None:
    text = 'He said "stop. Then he ran. She sat. ' + "They ate. " * 50
    assert len(pieces(text)) == 53


def test_a_closing_mark_that_strayed_stays_with_its_sentence() -> None:
    assert pieces("They would pay. ” The court agreed.") == ["They would pay. ”", "The court agreed."]


def test_headlines_glued_to_a_quotation_are_cut_from_it() -> None:
    text = (
        "It will go on.” Flood Claims: 12 Villages Lost How Is Water Shared? “The Wall Fell” – Accounts From Upstream"
    )
    assert pieces(text) == [
        "It will go on.”",
        "Flood Claims: 12 Villages Lost How Is Water Shared?",
        "“The Wall Fell” – Accounts From Upstream",
    ]


def test_a_lost_space_between_sentences_is_a_boundary_and_a_dotted_name_is_not() -> None:
    assert pieces("The road was shut.Then it rained.") == ["The road was shut.", "Then it rained."]
    assert pieces("He uses Node.JS and bbc.co.uk daily.") == ["He uses Node.JS and bbc.co.uk daily."]


def test_writing_direction_marks_do_not_hide_a_boundary() -> None:
    assert pieces("یہ گھر ہے۔\u200f وہ باغ ہے۔", "ur") == ["یہ گھر ہے۔\u200f", "وہ باغ ہے۔"]


def test_a_text_without_capitals_is_still_cut() -> None:
    assert pieces("he came. he saw. he left.") == ["he came.", "he saw.", "he left."]


def test_words_the_library_takes_for_abbreviations_end_a_sentence_before_a_pronoun() -> None:
    assert pieces("Ask me. She’s right. Go to Miami, FL. It is hot.") == [
        "Ask me.",
        "She’s right.",
        "Go to Miami, FL.",
        "It is hot.",
    ]


def test_a_lower_case_attribution_after_two_closing_marks_stays_with_the_quotation() -> None:
    assert pieces("“I said, ‘Who is she?’ ” he recalls. Then he left.") == [
        "“I said, ‘Who is she?’ ” he recalls.",
        "Then he left.",
    ]


def test_several_sentences_after_a_bullet_are_cut() -> None:
    assert pieces("• The gate is shut. The guard left.") == ["• The gate is shut.", "The guard left."]


def test_white_space_that_is_not_ascii_does_not_stop_the_library() -> None:
    assert pieces("Mr.\xa0Khan came.\xa0J.\u2029K.\xa0Left") == ["Mr.\xa0Khan came.", "J.", "K.\xa0Left"]


@pytest.mark.parametrize("mark", ['"', "“", "‘", "'", "«", "(", "[", "「"])
def test_thousands_of_opening_marks_are_cut_in_full(mark: str) -> None:
    text = f"{mark}Go on. " * 5_000
    assert "".join(pieces(text)).count("Go on.") == 5_000


def test_each_line_of_an_article_is_a_paragraph() -> None:
    text = "Background\nThe dam was built long ago. It leaks.\nOutlook\nNobody knows."
    expected = [["Background"], ["The dam was built long ago.", "It leaks."], ["Outlook"], ["Nobody knows."]]
    assert paragraphs(text) == expected


WRAPPED = """The council met on Monday to speak about the bridge, which has
been shut since the spring. Nobody could say when it will open
again, and the mayor was not there to be asked.

# The bridge
It was built in wood a hundred years before, and then again in
stone. The stone was brought down the river on rafts by people

- who were poor and had no other work to do in the long winter
  months of that year
- who had come from far
| a | b |
"""


def test_a_hard_wrapped_text_is_cut_at_blank_lines_headings_items_and_rows() -> None:
    found = [[" ".join(sentence.split()) for sentence in paragraph] for paragraph in paragraphs(WRAPPED)]
    assert [len(paragraph) for paragraph in found] == [2, 1, 2, 1, 1, 1]
    assert found[0][0].endswith("which has been shut since the spring.")
    assert found[1] == ["# The bridge"]
    assert found[3] == ["- who were poor and had no other work to do in the long winter months of that year"]
    assert found[5] == ["| a | b |"]


def test_carriage_returns_do_not_hide_that_a_text_is_wrapped() -> None:
    assert len(paragraphs(WRAPPED.replace("\n", "\r\n"))) == len(paragraphs(WRAPPED))


def test_a_web_address_longer_than_the_column_does_not_hide_that_a_text_is_wrapped() -> None:
    text = WRAPPED.replace("stone. The", f"stone.\nhttps://example.org/{'a' * 120}\nThe")
    assert len(paragraphs(text)) == len(paragraphs(WRAPPED))


def test_short_lines_that_do_not_fill_a_column_are_not_joined() -> None:
    lines = ["Milk and eggs", "A loaf of bread that is not too old, please", "Tea", "Rice", "Two onions", "Salt"]
    assert paragraphs("\n".join(lines)) == [[line] for line in lines]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not on this machine")
def test_each_sentence_known_to_report_speech_is_one_sentence() -> None:
    missed = [row.span for row in speaker_rows(SHARED) if row.span not in {s.span for s in cut_sentences(row.text)}]
    assert missed == []


def test_a_sentence_ends_with_the_month_of_may() -> None:
    text = (
        "The bridge was closed in May. Nobody came in 2024 or May. Theresa May. Petra Holm saw Ms May 3. May 4 was dry."
    )
    cut = [one.span.of(text) for one in cut_sentences(text)]
    assert cut[:3] == ["The bridge was closed in May.", "Nobody came in 2024 or May.", "Theresa May."]
