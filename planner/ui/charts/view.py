"""A chart on screen: drawn from its value alone, read with the mouse, moved along the days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.figures.chart import Axis, Chart, Points, Role
from planner.text import N_
from planner.ui.charts.box import Grid, Handle, TimeBox, nearest
from planner.ui.charts.days import day_ticks
from planner.ui.charts.drawers import Marks
from planner.ui.charts.labels import flags_at_top, inner_names, names_at_right
from planner.ui.charts.margins import DayEdge, FlagEdge, InnerNames, NameEdge, ValueEdge
from planner.ui.charts.readout import Reading, ReadOut, readings_on
from planner.ui.context import Context
from planner.ui.tables.bubble import Reason
from planner.ui.words import full_day, short_day

_NAMES = {Role.NOTE: N_("note"), Role.OWN_POINT: N_("own point")}
_LONG = 60  # characters of a note beside the mouse
_NOTHING = Chart(Axis(0.0, 1.0), Axis(0.0, 1.0))
_CLOSEST = 10.0  # days
_STEP = 0.15
_EDGE = 16
_ROOM = 0.03  # share of the height left free, so that no mark on the highest or lowest value is cut


class ChartView(QWidget):
    """Shows a :class:`Chart`; its items are kept and moved when the chart changes.

    Signals:
        moved: the id of the point that was dragged, and the day (ordinal) and value it was let go on.
        clicked: the id of the record of the point clicked on, empty beside all of them.
        added: day (ordinal) and value of a double-click, while ``takes_points``; else that shows the whole period.
    """

    moved = Signal(str, int, float)
    clicked = Signal(str)
    added = Signal(int, float)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._chart = _NOTHING
        self._digits = 0
        self.takes_points = False
        self._build()
        self._reason = Reason(self)
        self._read_out = ReadOut(context.palette, self)
        self._add_actions()
        self.recolour()

    def _build(self) -> None:
        palette = self._context.palette
        self._box = TimeBox(self._handle_at)
        self._values, self._days = ValueEdge(palette), DayEdge(palette)
        self._names, self._flags = NameEdge(palette), FlagEdge(palette)
        edges = {"left": self._values, "bottom": self._days, "right": self._names, "top": self._flags}
        self._plot = pg.PlotWidget(self, viewBox=self._box, axisItems=edges)
        item = self._plot.getPlotItem()
        for side in edges:
            item.showAxis(side)
        item.hideButtons()
        item.setContentsMargins(0, 0, 0, 0)
        self._marks = Marks(item)
        self._grid = Grid()
        item.addItem(self._grid, ignoreBounds=True)
        self._inner = InnerNames(item)
        self._now = pg.InfiniteLine(angle=90, movable=False)
        self._now.hide()
        item.addItem(self._now, ignoreBounds=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 4, _EDGE - 8, 6)
        layout.addWidget(self._plot)
        self.setFocusProxy(self._plot)
        self._plot.installEventFilter(self)
        self._plot.scene().sigMouseMoved.connect(self._on_mouse)
        self._box.held.connect(self._on_held)
        self._box.dropped.connect(self._on_dropped)
        self._box.pressed_twice.connect(self._on_pressed_twice)
        self._box.clicked.connect(self.clicked)
        self._box.sigXRangeChanged.connect(self._on_range)

    def _add_actions(self) -> None:
        say = self._context.say
        self.copy_action = QAction(say("Copy chart as picture"), self)
        self.copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_action.triggered.connect(self.copy_picture)
        reset = QAction(say("Show the whole period"), self)
        reset.setShortcut(Qt.Key.Key_Home)
        reset.triggered.connect(self.reset)
        for action in (self.copy_action, reset):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self._plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # -- showing ------------------------------------------------------------------------------------

    def show_chart(self, chart: Chart, *, digits: int = 0, keep_zoom: bool = False) -> None:
        """Show another chart. ``digits`` are the decimals of the read-out."""
        same_days = (chart.x.low, chart.x.high) == (self._chart.x.low, self._chart.x.high)
        self._chart, self._digits = chart, digits
        self._reason.hide()
        self._marks.draw(self._chart, self._context.palette)
        self._values.show_ticks(chart.y.ticks, chart.y.unit)
        self._names.make_room(names_at_right(chart))
        self._flags.show_flags(flags_at_top(chart))
        ys = tuple(tick.at for tick in chart.y.ticks if not tick.minor)
        self._grid.show_lines(ys, self._context.palette.hairline)
        self._box.setYRange(chart.y.low, chart.y.high, padding=_ROOM)
        if not (keep_zoom and same_days):
            self.reset()
        self._on_range()

    def recolour(self) -> None:
        """Take the colours of the context's palette."""
        palette = self._context.palette
        self._plot.setBackground(QColor(palette.surface))
        self._now.setPen(pg.mkPen(palette.faint, width=1))
        self._read_out.palette_ = palette
        for edge in (self._values, self._days, self._names, self._flags):
            edge.recolour(palette)
        self.show_chart(self._chart, digits=self._digits, keep_zoom=True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's colours."""
        if event.type() == QEvent.Type.PaletteChange and self._chart is not _NOTHING:
            self.recolour()
        super().changeEvent(event)

    # -- moving along the days ----------------------------------------------------------------------

    def reset(self) -> None:
        """Show the whole period."""
        low, high = self._chart.x.low, self._chart.x.high
        self._box.setLimits(xMin=low, xMax=high, minXRange=min(_CLOSEST, high - low))
        self._box.setXRange(low, high, padding=0)

    def _on_pressed_twice(self, day: float, value: float) -> None:
        if self.takes_points:
            self.added.emit(round(day), value)
        else:
            self.reset()

    def _on_range(self) -> None:
        low, high = self._box.viewRange()[0]
        self._days.show_ticks(day_ticks(self._chart.x, low, high, self._day_label))
        self._names.show_names(names_at_right(self._chart, high))
        self._inner.show_names(inner_names(self._chart, high), self._context.palette)

    def _day_label(self, day: date) -> str:
        return short_day(day, self._context.say)

    def _zoom(self, factor: float) -> None:
        self._box.scaleBy(x=factor)

    def _shift(self, share: float) -> None:
        low, high = self._box.viewRange()[0]
        self._box.translateBy(x=share * (high - low))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom and move with the keyboard; hide the read-out when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hush()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        keys: Mapping[int, tuple[Callable[[float], None], float]] = {
            Qt.Key.Key_Plus: (self._zoom, 0.8),
            Qt.Key.Key_Equal: (self._zoom, 0.8),
            Qt.Key.Key_Minus: (self._zoom, 1.25),
            Qt.Key.Key_Left: (self._shift, -_STEP),
            Qt.Key.Key_Right: (self._shift, _STEP),
        }
        if key == Qt.Key.Key_Escape:
            self._box.let_go()
            self.take_back()
        elif key in keys:
            act, amount = keys[key]
            act(amount)
        return key in keys

    # -- the mouse ----------------------------------------------------------------------------------

    def point(self, x: float, y: float) -> QPointF:
        """Return where a day and value lie in the chart's scene, which is also the plot widget's own px."""
        return QPointF(self._box.mapViewToScene(QPointF(x, y)))

    def _handle_at(self, where: QPointF) -> Handle | None:
        return nearest(self._chart, where, self.point)

    def _on_mouse(self, where: QPointF) -> None:
        if not self._box.sceneBoundingRect().contains(where) or not self._chart.marks:
            self._hush()
            return
        handle = self._handle_at(where)
        self._plot.viewport().setCursor(_cursor(handle, self._chart))
        x = round(self._box.mapSceneToView(where).x())
        if handle is not None:
            x = round(self._points(handle).xs[handle.point])
        self._read(x, where, handle)

    def _read(self, x: int, where: QPointF, handle: Handle | None) -> None:
        readings = readings_on(self._chart, x, self._digits, self._context.say)
        if handle is not None and self._points(handle).labels:
            mark = self._points(handle)
            name = self._context.say(_NAMES.get(mark.role, N_("milestone")))
            readings.append(Reading(name, mark.labels[handle.point][:_LONG]))
        self._now.setValue(x)
        self._now.show()
        beside = self._plot.mapTo(self, QPoint(round(where.x()), round(where.y())))
        self._read_out.say(full_day(date.fromordinal(x), self._context.say), readings, beside)

    def _hush(self) -> None:
        self._read_out.hide()
        self._now.hide()

    # -- dragging milestones ------------------------------------------------------------------------

    def _points(self, handle: Handle) -> Points:
        mark = self._chart.marks[handle.mark]
        assert isinstance(mark, Points)
        return mark

    def _on_held(self, handle: Handle, day: float, value: float) -> None:
        mark, n = self._points(handle), handle.point
        x, y = _place(self._chart, mark, n, QPointF(day, value), self._digits)
        moved = replace(mark, xs=[*mark.xs[:n], float(x), *mark.xs[n + 1 :]], ys=[*mark.ys[:n], y, *mark.ys[n + 1 :]])
        self._marks.redraw(handle.mark, moved, self._context.palette)
        self._reason.hide()
        self._read(x, self.point(x, y), handle)

    def _on_dropped(self, handle: Handle, day: float, value: float) -> None:
        self._hush()
        mark, n = self._points(handle), handle.point
        x, y = _place(self._chart, mark, n, QPointF(day, value), self._digits)
        if x == round(mark.xs[n]) and abs(y - mark.ys[n]) < 10.0**-self._digits:
            self.take_back()
        else:
            self.moved.emit(handle.key, x, y)

    def take_back(self) -> None:
        """Draw every mark where the chart says it is."""
        self._marks.draw(self._chart, self._context.palette)

    def refuse(self, key: str, why: str) -> None:
        """Put a dragged milestone back and say beside it why it cannot go there."""
        self.take_back()
        for mark in self._chart.marks:
            if isinstance(mark, Points) and key in mark.keys:
                n = list(mark.keys).index(key)
                spot = self._plot.mapTo(self, self.point(mark.xs[n], mark.ys[n]).toPoint())
                self._reason.say(why, QRect(spot - QPoint(8, 8), spot + QPoint(8, 8)))

    # -- out ------------------------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put a picture of the chart on the clipboard."""
        self._hush()
        QGuiApplication.clipboard().setPixmap(self._plot.grab())


def _cursor(handle: Handle | None, chart: Chart) -> Qt.CursorShape:
    if handle is None or not handle.key:
        return Qt.CursorShape.ArrowCursor
    free = chart.marks[handle.mark].role is Role.OWN_POINT
    return Qt.CursorShape.SizeAllCursor if free else Qt.CursorShape.SizeHorCursor


def _place(chart: Chart, mark: Points, n: int, where: QPointF, digits: int) -> tuple[int, float]:
    """Return where a dragged point may be: on a whole day; only an own point leaves its height."""
    x = round(min(max(where.x(), chart.x.low), chart.x.high))
    if mark.role is not Role.OWN_POINT:
        return x, mark.ys[n]
    return x, round(min(max(where.y(), chart.y.low), chart.y.high), digits)
