"""One quiet line under the toolbar: a refusal, or what a person should know now, with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from planner.ui.context import Context
from planner.ui.glyphs import icon
from planner.ui.offers import Buttons, Offer


class MessageBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "refusal")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.buttons = Buttons(self)
        self.buttons.pressed.connect(self.hide)
        close = QToolButton(self)
        close.setIcon(icon("close", context.palette.muted))
        close.setToolTip(context.say("Close"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self.buttons)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    def refuse(self, sentence: str, *offers: Offer) -> None:
        """Say why something was not done, with what can be done about it."""
        self._put("refusal", sentence, offers)

    def tell(self, sentence: str, *offers: Offer) -> None:
        """Say something worth knowing, with what can be done about it."""
        self._put("note", sentence, offers)

    def _put(self, tone: str, sentence: str, offers: Sequence[Offer]) -> None:
        self.setProperty("bar", tone)
        for widget in (self, self._words):  # the words take their colour from the bar they stand in
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._words.setText(sentence)
        self.buttons.offer(offers)
        self.show()
