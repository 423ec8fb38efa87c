"""Paints the rows of the goal table, a row at a time: one small painter for each column.

A table of ten thousand goals must follow the scroll bar, so nothing is asked of Qt for each cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from planner.analysis.values import Light
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.glyphs import SIZE, paint_light
from planner.ui.goals.arrange import Column, Group
from planner.ui.goals.cells import Cells, Points
from planner.ui.goals.model import GoalModel
from planner.ui.lamps import light_colour

ROW = 32
PAD = 10.0
INDENT = 26.0
_BAR = 6.0
Span = tuple[int, float, float]
"""A column with its left edge and width, in px of the viewport."""


class RowPainter:
    """Draws headings and goals with the colours and fonts of a context."""

    def __init__(self, context: Context, model: GoalModel) -> None:
        self._model = model
        palette = context.palette
        self._text, self._muted, self._faint = QColor(palette.text), QColor(palette.muted), QColor(palette.faint)
        self._line, self._ground = QColor(palette.hairline), QColor(palette.ground)
        self._soft, self._accent = QColor(palette.accent_soft), QColor(palette.accent)
        self._palette = palette
        self._inks: dict[tuple[Light, str], QColor] = {}
        self._alarm = QColor(palette.lights[Light.FAR_BEHIND])
        self._plain, self._strong = fonts.font(), fonts.font(weight=fonts.STRONG)
        self._small = fonts.font(fonts.SMALL)
        self._plain_width, self._strong_width = QFontMetricsF(self._plain), QFontMetricsF(self._strong)
        self._small_width = QFontMetricsF(self._small)
        self._drop = (
            self._plain_width.ascent() - self._plain_width.descent()
        ) / 2  # from a row's middle to its base line
        self._room_for_share = self._plain_width.horizontalAdvance("100.0%")
        self._curves: dict[str, tuple[Cells, float, QPolygonF, QPolygonF]] = {}
        self._painters: Mapping[int, Callable[[QPainter, QRectF, Cells], None]] = {
            Column.NAME: self._name,
            Column.LIGHT: self._light,
            Column.TARGET: self._target,
            Column.ACTUAL: self._actual,
            Column.EXPECTED: self._expected,
            Column.GAP: self._gap,
            Column.COMPLETION: self._bar,
            Column.TREND: self._curve,
            Column.DEADLINE: self._deadline,
            Column.LEAD: self._lead,
            Column.FORECAST: partial(self._muted_figure, Column.FORECAST),
            Column.CHANCE: partial(self._muted_figure, Column.CHANCE),
            Column.NEEDED: partial(self._muted_figure, Column.NEEDED),
            Column.PACE: partial(self._muted_figure, Column.PACE),
            Column.SINCE: partial(self._quiet_text, Column.SINCE),
            Column.HISTORY: self._history,
            Column.RANGE: partial(self._muted_figure, Column.RANGE),
            Column.REACHED: partial(self._quiet_text, Column.REACHED),
            Column.OUTLOOK: partial(self._quiet_text, Column.OUTLOOK),
            Column.RULE: partial(self._quiet_text, Column.RULE),
        }

    def paint(self, painter: QPainter, row: int, top: float, spans: Sequence[Span], *, chosen: bool) -> None:
        """Paint one row, its columns at ``spans``; the painter must have antialiasing on."""
        left, right = spans[0][1], spans[-1][1] + spans[-1][2]
        goal = self._model.goal_at(row)
        if goal is None:
            group = self._model.group_at(row)
            painter.fillRect(QRectF(left, top, right - left, ROW), self._soft if chosen else self._ground)
            if group is not None:
                self._heading(painter, top + ROW / 2, group)
        else:
            if chosen:
                painter.fillRect(QRectF(left, top, right - left, ROW), self._soft)
            cells = self._model.cells(goal)
            for column, x, width in spans:
                self._painters[column](painter, QRectF(x, top, width, ROW - 1), cells)
        painter.fillRect(QRectF(left, top + ROW - 1, right - left, 1), self._line)

    def paint_focus(self, painter: QPainter, rect: QRectF) -> None:
        """Mark the cell the keyboard is at."""
        painter.setPen(QPen(self._accent, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -2.5), 3, 3)

    def paint_drop(self, painter: QPainter, left: float, right: float, y: float) -> None:
        """Mark the place a dragged goal would land."""
        painter.fillRect(QRectF(left, y - 1, right - left, 2), self._accent)

    def _heading(self, painter: QPainter, middle: float, group: Group) -> None:
        _chevron(painter, QPointF(16, middle), self._muted, folded=group.key in self._model.folded)
        x = INDENT
        if group.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(group.colour))
            painter.drawRoundedRect(QRectF(x + 1, middle - 4, 8, 8), 2, 2)
            x += 16
        name = self._model.group_name(group)
        painter.setFont(self._strong)
        painter.setPen(self._text)
        painter.drawText(QPointF(x, middle + self._drop), name)
        painter.setFont(self._plain)
        painter.setPen(self._faint)
        x += self._strong_width.horizontalAdvance(name) + 8
        painter.drawText(QPointF(x, middle + self._drop), self._model.group_count(group))

    def _name(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        self._left(painter, rect.adjusted(INDENT - PAD, 0, 0, 0), cells.texts[Column.NAME],
                   self._faint if cells.archived else self._text)  # fmt: skip

    def _left(self, painter: QPainter, rect: QRectF, text: str, colour: QColor) -> None:
        painter.setFont(self._plain)
        painter.setPen(colour)
        room = rect.width() - 2 * PAD
        if len(text) * 13 > room and self._plain_width.horizontalAdvance(text) > room:
            text = self._plain_width.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QPointF(rect.left() + PAD, rect.center().y() + self._drop), text)

    def _light(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        if cells.light is None:
            return
        colour = self._ink(cells.light, cells)
        paint_light(painter, QPointF(rect.left() + PAD + SIZE / 2, rect.center().y()), cells.light, colour)
        ink = self._muted if cells.light is Light.NO_DATA else colour
        self._left(painter, rect.adjusted(SIZE + 7, 0, 0, 0), cells.texts[Column.LIGHT], ink)

    def _ink(self, light: Light, cells: Cells) -> QColor:
        key = (light, cells.colour)
        if key not in self._inks:
            self._inks[key] = QColor(light_colour(self._palette, light, cells.colour))
        return self._inks[key]

    def _target(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        right = rect.right() - PAD
        if cells.unit:
            painter.setFont(self._small)
            painter.setPen(self._faint)
            width = self._small_width.horizontalAdvance(cells.unit)
            painter.drawText(QPointF(right - width, rect.center().y() + self._drop), cells.unit)
            right -= width + 4
        self._right(painter, QRectF(rect.left(), rect.top(), right + PAD - rect.left(), rect.height()),
                    cells.texts[Column.TARGET], self._text)  # fmt: skip

    def _right(self, painter: QPainter, rect: QRectF, text: str, colour: QColor, *, strong: bool = False) -> None:
        painter.setFont(self._strong if strong else self._plain)
        painter.setPen(colour)
        width = (self._strong_width if strong else self._plain_width).horizontalAdvance(text)
        painter.drawText(QPointF(rect.right() - PAD - width, rect.center().y() + self._drop), text)

    def _actual(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        known = cells.texts[Column.ACTUAL] != "—"
        self._right(painter, rect, cells.texts[Column.ACTUAL], self._text if known else self._faint, strong=known)

    def _expected(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        self._right(painter, rect, cells.texts[Column.EXPECTED], self._muted)

    def _gap(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        light = cells.light
        colour = self._faint if light is None or light is Light.NO_DATA else self._ink(light, cells)
        self._right(painter, rect, cells.texts[Column.GAP], colour)

    def _bar(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        if cells.light is None:
            return
        track = QRectF(
            rect.left() + PAD, rect.center().y() - _BAR / 2, rect.width() - 2 * PAD - self._room_for_share - 8, _BAR
        )
        painter.setPen(Qt.PenStyle.NoPen)
        if cells.completion is not None and track.width() > 12:
            painter.setBrush(self._line)
            painter.drawRoundedRect(track, 3, 3)
            share = min(1.0, max(0.0, cells.completion))
            if share > 0:
                painter.setBrush(self._ink(cells.light, cells))
                painter.drawRoundedRect(QRectF(track.left(), track.top(), max(_BAR, share * track.width()), _BAR), 3, 3)
            if cells.expected is not None and cells.light is not Light.NO_DATA:
                x = round(track.left() + min(1.0, max(0.0, cells.expected)) * track.width())
                painter.fillRect(QRectF(x - 1, track.top() - 4, 2, _BAR + 8), self._text)
        self._right(painter, rect, cells.texts[Column.COMPLETION], self._muted)

    def _curve(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        if not cells.plan_line and not cells.actual_line:
            return
        plan, actual = self._lines(cells, rect.width() - 2 * PAD)
        painter.save()
        painter.translate(rect.left() + PAD, rect.top() + 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._faint, 1, Qt.PenStyle.DotLine))
        painter.drawPolyline(plan)
        if cells.light is not None:
            painter.setPen(QPen(self._ink(cells.light, cells), 1.4))
            painter.drawPolyline(actual)
        painter.restore()

    def _lines(self, cells: Cells, width: float) -> tuple[QPolygonF, QPolygonF]:
        found = self._curves.get(cells.goal)
        if found is None or found[0] is not cells or found[1] != width:
            height = ROW - 17.0
            found = (
                cells,
                width,
                _polyline(cells.plan_line, width, height),
                _polyline(cells.actual_line, width, height),
            )
            self._curves[cells.goal] = found
        return found[2], found[3]

    def _deadline(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        colour = self._alarm if cells.late else self._text
        self._left(painter, rect, cells.texts[Column.DEADLINE], colour)

    def _lead(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        known = cells.texts[Column.LEAD] != "—"
        self._left(painter, rect, cells.texts[Column.LEAD], self._text if known else self._faint)

    def _muted_figure(self, column: Column, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        known = cells.texts[column] != "—"
        self._right(painter, rect, cells.texts[column], self._text if known else self._faint)

    def _quiet_text(self, column: Column, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        text = cells.texts[column]
        self._left(painter, rect, text, self._faint if text == "—" else self._muted)

    def _history(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        for n, (light, own) in enumerate(cells.lamps):
            colour = self._inks.setdefault((light, own), QColor(light_colour(self._palette, light, own)))
            paint_light(painter, QPointF(rect.left() + PAD + SIZE / 2 + n * 15, rect.center().y()), light, colour)


def _chevron(painter: QPainter, centre: QPointF, colour: QColor, *, folded: bool) -> None:
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    x, y = centre.x(), centre.y()
    if folded:
        points = [QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]
    else:
        points = [QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]
    painter.drawPolyline(QPolygonF(points))


def _polyline(points: Points, wide: float, high: float) -> QPolygonF:
    return QPolygonF([QPointF(x * wide, high - y * high) for x, y in points])
