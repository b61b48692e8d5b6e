"""The page in a real browser; Debian's chromium through Playwright."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request, Route, expect, sync_playwright

from index.build import build_snapshot
from index.snapshots import Snapshots
from service.app import create_app
from service.live_index import LiveIndex
from service.schemas import LONGEST_QUESTION
from tests.index.fakes import WordsEncoder
from tests.service.conftest import ARTICLES, BRIDGE, HARBOUR

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (Debian: apt-get install chromium)")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One service for all pages; nothing here changes its index."""
    folder = tmp_path_factory.mktemp("served")
    build_snapshot(ARTICLES, WordsEncoder(), folder)
    live = LiveIndex(Snapshots(folder), WordsEncoder)
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


def test_the_speakers_own_words_are_told_from_the_rest_of_a_quote(page: Page) -> None:
    _answered(page, "Can the bridge be repaired for two million crowns?")
    quote = page.locator("blockquote .quote").first
    assert (quote.text_content() or "").startswith("In his view, “")
    assert quote.locator(".theirs").text_content() == "the bridge can be repaired for two million crowns"


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
    page.wait_for_selector("#answer[aria-busy=true]", state="attached")
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
    assert page.locator("#status[role=status]").text_content() == "Searching …"
    page.evaluate("letGo()")
    page.wait_for_selector("#answer[aria-busy=false] blockquote")
    quotes = page.locator("blockquote").count()
    assert page.locator("#status[role=status]").text_content() == f"{quotes} quote{'s' * (quotes != 1)}"
    _ask(page, "xylophone tuning quintessence")
    page.wait_for_selector("[data-reason]")
    assert page.locator("#status[role=status]").text_content() == "No answer"
    assert page.locator("[aria-live]").count() == 0
    page.close()


def _body(request: Request) -> dict[str, Any]:
    return dict(request.post_data_json or {})


def _sent(page: Page, question: str) -> list[str]:
    """Ask; the ids sent as `previous`."""
    with page.expect_request("**/v1/answers") as made:
        _answered(page, question)
    return list(_body(made.value)["previous"])


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
    assert _body(made.value)["question"] == "And Idris Okafor?"
    assert _body(made.value)["previous"] == []
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
    assert _body(made.value) == {"question": "Can the bridge be repaired & kept?", "limit": 2, "previous": []}
    assert _heads(other) == "Can the bridge be repaired & kept?"
    assert other.input_value("#limit") == "2"
    other.close()


def test_back_and_forward_go_from_question_to_question(page: Page) -> None:
    first, second = "Can the bridge be repaired?", "What does dredging the harbour cost?"
    _answered(page, first)
    _answered(page, second)
    page.go_back()
    expect(page.locator(".asked")).to_have_text(first)
    assert page.input_value("#question") == first
    page.go_back()
    expect(page.locator(".asked")).to_have_count(0)
    assert page.input_value("#question") == ""
    page.go_forward()
    expect(page.locator(".asked")).to_have_text(first)


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
    expect(page.locator("blockquote .note").first).to_have_text(str(HARBOUR.source_note))
    page.goto("/documents/harbour")
    page.wait_for_selector(".text")
    assert page.locator(".note").all_text_contents() == [HARBOUR.source_note]
    page.goto("/documents/bridge")
    page.wait_for_selector(".text")
    assert page.locator(".note").count() == 0


@pytest.mark.parametrize(
    ("probability", "told"),
    [
        (0.9994, "Very likely an answer (over 99 %"),
        (0.9, "Very likely an answer (90 %"),
        (0.89, "Likely an answer"),
        (0.55, "More likely than not an answer"),
        (0.25, "Possibly an answer"),
        (0.004, "Probably not an answer (under 1 %"),
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
    quote.get_by_text("Copied", exact=True).wait_for()
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


_CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((one) => one / 255)
      .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    const colour = getComputedStyle(one).backgroundColor;
    return colour !== "rgba(0, 0, 0, 0)" || !one.parentElement ? colour : ground(one.parentElement);
  };
  const written = (one) => one.checkVisibility() && one.value
    || [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  return [...document.body.querySelectorAll("*")].filter(written).map((one) => {
    const [dark, bright] = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => a - b);
    return [(bright + 0.05) / (dark + 0.05), one.tagName + "." + one.className];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_their_ground_in_both_schemes(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    _answered(page, "Do Petra Holm and Idris Okafor agree on the bridge?")
    page.fill("#limit", "")
    page.press("#limit", "Enter")
    asking = page.evaluate(_CONTRASTS)
    page.locator("blockquote a").first.click()
    page.wait_for_selector(".text mark")
    contrasts = asking + page.evaluate(_CONTRASTS)
    assert len(contrasts) > 20
    assert min(contrasts)[0] >= 4.5, min(contrasts)


def test_links_say_where_they_lead_and_no_two_the_same(page: Page) -> None:
    _answered(page, "Do Petra Holm and Idris Okafor agree on the bridge?")
    links = page.locator("blockquote a").all_text_contents()
    assert len(links) > 1
    assert len(set(links)) == len(links)
    assert all(one.startswith("Open in ") for one in links)


@pytest.mark.parametrize("width", [320, 375])
def test_on_a_phone_nothing_overflows_and_labels_stay_by_their_fields(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.locator("summary").click()
    _answered(page, "Do Petra Holm and Idris Okafor agree on the bridge?")
    _answered(page, "Can the bridge be repaired?")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = "one => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; }"
    for name in ("limit", "speaker", "since", "until"):
        label, field = page.locator(f"[for={name}]").evaluate(boxes), page.locator(f"#{name}").evaluate(boxes)
        assert abs(label - field) < 12, name
    page.goto("/documents/markup#c=0-10")
    page.wait_for_selector(".text mark")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_field_has_a_label(page: Page) -> None:
    assert page.locator("input").evaluate_all("all => all.every((one) => one.labels.length === 1)")


@pytest.mark.parametrize("path", ["/", "/documents/bridge"])
def test_without_javascript_the_page_says_what_it_needs(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    assert "needs JavaScript" in (page.locator("body").text_content() or "")
    context.close()


def test_the_focus_goes_on_to_the_answer_but_not_from_the_next_question(page: Page) -> None:
    _answered(page, "Can the bridge be repaired?")
    expect(page.locator(".asked")).to_be_focused()

    def type_on(route: Route) -> None:
        page.keyboard.type(" And")
        route.continue_()

    page.route("**/v1/answers", type_on)
    _answered(page, "What does dredging the harbour cost?")
    assert page.evaluate("document.activeElement.id") == "question"
    assert page.input_value("#question") == "What does dredging the harbour cost? And"


def _unsent(page: Page) -> list[str]:
    """A list that takes every question sent from now on."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/v1/answers") else None)
    return sent


@pytest.mark.parametrize("limit", ["", "0", "21", "2.5", "-1"])
def test_a_wrong_limit_is_told_by_its_field_and_nothing_is_sent(page: Page, limit: str) -> None:
    sent = _unsent(page)
    page.fill("#limit", limit)
    _ask(page, "Can the bridge be repaired?")
    assert page.locator("#limit-trouble").text_content() == "Quotes: a whole number from 1 to 20."
    assert page.evaluate("document.activeElement.id") == "limit"
    assert page.get_attribute("#limit", "aria-invalid") == "true"
    page.goto(f"/?q=bridge&limit={limit}")
    page.wait_for_selector("#limit-trouble:not(:empty)")
    assert sent == []


def test_a_blank_question_is_told_and_not_sent(page: Page) -> None:
    sent = _unsent(page)
    _ask(page, "   ")
    assert page.locator("#question-trouble").text_content() == "Write a question."
    assert sent == []


def test_too_long_a_question_is_told_with_its_length_and_never_cut(page: Page) -> None:
    sent = _unsent(page)
    long = "🌉" * (LONGEST_QUESTION + 1)  # two units of a browser's string, one character of the service's
    _ask(page, long)
    assert page.input_value("#question") == long
    told = f"This question has {LONGEST_QUESTION + 1} characters, and {LONGEST_QUESTION} are the most."
    assert page.locator("#question-trouble").text_content() == told
    assert sent == []
    _ask(page, long[1:])
    page.wait_for_selector("#answer[aria-busy=false] .asked")
    assert page.locator("#question-trouble").is_hidden()


def test_a_problem_is_shown_with_title_detail_and_entries(page: Page) -> None:
    problem = {
        "title": "Unprocessable Entity",
        "detail": "See `errors`.",
        "errors": [{"pointer": "/since", "detail": "no day"}, {"pointer": "", "detail": "<b>bad</b>"}],
    }
    page.route("**/v1/answers", lambda route: route.fulfill(status=422, json=problem))
    _ask(page, "Can the bridge be repaired?")
    page.wait_for_selector("#answer .notice")
    assert page.locator("#answer strong").text_content() == "Unprocessable Entity"
    assert page.locator("#answer .notice p").text_content() == "See `errors`."
    assert page.locator("#answer li").all_text_contents() == ["since: no day", "<b>bad</b>"]
    assert page.locator("#status").text_content() == "Failed"


def test_a_reply_that_is_no_json_is_told_in_plain_words(page: Page) -> None:
    page.route("**/v1/answers", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    _ask(page, "Can the bridge be repaired?")
    page.wait_for_selector("#answer .notice")
    said = page.locator("#answer").text_content() or ""
    assert said.startswith("There was no usable reply (status 502)")
    assert "JSON" not in said


def test_a_service_out_of_reach_is_told_in_plain_words(page: Page) -> None:
    page.route("**/v1/answers", lambda route: route.abort())
    _ask(page, "Can the bridge be repaired?")
    page.wait_for_selector("#answer .notice")
    assert page.locator("#answer strong").text_content() == "The service cannot be reached"


@pytest.mark.parametrize("place", ["99990-99999", "5-5", "9-3", "0-244000", "x"])
def test_a_place_that_does_not_exist_is_told(page: Page, place: str) -> None:
    page.goto(f"/documents/bridge#c={place}")
    page.wait_for_selector(".notice")
    said = f"The place {place} does not exist in this document, which has {len(BRIDGE.text)} characters."
    assert page.locator(".notice").text_content() == said
    assert page.locator("mark").count() == 0
    assert page.locator(".text").text_content() == BRIDGE.text


def test_what_was_searched_for_stands_before_the_quotes_where_there_is_no_answer_too(page: Page) -> None:
    def change(answer: dict[str, Any]) -> None:
        answer["no_answer"] = {"reason": "insufficient_support", "detail": "None.", "nearest": answer["citations"]}
        answer["searched_for"] = "Something else?"

    _as_the_service(page, change)
    _answered(page, "Can the bridge be repaired?")
    said = page.locator("#answer").text_content() or ""
    assert -1 < said.index("Searched for: Something else?") < said.index("No answer: ") < said.index("“")


def test_examples_are_offered_where_their_documents_are_served(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/v1/documents/payf-x-space-session", lambda route: route.fulfill(json={"source_note": None}))
    page.goto(address)
    page.wait_for_selector("#examples button:visible")
    assert page.locator("#examples button:visible").all_text_contents() == ["Who moderated the PAYF session?"]
    with page.expect_request("**/v1/answers") as made:
        page.locator("#examples button:visible").click()
    assert _body(made.value)["question"] == "Who moderated the PAYF session?"
    page.wait_for_selector("#answer[aria-busy=false] .asked")
    assert page.locator("#examples").is_hidden()
    page.go_back()
    page.locator("#examples").wait_for()
    page.close()


def test_no_examples_are_offered_over_other_articles(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert page.locator("#examples").is_hidden()


def test_filters_are_folded_sent_shown_and_kept_in_the_address(browser: Browser, page: Page) -> None:
    assert page.locator("#speaker").is_hidden()
    page.locator("summary").click()
    page.wait_for_selector("#speakers option", state="attached")
    names = page.locator("#speakers option").evaluate_all("all => all.map(one => one.value)")
    assert {"Petra Holm", "Idris Okafor"} <= set(names)
    page.fill("#speaker", "Petra Holm")
    page.fill("#since", "2024-01-01")
    page.fill("#until", "2024-12-31")
    wanted = {"speaker": "Petra Holm", "since": "2024-01-01", "until": "2024-12-31"}
    with page.expect_request("**/v1/answers") as made:
        _answered(page, "What about the bridge?")
    assert _body(made.value) == {"question": "What about the bridge?", "limit": 3, "previous": [], **wanted}
    told = "words of Petra Holm, since 2024-01-01, until 2024-12-31"
    assert page.locator(".only").text_content() == f"Only: {told}"
    other = browser.new_page()
    with other.expect_request("**/v1/answers") as made:
        other.goto(page.url)
    assert _body(made.value) == {"question": "What about the bridge?", "limit": 3, "previous": [], **wanted}
    assert other.locator("summary").text_content() == f"Filters: {told}"
    assert [other.input_value(f"#{name}") for name in wanted] == list(wanted.values())
    other.close()


def test_days_in_the_wrong_order_are_told_by_their_field_and_nothing_is_sent(page: Page) -> None:
    sent = _unsent(page)
    page.locator("summary").click()
    page.fill("#since", "2024-02-01")
    page.fill("#until", "2024-01-01")
    page.locator("summary").click()
    _ask(page, "Can the bridge be repaired?")
    assert page.locator("#until-trouble").inner_text() == "The last day is before the first."
    assert page.evaluate("document.activeElement.id") == "until"
    assert sent == []


def test_a_day_begun_is_told_and_not_left_out(page: Page) -> None:
    sent = _unsent(page)
    page.locator("summary").click()
    page.locator("#since").press("1")
    _ask(page, "Can the bridge be repaired?")
    assert page.locator("#since-trouble").inner_text() == "A whole day, or none."
    assert sent == []


def test_going_back_takes_the_filters_off_again(page: Page) -> None:
    _answered(page, "Can the bridge be repaired?")
    page.locator("summary").click()
    page.fill("#speaker", "Petra Holm")
    _answered(page, "What about the bridge?")
    page.go_back()
    expect(page.locator(".asked")).to_have_text("Can the bridge be repaired?")
    assert page.input_value("#speaker") == ""
    assert page.locator("summary").text_content() == "Filters"


def test_a_follow_up_that_the_service_has_forgotten_is_asked_as_it_was_understood(page: Page) -> None:
    whole = "What does Idris Okafor say about the bridge?"
    forgotten = {"id": "ans_gone", "question": "What does Petra Holm say about the bridge?"}
    entered = {"question": "And Idris Okafor?", "whole": whole, "limit": 3, "previous": [forgotten]}
    page.evaluate("one => history.replaceState(one, '', '/')", entered)
    page.reload()
    assert _heads(page) == whole
    assert page.locator("#following q").text_content() == whole
