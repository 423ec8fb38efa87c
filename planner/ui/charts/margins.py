"""The four edges of a chart: values at the left, days below, names at the right, flags on top.

Each edge is an axis of pyqtgraph that keeps its place beside the plot, painted by our own few lines: pyqtgraph hides
ticks at the very ends of a range and knows nothing of names that must not overlap.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from planner.figures.chart import Role, Tick
from planner.figures.palette import Palette
from planner.ui.charts.labels import InnerName, Name, spread
from planner.ui.fonts import font

_SMALL = 11
_LINE = 16
_GAP = 8
_FLAG = 18
_BELOW = 24


class Edge(pg.AxisItem):
    """One edge: it knows its view's range and paints in the palette's colours."""

    def __init__(self, side: str, palette: Palette) -> None:
        super().__init__(side)
        self.palette_ = palette

    def recolour(self, palette: Palette) -> None:
        """Paint in the colours of another palette."""
        self.palette_ = palette
        self.picture = None
        self.update()

    def place(self, value: float) -> float:
        """Return where a value lies on this edge, in px from its left or top."""
        low, high = self.range
        share = (value - low) / (high - low) if high > low else 0.0
        if self.orientation in ("left", "right"):
            return float(self.height() * (1 - share))
        return float(self.width() * share)

    def boundingRect(self) -> QRectF:
        """Return the edge with room for texts that hang over its ends."""
        return QRectF(self.rect()).adjusted(-60, -12, 60, 12)

    def shape(self) -> object:
        """Leave the mouse to the plot."""
        return pg.QtGui.QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the texts of this edge."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(_SMALL))
        self.write(painter)

    def write(self, painter: QPainter) -> None:
        """Write what stands on this edge."""


class ValueEdge(Edge):
    """Values at the left of their grid lines, right-aligned, and the unit above the highest."""

    def __init__(self, palette: Palette) -> None:
        super().__init__("left", palette)
        self._ticks: Sequence[Tick] = ()
        self._unit = ""

    def show_ticks(self, ticks: Sequence[Tick], unit: str) -> None:
        """Write other values; the edge is as wide as the widest."""
        self._ticks, self._unit = ticks, unit
        metrics = QFontMetricsF(font(_SMALL))
        widest = max((metrics.horizontalAdvance(text) for text in [unit, *(tick.label for tick in ticks)]), default=0.0)
        self.setWidth(round(widest) + _GAP + 2)
        self.update()

    def write(self, painter: QPainter) -> None:
        """Write the values."""
        painter.setPen(QColor(self.palette_.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        low, high = self.range
        for tick in self._ticks:
            if tick.label and low <= tick.at <= high:
                y = self.place(tick.at)
                painter.drawText(QRectF(-40, y - _LINE / 2, self.width() - _GAP + 40, _LINE), int(right), tick.label)
        painter.setPen(QColor(self.palette_.faint))
        painter.drawText(QRectF(-40, -_LINE - 3, self.width() - _GAP + 40, _LINE), int(right), self._unit)


class DayEdge(Edge):
    """Days below the plot; the ticks are worked out again for each zoom by whoever owns the chart."""

    def __init__(self, palette: Palette) -> None:
        super().__init__("bottom", palette)
        self._ticks: Sequence[Tick] = ()
        self.setHeight(_BELOW)

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Write other days."""
        self._ticks = ticks
        self.update()

    def write(self, painter: QPainter) -> None:
        """Write the days; a text that would touch the one before it is left out."""
        metrics = painter.fontMetrics()
        low, high = self.range
        free = -1e9
        for tick in self._ticks:
            if not low <= tick.at <= high:
                continue
            x = self.place(tick.at)
            half = metrics.horizontalAdvance(tick.label) / 2
            if not tick.minor:
                painter.setPen(QPen(QColor(self.palette_.hairline), 1))
                painter.drawLine(QPointF(x, 0), QPointF(x, 4))
            if tick.label and x - half >= free:
                painter.setPen(QColor(self.palette_.muted))
                painter.drawText(QPointF(x - half, 6 + metrics.ascent()), tick.label)
                free = x + half + _GAP


class NameEdge(Edge):
    """Names of lines at their right ends, moved apart where they would touch."""

    def __init__(self, palette: Palette) -> None:
        super().__init__("right", palette)
        self._names: Sequence[Name] = ()

    def show_names(self, names: Sequence[Name]) -> None:
        """Write other names."""
        self._names = names
        self.update()

    def make_room(self, names: Sequence[Name]) -> None:
        """Be as wide as the widest of these names."""
        metrics = QFontMetricsF(font(_SMALL))
        widest = max((metrics.horizontalAdvance(name.text) for name in names), default=0.0)
        self.setWidth(max(16, round(widest) + _GAP + 6))

    def write(self, painter: QPainter) -> None:
        """Write the names."""
        wanted = [self.place(name.at) for name in self._names]
        for name, y in zip(self._names, spread(wanted, _LINE, -_LINE / 2, self.height() + _LINE / 2), strict=True):
            painter.setPen(QColor(self.palette_.faint if name.quiet else self.palette_.of_role(name.role)))
            box = QRectF(_GAP, y - _LINE / 2, self.width() + 40, _LINE)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name.text)


class InnerNames:
    """Names of lines that end inside the plot, just below their last points."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._items: list[pg.TextItem] = []

    def show_names(self, names: Sequence[InnerName], palette: Palette) -> None:
        """Show other names; the items are kept."""
        while len(self._items) < len(names):
            item = pg.TextItem("", anchor=(-0.06, -0.06))
            item.setFont(font(_SMALL))
            item.setZValue(70)
            self._plot.addItem(item, ignoreBounds=True)
            self._items.append(item)
        for item, name in zip(self._items, names, strict=False):
            item.setText(name.text, palette.of_role(name.role))
            item.setPos(name.x, name.y)
        for n, item in enumerate(self._items):
            item.setVisible(n < len(names))


class FlagEdge(Edge):
    """Flags above their vertical lines; the cut-off's is filled."""

    def __init__(self, palette: Palette) -> None:
        super().__init__("top", palette)
        self._flags: Sequence[Name] = ()
        self.setHeight(_FLAG + 6)

    def show_flags(self, flags: Sequence[Name]) -> None:
        """Write other flags."""
        self._flags = flags
        self.update()

    def write(self, painter: QPainter) -> None:
        """Draw the flags, moved apart sideways where they would touch."""
        low, high = self.range
        flags = [flag for flag in self._flags if low <= flag.at <= high]
        metrics = painter.fontMetrics()
        wide = max((metrics.horizontalAdvance(flag.text) for flag in flags), default=0) + 12.0
        wanted = [self.place(flag.at) for flag in flags]
        for flag, x in zip(flags, spread(wanted, wide + 4, -40, self.width() + 40), strict=True):
            own = metrics.horizontalAdvance(flag.text) + 12.0
            box = QRectF(x - own / 2, self.height() - _FLAG, own, _FLAG)
            self._write_flag(painter, box, flag)

    def _write_flag(self, painter: QPainter, box: QRectF, flag: Name) -> None:
        filled = flag.role is Role.CUT_OFF
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.palette_.of_role(flag.role)))
            painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(self.palette_.surface if filled else self.palette_.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), flag.text)
