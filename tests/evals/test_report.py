"""The report, as text and in a real browser."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from evals.outcome import SearchGrade, VerdictGrade
from evals.report import read_history
from evals.report_page import render_report
from evals.result_file import FORMAT, Run, RunFacts, write_runs
from evals.telling import plain_progress
from evals.timings import TimingFile
from tests.evals.made_outcomes import answer, outcome, quote

CHROMIUM = shutil.which("chromium")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Three suites, of which one was run twice."""
    answers = [
        outcome(
            answer(quotes=(quote(hit=n % 3 > 0, text=EVIL, speaker=EVIL),), met=int(n % 3 > 0), probability=n / 30),
            f"c{n}",
            slice_name=("factoid", "viewpoint", EVIL)[n % 3],
            asked=f"Question {n} {EVIL}?",
        )
        for n in range(30)
    ]
    facts = RunFacts(FORMAT, "own", None, 30, 3, "s1", 5, EVIL, None, None, None, ())
    _written(tmp_path, "own-1", Run(facts, tuple(answers)))
    _written(tmp_path, "own-2", Run(replace(facts, snapshot="s2"), tuple(answers)))
    search = Run(replace(facts, suite="search", cases=1), (outcome(SearchGrade((0, 1), (1,))),))
    _written(tmp_path, "search-1", search)
    verdict = Run(replace(facts, suite="verdicts", cases=1), (outcome(VerdictGrade("found", "altered")),))
    _written(tmp_path, "verdicts-1", verdict)
    unfinished = Run(replace(facts, suite="unfinished"), tuple(answers[:3]))
    _written(tmp_path, "unfinished-1", unfinished)
    return tmp_path


def _written(folder: Path, name: str, run: Run) -> None:
    path = folder / f"{name}.jsonl"
    write_runs(path, [run])
    with TimingFile(path, again=True) as timings:
        for number, one in enumerate(run.outcomes):
            timings.add(one.id, 10.0 + number)


def test_whole_runs_are_reported_by_suite(results: Path) -> None:
    history = read_history(results)
    assert [(runs[-1].run.facts.suite, len(runs)) for runs in history] == [("own", 2), ("search", 1), ("verdicts", 1)]
    page = render_report(history)
    assert "latency p95" in page
    assert "Calibration" in page
    assert "nan" not in page.casefold().replace("finance", "")


def test_everything_from_articles_and_suites_is_escaped_and_nothing_is_fetched(results: Path) -> None:
    page = render_report(read_history(results))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_report_of_nothing_says_so(tmp_path: Path) -> None:
    assert "No whole run was found" in render_report(read_history(tmp_path))


def test_the_report_is_the_same_each_time(results: Path) -> None:
    assert render_report(read_history(results)) == render_report(read_history(results))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


def test_the_report_is_readable_on_a_phone_and_runs_nothing_of_an_article(browser: Browser, results: Path) -> None:
    path = results / "report.html"
    path.write_text(render_report(read_history(results)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 640})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    page.locator("summary").first.click()
    assert page.title() == "OnRecord: what was measured"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("svg").count() == 9  # bars for three suites, four plots for own, latency for two
    assert "Question 0" in (page.locator("details").first.text_content() or "")
    assert asked == [path.as_uri()]
    assert complaints == []
    page.close()


def test_progress_off_a_terminal_is_a_line_every_few_seconds_and_one_at_the_end() -> None:
    now = 0.0
    told: list[str] = []
    show = plain_progress("own", lambda: now, told.append)
    for done in range(1, 13):
        now = float(done)
        show(done, 12)
    assert told == ["own: 5 of 12", "own: 10 of 12", "own: 12 of 12"]
