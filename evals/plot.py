"""Plots as inline SVG: text is escaped, nothing is fetched, and sizes follow the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_SIDE, _MARGIN = 280.0, 36.0  # of a square plot and of the room for its axis; legible at a phone's width
_ROW, _LABEL = 26.0, 124.0  # height of a bar with its gap, and room for its name
_BARS, _BESIDE = 140.0, 84.0  # width of bars at 1 and room for the figure: in all a phone's width
_BINS = 24  # of a histogram; a few hundred replies make some ten a bin


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure between 0 and 1 with its interval, ``None`` where it has none."""

    name: str
    value: float
    low: float | None
    high: float | None
    beside: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a plot, each side between 0 and 1, with its size and what it says when pointed at."""

    across: float
    up: float
    size: float = 3.0
    says: str = ""


def bars(title: str, shown: Sequence[Bar]) -> str:
    """Bars one below another, each with a line for its interval."""
    height = _ROW * len(shown) + 6
    rows = "".join(_bar(bar, number * _ROW) for number, bar in enumerate(shown))
    return _svg(title, _LABEL + _BARS + _BESIDE, height, rows)


def _bar(bar: Bar, top: float) -> str:
    middle = top + _ROW / 2
    place = f'x="{_LABEL:.1f}" y="{top + 5:.1f}" width="{bar.value * _BARS:.1f}" height="{_ROW - 10:.1f}"'
    parts = [
        f'<text x="{_LABEL - 8:.1f}" y="{middle + 4:.1f}" text-anchor="end">{escape(bar.name)}</text>',
        f'<rect class="bar" {place}/>',
        f'<text x="{_LABEL + _BARS + 8:.1f}" y="{middle + 4:.1f}">{escape(bar.beside)}</text>',
    ]
    if bar.low is not None and bar.high is not None:
        left, right = _LABEL + bar.low * _BARS, _LABEL + bar.high * _BARS
        parts.append(f'<path class="interval" d="M{left:.1f} {middle:.1f}H{right:.1f}"/>')
    return "".join(parts)


def square(title: str, across: str, up: str, points: Sequence[Point], *, joined: bool, diagonal: bool) -> str:
    """Points in a square from 0 to 1 both ways, joined by a line or not, with the diagonal or not."""
    inner = [f'<path class="axis" d="M{_MARGIN} 8V{_SIDE - _MARGIN}H{_SIDE - 8}"/>']
    if diagonal:
        inner.append(f'<path class="diagonal" d="M{_x(0):.1f} {_y(0):.1f}L{_x(1):.1f} {_y(1):.1f}"/>')
    if joined and points:
        line = "L".join(f"{_x(point.across):.1f} {_y(point.up):.1f}" for point in points)
        inner.append(f'<path class="line" d="M{line}"/>')
    else:
        inner += [_circle(point) for point in points]
    inner += [
        f'<text x="{_SIDE / 2:.1f}" y="{_SIDE - 6:.1f}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(12 {_SIDE / 2:.1f}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
        f'<text x="{_MARGIN - 4:.1f}" y="{_y(1) + 4:.1f}" text-anchor="end">1</text>',
        f'<text x="{_MARGIN - 4:.1f}" y="{_y(0) + 4:.1f}" text-anchor="end">0</text>',
        f'<text x="{_x(1):.1f}" y="{_y(0) + 14:.1f}" text-anchor="end">1</text>',
    ]
    return _svg(title, _SIDE, _SIDE, "".join(inner))


def _circle(point: Point) -> str:
    place = f'cx="{_x(point.across):.1f}" cy="{_y(point.up):.1f}" r="{point.size:.1f}"'
    return f"<circle {place}><title>{escape(point.says)}</title></circle>"


def _x(across: float) -> float:
    return _MARGIN + across * (_SIDE - _MARGIN - 12)


def _y(up: float) -> float:
    return _SIDE - _MARGIN - up * (_SIDE - _MARGIN - 12)


def histogram(title: str, unit: str, numbers: Sequence[float]) -> str:
    """How many numbers fall in each of equal bins from 0 to the largest."""
    top = max(numbers, default=0.0) or 1.0
    counts = [0] * _BINS
    for number in numbers:
        counts[min(_BINS - 1, int(number / top * _BINS))] += 1
    width = (_SIDE - _MARGIN - 12) / _BINS
    most = max(counts) or 1
    inner = [f'<path class="axis" d="M{_MARGIN} {_y(0):.1f}H{_SIDE - 8}"/>']
    for number, count in enumerate(counts):
        height = count / most * (_SIDE - _MARGIN - 24)
        place = f'x="{_MARGIN + number * width:.1f}" y="{_y(0) - height:.1f}" width="{width - 1:.1f}"'
        inner.append(f'<rect class="bar" {place} height="{height:.1f}"><title>{count}</title></rect>')
    inner.append(f'<text x="{_MARGIN}" y="{_SIDE - 18:.1f}">0</text>')
    inner.append(f'<text x="{_SIDE - 8:.1f}" y="{_SIDE - 18:.1f}" text-anchor="end">{top:.0f} {escape(unit)}</text>')
    return _svg(title, _SIDE, _SIDE, "".join(inner))


def _svg(title: str, width: float, height: float, inner: str) -> str:
    name = escape(title)
    box = f'viewBox="0 0 {width:.0f} {height:.0f}" style="max-width:{width:.0f}px"'
    return f'<figure><figcaption>{name}</figcaption><svg role="img" aria-label="{name}" {box}>{inner}</svg></figure>'
