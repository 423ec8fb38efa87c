"""Typing as a person does: Latin letters by keys, Chinese through an input method."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def typed(qtbot, widget: QWidget, text: str) -> None:
    """Type ``text`` into a widget."""
    if text.isascii():
        qtbot.keyClicks(widget, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
