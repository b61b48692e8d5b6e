"""The report as one HTML file that needs nothing else: whatever came from articles or suites is escaped."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from evals.comparison import is_right
from evals.curves import calibration_points, risk_points
from evals.latency import latency_figures
from evals.measure import MEASURES, main_measure
from evals.outcome import Outcome
from evals.plot import Bar, Point, bars, histogram, square
from evals.report import DatedRun
from evals.telling import replied, shown, shown_latency

_STYLE = Path(__file__).with_name("report.css")
_MISSES = 30  # cases gone wrong that are listed for a suite; more is not read
_COURSE = 2  # runs that make a line
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_report(history: Sequence[Sequence[DatedRun]]) -> str:
    """The page over the runs of each suite, oldest first."""
    body = "".join(_suite(runs) for runs in history) or "<p>No whole run was found.</p>"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>OnRecord: what was measured</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><h1>What was measured</h1>{body}</body></html>\n"
    )


def _suite(runs: Sequence[DatedRun]) -> str:
    newest = runs[-1]
    outcomes = newest.run.outcomes
    return "".join(
        (
            f"<h2>{escape(newest.run.facts.suite)}</h2>",
            _facts(newest),
            _figures(newest),
            _by_slice(outcomes),
            f'<div class="plots">{_plots(newest)}</div>',
            _misses(outcomes),
            _course(runs),
            _history(runs),
        )
    )


def _facts(dated: DatedRun) -> str:
    facts = dated.run.facts
    asked = f"{facts.cases} cases, split {facts.split or 'all'}, at most {facts.limit} quotes"
    served = f"{facts.documents} documents, snapshot {facts.snapshot}, encoder {facts.encoder}"
    made = f"reader {facts.reader or 'none named'}, commit {(facts.commit or 'not known')[:12]}"
    begun = f"program {facts.code or 'not known'}, begun {dated.timings.started or 'not known'}"
    told = f"{asked}; {served}, {made}, {begun}"
    return f'<p class="facts">{escape(told)}</p>'


def _figures(dated: DatedRun) -> str:
    rows = [(measure.name, measure.estimate(dated.run.outcomes)) for measure in MEASURES]
    told = [(name, shown(figure)) for name, figure in rows if figure.cases]
    told += [(figure.name, shown_latency(figure)) for figure in latency_figures(dated.timings.milliseconds)]
    return _table(("figure", "value [95 % interval] of cases"), told)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


def _by_slice(outcomes: Sequence[Outcome]) -> str:
    shown_bars = []
    for name in dict.fromkeys(outcome.slice for outcome in outcomes):
        of_slice = [outcome for outcome in outcomes if outcome.slice == name]
        measure = main_measure(of_slice)
        figure = measure.estimate(of_slice) if measure else None
        if figure and figure.value is not None:
            beside = f"{figure.value:.2f} of {figure.cases}"
            shown_bars.append(Bar(name, figure.value, figure.low, figure.high, beside))
    return f'<div class="wide">{bars("Right, by type, with 95 % intervals", shown_bars)}</div>' if shown_bars else ""


def _plots(dated: DatedRun) -> str:
    outcomes, plots = dated.run.outcomes, []
    calibration, risk = calibration_points(outcomes), risk_points(outcomes)
    if calibration:
        name = "Calibration: how often quotes are right at each probability"
        plots.append(square(name, "probability given", "share right", calibration, joined=False, diagonal=True))
        name = "Risk and coverage: wrong among the surest"
        plots.append(square(name, "share answered", "share wrong", risk, joined=True, diagonal=False))
    if dated.timings.milliseconds:
        plots.append(histogram("Latency", "ms", dated.timings.milliseconds))
    return "".join(plots)


def _misses(outcomes: Sequence[Outcome]) -> str:
    wrong = [outcome for outcome in outcomes if not is_right(outcome)]
    if not wrong:
        return ""
    items = "".join(_miss(outcome) for outcome in wrong[:_MISSES])
    more = f"<p>{len(wrong) - _MISSES} more.</p>" if len(wrong) > _MISSES else ""
    return f"<details><summary>{len(wrong)} cases gone wrong</summary><ul>{items}</ul>{more}</details>"


def _miss(outcome: Outcome) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in replied(outcome))
    return f"<li>{escape(outcome.id)} ({escape(outcome.slice)}): {escape(outcome.asked)}<ul>{lines}</ul></li>"


def _course(runs: Sequence[DatedRun]) -> str:
    """The main figure of the runs that asked what the newest did, oldest first; nothing where there is one only."""
    asked = runs[-1].run.facts
    alike = [one.run for one in runs if (one.run.facts.split, one.run.facts.cases) == (asked.split, asked.cases)]
    measure = main_measure(runs[-1].run.outcomes)
    values = [measure.value(run.outcomes) for run in alike] if measure else []
    figures = [value for value in values if value is not None]
    if measure is None or len(figures) < _COURSE:
        return ""
    points = [Point(number / (len(figures) - 1), value) for number, value in enumerate(figures)]
    name = f"History: {measure.name} in {len(figures)} runs"
    plot = square(name, "runs, oldest first", measure.name, points, joined=True, diagonal=False)
    return f'<div class="plots">{plot}</div>'


def _history(runs: Sequence[DatedRun]) -> str:
    rows = []
    for dated in reversed(runs):
        facts, measure = dated.run.facts, main_measure(dated.run.outcomes)
        figure = f"{measure.name} {shown(measure.estimate(dated.run.outcomes))}" if measure else "none"
        label = f"{facts.split or 'all'}, {facts.cases} cases, limit {facts.limit}"
        made = (facts.commit or "-")[:8], facts.code or "-", facts.snapshot[:8], facts.reader or "-"
        rows.append((dated.timings.started[:16] or "-", label, *made, figure))
    heads = ("begun", "asked", "commit", "program", "snapshot", "reader", "figure")
    return f"<details><summary>{len(runs)} runs</summary>{_table(heads, rows)}</details>"
