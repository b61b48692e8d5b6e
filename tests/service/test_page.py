"""The page in a real browser; Debian's chromium through Playwright."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Route, sync_playwright

from service.app import create_app
from service.live_index import LiveIndex
from tests.service.conftest import BRIDGE, HARBOUR

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (Debian: apt-get install chromium)")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(live: LiveIndex) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(live), port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(base_url=address)
    page.goto("/")
    yield page
    page.close()


def _ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")


def _answered(page: Page, question: str) -> None:
    """Ask, and wait until that question's answer stands there."""
    with page.expect_response("**/v1/answers"):
        _ask(page, question)
    page.wait_for_selector("#answer[aria-busy=false] blockquote")


def test_a_question_is_answered_and_the_link_leads_to_the_marked_place(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.fill("#question", "Can the bridge be repaired?")
    page.press("#question", "Enter")
    page.wait_for_selector("blockquote .quote")
    quote = page.locator("blockquote .quote").first.text_content() or ""
    assert quote in BRIDGE.text
    page.locator("blockquote a").first.click()
    page.wait_for_selector(".text mark")
    assert page.locator(".text mark").text_content() == quote
    assert page.locator(".text").text_content() == BRIDGE.text
    page.close()


def test_markup_in_an_article_is_shown_and_never_run(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/documents/markup")
    page.wait_for_selector(".text")
    assert "<script>" in (page.locator(".text").text_content() or "")
    assert page.title() == "OnRecord: An article that holds markup"
    page.close()


def test_no_answer_is_said_with_its_reason(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.fill("#question", "xylophone tuning quintessence")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("[data-reason=no_relevant_content]")
    page.close()


def test_the_page_fits_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(address)
    page.fill("#question", "Can the bridge be repaired?")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("blockquote")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_a_follow_up_is_understood_and_what_was_searched_for_is_shown(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.fill("#question", "What does Petra Holm say about the bridge?")
    page.press("#question", "Enter")
    page.wait_for_selector("blockquote .quote")
    page.fill("#question", "And Idris Okafor?")
    page.press("#question", "Enter")
    page.wait_for_selector(".searched")
    assert page.locator(".searched").text_content() == "Searched for: What does Idris Okafor say about the bridge?"
    page.close()


def test_who_holds_what_stands_side_by_side(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.goto(address)
    page.fill("#question", "Do Petra Holm and Idris Okafor agree on the bridge?")
    page.press("#question", "Enter")
    page.wait_for_selector(".position h2")
    names = page.locator(".position h2").all_text_contents()
    assert {"Petra Holm", "Idris Okafor"} <= set(names)
    tops = page.locator(".position").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert tops[0] == tops[1]
    page.close()


_LATE = """
const real = window.fetch;
let first = true;
window.letGo = () => {};
window.fetch = async (path, options) => {
  if (path !== "/v1/answers" || !first) return real(path, options);
  first = false;
  window.stopped = options.signal;
  await new Promise((resolve) => { window.letGo = resolve; });
  return real(path, { ...options, signal: undefined }); // a reply that comes although it was stopped
};
"""


def test_the_question_asked_last_wins_over_a_late_reply(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(_LATE)
    page.goto(address)
    _ask(page, "What does dredging the harbour cost?")
    page.wait_for_function("window.stopped")
    _ask(page, "Can the bridge be repaired?")
    page.wait_for_selector("blockquote")
    assert page.evaluate("stopped.aborted")
    shown = page.locator("#answer").text_content()
    with page.expect_response("**/v1/answers") as late:
        page.evaluate("letGo()")
    late.value.finished()
    page.wait_for_timeout(100)  # what a page does with a reply cannot be waited for where it is to do nothing
    assert page.locator("#answer").text_content() == shown
    assert page.locator("#answer").get_attribute("aria-busy") == "false"
    page.close()


def test_a_search_is_said_while_it_runs_and_what_came_of_it_after(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(_LATE)
    page.goto(address)
    _ask(page, "Can the bridge be repaired?")
    page.wait_for_selector("#answer[aria-busy=true]", state="attached")
    assert page.get_by_role("status").text_content() == "Searching …"
    page.evaluate("letGo()")
    page.wait_for_selector("#answer[aria-busy=false] blockquote")
    quotes = page.locator("blockquote").count()
    assert page.get_by_role("status").text_content() == f"{quotes} quote{'s' * (quotes != 1)}"
    _ask(page, "xylophone tuning quintessence")
    page.wait_for_selector("[data-reason]")
    assert page.get_by_role("status").text_content() == "No answer"
    assert page.locator("[aria-live]").count() == 0
    page.close()


def _sent(page: Page, question: str) -> list[str]:
    """Ask; the ids sent as `previous`."""
    with page.expect_request("**/v1/answers") as made:
        _answered(page, question)
    return list(made.value.post_data_json["previous"])


def test_whether_a_question_follows_on_is_seen_and_ended_by_a_button(page: Page) -> None:
    first = "What does Petra Holm say about the bridge?"
    assert page.locator("#following").is_hidden()
    assert _sent(page, first) == []
    assert page.locator("#following q").text_content() == first
    assert len(_sent(page, "And Idris Okafor?")) == 1
    page.get_by_role("button", name="New question").click()
    assert page.locator("#following").is_hidden()
    assert page.input_value("#question") == ""
    assert page.evaluate("document.activeElement.id") == "question"
    assert _sent(page, first) == []


def test_a_new_question_typed_already_stays_when_a_topic_is_ended(page: Page) -> None:
    _answered(page, "What does Petra Holm say about the bridge?")
    page.fill("#question", "What does dredging cost?")
    page.get_by_role("button", name="New question").click()
    assert page.input_value("#question") == "What does dredging cost?"


def test_a_question_understood_otherwise_can_be_asked_as_it_was_typed(page: Page) -> None:
    _answered(page, "What does Petra Holm say about the bridge?")
    _answered(page, "And Idris Okafor?")
    below = page.locator(".asked + p")
    assert (below.text_content() or "").startswith("Searched for: What does Idris Okafor say about the bridge?")
    with page.expect_request("**/v1/answers") as made:
        page.get_by_role("button", name="Ask it as I typed it").click()
    assert made.value.post_data_json["question"] == "And Idris Okafor?"
    assert made.value.post_data_json["previous"] == []
    page.wait_for_selector("#answer[aria-busy=false] .asked")
    assert page.locator(".searched").count() == 0


def _heads(page: Page) -> str:
    page.wait_for_selector("#answer[aria-busy=false] .asked")
    return page.locator(".asked").text_content() or ""


def test_the_address_brings_its_question_back(browser: Browser, page: Page) -> None:
    page.fill("#limit", "2")
    _answered(page, "Can the bridge be repaired & kept?")
    assert page.url.endswith("/?q=Can+the+bridge+be+repaired+%26+kept%3F&limit=2")
    other = browser.new_page()
    with other.expect_request("**/v1/answers") as made:
        other.goto(page.url)
    assert made.value.post_data_json == {"question": "Can the bridge be repaired & kept?", "limit": 2, "previous": []}
    assert _heads(other) == "Can the bridge be repaired & kept?"
    assert other.input_value("#limit") == "2"
    other.close()


def test_back_and_forward_go_from_question_to_question(page: Page) -> None:
    first, second = "Can the bridge be repaired?", "What does dredging the harbour cost?"
    _answered(page, first)
    _answered(page, second)
    page.go_back()
    page.wait_for_function("text => document.querySelector('.asked')?.textContent === text", arg=first)
    assert page.input_value("#question") == first
    page.go_back()
    page.wait_for_function("!document.querySelector('.asked')")
    assert page.input_value("#question") == ""
    page.go_forward()
    page.wait_for_function("text => document.querySelector('.asked')?.textContent === text", arg=first)


def test_a_follow_up_is_reloaded_as_one_and_sent_on_as_a_whole_question(browser: Browser, page: Page) -> None:
    _answered(page, "What does Petra Holm say about the bridge?")
    _answered(page, "And Idris Okafor?")
    page.wait_for_selector(".searched")
    page.reload()
    page.wait_for_selector(".searched")
    assert _heads(page) == "And Idris Okafor?"
    other = browser.new_page()
    other.goto(page.url)
    assert _heads(other) == "What does Idris Okafor say about the bridge?"
    other.close()


def _as_the_service(page: Page, change: Callable[[dict[str, Any]], None]) -> None:
    """Let answers come as ``change`` makes them."""

    def reply(route: Route) -> None:
        answer = route.fetch().json()
        change(answer)
        route.fulfill(json=answer)

    page.route("**/v1/answers", reply)


@pytest.mark.parametrize(
    ("mode", "told"),
    [("direct", "in their words"), ("mixed", "in part in their words"), ("indirect", "reported")],
)
def test_a_quote_says_how_it_stands_in_the_article(page: Page, mode: str, told: str) -> None:
    def change(answer: dict[str, Any]) -> None:
        for one in answer["citations"]:
            one["speaker"] = {"id": "petra-holm", "name": "Petra Holm", "role": "mayor", "mode": mode}

    _as_the_service(page, change)
    _answered(page, "Can the bridge be repaired?")
    assert page.locator("blockquote .speaker").first.text_content() == f"Petra Holm, mayor {told}"
    assert page.locator("blockquote .mode").first.text_content() == told


def test_a_quote_without_a_speaker_says_so_where_there_is_only_one_position(page: Page) -> None:
    def change(answer: dict[str, Any]) -> None:
        answer["citations"] = answer["citations"][:1]
        answer["citations"][0]["speaker"] = None
        answer["positions"] = [{"speaker_id": None, "speaker": None, "citations": ["c1"]}]

    _as_the_service(page, change)
    _answered(page, "Can the bridge be repaired?")
    assert page.locator(".speaker").all_text_contents() == ["The article's own voice or an unknown speaker"]
    assert page.locator(".mode").count() == 0


def test_what_a_document_is_stands_beside_its_quotes_and_over_its_text(page: Page) -> None:
    _answered(page, "What does dredging the harbour cost?")
    page.wait_for_function("document.querySelector('blockquote .note').textContent")
    assert page.locator("blockquote .note").first.text_content() == HARBOUR.source_note
    page.goto("/documents/harbour")
    page.wait_for_selector(".text")
    assert page.locator(".note").all_text_contents() == [HARBOUR.source_note]
    page.goto("/documents/bridge")
    page.wait_for_selector(".text")
    assert page.locator(".note").count() == 0


@pytest.mark.parametrize(
    ("probability", "told"),
    [
        (0.9994, "These quotes very likely answer it (over 99 %"),
        (0.9, "These quotes very likely answer it (90 %"),
        (0.89, "These quotes likely"),
        (0.55, "These quotes more likely than not"),
        (0.25, "These quotes possibly"),
        (0.004, "These quotes probably do not answer it (under 1 %"),
    ],
)
def test_how_certain_an_answer_is_is_said_in_words_beside_the_share(page: Page, probability: float, told: str) -> None:
    def change(answer: dict[str, Any]) -> None:
        answer["confidence"].update(probability=probability, threshold=0.2)
        if probability < 0.2:
            answer["no_answer"] = {"reason": "insufficient_support", "detail": "None.", "nearest": answer["citations"]}

    _as_the_service(page, change)
    _answered(page, "Can the bridge be repaired?")
    said = page.locator(".certainty").text_content() or ""
    assert said.startswith(told)
    assert "about that share are right" in said
    assert ("an answer needs 20 %" in said) is (probability < 0.2)


def _citation(page: Page, address: str) -> str:
    """What is to be copied of the first quote of the answer about the bridge."""
    quote = page.locator("blockquote .quote").first.text_content() or ""
    start = BRIDGE.text.index(quote)
    said = "Idris Okafor (in their words), Should the old bridge at Varn come down?, Varn Courier, 2024-05-02"
    return f"“{quote}” – {said}, {address}/documents/bridge#c={start}-{start + len(quote)}"


def test_a_citation_is_copied_with_all_that_finds_it_again(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/")
    _answered(page, "What does Idris Okafor say about repairing the bridge?")
    first = page.locator("blockquote").first
    first.get_by_role("button", name="Copy citation").click()
    first.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == _citation(page, address)
    context.close()


def test_a_citation_without_a_speaker_is_unattributed(browser: Browser, page: Page) -> None:
    _answered(page, "When was the bridge closed?")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    quote = page.locator("blockquote", has_text="an unknown speaker").first
    quote.get_by_role("button", name="Copy citation").click()
    page.wait_for_function("window.copied")
    assert "” – unattributed, " in page.evaluate("copied")


def test_without_a_clipboard_the_citation_is_selected(page: Page, address: str) -> None:
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    _answered(page, "What does Idris Okafor say about repairing the bridge?")
    for _ in range(2):
        page.locator("blockquote").first.get_by_role("button", name="Copy citation").click()
        page.wait_for_selector(".citation")
        assert page.evaluate("getSelection().toString()") == _citation(page, address)
    assert page.locator(".citation").count() == 1


def test_on_paper_the_quote_is_marked_without_its_background_too(page: Page) -> None:
    _answered(page, "Can the bridge be repaired?")
    page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('mark'))"
    assert page.evaluate(f"{style}.borderBottomStyle") == "solid"
    assert page.evaluate(f"{style}.printColorAdjust") == "exact"
    assert page.locator("button:visible, form:visible").count() == 0


def test_a_copied_block_keeps_the_quote_apart_from_what_stands_around_it(page: Page) -> None:
    _answered(page, "Can the bridge be repaired?")
    quote = page.locator("blockquote .quote").first.text_content()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('blockquote'))")
    assert f"“{quote}”" in page.evaluate("getSelection().toString()")
