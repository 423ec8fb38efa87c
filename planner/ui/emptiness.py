"""What an empty page says: what belongs there, and the buttons that bring it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Emptiness(QWidget):
    """A heading, a sentence, and one or more buttons, the first of them the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._words = QLabel(self), QLabel(self)
        for label, tone in ((self._heading, "heading"), (self._words, "muted")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("tone", tone)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(420)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._heading)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def say(self, heading: str, words: str, buttons: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show other words and buttons."""
        self._heading.setText(heading)
        self._words.setText(words)
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons.addStretch(1)
        for n, (text, act) in enumerate(buttons):
            button = QPushButton(text, self)
            button.setProperty("primary", n == 0)
            button.clicked.connect(act)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
