"""Small drawn signs: the six lights, each with a shape of its own, and the window's few icons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from planner.analysis.values import Light

SIZE = 11.0
"""Width of a light's shape in px."""


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


_TRIANGLE = _polygon((0.0, -4.8), (5.4, 4.4), (-5.4, 4.4))
_DIAMOND = _polygon((0.0, -5.4), (5.4, 0.0), (0.0, 5.4), (-5.4, 0.0))
_CHECK = _polygon((-4.6, 0.2), (-1.4, 3.6), (4.8, -3.6))
_SQUARE = QRectF(-4.6, -4.6, 9.2, 9.2)
_OPEN = frozenset({Light.DONE, Light.AHEAD, Light.NO_DATA})


def paint_light(painter: QPainter, centre: QPointF, light: Light, colour: QColor) -> None:
    """Draw a light's shape around a point: ✔ △ ● ▲ ■ ◇; the painter must have antialiasing on."""
    painter.save()
    painter.translate(centre)
    if light in _OPEN:
        pen = QPen(colour, 2.2 if light is Light.DONE else 1.6)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    _SHAPES[light](painter)
    painter.restore()


def _check(painter: QPainter) -> None:
    painter.drawPolyline(_CHECK)


def _triangle(painter: QPainter) -> None:
    painter.drawPolygon(_TRIANGLE)


def _disc(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(0.0, 0.0), 5.0, 5.0)


def _square(painter: QPainter) -> None:
    painter.drawRect(_SQUARE)


def _diamond(painter: QPainter) -> None:
    painter.drawPolygon(_DIAMOND)


_SHAPES: Mapping[Light, Callable[[QPainter], None]] = {
    Light.DONE: _check,
    Light.AHEAD: _triangle,
    Light.ON_TRACK: _disc,
    Light.BEHIND: _triangle,
    Light.FAR_BEHIND: _square,
    Light.NO_DATA: _diamond,
}


def program_icon() -> QIcon:
    """Return the program's own sign: a target with a flag on its middle."""

    def draw(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#2156C2"))
        painter.drawRoundedRect(QRectF(0, 0, 16, 16), 3.5, 3.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#FFFFFF"), 1.3))
        painter.drawEllipse(QPointF(8, 8), 4.8, 4.8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(QPointF(8, 8), 1.9, 1.9)

    return _icon(draw, (1, 2, 3, 4, 8, 16))


def light_icon(light: Light, colour: str) -> QIcon:
    """Return a light's shape as an icon, sharp at 100–300 %."""

    def draw(painter: QPainter) -> None:
        paint_light(painter, QPointF(8.0, 8.0), light, QColor(colour))

    return _icon(draw)


def square_icon(colour: str) -> QIcon:
    """Return a theme's colour square."""

    def draw(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(4, 4, 8, 8), 2, 2)

    return _icon(draw)


_LINES: Mapping[str, tuple[str, ...]] = {
    # Moves and lines on a 16 px grid: M = move, L = line, A = arc (box, start, sweep in degrees).
    "undo": ("M 6 3 L 2.5 6.5 L 6 10", "M 2.5 6.5 L 10 6.5", "A 7 6.5 6.5 6.5 90 -180", "M 10.2 13 L 6 13"),
    "redo": ("M 10 3 L 13.5 6.5 L 10 10", "M 13.5 6.5 L 6 6.5", "A 2.5 6.5 6.5 6.5 90 180", "M 5.8 13 L 10 13"),
    "search": ("A 2.5 2.5 8.5 8.5 0 360", "M 9.8 9.8 L 13.5 13.5"),
    "close": ("M 4.5 4.5 L 11.5 11.5", "M 11.5 4.5 L 4.5 11.5"),
    "down": ("M 4 6.2 L 8 10.2 L 12 6.2",),
    "right": ("M 6.2 4 L 10.2 8 L 6.2 12",),
    "plus": ("M 8 3 L 8 13", "M 3 8 L 13 8"),
    "check": ("M 3.4 8.2 L 6.6 11.6 L 12.8 4.4",),
}


def icon(name: str, colour: str) -> QIcon:
    """Return one of the window's line icons."""

    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(_LINES[name]))

    return _icon(draw)


def _path(lines: tuple[str, ...]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        words = line.split()
        if words[0] == "A":
            x, y, wide, high, start, sweep = map(float, words[1:])
            path.arcMoveTo(QRectF(x, y, wide, high), start)
            path.arcTo(QRectF(x, y, wide, high), start, sweep)
            continue
        points = [QPointF(float(words[n + 1]), float(words[n + 2])) for n in range(0, len(words), 3)]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
    return path


def _icon(draw: Callable[[QPainter], None], scales: Sequence[int] = (1, 2, 3)) -> QIcon:
    """Draw a sign on a grid of 16 px in several sizes."""
    found = QIcon()
    for scale in scales:
        pixmap = QPixmap(QSize(16, 16) * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        found.addPixmap(pixmap)
    return found
