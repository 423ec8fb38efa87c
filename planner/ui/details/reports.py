"""What offices reported on a goal in words: progress, problems, next steps, needs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from planner.commands.edits import Add, Remove
from planner.domain.records import Goal, Report
from planner.store.store import new_id
from planner.text import N_, Message
from planner.ui.context import Context
from planner.ui.details.paper import SECTIONS, Paper
from planner.ui.details.tab import EDGE, button_for
from planner.ui.emptiness import Emptiness
from planner.ui.labels import plain_label
from planner.ui.tables.bubble import Reason, mark_refused
from planner.ui.tables.columns import Column, Entry
from planner.ui.tables.model import RecordTable
from planner.ui.tables.view import RecordView
from planner.ui.tables.writing import write_cell


class Reports(QWidget):
    """The reports of one goal: a list of days and offices, and the four sections of the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._goal: Goal | None = None
        columns: list[Column[Report]] = [
            Column("day", N_("date"), _day, _day, Entry.DATE, width=104),
            Column("office", N_("office"), self._office, self._office, Entry.OFFICE, choices=self._offices,
                           width=80, stretch=True),
        ]  # fmt: skip
        self.model = RecordTable[Report](columns, context.say, self._write, parent=self)
        self.view = RecordView[Report](context, self.model, self)
        self.view.setAccessibleName(context.say("Reports"))
        self.view.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.paper = Paper(context)
        self.sections = self.paper.sections
        self._reason = Reason(self)
        for edit in self.sections.values():
            edit.left.connect(self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        say = self._context.say
        self._add = QAction(say("New report"), self)
        self._add.triggered.connect(self.add)
        remove = QAction(say("Delete report"), self)
        remove.setShortcut(QKeySequence("Del"))
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(self.remove)
        self.view.addActions([self._add, remove])
        self.view.offer_history("report")
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 8, EDGE, 6)
        self._title = plain_label(say("Reports of the offices"), "section")
        head.addWidget(self._title, 1)
        head.addWidget(button_for(self._add))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.view.setFixedWidth(196)
        row.addWidget(self.view)
        row.addWidget(self.paper, 1)
        self._empty = Emptiness(self)
        self._empty.say(say("No reports yet"), say("Keep here what an office reports in words."),
                        [(self._add.text(), self.add)])  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._stack = QStackedLayout()
        column.addLayout(self._stack)  # before its pages, or the first would show itself as a window
        self._stack.addWidget(body)
        self._stack.addWidget(self._empty)

    def show_goal(self, goal: Goal, *, fresh: bool) -> None:
        """Show a goal's reports, newest first."""
        if fresh:
            self.save()
        self._goal = goal
        rows = list(reversed(self._context.plan.reports.get(goal.id, ())))
        (self.model.set_all if fresh else self.model.set_rows)(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._show_sections(anew=fresh)

    @property
    def chosen(self) -> Report | None:
        """The report whose sections are shown."""
        return self.model.row_at(self.view.currentIndex())

    def _on_chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._show_sections(anew=True)

    def _show_sections(self, *, anew: bool) -> None:
        """Show the chosen report's sections; what is being typed stays unless another report is shown."""
        texts = _sections_of(self.chosen)
        self.paper.setEnabled(self.chosen is not None)
        for name, edit in self.sections.items():
            if (anew or not edit.document().isModified()) and edit.text() != texts[name]:
                edit.setPlainText(texts[name])

    def save(self) -> None:
        """Save every section that was changed; a refused one keeps its text and says why."""
        self._reason.hide()
        report = self.chosen
        if report is None:
            return
        for name, edit in self.sections.items():
            if not edit.document().isModified():
                continue
            refusal = write_cell(self._context, "report", report.id, name, edit.text())
            mark_refused(edit, refused=refusal is not None)
            if refusal is None:
                edit.document().setModified(False)
            else:
                self._reason.say(self._context.say(refusal), QRect(edit.mapTo(self, QPoint(0, 0)), edit.size()))

    def add(self) -> None:
        """Add a report of the lead office as of the cut-off date, and go to its first section."""
        if self._goal is None:
            return
        made = Report(new_id(), self._goal.id, self._goal.lead, self._context.as_of)
        if self._context.run(Add([made])):
            self.view.select(made.id, "day")
            self.sections["progress"].setFocus()

    def remove(self) -> None:
        """Delete the selected reports; undo brings them back."""
        chosen = self.view.selected()
        if chosen:
            self._context.run(Remove("report", [row.id for row in chosen]))

    def _write(self, row: Report, column: str, text: str) -> Message | None:
        return write_cell(self._context, "report", row.id, column, text)

    def _office(self, row: Report) -> str:
        return self._context.plan.office_name(row.office)

    def _offices(self) -> list[str]:
        return [office.name for office in self._context.plan.offices.values()]


def _day(row: Report) -> str:
    return row.day.isoformat()


def _sections_of(report: Report | None) -> Mapping[str, str]:
    if report is None:
        return dict.fromkeys(SECTIONS, "")
    return {
        "progress": report.progress,
        "problems": report.problems,
        "next_steps": report.next_steps,
        "needs": report.needs,
    }
