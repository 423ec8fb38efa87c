"""Lines of goals that are worked out and painted only where they are seen, so that ten thousand scroll like ten."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from planner.figures.bullets import WHOLE, Bullet, bullet, reach
from planner.figures.heat import Cell, HeatRow, heat_days, heat_heads, heat_rows, heat_years
from planner.ui.context import Context
from planner.ui.fonts import SMALL, font
from planner.ui.glyphs import paint_light

_ROW = 32
_HEAD = 40
_EDGE = 16
_NAMES = 0.34  # of the width
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class GoalRows(QAbstractScrollArea):
    """A line for each goal under a heading that stays.

    Signals:
        chosen: the id of the goal whose line was clicked, or on which Enter was pressed.
    """

    chosen = Signal(str)

    def __init__(self, context: Context, goals: Sequence[str]) -> None:
        super().__init__()
        self.context = context
        self.goals = [goal for goal in goals if goal in context.plan.goals]
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().setSingleStep(_ROW)

    def sizeHint(self) -> QSize:
        """Ask for room for twenty lines."""
        return QSize(960, _HEAD + 20 * _ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the bar reach to the last line."""
        super().resizeEvent(event)
        room = self.viewport().height() - _HEAD
        self.verticalScrollBar().setRange(0, max(0, len(self.goals) * _ROW - room))
        self.verticalScrollBar().setPageStep(max(_ROW, room))

    def visible_lines(self) -> range:
        """Return the numbers of the lines that are seen."""
        top = self.verticalScrollBar().value()
        first = top // _ROW
        return range(first, min(len(self.goals), (top + self.viewport().height() - _HEAD) // _ROW + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are seen, then the heading over them."""
        painter, palette = QPainter(self.viewport()), self.context.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = float(self.viewport().width())
        painter.fillRect(self.viewport().rect(), QColor(palette.surface))
        lines, top = self.visible_lines(), self.verticalScrollBar().value()
        self.prepare([self.goals[n] for n in lines])
        for n in lines:
            box = QRectF(0.0, _HEAD + n * _ROW - top, width, _ROW)
            painter.fillRect(QRectF(_EDGE, box.bottom() - 1, width - 2 * _EDGE, 1), QColor(palette.hairline))
            self.paint_name(painter, box, self.goals[n])
            self.paint_line(painter, box, self.goals[n])
        painter.fillRect(QRectF(0, 0, width, _HEAD), QColor(palette.surface))
        painter.fillRect(QRectF(0, _HEAD - 1, width, 1), QColor(palette.hairline))
        painter.setFont(font(SMALL))
        self.paint_head(painter, width)
        painter.end()

    def paint_name(self, painter: QPainter, box: QRectF, goal: str) -> None:
        """Write a goal's name at the left, elided in the middle."""
        painter.setFont(font(13))
        painter.setPen(QColor(self.context.palette.text))
        room = box.width() * _NAMES - _EDGE - 8
        name = " ".join(self.context.plan.goals[goal].name.split())
        words = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(_EDGE, box.top(), room, box.height()), int(_LEFT), words)

    def prepare(self, goals: Sequence[str]) -> None:
        """Work out what the lines of some goals show; called with those that are about to be painted."""

    def paint_head(self, painter: QPainter, width: float) -> None:
        """Write the heading."""

    def paint_line(self, painter: QPainter, box: QRectF, goal: str) -> None:
        """Paint what stands right of a goal's name."""
        raise NotImplementedError

    def goal_at(self, y: float) -> str | None:
        """Return the goal of the line at a height of the view."""
        n = int((y - _HEAD + self.verticalScrollBar().value()) // _ROW)
        return self.goals[n] if y >= _HEAD and 0 <= n < len(self.goals) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the goal that was clicked."""
        goal = self.goal_at(event.position().y())
        if goal is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(goal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll to the ends with Home and End, else as any scroll area."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)


class HeatRows(GoalRows):
    """亮灯热力图: the lights of the last twelve months; worked out for the lines that are seen."""

    def __init__(self, context: Context, goals: Sequence[str]) -> None:
        super().__init__(context, goals)
        self._days = heat_days(context.as_of)
        self._heads, self._years = heat_heads(self._days, context.say), heat_years(self._days, context.say)
        self._known: dict[str, HeatRow] = {}

    def prepare(self, goals: Sequence[str]) -> None:
        """Work out the lights of goals not seen before."""
        missing = [goal for goal in goals if goal not in self._known]
        if missing:
            context = self.context
            found = heat_rows(context.plan, self._days, context.rule, missing)
            self._known.update((row.goal, row) for row in found)

    def _middle(self, n: int, width: float) -> float:
        left = width * _NAMES
        return left + (width - left - _EDGE) / len(self._days) * (n + 0.5)

    def paint_head(self, painter: QPainter, width: float) -> None:
        """Write months, and years over them."""
        for n, (month, year) in enumerate(zip(self._heads, self._years, strict=True)):
            x = self._middle(n, width)
            painter.setPen(QColor(self.context.palette.faint))
            painter.drawText(QRectF(x - 40, 3, 80, 17), int(_MIDDLE), year)
            painter.setPen(QColor(self.context.palette.muted))
            painter.drawText(QRectF(x - 40, 20, 80, 17), int(_MIDDLE), month)

    def paint_line(self, painter: QPainter, box: QRectF, goal: str) -> None:
        """Paint a goal's lights."""
        for n, cell in enumerate(self._known[goal].cells):
            self._paint_cell(painter, QPointF(self._middle(n, box.width()), box.center().y()), cell)

    def _paint_cell(self, painter: QPainter, centre: QPointF, cell: Cell | None) -> None:
        palette = self.context.palette
        if cell is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.faint))
            painter.drawEllipse(centre, 1.2, 1.2)
            return
        paint_light(painter, centre, cell.light, QColor(cell.colour or palette.lights[cell.light]))


class BulletRows(GoalRows):
    """Bullet bars: how much of the way is done, with a tick where it should be."""

    def __init__(self, context: Context, goals: Sequence[str]) -> None:
        super().__init__(context, goals)
        self._known: dict[str, Bullet] = {}

    def prepare(self, goals: Sequence[str]) -> None:
        """Work out the bars of goals not seen before."""
        context = self.context
        for goal in goals:
            if goal not in self._known:
                self._known[goal] = bullet(context.plan, goal, context.status(goal), context.say)

    def paint_line(self, painter: QPainter, box: QRectF, goal: str) -> None:
        """Paint light, bar, tick and figures."""
        bar, palette, width = self._known[goal], self.context.palette, box.width()
        colour = QColor(bar.colour or palette.lights[bar.light])
        left, middle = width * _NAMES + 24, box.center().y()
        room = width * 0.36
        paint_light(painter, QPointF(width * _NAMES + 6, middle), bar.light, colour)
        painter.fillRect(QRectF(left, middle - 6, room / WHOLE, 12), QColor(palette.hairline))
        if bar.done is not None:
            painter.fillRect(QRectF(left, middle - 3, room * reach(bar.done), 6), colour)
        if bar.due is not None:
            painter.fillRect(QRectF(left + room * reach(bar.due) - 1, middle - 9, 2, 18), QColor(palette.text))
        painter.setFont(font(13))
        painter.setPen(QColor(palette.text))
        painter.drawText(QRectF(left + room, box.top(), 64, box.height()), int(_RIGHT), bar.percent)
        painter.setPen(QColor(palette.muted))
        rest = QRectF(left + room + 72, box.top(), width - _EDGE - left - room - 72, box.height())
        words = QFontMetricsF(painter.font()).elidedText(bar.figures, Qt.TextElideMode.ElideMiddle, rest.width())
        painter.drawText(rest, int(_RIGHT), words)
