"""Why a typed text was refused, said beside the cell or mark and not in a box on top."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

_WIDEST = 400
_GAP = 4
_PAD = 10


class Reason(QLabel):
    """A small sheet with one sentence; it lives inside the widget it speaks about and takes no focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setProperty("tone", "danger")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(_PAD, 7, _PAD, 7)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str, beside: QRect) -> None:
        """Show the sentence under ``beside`` (in the parent's coordinates), or above when there is no room."""
        self.setText(sentence)
        room = self._room.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        self.ensurePolished()
        one_line = self.fontMetrics().horizontalAdvance(sentence) + 2 * _PAD + 6
        width = max(80, min(one_line, _WIDEST, room.width()))
        height = self.heightForWidth(width)
        below, above = beside.bottom() + _GAP, beside.top() - _GAP - height
        top = below if below + height <= room.bottom() or above < room.top() else above
        left = max(room.left(), min(beside.left(), room.right() - width))
        self.setGeometry(left, max(room.top(), min(top, room.bottom() - height)), width, height)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a surface with a line around it under the sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().base())
        painter.setPen(QPen(self.palette().windowText().color(), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)


def show_reason(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex, text: str) -> None:
    """Say ``text`` beside a cell of a view; an earlier sentence of that view is replaced."""
    found = view.findChild(Reason, options=Qt.FindChildOption.FindDirectChildrenOnly)
    reason = found if isinstance(found, Reason) else Reason(view)
    cell = view.visualRect(view.model().index(index.row(), index.column(), index.parent()))
    reason.say(text, cell.translated(view.viewport().pos()))


def hide_reason(view: QAbstractItemView) -> None:
    """Take back what :func:`show_reason` said."""
    found = view.findChild(Reason, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if found is not None:
        found.hide()


def mark_refused(field: QWidget, *, refused: bool = True) -> None:
    """Give a field the look of one whose value was not taken, or take it back."""
    field.setProperty("refused", refused)
    field.style().unpolish(field)
    field.style().polish(field)
