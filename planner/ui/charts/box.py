"""The plot's inside: wheel and drag move along the days only, and a milestone can be taken hold of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from planner.figures.chart import Chart, Points

_REACH = 11.0  # px around a point in which it can be taken hold of


class Drag(Protocol):
    """What pyqtgraph tells of a drag."""

    def button(self) -> Qt.MouseButton:
        """Return the button held."""
        ...

    def isStart(self) -> bool:
        """Whether this is the first move."""
        ...

    def isFinish(self) -> bool:
        """Whether the button was let go."""
        ...

    def buttonDownScenePos(self) -> QPointF:
        """Return where the button went down."""
        ...

    def scenePos(self) -> QPointF:
        """Return where the mouse is."""
        ...

    def accept(self) -> None:
        """Take the drag."""
        ...

    def ignore(self) -> None:
        """Leave the drag to others."""
        ...


class Click(Protocol):
    """What pyqtgraph tells of a click."""

    def double(self) -> bool:
        """Whether it was the second of two."""
        ...

    def scenePos(self) -> QPointF:
        """Return where the mouse is."""
        ...

    def accept(self) -> None:
        """Take the click."""
        ...


@dataclass(frozen=True, slots=True)
class Handle:
    """A point with something to say: mark number, point number, and its record's id when it can be dragged."""

    mark: int
    point: int
    key: str


class TimeBox(pg.ViewBox):
    """A view box whose vertical range stands still.

    Signals:
        held: a :class:`Handle`, a day (ordinal, float) and a value while it is being dragged.
        dropped: the same, once, when it is let go.
        clicked: the id of the record clicked on, empty beside all of them.
        pressed_twice: day and value of a double-click.
    """

    held = Signal(object, float, float)
    dropped = Signal(object, float, float)
    clicked = Signal(str)
    pressed_twice = Signal(float, float)

    def __init__(self, find: Callable[[QPointF], Handle | None]) -> None:
        """``find`` tells which handle lies under a point of the scene."""
        super().__init__(enableMenu=False)
        self._find = find
        self._handle: Handle | None = None
        self.setMouseEnabled(x=True, y=False)

    def let_go(self) -> None:
        """Forget what is being dragged; nothing is dropped."""
        self._handle = None

    def mouseDragEvent(self, ev: Drag, axis: int | None = None) -> None:
        """Drag a handle, else move along the days."""
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
            return
        if ev.isStart():
            found = self._find(ev.buttonDownScenePos())
            self._handle = found if found is not None and found.key else None
        if self._handle is None:
            super().mouseDragEvent(ev, axis=0)
            return
        ev.accept()
        place = self.mapSceneToView(ev.scenePos())
        day, value = float(place.x()), float(place.y())
        if ev.isFinish():
            handle, self._handle = self._handle, None
            self.dropped.emit(handle, day, value)
        else:
            self.held.emit(self._handle, day, value)

    def mouseClickEvent(self, ev: Click) -> None:
        """Tell what was clicked, or where a double-click was."""
        if ev.double():
            ev.accept()
            place = self.mapSceneToView(ev.scenePos())
            self.pressed_twice.emit(float(place.x()), float(place.y()))
            return
        found = self._find(ev.scenePos())
        self.clicked.emit(found.key if found is not None else "")


def nearest(chart: Chart, where: QPointF, place: Callable[[float, float], QPointF]) -> Handle | None:
    """Return the point closest to ``where`` within reach; ``place`` maps day and value to the same coordinates."""
    best: tuple[float, Handle] | None = None
    for n, mark in enumerate(chart.marks):
        if not isinstance(mark, Points) or not (mark.keys or mark.labels):
            continue
        for k, (x, y) in enumerate(zip(mark.xs, mark.ys, strict=True)):
            distance = QLineF(where, place(x, y)).length()
            if distance <= _REACH and (best is None or distance < best[0]):
                best = distance, Handle(n, k, mark.keys[k] if mark.keys else "")
    return best[1] if best else None


class Grid(pg.GraphicsObject):
    """Barely visible lines at the values of the left edge, and a base line."""

    def __init__(self) -> None:
        super().__init__()
        self._ys: tuple[float, ...] = ()
        self._colour = QColor()
        self.setZValue(-100)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_lines(self, ys: tuple[float, ...], colour: str) -> None:
        """Draw at other values."""
        self._ys, self._colour = ys, QColor(colour)
        self.prepareGeometryChange()
        self.update()

    def viewRangeChanged(self, *_: object) -> None:
        """Cover the new range."""
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        """Return what the view shows."""
        return QRectF(self.viewRect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the lines."""
        bounds = self.viewRect()
        pen = QPen(self._colour, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for y in self._ys:
            painter.drawLine(QLineF(bounds.left(), y, bounds.right(), y))
