"""A person at the keyboard: cells opened, typed into, committed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from planner.ui.tables.bubble import Reason
from planner.ui.tables.view import RecordView

Key = Qt.Key


def open_cell(view: RecordView, row: int, column: str) -> QWidget:
    """Open a cell and return its editor."""
    index = view.model().index(row, view.model().column_of(column))
    view.setCurrentIndex(index)
    view.edit(index)
    return editor_of(view)


def editor_of(view: RecordView) -> QWidget:
    """Return the open editor."""
    return _editors(view)[-1]


def _editors(view: RecordView) -> list[QWidget]:
    found = [child for child in view.viewport().children() if isinstance(child, QWidget) and child.property("cell")]
    return [child for child in found if child.isVisible()]


def has_editor(view: RecordView) -> bool:
    """Return whether a cell is open."""
    return bool(_editors(view))


def type_into(qtbot, editor: QWidget, text: str, *, commit: bool = True) -> None:
    """Replace what an editor holds by ``text``, through the input method where it is not Latin, and press Enter."""
    qtbot.keyClick(editor, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if text.isascii():
        qtbot.keyClicks(editor, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(editor, event)
    if commit:
        qtbot.keyClick(editor, Key.Key_Return)
        QApplication.sendPostedEvents()  # Qt commits a moment after the key


def drag(place: QWidget, start: QPointF, end: QPointF, *, let_go: bool = True) -> None:
    """Drag with the left button over a widget, as the platform would report it."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    _mouse(place, QEvent.Type.MouseButtonPress, start, left, left)
    for share in (0.1, 0.5, 1.0):
        _mouse(place, QEvent.Type.MouseMove, start + (end - start) * share, none, left)
    if let_go:
        _mouse(place, QEvent.Type.MouseButtonRelease, end, left, none)


def _mouse(place: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    globally = QPointF(place.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(place, QMouseEvent(kind, at, globally, button, held, Qt.KeyboardModifier.NoModifier))


def reason_of(view: QWidget) -> str:
    """Return the sentence that stands beside a cell, the empty string when there is none."""
    return next((reason.text() for reason in view.findChildren(Reason) if not reason.isHidden()), "")
