import threading
import time
from collections.abc import Callable

import httpx
import pytest

from service.language_model import LanguageModel, LanguageModelError, LanguageModelSettings, Usage
from service.language_model_exchange import Exchange
from tests.conftest import no_network
from tests.service.language_model_server import Script, drips, envelope, model_at, says, sends, serving

SENTENCES = ("The bridge is closed.", "The mayor fears it will fall.", "Nobody has counted the cars.")
GOOD = says('{"sentences": [2, 1]}', usage={"prompt_tokens": 90, "completion_tokens": 9})
GARBLED = says("Sentence 2, I think.", usage={"prompt_tokens": 90, "completion_tokens": 5})


def trouble_of(ask: Callable[[], object]) -> LanguageModelError:
    with pytest.raises(LanguageModelError) as raised:
        ask()
    return raised.value


def test_the_choice_comes_back_counted_from_zero_in_the_models_order_with_its_cost() -> None:
    with serving(GOOD) as server, model_at(server.base_url) as model:
        chosen = model.select("Why is the bridge closed?", SENTENCES)
    assert chosen.numbers == (1, 0)
    assert chosen.usage == Usage(90, 9)
    assert 0 < chosen.seconds < 5


def test_choosing_nothing_is_a_reply() -> None:
    with serving(says('{"sentences": []}')) as server, model_at(server.base_url) as model:
        assert model.select("Why is the bridge closed?", SENTENCES).numbers == ()
    assert len(server.asked) == 1


def test_where_nothing_is_offered_nothing_is_asked() -> None:
    with serving(GOOD) as server, model_at(server.base_url) as model:
        assert model.select("Why?", ()).numbers == ()
    assert server.asked == []


def test_a_server_that_counts_no_tokens_leaves_them_unknown() -> None:
    with serving(says('{"sentences": [3]}')) as server, model_at(server.base_url) as model:
        assert model.select("Why?", SENTENCES).usage == Usage(None, None)


def test_the_request_is_one_question_at_temperature_zero_with_its_shape_and_key() -> None:
    with serving(GOOD) as server, model_at(server.base_url, key="secret") as model:
        model.select("Why is the bridge closed?", SENTENCES)
    asked, headers = server.asked[0], server.headers[0]
    assert (asked["model"], asked["temperature"], asked["stream"]) == ("tiny", 0, False)
    assert asked["max_tokens"] < 100
    assert [message["role"] for message in asked["messages"]] == ["user"]
    assert "2. The mayor fears it will fall.\n" in asked["messages"][0]["content"]
    shape = asked["response_format"]["json_schema"]["schema"]
    assert shape["properties"]["sentences"]["items"]["enum"] == [1, 2, 3]
    assert headers["Authorization"] == "Bearer secret"


def test_a_follow_up_is_made_into_a_question() -> None:
    reply = says('{"question": " What did Petra Holm say about the harbour? "}')
    with serving(reply) as server, model_at(server.base_url) as model:
        rewritten = model.rewrite("and the harbour?", ("What did Petra Holm say about the bridge?",))
    assert rewritten.question == "What did Petra Holm say about the harbour?"
    assert "1. What did Petra Holm say about the bridge?" in server.asked[0]["messages"][0]["content"]


def test_the_judge_names_quotes_as_the_chooser_names_sentences() -> None:
    with serving(says('{"sentences": [3]}')) as server, model_at(server.base_url) as model:
        assert model.judge("How many cars cross?", SENTENCES).numbers == (2,)
    assert "given as its answer" in server.asked[0]["messages"][0]["content"]


@pytest.mark.parametrize(
    "first", [GARBLED, sends(b"", 500), sends(b"", 429), sends(b"{", Content_Length="400", Connection="close")]
)
def test_a_reply_that_cannot_be_used_is_asked_for_once_more(first: Script) -> None:
    with serving(first, GOOD) as server, model_at(server.base_url) as model:
        assert model.select("Why?", SENTENCES).numbers == (1, 0)
    assert [asked["temperature"] for asked in server.asked] == [0, 0.5]


def test_the_cost_of_a_failed_try_is_counted_too() -> None:
    with serving(GARBLED, GOOD) as server, model_at(server.base_url) as model:
        assert model.select("Why?", SENTENCES).usage == Usage(180, 14)
    with serving(GARBLED) as server, model_at(server.base_url) as model:
        assert trouble_of(lambda: model.select("Why?", SENTENCES)).usage == Usage(180, 10)


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        (GARBLED, "garbled"),
        (says(None), "garbled"),
        (says('{"sentences": [1', finish="length"), "cut"),
        (sends(b"\xff\xfe{}"), "garbled"),
        (sends(b'data: {"choices": []}\n\n', Content_Type="text/event-stream"), "garbled"),
        (sends(envelope('{"sentences": [1]}') + b" " * 300_000), "garbled"),
        (sends(envelope('{"sentences": [1]}', usage={"prompt_tokens": float("nan")})), "garbled"),
        (sends(b"\x1f\x8b" + b"0" * 50, Content_Encoding="gzip"), "garbled"),
        (sends(envelope('{"sentences": [1]}')[:40], Content_Length="400", Connection="close"), "cut"),
        (sends(b"", Content_Length="none"), "cut"),
        (sends(b"", 500), "refused"),
        (sends(b"", 429, Retry_After="3600"), "refused"),
        (sends(b"", 401), "refused"),
        (sends(b"", 400), "refused"),
        (sends(b"", 302, Location="http://127.0.0.1:9/elsewhere"), "refused"),
        (sends(b"", 307, Location="http://[bad"), "refused"),
        (sends(b"", 307, Location="http://host:no-port/"), "cut"),
    ],
)
def test_whatever_goes_wrong_on_the_server_is_one_kind_of_error(script: Script, trouble: str) -> None:
    with serving(script) as server, model_at(server.base_url) as model:
        error = trouble_of(lambda: model.select("Why?", SENTENCES))
        assert trouble_of(lambda: model.rewrite("and then?", ())).trouble == trouble
    assert error.trouble == trouble
    assert server.base_url not in str(error)


def test_a_server_that_is_not_there_is_an_error_at_once() -> None:
    with serving(GOOD) as server:
        gone = server.base_url
    with model_at(gone) as model:
        started = time.monotonic()
        assert trouble_of(lambda: model.select("Why?", SENTENCES)).trouble == "unreachable"
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "script",
    [
        drips((), 0.05),
        drips((b"HTTP/1.1 200 OK\r\n", b"X"), 0.05),
        drips((b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b" "), 0.05),
    ],
    ids=["silent", "header letter by letter", "body byte by byte"],
)
def test_a_slow_server_is_waited_for_as_long_as_was_said_and_no_longer(script: Script) -> None:
    with serving(script) as server, model_at(server.base_url, timeout=0.4) as model:
        started = time.monotonic()
        error = trouble_of(lambda: model.select("Why?", SENTENCES))
        assert 0.35 < time.monotonic() - started < 3
    assert error.trouble == "slow"
    assert "0.4 s" in str(error)


def test_a_refused_response_format_is_asked_without_and_not_tried_again() -> None:
    refused = sends(b"", 400)
    with serving(refused, sends(b"", 422), GOOD) as server, model_at(server.base_url) as model:
        assert model.select("Why?", SENTENCES).numbers == (1, 0)
        assert model.select("Why?", SENTENCES).numbers == (1, 0)
    forms = [asked.get("response_format", {"type": "none"})["type"] for asked in server.asked]
    assert forms == ["json_schema", "json_object", "none", "none"]


def test_no_more_requests_are_under_way_than_allowed() -> None:
    under_way, most, lock = 0, 0, threading.Lock()

    def counted(request: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.02)
        with lock:
            under_way -= 1
        return httpx.Response(200, content=envelope('{"sentences": [1]}'))

    settings = LanguageModelSettings("http://model.test/v1", "tiny", None, 5.0, 3)
    with httpx.Client(transport=httpx.MockTransport(counted)) as client:
        model = LanguageModel(client, settings)
        threads = [threading.Thread(target=model.select, args=("Why?", SENTENCES)) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 3


def test_who_finds_no_place_in_time_is_told_that_the_model_is_busy() -> None:
    with serving(drips((), 0.05)) as server, httpx.Client(trust_env=False) as client:
        exchange = Exchange(client, LanguageModelSettings(server.base_url, "tiny", None, 5.0, 1), time.monotonic)
        first = threading.Thread(target=trouble_of, args=(lambda: exchange.send(b"{}", time.monotonic() + 1),))
        first.start()
        while not server.asked:
            time.sleep(0.01)
        assert trouble_of(lambda: exchange.send(b"{}", time.monotonic() + 0.1)).trouble == "busy"
        first.join()


@pytest.mark.parametrize(
    "given",
    [
        {"base_url": "127.0.0.1:8080"},
        {"base_url": "ftp://127.0.0.1/v1"},
        {"base_url": "http:///v1"},
        {"base_url": "http://user:pass@127.0.0.1/v1"},
        {"base_url": "http://127.0.0.1/v1?key=1"},
        {"base_url": f"http://{'a' * 64}.example/v1"},
        {"model": ""},
        {"key": ""},
        {"key": "two\nlines"},
        {"key": "schlüssel"},
        {"timeout": 0.0},
        {"most_at_once": 0},
    ],
)
def test_settings_that_cannot_be_are_refused(given: dict[str, object]) -> None:
    good: dict[str, object] = {
        "base_url": "http://127.0.0.1/v1",
        "model": "tiny",
        "key": None,
        "timeout": 1.0,
        "most_at_once": 1,
    }
    LanguageModelSettings(**good)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"\. |more"):
        LanguageModelSettings(**good | given)  # type: ignore[arg-type]


def test_the_key_is_never_shown() -> None:
    assert "secret" not in repr(LanguageModelSettings("http://127.0.0.1/v1", "tiny", "secret", 1.0, 1))


def test_opening_a_model_and_offering_it_nothing_opens_no_socket() -> None:
    with no_network(), model_at("http://127.0.0.1:9/v1") as model:
        assert model.select("Why?", ()).numbers == ()


def test_proxies_of_the_environment_are_not_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with serving(GOOD) as server, model_at(server.base_url) as model:
        assert model.select("Why?", SENTENCES).numbers == (1, 0)
