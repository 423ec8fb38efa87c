"""A light with the sentence that made it, for previews."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from planner.analysis.values import Status
from planner.text import Message
from planner.ui.context import Context
from planner.ui.lamps import LightWord


class LightLine(QWidget):
    """Shape and word at the left, the rule's sentence beside them; or why there is no light to show."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.light = LightWord(context, self)
        self.why = QLabel(self)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.why.setProperty("tone", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.light, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.why, 1)

    def show_status(self, status: Status) -> None:
        """Show a light."""
        self.light.show()
        self.light.show_status(status)
        self.why.setText(self._context.say(status.why))

    def show_nothing(self, why: Message) -> None:
        """Show no light, and say why."""
        self.light.hide()
        self.why.setText(self._context.say(why))
