"""One drawer for each kind of mark. A drawer keeps its items and moves them when the mark changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QBrush, QColor

from planner.figures.chart import Across, Band, Bars, Chart, Line, Mark, Points, Role, Upright
from planner.figures.palette import Palette
from planner.ui.charts.ink import bar_fill, fill_of, ink_of, pen_of, soft_fill

_DOT = 6
_DIAMOND = 12
_SIZES = {Role.NOTE: _DOT + 2, Role.OWN_POINT: _DIAMOND - 2}
_NO_PEN = pg.mkPen(None)


class Drawer(Protocol):
    """Draws marks of one kind; one drawer for each mark on the chart."""

    def draw(self, mark: Any, palette: Palette) -> None:
        """Show the mark, moving what is there already."""
        ...

    def remove(self) -> None:
        """Take the mark off the chart."""
        ...


class LineDrawer:
    """A curve, with dots when the mark asks for them."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._curve = pg.PlotCurveItem(antialias=True)
        self._dots = pg.ScatterPlotItem(size=_DOT, pen=_NO_PEN, antialias=True)
        plot.addItem(self._curve)
        plot.addItem(self._dots)

    def draw(self, mark: Line, palette: Palette) -> None:
        """Show the line."""
        xs, ys = np.asarray(mark.xs, float), np.asarray(mark.ys, float)
        if mark.stepped and len(xs):
            self._curve.setData(*_steps(xs, ys))
        else:
            self._curve.setData(xs, ys)
        self._curve.setPen(pen_of(mark.role, palette, len(xs)))
        layer = ink_of(mark.role).layer
        self._curve.setZValue(layer)
        self._dots.setZValue(layer + 1)
        self._dots.setData(xs if mark.dots else [], ys if mark.dots else [])
        self._dots.setBrush(QBrush(QColor(palette.of_role(mark.role))))

    def remove(self) -> None:
        """Take curve and dots off."""
        self._plot.removeItem(self._curve)
        self._plot.removeItem(self._dots)


def _steps(xs: np.ndarray, ys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.repeat(xs, 2)[1:], np.repeat(ys, 2)[:-1]


class BandDrawer:
    """A soft area between two curves."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._low, self._high = pg.PlotCurveItem(pen=_NO_PEN), pg.PlotCurveItem(pen=_NO_PEN)
        self._area = pg.FillBetweenItem(self._low, self._high)
        plot.addItem(self._area)

    def draw(self, mark: Band, palette: Palette) -> None:
        """Show the area."""
        xs = np.asarray(mark.xs, float)
        self._low.setData(xs, np.asarray(mark.lows, float))
        self._high.setData(xs, np.asarray(mark.highs, float))
        self._area.setBrush(soft_fill(mark.role, palette))
        self._area.setZValue(ink_of(mark.role).layer - 5)

    def remove(self) -> None:
        """Take the area off."""
        self._plot.removeItem(self._area)


class BarsDrawer:
    """Bars from zero; the read-out says their values."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._bars = pg.BarGraphItem(x0=[], x1=[], height=[], pen=_NO_PEN)
        plot.addItem(self._bars)

    def draw(self, mark: Bars, palette: Palette) -> None:
        """Show the bars."""
        self._bars.setOpts(
            x0=np.asarray(mark.lefts, float),
            x1=np.asarray(mark.rights, float),
            height=np.asarray(mark.ys, float),
            pen=_NO_PEN,
            brush=bar_fill(mark.role, palette),
        )
        self._bars.setZValue(ink_of(mark.role).layer - 5)

    def remove(self) -> None:
        """Take the bars off."""
        self._plot.removeItem(self._bars)


class PointsDrawer:
    """Separate points: diamonds for milestones, dots for notes."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._points = pg.ScatterPlotItem(antialias=True)
        plot.addItem(self._points)

    def draw(self, mark: Points, palette: Palette) -> None:
        """Show the points."""
        round_ = mark.role in (Role.NOTE, Role.OWN_POINT)
        pen = pen_of(mark.role, palette)
        self._points.setData(
            np.asarray(mark.xs, float),
            np.asarray(mark.ys, float),
            symbol="o" if round_ else "d",
            size=_SIZES.get(mark.role, _DIAMOND),
            pen=pen,
            brush=fill_of(mark.role, palette),
        )
        self._points.setZValue(ink_of(mark.role).layer)

    def remove(self) -> None:
        """Take the points off."""
        self._plot.removeItem(self._points)


class AcrossDrawer:
    """A line over the whole width; its name stands in the right margin."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._line = pg.InfiniteLine(angle=0)
        plot.addItem(self._line)

    def draw(self, mark: Across, palette: Palette) -> None:
        """Show the line."""
        self._line.setValue(mark.y)
        self._line.setPen(pen_of(mark.role, palette))
        self._line.setZValue(ink_of(mark.role).layer)

    def remove(self) -> None:
        """Take the line off."""
        self._plot.removeItem(self._line)


class UprightDrawer:
    """A line over the whole height; its flag stands in the top margin."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._line = pg.InfiniteLine(angle=90)
        plot.addItem(self._line)

    def draw(self, mark: Upright, palette: Palette) -> None:
        """Show the line."""
        self._line.setValue(mark.x)
        self._line.setPen(pen_of(mark.role, palette))
        self._line.setZValue(ink_of(mark.role).layer)

    def remove(self) -> None:
        """Take the line off."""
        self._plot.removeItem(self._line)


DRAWERS: Mapping[type, Callable[[pg.PlotItem], Drawer]] = {
    Line: LineDrawer,
    Band: BandDrawer,
    Bars: BarsDrawer,
    Points: PointsDrawer,
    Across: AcrossDrawer,
    Upright: UprightDrawer,
}
"""The drawer of each kind of mark; the paper's table in ``figures.svg`` has the same keys."""


class Marks:
    """All marks of one plot. Drawers are kept by the kind of mark and given to the next chart's marks in order."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._drawers: list[tuple[type, Drawer]] = []

    def draw(self, chart: Chart, palette: Palette) -> None:
        """Show the marks of a chart."""
        spare: dict[type, list[Drawer]] = {}
        for kind, drawer in self._drawers:
            spare.setdefault(kind, []).append(drawer)
        self._drawers = []
        for mark in chart.marks:
            kind = type(mark)
            drawer = spare[kind].pop(0) if spare.get(kind) else DRAWERS[kind](self._plot)
            drawer.draw(mark, palette)
            self._drawers.append((kind, drawer))
        for drawers in spare.values():
            for drawer in drawers:
                drawer.remove()

    def redraw(self, n: int, mark: Mark, palette: Palette) -> None:
        """Show one mark otherwise than the chart has it, as while it is dragged."""
        self._drawers[n][1].draw(mark, palette)
