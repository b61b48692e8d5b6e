"""How a text is read as words: what is overlooked, and that places stay those of the text."""

from pathlib import Path

import pytest

from service.quotation_check import check_quotation
from service.quotation_words import read_words
from tests.service.quotation_corpus import snapshot_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("oﬃcial ﬁgures", ["official", "figures"]),
        ("the eﬀect", ["the", "effect"]),
        ("\u200fhill\u2060top\u200e pub\u00adlished\u200b", ["hilltop", "published"]),
        ("[I]t won't", ["It", "won't"]),
        ("ＡＢＣ ２０", ["ABC", "20"]),
        ("10² ½", ["10²", "½"]),
        ("a[b]c [3] [sic] [I] go", ["a", "[", "b", "]", "c", "[", "3", "]", "[", "sic", "]", "[", "I", "]", "go"]),
    ],
)
def test_ligatures_hidden_characters_and_bracketed_first_letters_are_overlooked(text: str, keys: list[str]) -> None:
    assert list(read_words(text).keys) == keys


def test_places_stay_those_of_the_text() -> None:
    text = "The oﬃcial\u00ad ﬁgures, [s]aid“ \u200fno\u200fone"
    words = read_words(text)
    shown = [words.span(number, number + 1).of(text) for number in range(len(words))]
    assert shown == ["The", "oﬃcial", "ﬁgures", ",", "[s]aid", "“", "no\u200fone"]


@pytest.mark.parametrize(
    ("quotation", "nearest"),
    [
        ("official figures", "oﬃcial ﬁgures"),
        ("The oﬃcial figures were never published", "The oﬃcial ﬁgures were never pub\u00adlished"),
        ("hilltop post was lost", "hill\u2060top post \u200bwas lost"),
        ("[T]he army is our enemy now", "The army is our enemy now"),
        ("“[I]t won't lose this one”", "it won’t lose this one"),
        ("it will be over by May", "[I]t will be over by May"),
    ],
)
def test_such_quotations_are_found_and_begin_at_their_words(tmp_path: Path, quotation: str, nearest: str) -> None:
    text = (
        "The oﬃcial ﬁgures were never pub\u00adlished. The \u200fhill\u2060top post \u200bwas lost. He held: "
        "“The army is our enemy now.” We know it won’t lose this one. “[I]t will be over by May.”"
    )
    result = check_quotation(snapshot_of(tmp_path, {"one": text}), quotation, None)
    assert result.verdict == "found"
    assert [place.quote.text for place in result.places] == [nearest]
