"""Paints the goal table: one small painter for each column."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.analysis.values import Light
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.glyphs import SIZE, paint_light
from planner.ui.goals.arrange import Column, Group
from planner.ui.goals.cells import Cells, Points
from planner.ui.goals.model import GoalModel

Index = QModelIndex | QPersistentModelIndex
ROW = 32
PAD = 10.0
INDENT = 26.0
_BAR = 6.0


class GoalDelegate(QStyledItemDelegate):
    """Draws headings and goals, and makes the editors of cells typed into.

    Signals:
        refused_edit: the editor whose text was not accepted; it stays open.
    """

    refused_edit = Signal(QWidget)

    def __init__(self, context: Context, model: GoalModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._view = parent
        self.take_colours()
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
        }

    def take_colours(self) -> None:
        """Read colours and fonts again."""
        palette = self._context.palette
        self._text, self._muted, self._faint = QColor(palette.text), QColor(palette.muted), QColor(palette.faint)
        self._line, self._ground = QColor(palette.hairline), QColor(palette.ground)
        self._soft, self._accent = QColor(palette.accent_soft), QColor(palette.accent)
        self._hover = QColor(palette.text)
        self._hover.setAlpha(8)
        self._lights = {light: QColor(colour) for light, colour in palette.lights.items()}
        self._plain, self._strong = fonts.font(), fonts.font(weight=fonts.STRONG)
        self._small = fonts.font(fonts.SMALL)
        self._plain_width, self._strong_width = QFontMetricsF(self._plain), QFontMetricsF(self._strong)
        self._small_width = QFontMetricsF(self._small)
        metrics = self._plain_width
        self._drop = (metrics.ascent() - metrics.descent()) / 2  # from a row's middle to its base line

    # -- painting -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row = index.row()
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        goal = self._model.goal_at(row)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if goal is None:
            group = self._model.group_at(row)
            if group is not None:
                self._heading(painter, rect, group, option)
        else:
            self._back(painter, rect, option)
            self._painters[index.column()](painter, rect, self._model.cells(goal))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), self._line)
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(QPen(self._accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -2.5), 3, 3)

    def _back(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, self._soft)

    def _heading(self, painter: QPainter, rect: QRectF, group: Group, option: QStyleOptionViewItem) -> None:
        selected = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        painter.fillRect(rect, self._soft if selected else self._ground)
        painter.save()
        painter.setClipRect(rect)
        left = -float(self._view.horizontalScrollBar().value())  # type: ignore[attr-defined]
        middle = rect.center().y()
        folded = group.key in self._model.folded
        _chevron(painter, QPointF(left + 16, middle), self._muted, folded=folded)
        x = left + INDENT
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
        painter.drawText(QPointF(x, middle + self._drop), str(len(group.goals)))
        painter.restore()

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
        colour = self._lights[cells.light]
        paint_light(painter, QPointF(rect.left() + PAD + SIZE / 2, rect.center().y()), cells.light, colour)
        ink = self._muted if cells.light is Light.NO_DATA else colour
        self._left(painter, rect.adjusted(SIZE + 7, 0, 0, 0), cells.texts[Column.LIGHT], ink)

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
        colour = self._faint if light in (None, Light.NO_DATA) else self._lights[light or Light.NO_DATA]
        self._right(painter, rect, cells.texts[Column.GAP], colour)

    def _bar(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        if cells.light is None:
            return
        room = self._plain_width.horizontalAdvance("100.0%")
        track = QRectF(rect.left() + PAD, rect.center().y() - _BAR / 2, rect.width() - 2 * PAD - room - 8, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        if cells.completion is not None and track.width() > 12:
            painter.setBrush(self._line)
            painter.drawRoundedRect(track, 3, 3)
            share = min(1.0, max(0.0, cells.completion))
            if share > 0:
                painter.setBrush(self._lights[cells.light])
                painter.drawRoundedRect(QRectF(track.left(), track.top(), max(_BAR, share * track.width()), _BAR), 3, 3)
            if cells.expected is not None and cells.light is not Light.NO_DATA:
                x = round(track.left() + min(1.0, max(0.0, cells.expected)) * track.width())
                painter.fillRect(QRectF(x - 1, track.top() - 4, 2, _BAR + 8), self._text)
        self._right(painter, rect, cells.texts[Column.COMPLETION], self._muted)

    def _curve(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        box = rect.adjusted(PAD, 8, -PAD, -9)
        if cells.plan_line:
            pen = QPen(self._faint, 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawPolyline(_polyline(cells.plan_line, box))
        if cells.actual_line and cells.light is not None:
            painter.setPen(QPen(self._lights[cells.light], 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_polyline(cells.actual_line, box))

    def _deadline(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        colour = self._lights[Light.FAR_BEHIND] if cells.late else self._text
        self._left(painter, rect, cells.texts[Column.DEADLINE], colour)

    def _lead(self, painter: QPainter, rect: QRectF, cells: Cells) -> None:
        known = cells.texts[Column.LEAD] != "—"
        self._left(painter, rect, cells.texts[Column.LEAD], self._text if known else self._faint)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are alike."""
        return QSize(80, ROW)

    # -- editing ------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a field, or a list of offices to choose from or type into."""
        editor: QWidget
        if index.column() == Column.LEAD:
            box = QComboBox(parent)
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.addItems([office.name for office in self._context.plan.offices.values()])
            editor = box
        else:
            line = QLineEdit(parent)
            if index.column() == Column.TARGET:
                line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            editor = line
        editor.setProperty("cell", True)
        editor.setFont(self._plain)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with what the cell holds; keep what was typed after a refusal."""
        if editor.property("refused"):
            return
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text to the model; an editor whose text was refused is marked and stays."""
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        kept = QPersistentModelIndex(index)
        done = model.setData(self._model.index(kept.row(), kept.column()), text, Qt.ItemDataRole.EditRole)
        editor.setProperty("refused", not done)
        if not done:
            self.refused_edit.emit(editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]


def _chevron(painter: QPainter, centre: QPointF, colour: QColor, *, folded: bool) -> None:
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    x, y = centre.x(), centre.y()
    if folded:
        points = [QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]
    else:
        points = [QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]
    painter.drawPolyline(QPolygonF(points))


def _polyline(points: Points, box: QRectF) -> QPolygonF:
    left, bottom, wide, high = box.left(), box.bottom(), box.width(), box.height()
    return QPolygonF([QPointF(left + x * wide, bottom - y * high) for x, y in points])
