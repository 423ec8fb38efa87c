"""Labels for what a plan holds: always plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain_label(text: str = "", tone: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """Return a label for plain text; links and pictures named in data are never followed.

    ``tone`` is one of the style sheet's: "heading", "section", "muted", "faint", "danger" or none.
    """
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if tone:
        label.setProperty("tone", tone)
    return label
