from importlib.resources import files

import pytest

from prompts import PromptError, load_prompt

NAMES = sorted(path.name.removesuffix(".md") for path in files("prompts").iterdir() if path.name.endswith(".md"))


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_loads_and_names_its_version_and_placeholders(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.version >= 1
    filled = prompt.fill(**dict.fromkeys(prompt.placeholders, "VALUE"))
    assert filled.count("VALUE") >= len(prompt.placeholders)


def test_a_value_with_braces_is_put_in_as_it_is() -> None:
    filled = load_prompt("mark_evidence").fill(question="{sentences} {nothing}", sentences="1. {question}")
    assert "Question: {sentences} {nothing}" in filled
    assert "1. {question}" in filled


def test_a_missing_or_unknown_value_is_an_error_that_names_both_lists() -> None:
    with pytest.raises(PromptError, match=r"\['question', 'sentences'\].*\['question'\]"):
        load_prompt("mark_evidence").fill(question="Who?")


@pytest.mark.parametrize("name", ["absent", "../LICENSE", "Mark_Evidence"])
def test_a_prompt_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(PromptError, match="is missing"):
        load_prompt(name)
