"""Where the names of a chart stand on paper, so that none lies on another, on a line, or off the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from planner.figures.chart import Across, Band, Line, Points, Role, Upright
from planner.figures.frame import Frame, text_width

_ASCENT = 0.78
_LINE = 1.2
_STEP = 2.0  # points between the places where a line is looked at


class Label(NamedTuple):
    """A text with the place of its left end and its base line, in points."""

    x: float
    y: float
    text: str
    role: Role
    quiet: bool = False


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any of their inside."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )  # fmt: skip

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies inside."""
        return self.left < x < self.right and self.top < y < self.bottom


def box_of(label: Label, size: float) -> Box:
    """Return the room a text takes, a little generously."""
    pad = size * 0.1
    return Box(
        label.x - pad, label.y - size * _ASCENT - pad, label.x + text_width(label.text, size) + pad,
        label.y + size * 0.22 + pad,
    )  # fmt: skip


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move centres as little as needed so that pieces of the given sizes do not overlap within ``low … high``.

    Where there is no room for all, they overlap at the low end rather than leave the range at the high end.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    places = [min(max(place, low + size / 2), high - size / 2) for place, size in zip(wanted, sizes, strict=True)]
    for before, after in pairwise(order):
        places[after] = max(places[after], places[before] + (sizes[before] + sizes[after]) / 2)
    ceiling = high
    for n in reversed(order):
        places[n] = min(places[n], ceiling - sizes[n] / 2)
        ceiling = places[n] - sizes[n] / 2
    return places


def names_beside(frame: Frame) -> list[Label]:
    """Return the names at the right of the plot: of horizontal lines, and of lines and bands that end there."""
    wanted: list[tuple[float, str, Role, bool]] = []
    for mark in frame.chart.marks:
        match mark:
            case Across() if mark.label:
                wanted.append((frame.y(mark.y), mark.label, mark.role, False))
            case Line() if mark.label and frame.ends_beside(mark):
                wanted.append((frame.y(mark.ys[-1]), mark.label, mark.role, False))
            case Band() if mark.label and len(mark.xs):
                wanted.append((frame.y((mark.lows[-1] + mark.highs[-1]) / 2), mark.label, mark.role, True))
            case _:
                pass
    wanted.sort(key=_of_target)
    size = frame.size
    heights = [size * _LINE] * len(wanted)
    places = apart([place for place, *_ in wanted], heights, frame.top - size * 0.6, frame.bottom + size * 0.6)
    return [
        Label(frame.right + size * 0.4, y + size * 0.35, text, role, quiet)
        for y, (_, text, role, quiet) in zip(places, wanted, strict=True)
    ]


def _of_target(name: tuple[float, str, Role, bool]) -> int:
    """The target's name keeps its place where two want the same."""
    return 0 if name[2] is Role.TARGET else 1


def flags(frame: Frame) -> list[tuple[Upright, float, float]]:
    """Return the flags on top with the middle and width of each, side by side where they would touch."""
    marks = [mark for mark in frame.chart.marks if isinstance(mark, Upright) and mark.label]
    widths = [text_width(mark.label, frame.size) + frame.size for mark in marks]
    room = frame.left if frame.chart.y.unit else 0.0
    places = apart([frame.x(mark.x) for mark in marks], widths, room, frame.width)
    return list(zip(marks, places, widths, strict=True))


def names_inside(frame: Frame) -> list[Label]:
    """Return the names of lines that end inside the plot, each at the free place nearest to its end.

    A name for which there is no free place is left out rather than written over something.
    """
    taken: list[Box] = []
    found: list[Label] = []
    spots = list(_drawn(frame))
    for mark in frame.chart.marks:
        if not isinstance(mark, Line) or not mark.label or not mark.xs or frame.ends_beside(mark):
            continue
        for label in _places(frame, mark):
            box = box_of(label, frame.size)
            if _is_free(frame, box, taken, spots):
                found.append(label)
                taken.append(box)
                break
    return found


def _places(frame: Frame, mark: Line) -> Iterator[Label]:
    """Yield places for a name near the end of its line: beside it, under it, over it, then further back."""
    size, wide = frame.size, text_width(mark.label, frame.size)
    for back in (1, 2, 3):
        if back > len(mark.xs):
            return
        x, y = frame.x(mark.xs[-back]), frame.y(mark.ys[-back])
        for dx, dy in ((0.7, 1.1), (0.7, -0.6), (0.7, 0.3), (-0.5, 1.5), (-0.5, -0.9)):
            left = x + dx * size if dx > 0 else x + dx * size - wide
            yield Label(left, y + dy * size, mark.label, mark.role)
        yield Label(x - wide / 2, y + 1.6 * size, mark.label, mark.role)
        yield Label(x - wide / 2, y - 1.0 * size, mark.label, mark.role)


def _is_free(frame: Frame, box: Box, taken: Sequence[Box], spots: Sequence[tuple[float, float]]) -> bool:
    inside = frame.left <= box.left and box.right <= frame.right and frame.top <= box.top and box.bottom <= frame.bottom
    return inside and not any(box.meets(other) for other in taken) and not any(box.holds(x, y) for x, y in spots)


def _drawn(frame: Frame) -> Iterator[tuple[float, float]]:
    """Yield places along everything that is drawn."""
    for mark in frame.chart.marks:
        match mark:
            case Line():
                yield from _along([(frame.x(x), frame.y(y)) for x, y in corners(mark)])
            case Across():
                yield from _along([(frame.left, frame.y(mark.y)), (frame.right, frame.y(mark.y))])
            case Upright():
                yield from _along([(frame.x(mark.x), frame.top), (frame.x(mark.x), frame.bottom)])
            case Points():
                yield from ((frame.x(x), frame.y(y)) for x, y in zip(mark.xs, mark.ys, strict=True))
            case _:
                pass


def corners(line: Line) -> list[tuple[float, float]]:
    """Return the corners of a line, the inner ones of its steps included."""
    pairs = list(zip(line.xs, line.ys, strict=True))
    if not line.stepped:
        return pairs
    return pairs[:1] + [corner for (_, y0), (x1, y1) in pairwise(pairs) for corner in ((x1, y0), (x1, y1))]


def _along(places: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    yield from places[:1]
    for (x0, y0), (x1, y1) in pairwise(places):
        pieces = max(1, int(hypot(x1 - x0, y1 - y0) / _STEP))
        for n in range(1, pieces + 1):
            yield x0 + (x1 - x0) * n / pieces, y0 + (y1 - y0) * n / pieces
