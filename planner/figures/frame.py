"""Where a chart's plot lies on its picture, and how wide a text is; all in points."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from planner.figures.chart import Across, Axis, Band, Chart, Line, Upright
from planner.figures.palette import Palette

AT_THE_END = 0.03
"""A line that ends within this share of the plot's width from its right edge is named beside the plot."""


def text_width(text: str, size: float) -> float:
    """Estimate how wide a text is, in the unit of ``size``; a Chinese character is one em."""
    return size * sum(_ems(character) for character in text)


def _ems(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character.isdigit() or character.islower():
        return 0.56
    return 0.28 if character in " .,:;'|()-" else 0.64


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's place on a picture ``width`` by ``height`` points large, and the scale of its axes."""

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
        return self.left + _share(self.chart.x, value) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the place of a value on the vertical axis."""
        return self.bottom - _share(self.chart.y, value) * (self.bottom - self.top)

    def ends_beside(self, line: Line) -> bool:
        """Whether a line ends so near the right edge that its name stands beside the plot."""
        return bool(line.xs) and _share(self.chart.x, line.xs[-1]) >= 1 - AT_THE_END


def _share(axis: Axis, value: float) -> float:
    return (value - axis.low) / (axis.high - axis.low)


def frame_of(chart: Chart, width: float, height: float, size: float, palette: Palette) -> Frame:
    """Leave as much room at each edge as what stands there needs."""
    whole = Frame(chart, width, height, size, palette, 0.0, width, 0.0, height)
    beside = [mark.label for mark in chart.marks if isinstance(mark, Across | Band)]
    beside += [mark.label for mark in chart.marks if isinstance(mark, Line) and whole.ends_beside(mark)]
    names = max((text_width(name, size) for name in beside if name), default=0.0)
    labels = max((text_width(tick.label, size) for tick in chart.y.ticks), default=0.0)
    flags = bool(chart.y.unit) or any(isinstance(mark, Upright) and mark.label for mark in chart.marks)
    left, right = labels + size * 0.9, width - max(names + size * 0.8, size * 0.8)
    top, bottom = size * (2.2 if flags else 0.8), height - size * 1.9
    if chart.square:
        side = min(right - left, bottom - top)
        right, bottom = left + side, top + side
    return Frame(chart, width, height, size, palette, left, right, top, bottom)
