"""Where the names of a chart stand, worked out so that none lies on another or is cut off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from planner.figures.chart import Across, Band, Chart, Line, Role, Upright

_AT_THE_END = 0.03


@dataclass(frozen=True, slots=True)
class Name:
    """A text that belongs to a place on an axis (in the axis' unit)."""

    at: float
    text: str
    role: Role
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class InnerName:
    """A text that belongs to a point of the plot."""

    x: float
    y: float
    text: str
    role: Role


def spread(wanted: Sequence[float], size: float, low: float, high: float) -> list[float]:
    """Move labels of one height (or width) ``size`` apart, as little as needed, and keep them in ``[low, high]``.

    ``wanted`` are centres in px in any order; the answer has the same order. When there is no room for all of
    them they overlap evenly rather than leave the range.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    first, last = low + size / 2, high - size / 2
    step = min(size, (last - first) / (len(wanted) - 1)) if len(wanted) > 1 else size
    placed = [0.0] * len(wanted)
    floor = first
    for n in order:
        placed[n] = max(floor, min(wanted[n], last))
        floor = placed[n] + step
    ceiling = last
    for n in reversed(order):
        placed[n] = min(placed[n], ceiling)
        ceiling = placed[n] - step
    return placed


def names_at_right(chart: Chart, edge: float | None = None) -> list[Name]:
    """Return the names of horizontal lines, and of lines and bands that reach the right edge.

    ``edge`` is the day at the right edge when less than the whole is seen; names then stand where their lines leave.

    Horizontal lines come first: where two names want one place, theirs stands at its line.
    """
    names: list[Name] = []
    for mark in chart.marks:
        match mark:
            case Across() if mark.label:
                names.append(Name(mark.y, mark.label, mark.role))
            case Line() if mark.label and _reaches(chart, mark, edge):
                names.append(Name(height_at(mark, edge), mark.label, mark.role))
            case Band() if mark.label and len(mark.xs):
                names.append(Name((mark.lows[-1] + mark.highs[-1]) / 2, mark.label, mark.role, quiet=True))
            case _:
                pass
    return sorted(names, key=_rank)


def _rank(name: Name) -> int:
    return 0 if name.role is Role.TARGET else 1


def flags_at_top(chart: Chart) -> list[Name]:
    """Return the flags of vertical lines."""
    return [Name(mark.x, mark.label, mark.role) for mark in chart.marks if isinstance(mark, Upright) and mark.label]


def inner_names(chart: Chart, edge: float | None = None) -> list[InnerName]:
    """Return the names of lines that end inside the plot."""
    return [
        InnerName(mark.xs[-1], mark.ys[-1], mark.label, mark.role)
        for mark in chart.marks
        if isinstance(mark, Line) and mark.label and len(mark.xs) and not _reaches(chart, mark, edge)
    ]


def _reaches(chart: Chart, line: Line, edge: float | None) -> bool:
    right = chart.x.high if edge is None else edge
    near = right - _AT_THE_END * (chart.x.high - chart.x.low)
    return len(line.xs) > 0 and line.xs[0] <= right and line.xs[-1] >= near


def height_at(line: Line, x: float | None) -> float:
    """Return a line's value at a day not before its first point; its last value beyond its end."""
    n = len(line.xs) if x is None else bisect_right(line.xs, x)
    if x is None or n == len(line.xs) or line.stepped:
        return line.ys[n - 1]
    x0, x1, y0, y1 = line.xs[n - 1], line.xs[n], line.ys[n - 1], line.ys[n]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
