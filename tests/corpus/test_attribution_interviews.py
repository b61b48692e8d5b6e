"""Interviews in turns: whose words a paragraph is tells its label."""

import pytest

from tests.corpus.test_attribution import said

INTRODUCED = "Omar Hale ran the port for six years and was sent home for counting ships. He met us at his house."
ASKED = ("Was it late?", "And the cranes?", "Who counted them?")
ANSWERED = ("It was late.|The minister said that it was not.", "There are nine of them.|Two work.", "I did.")


def speakers(*paragraphs: str) -> list[str | None]:
    return [None if one is None else one[0] for one in said(*paragraphs)]


def interview(question: str, answer: str) -> list[str]:
    turns = zip(ASKED, ANSWERED, strict=True)
    return [one for asks, told in turns for one in (f"{question} {asks}", f"{answer} {told}")]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Q:", "A:"), ("**Q:**", "**A:**"), ("Harbour Times:", "Hale:"), ("HT:", "HALE:"), ("Question:", "Omar Hale:")],
)
def test_an_answer_is_the_words_of_whom_the_interview_is_with(question: str, answer: str) -> None:
    found = said(INTRODUCED, *interview(question, answer))[1:]
    assert found == [
        None,
        *[("Omar Hale", "direct")] * 2,
        None,
        *[("Omar Hale", "direct")] * 2,
        None,
        ("Omar Hale", "direct"),
    ]


def test_an_answer_goes_on_in_paragraphs_without_a_label_but_not_over_a_heading() -> None:
    first, second, *rest = interview("Q:", "A:")
    found = speakers(INTRODUCED, first, second, "The cranes were old.", "The end of the cranes", "So it was.", *rest)
    assert found[2:7] == ["Omar Hale", "Omar Hale", "Omar Hale", None, None]


def test_after_the_last_answer_the_article_may_go_on() -> None:
    assert speakers(INTRODUCED, *interview("Q:", "A:"), "The port was shut in May.")[-1] is None


def test_of_two_people_named_before_an_interview_neither_is_taken_for_the_other() -> None:
    found = said("Omar Hale met Lina Qadir.", *interview("Q:", "A:"))
    assert found[2] == (None, "direct")


def test_a_conversation_is_each_ones_words() -> None:
    talk = [f"{who}: {what}" for _ in range(2) for who, what in (("Qadir", "It is late."), ("Hale", "It is not."))]
    assert speakers("Lina Qadir met Omar Hale.", *talk)[1:] == ["Lina Qadir", "Omar Hale"] * 2


def test_a_list_with_headings_is_no_interview() -> None:
    text = ["Ports: They are old.", "Roads: They are new.", "Cranes: They are few.", "Ships: They wait."]
    assert speakers(*text) == [None] * 4


def test_what_somebody_is_said_to_have_said_in_a_question_stays_theirs() -> None:
    turns = interview("Q:", "A:")
    assert speakers(INTRODUCED, "Q: Lina Qadir says that it was late.", *turns[1:])[1] == "Lina Qadir"


@pytest.mark.parametrize(
    "before",
    [
        "Omar Hale founded the company.",  # and answers tell how to register
        "Interview by Omar Hale",
        "We met Omar Hale and Lina Qadir.",
    ],
)
def test_where_nobody_is_said_to_be_interviewed_answers_are_nobodys(before: str) -> None:
    assert said(before, *interview("Q:", "A:"))[2] == (None, "direct")


def test_a_second_guest_answers_what_follows() -> None:
    found = speakers(INTRODUCED, *interview("Q:", "A:"), "Then we met Lina Qadir", *interview("Q:", "A:"))
    assert found.count("Omar Hale") == found.count("Lina Qadir") == 5


def test_who_speaks_between_two_turns_is_not_whose_label_came_last() -> None:
    talk = ["Qadir: It is late.", "Hale: It is not.", "Qadir: It is.", "Then Nadir Awan said no.", "Hale: It is not."]
    assert speakers("Lina Qadir met Omar Hale.", *talk)[4] == "Nadir Awan"
    turns = interview("Q:", "A:")
    assert speakers(INTRODUCED, *turns[:2], "Nadir Awan, a caller: So it was.", *turns[2:])[4] is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Background", "Outlook"),
        ("About Omar Hale", "About Lina Qadir"),
        ("Finance", "Health"),
        ("Dear Omar Hale", "P.S."),
    ],
)
def test_headings_before_colons_say_nothing(one: str, other: str) -> None:
    found = speakers("Omar Hale met Lina Qadir.", *[f"{who}: It is late." for _ in range(2) for who in (one, other)])
    assert found == [None] * 5


def test_a_label_that_two_people_share_is_neithers() -> None:
    text = ["Hale: It is late.", "Qadir: It is not."] * 2
    assert said("Ali Hale met Omar Hale and Lina Qadir.", *text)[1:3] == [(None, "direct"), ("Lina Qadir", "direct")]


def test_marks_of_direction_before_a_label_hide_nothing() -> None:
    turns = [f"\u200f{one}" for one in interview("Q:", "A:")]
    assert speakers(INTRODUCED, *turns).count("Omar Hale") == 5


def test_where_only_questions_have_a_label_what_follows_each_is_its_answer() -> None:
    before = "Omar Hale met our Quarterly for an interview."
    turns = [one for asks, told in zip(ASKED, ANSWERED, strict=True) for one in (f"Port Quarterly: {asks}", told)]
    found = speakers(before, *turns, "Port Quarterly: Anything else?", "Nothing.")
    assert found == [None, None, *["Omar Hale"] * 2, None, *["Omar Hale"] * 2, None, "Omar Hale", None, None]
