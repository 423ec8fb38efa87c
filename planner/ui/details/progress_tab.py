"""进展: the goal's measurements, and what its offices reported in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from planner.commands.edits import Remove, SetFields
from planner.commands.recording import read_figure
from planner.commands.values import read_field
from planner.domain.kinds import Kind
from planner.errors import PlannerError
from planner.text import N_, Message, message
from planner.ui.context import Context
from planner.ui.details.progress_rows import ProgressRow, progress_columns, progress_rows
from planner.ui.details.quick_line import QuickLine
from planner.ui.details.reports import Reports
from planner.ui.details.tab import EDGE, Tab, Wants
from planner.ui.emptiness import Emptiness
from planner.ui.tables.model import RecordTable
from planner.ui.tables.view import RecordView
from planner.ui.tables.writing import write_cell

_WIDE = 1000


class ProgressTab(Tab):
    """Measurements at the left, newest first under a line to add one; reports at the right."""

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__(context, wants)
        self.model = RecordTable[ProgressRow](progress_columns(), context.say, self._write, parent=self)
        self.view = RecordView[ProgressRow](context, self.model, self)
        self.view.setAccessibleName(context.say("Progress"))
        self.setFocusProxy(self.view)
        self.view.addAction(self.action(N_("Delete progress entry"), self.remove, "Del"))
        self.view.offer_history("measurement")
        self._figures = QWidget()
        self.line = QuickLine(context, self._figures)
        self.reports = Reports(context)
        self._empty = Emptiness(self)
        self._left = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 8, EDGE, 6)
        head.addWidget(self.line)
        column = QVBoxLayout(self._figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        self._stack = QStackedLayout(self._left)
        self._stack.addWidget(self._figures)
        self._stack.addWidget(self._empty)
        self._parts = QSplitter(Qt.Orientation.Horizontal, self)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(1)
        self._parts.addWidget(self._left)
        self._parts.addWidget(self.reports)
        self._parts.setSizes([540, 460])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the reports under the figures when there is no room beside them."""
        wide = event.size().width() >= _WIDE
        self._parts.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        super().resizeEvent(event)

    def fill(self, *, fresh: bool) -> None:
        """Show the goal's measurements and reports."""
        goal = self.goal
        rows = progress_rows(self.context.plan, goal, self.context.as_of)
        (self.model.set_all if fresh else self.model.set_rows)(rows)
        per_period = goal.kind is Kind.PER_PERIOD
        self.view.show_columns(["total"], shown=per_period)
        self.view.show_columns(["change"], shown=not per_period)
        self.line.show_goal(goal, fresh=fresh)
        self.reports.show_goal(goal, fresh=fresh)
        if goal.kind.numeric:
            self._stack.setCurrentWidget(self._figures)
        else:
            self._say_no_figures()

    def _say_no_figures(self) -> None:
        say = self.context.say
        words = say("A task list is followed by its milestones: mark each one done when it is reached.")
        self._empty.say(say("No figures here"), words, [])
        self._stack.setCurrentWidget(self._empty)

    def recolour(self) -> None:
        """Take the colours of the context's palette."""
        self.view.viewport().update()

    # -- writing ------------------------------------------------------------------------------------

    def _write(self, row: ProgressRow, column: str, text: str) -> Message | None:
        if column == "value":
            return self._corrected(row, text)
        taken = self._taken(row, text) if column == "day" else None
        return taken or write_cell(self.context, "measurement", row.id, column, text, self.goal.unit)

    def _corrected(self, row: ProgressRow, text: str) -> Message | None:
        """Write a figure given in any unit; how it was reported goes with it."""
        try:
            figure = read_figure(self.context.plan, self.goal, text, row.record.day)
        except PlannerError as refusal:
            return refusal.message
        return self.context.try_run(SetFields("measurement", [row.id], {"value": figure.value, "said": figure.said}))

    def _taken(self, row: ProgressRow, text: str) -> Message | None:
        """Two figures of one day would contradict each other."""
        try:
            day = read_field(self.context.plan, "measurement", "day", text)
        except PlannerError as refusal:
            return refusal.message
        if any(other.record.day == day and other.id != row.id for other in self.model.rows):
            return message("There is already a figure of {day}. Edit that one.", day=day)
        return None

    def remove(self) -> None:
        """Delete the selected measurements; undo brings them back."""
        chosen = self.view.selected()
        if chosen:
            self.context.run(Remove("measurement", [row.id for row in chosen]))
