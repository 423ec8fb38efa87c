"""One line to record a value: date, value, note, Enter."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from planner.commands.recording import RecordProgress, read_figure
from planner.commands.values import read_field
from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.text import Message
from planner.ui.context import Context
from planner.ui.labels import plain_label
from planner.ui.tables.bubble import Reason, mark_refused
from planner.ui.tables.editors import DateEdit


class QuickLine(QWidget):
    """Records progress of the goal shown. What was refused stays, with the reason under it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._goal: Goal | None = None
        say = context.say
        self.day, self.value, self.note = DateEdit(self), QLineEdit(self), QLineEdit(self)
        self._unit = plain_label("", "faint")
        self._save = QPushButton(say("Record"), self)
        self._reason = Reason(parent)
        self._room = parent
        self.day.setAccessibleName(say("date"))
        self.value.setAccessibleName(say("value"))
        self.value.setPlaceholderText(say("value"))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note.setPlaceholderText(say("note, such as where the figure comes from"))
        self._save.clicked.connect(self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        self.day.setFixedWidth(128)
        self.value.setFixedWidth(104)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.day, self.value, self._unit):
            row.addWidget(part)
        row.addWidget(self.note, 1)
        row.addWidget(self._save)
        for field in (self.day, self.value, self.note):
            field.textEdited.connect(self._forgive)
            field.returnPressed.connect(self.save)

    def show_goal(self, goal: Goal, *, fresh: bool) -> None:
        """Record for another goal; its date begins at the cut-off date."""
        self._goal = goal
        self._unit.setText(goal.unit)
        if fresh:
            self.day.setText(self._context.as_of.isoformat())
            self.value.clear()
            self.note.clear()
            self._forgive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what is typed on Escape."""
        if event.key() == Qt.Key.Key_Escape and self._goal is not None:
            self.show_goal(self._goal, fresh=True)
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Record the value; on a refusal keep everything and say why under the field it speaks of."""
        field: QLineEdit = self.day
        self._forgive()
        if self._goal is None:
            return
        try:
            day = read_field(self._context.plan, "measurement", "day", self.day.text())
            assert isinstance(day, date)
            field = self.value
            figure = read_figure(self._context.plan, self._goal, self.value.text(), day)
        except PlannerError as refusal:
            self._refuse(field, refusal.message)
            return
        command = RecordProgress(self._goal.id, day, figure.value, self.note.text().strip(), said=figure.said)
        refused = self._context.try_run(command)
        if refused is not None:
            self._refuse(self.day, refused)
            return
        self.value.clear()
        self.note.clear()
        self.value.setFocus()

    def _refuse(self, field: QLineEdit, why: Message) -> None:
        mark_refused(field)
        field.setFocus()
        place = QRect(field.mapTo(self._room, QPoint(0, 0)), field.size())
        self._reason.say(self._context.say(why), place)

    def _forgive(self) -> None:
        self._reason.hide()
        for field in (self.day, self.value):
            if field.property("refused"):
                mark_refused(field, refused=False)
