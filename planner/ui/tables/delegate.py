"""How a cell of a record table is painted and edited."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.figures.palette import Palette
from planner.ui.context import Context
from planner.ui.fonts import BASE, STRONG, font
from planner.ui.glyphs import SIZE, paint_light
from planner.ui.tables.columns import PLAIN, Column, Entry, Look, Row, Tone, colour_of
from planner.ui.tables.editors import EDITORS, ChoiceEdit, DateEdit, LongEdit
from planner.ui.tables.model import LOOK_ROLE, RecordTable

Index = QModelIndex | QPersistentModelIndex
PAD = 10
EDGE = 18
ROW_HEIGHT = 32
_TALLEST = 124
_SMALL = 11
_STEP = 6
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class CellDelegate(QStyledItemDelegate):
    """Paints text, number with unit, or shape with word; opens the editor the column asks for."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    # -- painting -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell in the palette's colours."""
        palette = self._context.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, palette, ring=bool(index.flags() & Qt.ItemFlag.ItemIsEditable))
        look = index.data(LOOK_ROLE) or PLAIN
        inner = option.rect.adjusted(PAD if index.column() else EDGE, 0, -PAD, 0)
        if look.light:
            centre = QPointF(inner.left() + SIZE / 2, inner.center().y() + 0.5)
            paint_light(painter, centre, look.light, QColor(palette.lights[look.light]))
            inner.setLeft(inner.left() + round(SIZE) + _STEP)
        if look.unit:
            inner = self._paint_unit(painter, inner, look.unit, palette)
        self._paint_text(painter, option, inner, index, look)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, palette: Palette, *, ring: bool) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(palette.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(palette.ground))
        rect = option.rect
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(palette.hairline))
        if ring and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -3), 3, 3)

    def _paint_unit(self, painter: QPainter, inner: QRect, unit: str, palette: Palette) -> QRect:
        painter.setFont(font(_SMALL))
        painter.setPen(QColor(palette.faint))
        width = painter.fontMetrics().horizontalAdvance(unit)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, unit)
        return inner.adjusted(0, 0, -width - 4, 0)

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, index: Index, look: Look
    ) -> None:
        painter.setFont(font(BASE, STRONG) if look.tone is Tone.STRONG else option.font)
        painter.setPen(QColor(colour_of(look, self._context.palette)))
        text, column = str(index.data() or ""), self._column(index)
        side = Qt.AlignmentFlag.AlignRight if column.to_the_right else Qt.AlignmentFlag.AlignLeft
        if column.wrap:
            flags = side | Qt.TextFlag.TextWordWrap
            tall = painter.fontMetrics().boundingRect(inner, int(flags), text).height() > inner.height()
            flags |= Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, int(flags), text)
        else:
            shown = painter.fontMetrics().elidedText(text, _ELISION[column.entry], inner.width())
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the text in a column that wraps, else one row."""
        if not self._column(index).wrap:
            return QSize(80, ROW_HEIGHT)
        width = max(40, option.rect.width() - PAD - (PAD if index.column() else EDGE))
        room = QRect(0, 0, width, 10_000)
        bounds = QFontMetrics(option.font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(index.data() or ""))
        return QSize(width, max(ROW_HEIGHT, min(_TALLEST, bounds.height() + 14)))

    # -- editing ------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor the column's entry asks for."""
        column = self._column(index)
        editor = EDITORS[column.entry](parent, column)
        editor.setProperty("cell", True)
        editor.setAccessibleName(self._context.say(column.title))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the cell's text; the empty last row begins with nothing."""
        model = index.model()
        assert isinstance(model, RecordTable)
        begun = model.row_at(index) is not None
        _set_text(editor, str(index.data(Qt.ItemDataRole.EditRole) or "") if begun else "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what is typed; the model says when it is refused."""
        model.setData(index, _text_of(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Cover the cell; several lines get more room below."""
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            rect = QRect(rect.left(), rect.top(), rect.width(), max(rect.height(), 84))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Save on Enter in an editor of several lines too; with Shift, Alt or Ctrl it begins a new line."""
        if isinstance(editor, LongEdit) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & _NEW_LINE:
                    editor.insertPlainText("\n")
                    return True
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)

    @staticmethod
    def _column(index: Index) -> Column[Row]:
        model = index.model()
        assert isinstance(model, RecordTable)
        return model.columns[index.column()]


_ELISION = {
    entry: Qt.TextElideMode.ElideMiddle if entry is Entry.TEXT else Qt.TextElideMode.ElideRight for entry in Entry
}


def _text_of(editor: QWidget) -> str:
    match editor:
        case ChoiceEdit() | LongEdit() | DateEdit():
            return editor.text()
        case _:
            return str(editor.property("text"))


def _set_text(editor: QWidget, text: str) -> None:
    match editor:
        case ChoiceEdit() | LongEdit() | DateEdit():
            editor.setText(text)
        case _:
            editor.setProperty("text", text)
