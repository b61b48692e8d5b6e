"""Promises of what kind of answer a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.question_kinds import KIND_NAMES, KindName, kinds_of, pieces


def likeliest(question: str) -> KindName:
    kinds = kinds_of(question)
    return max(KIND_NAMES, key=lambda name: float(getattr(kinds, name)))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was the bridge closed?", "one"),
        ("Who proposed a ferry?", "one"),
        ("Why did the mayor resign?", "one"),
        ("how many fishermen are left", "one"),
        ("What does Petra Holm think about the bridge?", "views"),
        ("What does the mayor think of the ferry?", "views"),
        ("How do Petra Holm and Idris Okafor differ on the bridge?", "sides"),
        ("Compare what the mayor and the harbour board say about dredging", "sides"),
    ],
)
def test_the_kind_of_answer_is_told(question: str, kind: KindName) -> None:
    assert likeliest(question) == kind


def test_a_list_is_likelier_where_things_are_to_be_named() -> None:
    told = kinds_of("When was the bridge closed?").list
    assert kinds_of("Name the parties that boycotted the meeting.").list > told
    assert kinds_of("List the demands of the council").list > told


def test_whoever_is_named_the_kind_is_the_same() -> None:
    assert kinds_of("What does Petra Holm think about dredging?") == kinds_of("What does Zarina think about dredging?")


@given(question=st.text(max_size=200))
def test_the_kinds_are_shares_of_one_whatever_is_asked(question: str) -> None:
    kinds = kinds_of(question)
    shares = [float(getattr(kinds, name)) for name in KIND_NAMES]
    assert sum(shares) == pytest.approx(1.0)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert kinds_of(question) == kinds


def test_a_year_is_no_word_and_a_name_is_the_same_word_for_all() -> None:
    words = ("what", "did", "name", "say", "in", "?")
    pairs = ("what did", "did name", "name say", "say in", "in ?")
    assert pieces("What did Petra Holm say in 2024?") == {*words, *pairs}
