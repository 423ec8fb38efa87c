"""The dialog that makes a new plan: what it starts from, its title and its cut-off date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from planner.domain.days import read_day
from planner.errors import PlannerError
from planner.text import N_, Translator
from planner.ui.labels import plain_label

_SOURCES: Sequence[tuple[str, str, str]] = (
    ("empty", N_("An empty plan"), N_("Bring in your own document, or write goals down one by one.")),
    ("zone", N_("The zone's goals of 2020"), N_("The published goals of the airport economy zone, without progress.")),
    ("demo", N_("The demonstration plan"), N_("The same goals with invented progress, for learning.")),
)


class NewPlanDialog(QDialog):
    """Asks what a plan needs before its file can be made."""

    def __init__(self, say: Translator, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self.setWindowTitle(say("New plan"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(plain_label(say("New plan"), "heading", self))
        self._sources = QButtonGroup(self)
        for n, (_, name, words) in enumerate(_SOURCES):
            button = QRadioButton(say(name), self)
            self._sources.addButton(button, n)
            column.addWidget(button)
            hint = plain_label(say(words), "muted", self)
            hint.setContentsMargins(26, 0, 0, 4)
            column.addWidget(hint)
        self.title = QLineEdit(self)
        self.as_of = QLineEdit(today.isoformat(), self)
        for text, field in ((say("Title"), self.title), (say("Cut-off date"), self.as_of)):
            label = plain_label(text, "muted", self)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        self._reason = plain_label("", "danger", self)
        self._reason.setWordWrap(True)
        column.addWidget(self._reason)
        column.addLayout(self._buttons())
        self._sources.button(0).setChecked(True)
        self._sources.idToggled.connect(self._on_source)
        self.title.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(self._say("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        go = QPushButton(self._say("Choose where…"), self)
        go.setProperty("primary", True)
        go.setDefault(True)
        go.clicked.connect(self._on_go)
        row.addWidget(cancel)
        row.addWidget(go)
        return row

    @property
    def source(self) -> str:
        """``empty``, ``zone`` or ``demo``."""
        return _SOURCES[self._sources.checkedId()][0]

    @property
    def day(self) -> date | None:
        """The cut-off date of an empty plan; the shipped ones have their own."""
        return read_day(self.as_of.text()) if self.source == "empty" else None

    def choose(self, source: str) -> None:
        """Choose what the plan starts from."""
        self._sources.button([name for name, _, _ in _SOURCES].index(source)).setChecked(True)

    def _on_source(self) -> None:
        empty = self.source == "empty"
        self.title.setEnabled(empty)
        self.as_of.setEnabled(empty)

    def _on_go(self) -> None:
        try:
            day = self.day
        except PlannerError as refusal:
            self._reason.setText(self._say(refusal.message))
            return
        if day is None or self.title.text().strip():
            self.accept()
        else:
            self._reason.setText(self._say("Give the plan a title."))
