"""A light on screen: its word, its colour with enough contrast in either scheme, and its sign as a widget."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.analysis.values import LIGHT_NAMES, Light, Rule, Status
from planner.figures.palette import Palette
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.fonts import BASE, MEDIUM, font
from planner.ui.glyphs import SIZE, paint_light

READABLE = 4.5
"""The least contrast of small text against its ground (WCAG 2.1, 1.4.3)."""


def light_colour(palette: Palette, light: Light, own: str = "") -> str:
    """Return the colour of a light: a rule's own, moved until it can be read, or the palette's."""
    return readable(own, palette.surface, dark=palette.dark) if own else palette.lights[light]


@lru_cache(maxsize=256)
def readable(colour: str, ground: str, *, dark: bool) -> str:
    """Return a colour lightened on a dark ground, or darkened on a light one, until text in it can be read."""
    shade, end = QColor(colour), QColor("#FFFFFF" if dark else "#000000")
    for step in range(20):
        part = step / 20
        mixed = QColor.fromRgbF(
            shade.redF() + (end.redF() - shade.redF()) * part,
            shade.greenF() + (end.greenF() - shade.greenF()) * part,
            shade.blueF() + (end.blueF() - shade.blueF()) * part,
        )
        if contrast(mixed, QColor(ground)) >= READABLE:
            return mixed.name()
    return end.name()


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rule_word(rule: Rule, light: Light, say: Translator) -> str:
    """Return what a rule calls one of the six states; several names where several of its colours are one state."""
    return " / ".join(say(word) for word in rule.words_of(light))


def rule_colour(palette: Palette, rule: Rule, light: Light) -> str:
    """Return the colour a rule gives one of the six states."""
    band = rule.band_of(light)
    return light_colour(palette, light, band.colour if band else "")


def status_word(status: Status, say: Translator) -> str:
    """Return a status' light in the words of its rule, marked when a person gave it."""
    word = say(status.word)
    return say("{light} (given)", light=word) if status.by_rule is not None else word


class LightWord(QWidget):
    """A light's shape and word, in the rule's own words and colour."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._light = Light.NO_DATA
        self._word = context.say(LIGHT_NAMES[self._light])
        self._own = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_status(self, status: Status) -> None:
        """Show a goal's light."""
        self.show_light(status.light, status_word(status, self._context.say), status.colour)

    def show_light(self, light: Light, word: str, own: str = "") -> None:
        """Show a light under a word; ``own`` is its rule's colour."""
        self._light, self._word, self._own = light, word, own
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    @property
    def word(self) -> str:
        """The word shown."""
        return self._word

    def sizeHint(self) -> QSize:
        """Return the room for shape and word."""
        metrics = self.fontMetrics()
        return QSize(round(SIZE) + 6 + metrics.horizontalAdvance(self._word) + 10, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shape and word in the light's colour."""
        colour = QColor(light_colour(self._context.palette, self._light, self._own))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_light(painter, QPointF(SIZE / 2 + 1, self.height() / 2 + 0.5), self._light, colour)
        painter.setPen(QColor(self._context.palette.muted) if self._light is Light.NO_DATA else colour)
        painter.setFont(font(BASE, MEDIUM))
        text = QRectF(SIZE + 7, 0, self.width(), self.height())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), self._word)
        painter.end()


class LightButton(LightWord):
    """A light that says why when it is clicked, or Space or Enter is pressed on it.

    Signals:
        clicked: the person asks why.
    """

    clicked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(context.say("Why this light? (Ctrl+L)"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks why."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter ask too."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the light, with a line around it while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(self._context.palette.accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.end()
