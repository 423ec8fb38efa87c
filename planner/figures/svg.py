"""Charts on paper: a :class:`~planner.figures.chart.Chart` as SVG text, stable to the last digit.

Sizes are in points. Text widths are estimated (a Chinese character is one em wide), which is
enough to keep labels apart; the paper's own typesetter draws them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from planner.figures.chart import Across, Band, Chart, Line, Mark, Points, Role, Upright
from planner.figures.palette import LIGHT, Palette

_DASHED = frozenset({Role.PLAN, Role.OLD_PLAN, Role.FORECAST})
_WIDTHS = {Role.ACTUAL: 1.4, Role.TARGET: 0.7, Role.PLAN: 0.9, Role.OLD_PLAN: 0.7, Role.FORECAST: 1.1}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot lies on the picture, and how values become places; all in points."""

    chart: Chart
    width: float
    height: float
    size: float  # of the text
    palette: Palette
    left: float
    right: float
    top: float
    bottom: float

    def x(self, value: float) -> float:
        """Return the place of a value on the horizontal axis."""
        axis = self.chart.x
        return self.left + (value - axis.low) / (axis.high - axis.low) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the place of a value on the vertical axis."""
        axis = self.chart.y
        return self.bottom - (value - axis.low) / (axis.high - axis.low) * (self.bottom - self.top)


def chart_svg(chart: Chart, width: float, height: float, *, fonts: Sequence[str], size: float = 8.0) -> str:
    """Draw a chart ``width`` by ``height`` points large, its text ``size`` points high in one of ``fonts``."""
    frame = _frame(chart, width, height, size)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}pt" height="{_n(height)}pt" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" font-family="{escape(", ".join(fonts), quote=True)}" '
        f'font-size="{_n(size)}" style="font-variation-settings: \'wght\' 400">'
    )
    parts = [head]
    if chart.empty:
        parts.append(_text(width / 2, height / 2, chart.empty, frame.palette.muted, anchor="middle"))
    else:
        parts += _axes(frame)
        for mark in sorted(chart.marks, key=_depth):
            parts += DRAWERS[type(mark)](frame, mark)
        parts += _names(frame)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def text_width(text: str, size: float) -> float:
    """Estimate how wide a text is, in the unit of ``size``."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return size * (wide + 0.56 * (len(text) - wide))


def _frame(chart: Chart, width: float, height: float, size: float) -> Frame:
    labels = max((text_width(tick.label, size) for tick in chart.y.ticks), default=0.0)
    names = max((text_width(mark.label, size) for mark in chart.marks if isinstance(mark, Across)), default=0.0)
    flags = any(isinstance(mark, Upright) and mark.label for mark in chart.marks) or chart.y.unit
    right = width - max(names + size * 0.9, size)
    return Frame(
        chart, width, height, size, LIGHT,
        left=labels + size * 0.9, right=right, top=size * (2.2 if flags else 0.8), bottom=height - size * 1.9,
    )  # fmt: skip


_DEPTHS = (Role.PLAN, Role.OLD_PLAN, Role.DEADLINE, Role.TARGET, Role.CUT_OFF, Role.FORECAST, Role.ACTUAL)


def _depth(mark: Mark) -> int:
    """Bands lie lowest, points on top."""
    if isinstance(mark, Band):
        return -1
    return _DEPTHS.index(mark.role) if mark.role in _DEPTHS else len(_DEPTHS)


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _text(x: float, y: float, words: str, colour: str, *, anchor: str = "start") -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" {style}/>'


def _axes(frame: Frame) -> list[str]:
    colours, size = frame.palette, frame.size
    faint = f'stroke="{colours.hairline}" stroke-width="0.5"'
    parts = []
    for tick in frame.chart.y.ticks:
        y = frame.y(tick.at)
        parts.append(_rule(frame.left, y, frame.right, y, faint))
        parts.append(_text(frame.left - size * 0.5, y + size * 0.35, tick.label, colours.muted, anchor="end"))
    for tick in frame.chart.x.ticks:
        x = frame.x(tick.at)
        if not tick.minor and frame.left <= x <= frame.right:
            parts.append(_rule(x, frame.bottom, x, frame.bottom + size * 0.35, faint))
        if tick.label:
            parts.append(_text(x, frame.bottom + size * 1.35, tick.label, colours.muted, anchor="middle"))
    parts.append(
        _rule(frame.left, frame.bottom, frame.right, frame.bottom, f'stroke="{colours.faint}" stroke-width="0.6"')
    )
    if frame.chart.y.unit:
        fits = text_width(frame.chart.y.unit, size) <= frame.left - size * 0.5
        place = (frame.left - size * 0.5, "end") if fits else (0.0, "start")
        parts.append(_text(place[0], size, frame.chart.y.unit, colours.faint, anchor=place[1]))
    return parts


def _draw_line(frame: Frame, mark: Mark) -> list[str]:
    assert isinstance(mark, Line)
    colour = frame.palette.of_role(mark.role)
    places = [(frame.x(x), frame.y(y)) for x, y in zip(mark.xs, mark.ys, strict=True)]
    path = " ".join(f"{'L' if n else 'M'}{_n(x)} {_n(y)}" for n, (x, y) in enumerate(places))
    if mark.stepped:
        path = " ".join(f"{f'H{_n(x)} V{_n(y)}' if n else f'M{_n(x)} {_n(y)}'}" for n, (x, y) in enumerate(places))
    dash = ' stroke-dasharray="3 2.2"' if mark.role in _DASHED else ""
    width = _WIDTHS.get(mark.role, 0.9)
    parts = [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dash}/>']
    if mark.dots:
        radius = 1.7 if len(places) <= 40 else 0.9
        parts += [f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{radius}" fill="{colour}"/>' for x, y in places]
    return parts


def _draw_band(frame: Frame, mark: Mark) -> list[str]:
    assert isinstance(mark, Band)
    there = [(frame.x(x), frame.y(y)) for x, y in zip(mark.xs, mark.highs, strict=True)]
    back = [(frame.x(x), frame.y(y)) for x, y in zip(mark.xs, mark.lows, strict=True)]
    path = " ".join(f"{_n(x)},{_n(y)}" for x, y in [*there, *reversed(back)])
    return [f'<polygon points="{path}" fill="{frame.palette.of_role(mark.role)}" fill-opacity="0.12"/>']


def _draw_points(frame: Frame, mark: Mark) -> list[str]:
    assert isinstance(mark, Points)
    colour = frame.palette.of_role(mark.role)
    fill = frame.palette.surface if mark.role is Role.MILESTONE else colour
    parts = []
    for x, y in zip(mark.xs, mark.ys, strict=True):
        cx, cy, r = frame.x(x), frame.y(y), 3.1
        path = f"M{_n(cx)} {_n(cy - r)} L{_n(cx + r)} {_n(cy)} L{_n(cx)} {_n(cy + r)} L{_n(cx - r)} {_n(cy)} Z"
        parts.append(f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="0.9"/>')
    return parts


def _draw_across(frame: Frame, mark: Mark) -> list[str]:
    assert isinstance(mark, Across)
    style = f'stroke="{frame.palette.of_role(mark.role)}" stroke-width="{_WIDTHS.get(mark.role, 0.9)}"'
    return [_rule(frame.left, frame.y(mark.y), frame.right, frame.y(mark.y), style)]


def _draw_upright(frame: Frame, mark: Mark) -> list[str]:
    assert isinstance(mark, Upright)
    x, colour = frame.x(mark.x), frame.palette.of_role(mark.role)
    dash = ' stroke-dasharray="1 2"' if mark.role is Role.DEADLINE else ""
    parts = [_rule(x, frame.top, x, frame.bottom, f'stroke="{colour}" stroke-width="0.7"{dash}')]
    if mark.label:
        size = frame.size
        half = text_width(mark.label, size) / 2 + size * 0.5
        middle = min(max(x, half), frame.width - half)
        parts.append(
            f'<rect x="{_n(middle - half)}" y="{_n(frame.top - size * 1.6)}" width="{_n(2 * half)}" '
            f'height="{_n(size * 1.5)}" rx="2" fill="{colour}"/>'
        )
        parts.append(_text(middle, frame.top - size * 0.5, mark.label, frame.palette.surface, anchor="middle"))
    return parts


DRAWERS: Mapping[type, Callable[[Frame, Mark], list[str]]] = {
    Line: _draw_line,
    Band: _draw_band,
    Points: _draw_points,
    Across: _draw_across,
    Upright: _draw_upright,
}
"""One drawer for every kind of mark; the screen's table must have the same keys."""


def _names(frame: Frame) -> list[str]:
    """Write the names of horizontal lines at their right ends, apart from each other."""
    named = [mark for mark in frame.chart.marks if isinstance(mark, Across) and mark.label]
    places = _apart([frame.y(mark.y) for mark in named], frame.size * 1.15, frame.top, frame.bottom)
    return [
        _text(frame.right + frame.size * 0.5, y + frame.size * 0.35, mark.label, frame.palette.of_role(mark.role))
        for mark, y in zip(named, places, strict=True)
    ]


def _apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places as little as needed so that neighbours are ``gap`` apart and all lie within the limits."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    places = [min(max(place, low), high) for place in wanted]
    for before, after in pairwise(order):
        places[after] = max(places[after], places[before] + gap)
    for after, before in pairwise(reversed(order)):
        places[after] = min(places[after], high)
        places[before] = min(places[before], places[after] - gap)
    return places
