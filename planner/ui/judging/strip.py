"""The lights of the last periods as a row of signs, oldest at the left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.analysis.values import Light, Rule
from planner.ui.context import Context
from planner.ui.fonts import SMALL, font
from planner.ui.glyphs import paint_light
from planner.ui.lamps import rule_colour, rule_word
from planner.ui.words import plain_tip

_STEP = 62
_HIGH = 40


class LightStrip(QWidget):
    """One sign and its month for each period."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lights: Sequence[tuple[date, Light]] = ()
        self._colours: dict[Light, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_lights(self, lights: Sequence[tuple[date, Light]], rule: Rule) -> None:
        """Show other lights in the colours of their rule."""
        self._lights = lights
        self._colours = {light: rule_colour(self._context.palette, rule, light) for light in Light}
        told = [f"{day}  {rule_word(rule, light, self._context.say)}" for day, light in lights]
        self.setToolTip(plain_tip("\n".join(told)))
        self.setAccessibleName("; ".join(told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for all periods."""
        return QSize(_STEP * max(1, len(self._lights)), _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the signs over their months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL))
        for n, (day, light) in enumerate(self._lights):
            middle = n * _STEP + _STEP / 2
            paint_light(painter, QPointF(middle, 10), light, QColor(self._colours[light]))
            painter.setPen(QColor(self._context.palette.muted))
            place = QRectF(n * _STEP, 20, _STEP, _HIGH - 20)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), f"{day:%y-%m}")
        painter.end()
