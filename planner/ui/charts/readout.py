"""What the chart says about the day under the mouse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.domain.numbers import show_number
from planner.figures.chart import Chart, Line, Role
from planner.figures.palette import Palette
from planner.text import Translator
from planner.ui.charts.labels import height_at
from planner.ui.fonts import SMALL, STRONG, font
from planner.ui.words import short_day

_PAD = 10
_ROW = 20
_BETWEEN = 16
_OFFSET = 14


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the read-out."""

    label: str
    value: str
    role: Role | None = None


def planned_at(chart: Chart, x: float) -> float | None:
    """Return the planned value on a day, ``None`` outside the plan."""
    line = _line(chart, Role.PLAN)
    if line is None or not len(line.xs) or not line.xs[0] <= x <= line.xs[-1]:
        return None
    return height_at(line, x)


def actual_by(chart: Chart, x: float) -> tuple[float, float] | None:
    """Return day and value of the newest measured point on or before a day."""
    line = _line(chart, Role.ACTUAL)
    n = bisect_right(line.xs, x + 0.5) if line is not None else 0
    return (line.xs[n - 1], line.ys[n - 1]) if line is not None and n else None


def _line(chart: Chart, role: Role) -> Line | None:
    return next((mark for mark in chart.marks if isinstance(mark, Line) and mark.role is role), None)


def with_unit(value: float | None, digits: int, unit: str) -> str:
    """Write a value with its unit."""
    return f"{show_number(value, digits)} {unit}".rstrip() if value is not None else show_number(None)


def readings_on(chart: Chart, x: int, digits: int, say: Translator) -> list[Reading]:
    """Return what was planned for a day and what was measured by then."""
    readings = []
    planned = planned_at(chart, x)
    if planned is not None:
        readings.append(
            Reading(say("planned"), with_unit(round(planned, max(digits, 1)), digits, chart.y.unit), Role.PLAN)
        )
    actual = actual_by(chart, x)
    if actual is not None:
        day, value = actual
        same = round(day) == x
        label = say("actual") if same else say("actual on {day}", day=short_day(date.fromordinal(round(day)), say))
        readings.append(Reading(label, with_unit(value, digits, chart.y.unit), Role.ACTUAL))
    return readings


class ReadOut(QWidget):
    """A small sheet beside the mouse: the day, and a line for each value."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.palette_ = palette
        self._room = parent
        self._heading = ""
        self._readings: Sequence[Reading] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, heading: str, readings: Sequence[Reading], beside: QPoint) -> None:
        """Show the lines beside a point of the parent, on the side where there is room."""
        self._heading, self._readings = heading, readings
        metrics = QFontMetrics(font(SMALL, STRONG))
        widths = [metrics.horizontalAdvance(r.label + r.value) + _BETWEEN for r in readings]
        width = max([metrics.horizontalAdvance(heading), *widths]) + 2 * _PAD
        self.resize(width, (len(readings) + 1) * _ROW + _PAD)
        room = self._room.rect()
        left = beside.x() + _OFFSET
        if left + width > room.right():
            left = beside.x() - _OFFSET - width
        top = min(max(beside.y() - self.height() // 2, room.top()), room.bottom() - self.height())
        self.move(max(room.left(), left), top)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heading and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self.palette_.surface))
        painter.setPen(QPen(QColor(self.palette_.hairline), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        row = QRect(_PAD, _PAD // 2, self.width() - 2 * _PAD, _ROW)
        painter.setFont(font(SMALL, STRONG))
        painter.setPen(QColor(self.palette_.text))
        painter.drawText(row, int(_LEFT), self._heading)
        for reading in self._readings:
            row.translate(0, _ROW)
            painter.setFont(font(SMALL))
            painter.setPen(QColor(self.palette_.muted))
            painter.drawText(row, int(_LEFT), reading.label)
            painter.setFont(font(SMALL, STRONG))
            colour = self.palette_.of_role(reading.role) if reading.role else self.palette_.text
            painter.setPen(QColor(colour))
            painter.drawText(row, int(_RIGHT), reading.value)
        painter.end()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
