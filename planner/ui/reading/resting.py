"""The goals that rest on a document: name above, the very words below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.figures.palette import Palette
from planner.ui import fonts

QUOTE = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 52
_MARGIN = 8


class RestingDelegate(QStyledItemDelegate):
    """Paints an item's name and, in :data:`QUOTE`, its wording; both elided, never as markup."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        del index
        return QSize(option.rect.width(), _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw name and wording."""
        colours = self._palette
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_soft if chosen else colours.surface))
        painter.setPen(QColor(colours.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(_MARGIN, 6, -_MARGIN, -6)
        name, quote = str(index.data()), " ".join(str(index.data(QUOTE) or "").split())
        self._line(painter, inner, name, colours.text, top=True)
        self._line(painter, inner, quote, colours.muted, top=False)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, rect: QRect, words: str, colour: str, *, top: bool) -> None:
        painter.setFont(fonts.font(fonts.BASE, fonts.MEDIUM) if top else fonts.font(fonts.SMALL))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        flag = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
        painter.drawText(rect, flag | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)
