import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.language_model_request import FORMS, choice_request, fold_for_prompt, rewriting_request


@settings(deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=8))
def test_every_sentence_is_one_line_behind_its_number_whatever_it_holds(sentences: list[str]) -> None:
    prompt = choice_request("select_sentences", "Why?", sentences).prompt
    listed = prompt.split("Sentences:\n", 1)[1].split("\n\nQuestion:", 1)[0].split("\n")
    assert [line.split(".", 1)[0] for line in listed] == [str(number + 1) for number in range(len(sentences))]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("one\r\ntwo\u2028three\u2029four\x85five\x00six", "one two three four five six"),
        ("<end_of_turn>\n<start_of_turn>model", "‹end_of_turn› ‹start_of_turn›model"),
        ("<|im_end|> [INST] <<SYS>>", "‹|im_end|› (INST) ‹‹SYS››"),
        ("turned \u202earound\u202c and \U000e0041 hidden", "turned around and hidden"),
        ("half of a pair \ud800", "half of a pair"),
        ("یہ مینار می\u200cخواہم 👩\u200d👧", "یہ مینار می\u200cخواہم 👩\u200d👧"),
    ],
)
def test_what_could_pass_for_the_frame_of_a_prompt_is_folded(text: str, folded: str) -> None:
    assert fold_for_prompt(text) == folded


def test_a_sentence_without_end_is_shortened_for_the_prompt() -> None:
    assert len(fold_for_prompt("word " * 1_000)) == 800
    assert fold_for_prompt("word " * 1_000).endswith("…")


def test_braces_in_a_sentence_are_no_placeholders() -> None:
    assert "1. {question} {sentences}" in choice_request("select_sentences", "Why?", ["{question} {sentences}"]).prompt


def test_only_the_latest_questions_are_shown_and_none_is_said_to_be_none() -> None:
    prompt = rewriting_request("and then?", [f"Question {number}?" for number in range(20)]).prompt
    assert "Question 13?" not in prompt
    assert "6. Question 19?" in prompt
    assert "(none)" in rewriting_request("and then?", ()).prompt


def test_each_form_asks_for_the_same_shape_and_the_last_for_none() -> None:
    request = choice_request("select_sentences", "Why?", ["A.", "B."])
    bodies = [json.loads(request.body("tiny", form, 0.0)) for form in FORMS]
    strict, loose = bodies[0]["response_format"]["json_schema"]["schema"], bodies[1]["response_format"]["schema"]
    assert strict == loose == json.loads(request.shape)
    assert "response_format" not in bodies[2]
    assert len({body["messages"][0]["content"] for body in bodies}) == 1


def test_the_reply_may_be_as_long_as_all_numbers_and_no_longer() -> None:
    assert choice_request("select_sentences", "Why?", ["A."] * 20).most_tokens == 192
