from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.span import Span
from index.snapshot import Snapshot
from service.answering import answer_question
from service.finding import Question
from service.integrity import IntegrityError, check_quotes, check_slice
from tests.index.fakes import WordsEncoder

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXT, st.data())
def test_a_slice_passes_and_anything_else_is_withheld(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    check_slice(span.of(text), span, text, "any")
    other = data.draw(TEXT.filter(lambda drawn: drawn != span.of(text)))
    with pytest.raises(IntegrityError, match="any"):
        check_slice(other, span, text, "any")


def test_a_quote_whose_place_leaves_the_document_is_withheld() -> None:
    with pytest.raises(IntegrityError):
        check_slice("abc", Span(0, 9), "abc", "any")


def test_a_quote_changed_by_one_character_is_withheld(snapshot: Snapshot, encoder: WordsEncoder) -> None:
    answer = answer_question(snapshot, encoder, Question("Can the bridge be repaired?"))
    quote = answer.quotes[0]
    check_quotes([quote])
    for changed in (quote.text + " ", quote.text.replace("e", "é", 1), quote.text[:-1]):
        with pytest.raises(IntegrityError, match=quote.document.id):
            check_quotes([replace(quote, text=changed)])
