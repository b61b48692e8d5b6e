"""The results as tables in Markdown, losses included."""

from collections.abc import Callable, Sequence

from evals.measure import MEASURES
from evals.outcome import Outcome
from evals.peers.material import Material
from evals.peers.results import Result

_BY_NAME = {measure.name: measure for measure in MEASURES}
_QUOTES = ("evidence found", "first quote is evidence", "quote precision", "unanswerable declined", "abstention AUROC")
_PASSAGES = ("Hits@4", "Hits@10", "MRR@10")
Column = tuple[str, Callable[[Result], str]]


def table(material: Material, results: Sequence[Result]) -> str:
    """One set's results, a row for each system."""
    names = _QUOTES if material.quotes else _PASSAGES
    columns: list[Column] = [(name, _figure(name)) for name in names]
    columns += [
        ("p50 / p95, ms", lambda one: f"{one.milliseconds(50):.0f} / {one.milliseconds(95):.0f}"),
        ("answers/s", lambda one: f"{one.answers_a_second:.0f}"),
        ("cold start, s", lambda one: _number(one.asked.cold_seconds)),
        ("memory asking, MiB", lambda one: f"{one.asked.peak_mib:.0f}"),
    ]
    if not material.quotes:
        columns += [
            ("build, s", lambda one: _number(one.built.seconds)),
            ("passages/s", lambda one: f"{material.passages / (one.built.seconds or 1):.0f}"),
            ("memory building, MiB", lambda one: f"{one.built.peak_mib:.0f}"),
            ("one article more, s", lambda one: _number(one.built.one_more_seconds)),
        ]
    rows = [["system", *(name for name, _ in columns)], ["---"] * (len(columns) + 1)]
    rows += [[one.system, *(show(one) for _, show in columns)] for one in results]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _figure(name: str) -> Callable[[Result], str]:
    return lambda one: shown(name, one.outcomes)


def shown(name: str, outcomes: Sequence[Outcome]) -> str:
    """A figure with its interval, clustered by topic."""
    figure = _BY_NAME[name].estimate(outcomes)
    if figure.value is None:
        return "-"
    interval = f" [{figure.low:.2f}, {figure.high:.2f}]" if figure.low is not None and figure.high is not None else ""
    return f"{figure.value:.3f}{interval}"


def _number(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"
