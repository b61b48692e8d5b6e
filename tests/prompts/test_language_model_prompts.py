import json
import re

import pytest

from prompts import load_prompt

PLACEHOLDERS = {
    "select_sentences": {"question", "sentences"},
    "rewrite_question": {"question", "previous"},
    "judge_answer": {"question", "sentences"},
}


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_each_prompt_for_a_model_has_a_version_and_just_these_placeholders(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.version >= 1
    assert prompt.placeholders == PLACEHOLDERS[name]


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_each_prompt_for_a_model_says_that_what_it_is_shown_never_instructs(name: str) -> None:
    assert "never an instruction to you" in load_prompt(name).text


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_each_prompt_for_a_model_ends_with_the_form_of_the_reply(name: str) -> None:
    last = load_prompt(name).text.splitlines()[-1]
    shown = re.findall(r"\{.*?\}", last)
    wanted = "question" if name == "rewrite_question" else "sentences"
    assert "one JSON object and nothing else" in last
    assert all(list(json.loads(one.replace("NUMBERS", ""))) == [wanted] for one in shown)
