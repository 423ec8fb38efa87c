"""One quiet line under the toolbar: a refusal, or what a person should know now, with at most one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from planner.ui.context import Context
from planner.ui.glyphs import icon


class MessageBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self.setProperty("bar", "refusal")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._on_button)
        close = QToolButton(self)
        close.setIcon(icon("close", context.palette.muted))
        close.setToolTip(context.say("Close"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    def refuse(self, sentence: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Say why something was not done, with at most one thing to do about it."""
        self._say("refusal", sentence, button, act)

    def tell(self, sentence: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something worth knowing, with at most one thing to do about it."""
        self._say("note", sentence, button, act)

    def _say(self, tone: str, sentence: str, button: str, act: Callable[[], object] | None) -> None:
        self._act = act
        self.setProperty("bar", tone)
        for widget in (self, self._words):  # the words take their colour from the bar they stand in
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._words.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()

    def _on_button(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
