"""The text of a document, read-only, with marked spans; data is shown as plain text, never as markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from planner.figures.palette import Palette
from planner.ui import fonts
from planner.ui.reading.offsets import Offsets

_COLUMN = 720
_PIXELS = 16


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of the text: characters ``[start, end)``, what it belongs to, and its colour."""

    start: int
    end: int
    key: str
    colour: str


class TextView(QPlainTextEdit):
    """Shows a text in a readable column and marks spans in it.

    Signals:
        span_clicked: the key of a marked span that was clicked.
        chosen_changed: the selection changed.
    """

    span_clicked = Signal(str)
    chosen_changed = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._offsets = Offsets("")
        self._spans: Sequence[Span] = ()
        self._strong = ""
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setFont(fonts.font(_PIXELS))
        self.selectionChanged.connect(self.chosen_changed)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def show_text(self, text: str) -> None:
        """Show another text without marks."""
        self._offsets = Offsets(text)
        self._spans = ()
        self.setPlainText(text)

    def mark(self, spans: Sequence[Span], strong: str = "") -> None:
        """Mark spans; those with the key ``strong`` stand out."""
        self._spans, self._strong = spans, strong
        selections = []
        for span in spans:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self.cursor_for(span.start, span.end)
            look = QTextCharFormat()
            look.setBackground(QColor(span.colour))
            if span.key == strong:
                look.setFontUnderline(True)
                look.setUnderlineColor(QColor(self._palette.accent))
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            selection.format = look
            selections.append(selection)
        self.setExtraSelections(selections)

    def scroll_to(self, key: str) -> bool:
        """Bring the first span of a key into view and mark it strongly; false when there is none."""
        span = next((span for span in self._spans if span.key == key), None)
        if span is None:
            return False
        self.setTextCursor(self.cursor_for(span.start, span.start))
        self.centerCursor()
        self.mark(self._spans, key)
        return True

    def chosen(self) -> tuple[int, int]:
        """Return the selected characters ``[start, end)``; empty when they are equal."""
        cursor = self.textCursor()
        to = self._offsets.to_python
        return to(cursor.selectionStart()), to(cursor.selectionEnd())

    def cursor_for(self, start: int, end: int) -> QTextCursor:
        """Return a cursor over the characters ``[start, end)``."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_qt(start))
        cursor.setPosition(self._offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # -- Qt ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short enough to read, in the middle of the page."""
        margin = max(24, (self.width() - _COLUMN) // 2)
        wanted = (margin, 24, margin, 0)
        now = self.viewportMargins()
        if (now.left(), now.top(), now.right(), now.bottom()) != wanted:
            self.setViewportMargins(*wanted)
        super().resizeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click on a span tells which."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        position = self._offsets.to_python(self.cursorForPosition(event.position().toPoint()).position())
        span = next((span for span in self._spans if span.start <= position <= span.end), None)
        if span is not None:
            self.span_clicked.emit(span.key)

    def changeEvent(self, event: QEvent) -> None:
        """Marks keep their colours when the font or style changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._spans:
            self.mark(self._spans, self._strong)
