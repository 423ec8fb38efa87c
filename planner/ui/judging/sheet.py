"""What the small dialogs on lights share: a heading, plain words, fields under their names, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.text import Message
from planner.ui.context import Context
from planner.ui.labels import plain_label


class LampDialog(QDialog):
    """A dialog with one column; Esc leaves everything as it was."""

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self.setModal(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 18)
        self.column.setSpacing(10)
        self._reason = self.words("", "danger")
        self._reason.hide()

    def words(self, text: str, tone: str = "") -> QLabel:
        """Return a label of plain text that wraps."""
        return plain_label(text, tone, self, wraps=True)

    def field(self, name: str, widget: QWidget) -> None:
        """Add a widget under its name."""
        label = self.words(name, "muted")
        label.setWordWrap(False)
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        self.column.addWidget(label)
        self.column.addWidget(widget)

    def button(self, text: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Return a button."""
        button = QPushButton(text, self)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        if primary:
            button.setProperty("primary", True)
        button.clicked.connect(act)
        return button

    def end(self, *buttons: QPushButton, left: tuple[QPushButton, ...] = ()) -> None:
        """Close the column with the reason of a refusal and a row of buttons."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.column.addWidget(self._reason)
        self.column.addLayout(row)

    def refuse(self, why: Message | None) -> None:
        """Say why something was not done; what was typed stays."""
        self._reason.setText(self.context.say(why) if why else "")
        self._reason.setVisible(why is not None)

    @property
    def refusal(self) -> str:
        """Why something was not done, or the empty string."""
        return self._reason.text()
