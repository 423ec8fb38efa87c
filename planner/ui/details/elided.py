"""A line of text that gives way when there is no room: elided, whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from planner.ui.words import plain_tip


class ElidedLabel(QLabel):
    """One line of plain text, elided in the middle or at its end."""

    def __init__(self, where: Qt.TextElideMode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = where
        self._note = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_note(self, note: str) -> None:
        """Say something more in the tooltip."""
        self._note = note

    def minimumSizeHint(self) -> QSize:
        """Return a few characters' width."""
        return QSize(min(60, super().sizeHint().width()), super().sizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the width of the whole text."""
        return super().sizeHint() + QSize(2, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits, and keep the whole text in the tooltip when it does not."""
        shown = self.fontMetrics().elidedText(self.text(), self._where, self.contentsRect().width())
        whole = [self.text()] if shown != self.text() else []
        self.setToolTip(plain_tip("\n".join([*whole, self._note] if self._note else whole)))
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()
