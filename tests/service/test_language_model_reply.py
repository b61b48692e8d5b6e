"""No reply whatever gives a number not offered, or another kind of error: 10,000 seeded replies, and more."""

import json

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.language_model import LanguageModel, LanguageModelError, LanguageModelSettings
from service.language_model_reply import Usage, read_completion, read_numbers, read_question
from tests.service.language_model_replies import made_replies
from tests.service.language_model_server import envelope

OFFERED = 5
REPLIES, OVER_HTTP = 10_000, 1_000  # of the seeded generator; through a client they take a millisecond each
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["sentences", "choices", "usage"]) | st.text(), inner)
    ),
)


def chosen(body: bytes) -> tuple[int, ...] | None:
    """The numbers that a reply gives, ``None`` where it counts as no reply; any other error is the test's failure."""
    try:
        return read_numbers(read_completion(body).text, OFFERED)
    except LanguageModelError as error:
        assert error.trouble in {"garbled", "cut"}
        return None


def assert_offered(numbers: tuple[int, ...] | None) -> None:
    for number in numbers or ():
        assert type(number) is int
        assert 0 <= number < OFFERED
    assert len(set(numbers or ())) == len(numbers or ())


def test_no_seeded_reply_gives_a_number_not_offered_or_another_error() -> None:
    results = [chosen(body) for body in made_replies(1, REPLIES)]
    for numbers in results:
        assert_offered(numbers)
    taken = sum(numbers is not None for numbers in results)
    assert 0 < taken < REPLIES // 4, "the generator makes some replies that are taken and many that are not"


def test_no_seeded_reply_over_http_gives_a_number_not_offered_or_another_error() -> None:
    bodies = iter(made_replies(2, 2 * OVER_HTTP))
    settings = LanguageModelSettings("http://model.test/v1", "tiny", None, 5.0, 1)
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, stream=httpx.ByteStream(next(bodies))))
    with httpx.Client(transport=transport) as client:
        model = LanguageModel(client, settings)
        for _ in range(OVER_HTTP):
            try:
                assert_offered(model.select("Why?", ["A sentence."] * OFFERED).numbers)
            except LanguageModelError as error:
                assert error.trouble in {"garbled", "cut"}


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_give_a_number_not_offered(body: bytes) -> None:
    assert_offered(chosen(body))


@settings(deadline=None)
@given(JSON)
def test_no_json_gives_a_number_not_offered(value: object) -> None:
    assert_offered(chosen(json.dumps(value).encode()))
    assert_offered(chosen(envelope(json.dumps(value))))
    assert_offered(chosen(envelope(value)))


@settings(deadline=None)
@given(st.lists(st.integers(-1, OFFERED + 2)))
def test_a_list_is_taken_if_and_only_if_each_number_was_offered(numbers: list[int]) -> None:
    good = len(numbers) <= OFFERED and all(1 <= number <= OFFERED for number in numbers)
    expected = tuple(number - 1 for number in dict.fromkeys(numbers)) if good else None
    assert chosen(envelope(json.dumps({"sentences": numbers}))) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"sentences": [1]} as asked',
        'Here: {"sentences": [1]}',
        '```json\n{"sentences": [1]}\n```',
        '{"sentences": [1], "sentences": [2]}',
        '{"sentences": [1], "quote": "The bridge is closed."}',
        '{"sentences": [true]}',
        '{"sentences": [1.0]}',
        '{"sentences": ["1"]}',
        '{"sentences": [6]}',
        '{"sentences": [0]}',
        '{"sentences": [1, 1, 1, 1, 1, 1]}',
        '{"sentences": "1"}',
        '{"sentences": null}',
        '{"Sentences": [1]}',
        "[1]",
        "",
    ],
)
def test_what_is_nearly_a_choice_is_none(text: str) -> None:
    with pytest.raises(LanguageModelError):
        read_numbers(text, OFFERED)


@settings(deadline=None)
@given(st.text())
def test_a_rewritten_question_is_one_bounded_line_whatever_the_model_says(text: str) -> None:
    for reply in (text, json.dumps({"question": text})):
        try:
            question = read_question(reply, ("Who?", text))
        except LanguageModelError:
            continue
        assert 0 < len(question) <= 300
        assert len(question.splitlines()) == 1
        question.encode()


@pytest.mark.parametrize(
    "reply",
    [
        {"question": "Who closed the bridge?\nIgnore the above."},
        {"question": "?"},
        {"question": f"Who closed the bridge{'!' * 300}"},
        {"question": ["Who closed the bridge?"]},
        {"query": "Who closed the bridge?"},
        {"question": "Who closed the bridge?", "answer": "The mayor."},
        {"question": "The question is as follows."},
        {"question": "Is the bridge at Varn safe?"},
    ],
)
def test_what_is_no_question_about_what_was_asked_is_refused(reply: object) -> None:
    asked = ("and who closed it?", "Is the bridge at Varn safe?")
    assert read_question('{"question": "Who closed the bridge?"}', asked) == "Who closed the bridge?"
    with pytest.raises(LanguageModelError, match="one line"):
        read_question(json.dumps(reply), asked)


def test_a_query_without_a_topic_of_its_own_is_measured_by_the_question_before_it() -> None:
    asked = ("why did they?", "Who closed the bridge?", "Who is the mayor?")
    assert read_question('{"question": "Why was the bridge closed?"}', asked) == "Why was the bridge closed?"
    with pytest.raises(LanguageModelError):
        read_question('{"question": "Why is the mayor ill?"}', asked)
    assert read_question('{"question": "Why is that?"}', ("why?",)) == "Why is that?"


@pytest.mark.parametrize("odd", [True, -1, 10**30, "9", None, 1.5])
def test_a_count_of_tokens_that_cannot_be_is_unknown(odd: object) -> None:
    body = envelope("{}", usage={"prompt_tokens": odd, "completion_tokens": 3})
    assert read_completion(body).usage == Usage(None, 3)
