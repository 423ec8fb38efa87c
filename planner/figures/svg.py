"""Charts on paper: a :class:`~planner.figures.chart.Chart` as SVG text, the same to the last digit every time.

Sizes are in points. Text is set by whoever reads the picture; its width is only estimated here, which is
enough to keep names apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from planner.figures.chart import Across, Band, Bars, Chart, Line, Mark, Points, Role, Upright
from planner.figures.frame import Frame, frame_of, text_width
from planner.figures.labels import box_of, corners, flags, names_beside, names_inside
from planner.figures.palette import LIGHT

_NAMESPACE = "http://www.w3.org/2000/svg"  # the name of a language, never looked up
_DASHED = frozenset({Role.PLAN, Role.OLD_PLAN, Role.FORECAST, Role.NEED})
_WIDTHS = {
    Role.ACTUAL: 1.5,
    Role.TARGET: 0.7,
    Role.PLAN: 0.9,
    Role.OLD_PLAN: 0.7,
    Role.FORECAST: 1.2,
    Role.OLD_TARGET: 0.6,
    Role.DIAGONAL: 0.6,
    Role.TREND: 1.2,
    Role.TREND_LATE: 1.2,
    Role.TREND_EARLY: 1.2,
    Role.NEED: 1.2,
}
_THIN = 0.9
_DIAMOND, _FILLED = 3.3, 3.9
_DOT, _SMALL_DOT, _MANY = 1.8, 0.9, 40
_RING = 2.4
_ROUND = frozenset({Role.NOTE, Role.OWN_POINT})
# A variable face shows its thinnest weight unless told otherwise.
_WEIGHT = "font-variation-settings: 'wght' 400"


def chart_svg(chart: Chart, width: float, height: float, *, fonts: Sequence[str], size: float = 8.0) -> str:
    """Draw a chart ``width`` by ``height`` points large, its text ``size`` points high in one of ``fonts``."""
    frame = frame_of(chart, width, height, size, LIGHT)
    parts = [head_of(width, height, size, fonts)]
    if chart.empty:
        parts.append(text(width / 2, height / 2 + size * 0.35, chart.empty, LIGHT.muted, anchor="middle"))
    else:
        parts += _axes(frame)
        for mark in sorted(chart.marks, key=_depth):
            parts += DRAWERS[type(mark)](frame, mark)
        parts += _flags(frame)
        parts += _names(frame)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def head_of(width: float, height: float, size: float, fonts: Sequence[str]) -> str:
    """Return the opening of a picture: its size, and the face and size of its texts."""
    families = escape(", ".join(fonts), quote=True)
    return (
        f'<svg xmlns="{_NAMESPACE}" width="{number(width)}pt" height="{number(height)}pt" '
        f'viewBox="0 0 {number(width)} {number(height)}" font-family="{families}" font-size="{number(size)}">'
    )


_DEPTHS = (
    Role.DEADLINE, Role.CUT_OFF, Role.DIAGONAL, Role.OLD_TARGET, Role.OLD_PLAN, Role.PLAN, Role.TARGET, Role.FORECAST,
    Role.ACTUAL,
)  # fmt: skip


def _depth(mark: Mark) -> int:
    """Bands lie lowest, points on top."""
    if isinstance(mark, Band | Bars):
        return -1
    if isinstance(mark, Points):
        return len(_DEPTHS)
    return _DEPTHS.index(mark.role) if mark.role in _DEPTHS else len(_DEPTHS)


def number(value: float) -> str:
    """Write a length with at most two decimals."""
    words = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if words in ("-0", "") else words


_n = number


def text(x: float, y: float, words: str, colour: str, *, anchor: str = "start") -> str:
    """Write words at a place, from it, ending at it or around it by ``anchor``."""
    place = f'x="{_n(x)}" y="{_n(y)}"' + ("" if anchor == "start" else f' text-anchor="{anchor}"')
    return f'<text {place} fill="{colour}" style="{_WEIGHT}">{escape(words)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" {style}/>'


def _stroke(colour: str, width: float, dash: str = "") -> str:
    return f'stroke="{colour}" stroke-width="{_n(width)}"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _axes(frame: Frame) -> Iterator[str]:
    """Grid lines and values at the left, periods below, the unit on top of the values."""
    colours, size = frame.palette, frame.size
    values = frame.left - size * 0.5
    for tick in frame.chart.y.ticks:
        y = frame.y(tick.at)
        if not tick.minor:
            yield _rule(frame.left, y, frame.right, y, _stroke(colours.hairline, 0.5))
        yield text(values, y + size * 0.35, tick.label, colours.muted, anchor="end")
    yield _rule(frame.left, frame.bottom, frame.right, frame.bottom, _stroke(colours.faint, 0.6))
    yield from _periods(frame)
    if unit := frame.chart.y.unit:
        fits = text_width(unit, size) <= values
        yield text(values if fits else 0.0, size, unit, colours.muted, anchor="end" if fits else "start")


def _periods(frame: Frame) -> Iterator[str]:
    """Ticks between periods, and the names of those whose name has room."""
    colours, size, free = frame.palette, frame.size, 0.0
    for tick in frame.chart.x.ticks:
        x = frame.x(tick.at)
        if not tick.minor and frame.left < x < frame.right:
            yield _rule(x, frame.bottom, x, frame.bottom + size * 0.4, _stroke(colours.faint, 0.5))
        half = text_width(tick.label, size) / 2
        if tick.label and x - half >= free and x + half <= frame.width:
            yield text(x, frame.bottom + size * 1.45, tick.label, colours.muted, anchor="middle")
            free = x + half + size * 0.4


def _draw_line(frame: Frame, mark: Line) -> Iterator[str]:
    colour = frame.palette.of_role(mark.role)
    path = " ".join(f"{'L' if n else 'M'}{_n(frame.x(x))} {_n(frame.y(y))}" for n, (x, y) in enumerate(corners(mark)))
    dash = "3 2.2" if mark.role in _DASHED else ""
    if path:
        style = _stroke(colour, _WIDTHS.get(mark.role, _THIN), dash)
        yield f'<path d="{path}" fill="none" {style} stroke-linejoin="round"/>'
    if mark.dots:
        radius = _DOT if len(mark.xs) <= _MANY else _SMALL_DOT
        for x, y in zip(mark.xs, mark.ys, strict=True):
            yield f'<circle cx="{_n(frame.x(x))}" cy="{_n(frame.y(y))}" r="{radius}" fill="{colour}"/>'


def _draw_band(frame: Frame, mark: Band) -> Iterator[str]:
    there = [(frame.x(x), frame.y(y)) for x, y in zip(mark.xs, mark.highs, strict=True)]
    back = [(frame.x(x), frame.y(y)) for x, y in zip(mark.xs, mark.lows, strict=True)]
    path = " ".join(f"{_n(x)},{_n(y)}" for x, y in [*there, *reversed(back)])
    yield f'<polygon points="{path}" fill="{frame.palette.of_role(mark.role)}" fill-opacity="0.12"/>'


def _draw_bars(frame: Frame, mark: Bars) -> Iterator[str]:
    """Draw bars with their labels over them, over the lower end of those below zero."""
    colour, size, base = frame.palette.of_role(mark.role), frame.size, frame.y(0.0)
    for n, (left, right, y) in enumerate(zip(mark.lefts, mark.rights, mark.ys, strict=True)):
        x, wide, end = frame.x(left), frame.x(right) - frame.x(left), frame.y(y)
        place = f'x="{_n(x)}" y="{_n(min(end, base))}" width="{_n(wide)}" height="{_n(abs(base - end))}"'
        yield f'<rect {place} fill="{colour}" fill-opacity="0.3"/>'
        if mark.labels and text_width(mark.labels[n], size) <= wide * 1.4:
            yield text(x + wide / 2, end - size * 0.3, mark.labels[n], frame.palette.muted, anchor="middle")


def _draw_points(frame: Frame, mark: Points) -> Iterator[str]:
    colour = frame.palette.of_role(mark.role)
    fill = frame.palette.surface if mark.role is Role.MILESTONE else colour
    filled = mark.role in (Role.MILESTONE_DONE, Role.MILESTONE_LATE)
    edge, r = (frame.palette.surface, _FILLED) if filled else (colour, _DIAMOND)
    for x, y in zip(mark.xs, mark.ys, strict=True):
        cx, cy = frame.x(x), frame.y(y)
        if mark.role in _ROUND:
            radius, inside = (_DOT, colour) if mark.role is Role.NOTE else (_RING, frame.palette.surface)
            yield f'<circle cx="{_n(cx)}" cy="{_n(cy)}" r="{_n(radius)}" fill="{inside}" {_stroke(colour, 0.9)}/>'
            continue
        path = f"M{_n(cx)} {_n(cy - r)} L{_n(cx + r)} {_n(cy)} L{_n(cx)} {_n(cy + r)} L{_n(cx - r)} {_n(cy)} Z"
        yield f'<path d="{path}" fill="{fill}" {_stroke(edge, 0.9)}/>'


def _draw_across(frame: Frame, mark: Across) -> Iterator[str]:
    y = frame.y(mark.y)
    yield _rule(frame.left, y, frame.right, y, _stroke(frame.palette.of_role(mark.role), _WIDTHS.get(mark.role, _THIN)))


def _draw_upright(frame: Frame, mark: Upright) -> Iterator[str]:
    x, late = frame.x(mark.x), mark.role is Role.DEADLINE
    yield _rule(x, frame.top, x, frame.bottom, _stroke(frame.palette.of_role(mark.role), 0.7, "1 2" if late else ""))


DRAWERS: Mapping[type, Callable[[Frame, Any], Iterator[str]]] = {
    Line: _draw_line,
    Band: _draw_band,
    Bars: _draw_bars,
    Points: _draw_points,
    Across: _draw_across,
    Upright: _draw_upright,
}
"""One drawer for every kind of mark; the screen's table must have the same keys."""


def _flags(frame: Frame) -> Iterator[str]:
    """The names of upright lines, on top of them; the cut-off's on its own colour."""
    size = frame.size
    for mark, middle, wide in flags(frame):
        colour, words = frame.palette.of_role(mark.role), frame.palette.surface
        top = frame.top - size * 1.6
        yield (
            f'<rect x="{_n(middle - wide / 2)}" y="{_n(top)}" width="{_n(wide)}" height="{_n(size * 1.6)}" '
            f'rx="{_n(size * 0.25)}" fill="{colour}"/>'
        )
        yield text(middle, top + size * 1.14, mark.label, words, anchor="middle")


def _names(frame: Frame) -> Iterator[str]:
    """The names of lines, beside the plot or where they end in it."""
    palette = frame.palette
    for label in names_inside(frame):
        room = box_of(label, frame.size)
        yield (
            f'<rect x="{_n(room.left)}" y="{_n(room.top)}" width="{_n(room.right - room.left)}" '
            f'height="{_n(room.bottom - room.top)}" fill="{palette.surface}" fill-opacity="0.8"/>'
        )
        yield text(label.x, label.y, label.text, palette.of_role(label.role))
    for label in names_beside(frame):
        yield text(label.x, label.y, label.text, palette.faint if label.quiet else palette.of_role(label.role))
