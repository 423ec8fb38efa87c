"""Break a goal into milestones: the period, the office, and a live preview that adds up to the target."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from planner.commands.goals import BreakIntoMilestones, milestones_for
from planner.domain.numbers import show_number
from planner.domain.records import Milestone
from planner.errors import PlannerError
from planner.text import N_
from planner.ui.context import Context
from planner.ui.forms.dialog import FormDialog
from planner.ui.forms.fields import FieldSpec, Shape

PERIODS = {
    "quarter": N_("every quarter"),
    "month": N_("every month"),
    "half-year": N_("every half-year"),
    "year": N_("every year"),
    "rule": N_("by a recurrence rule"),
}
_OFFICE = FieldSpec("milestone", "office", N_("Office"), Shape.RECORD, 6, records="offices")
_NAME = FieldSpec("milestone", "name", N_("Name"), width=6, hint="{date}")


class BreakdownDialog(FormDialog):
    """Choose how to break a goal down and see the milestones before they are made."""

    def __init__(self, context: Context, goal_id: str, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("Break into milestones"), say("Make milestones"), parent)
        self._goal = context.plan.goals[goal_id]
        self._every = QComboBox(self)
        for key, name in PERIODS.items():
            self._every.addItem(say(name), key)
        self._every.setObjectName("every")
        self._rule = QLineEdit("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", self)
        self._rule.setObjectName("rule")
        self._rule.setVisible(False)
        self._warning = QLabel(self)
        self._warning.setProperty("tone", "muted")
        self._table = self._make_table()
        self.add_widget(self._every)
        self.add_widget(self._rule)
        self.add_section("", (_OFFICE, _NAME))
        self.add_widget(self._warning)
        self.add_widget(self._table, 1)
        self.fill({"milestone.office": self._goal.lead, "milestone.name": say("Reach by {date}", date="{date}")})
        self._every.activated.connect(self.on_edited)
        self._rule.textEdited.connect(self.on_edited)
        self.resize(640, 600)
        self.on_edited()
        self._every.setFocus()

    def _make_table(self) -> QTableWidget:
        say, unit = self.context.say, self._goal.unit
        table = QTableWidget(0, 4, self)
        value = say("Value ({unit})", unit=unit) if unit else say("Value")
        table.setHorizontalHeaderLabels([say("Due"), say("Name"), value, say("Increment")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(240)
        return table

    def command(self) -> BreakIntoMilestones:
        """Return the command as chosen."""
        every = str(self._every.currentData())
        return BreakIntoMilestones(
            self._goal.id,
            self._rule.text() if every == "rule" else every,
            self.editors["milestone.name"].text().strip() or "{date}",
            self.editors["milestone.office"].value(),  # type: ignore[arg-type]
        )

    def on_edited(self) -> None:
        """Show the milestones the choice would make, or why it makes none."""
        self.show_refusal(None)
        self._rule.setVisible(self._every.currentData() == "rule")
        existing = self.context.plan.milestones.get(self._goal.id, ())
        replaced = sum(row.done is None for row in existing)
        self._warning.setText(
            self.context.say("{n} open milestones will be replaced; done ones stay.", n=replaced) if replaced else ""
        )
        self._warning.setVisible(replaced > 0)
        try:
            rows = milestones_for(self.context.plan, self.command())
        except PlannerError as refusal:
            self.show_refusal(refusal.message)
            rows = []
        self.save_button.setEnabled(bool(rows))
        self._show(rows)

    def _show(self, rows: list[Milestone]) -> None:
        self._table.setRowCount(len(rows))
        kept = [
            row for row in self.context.plan.milestones.get(self._goal.id, ()) if row.done and row.value is not None
        ]
        first = rows[0].due if rows else None
        before = max((row.value or 0.0 for row in kept if first and row.due and row.due < first), default=0.0)
        for n, row in enumerate(rows):
            digits = self._goal.digits
            step = None if row.value is None else row.value - before
            before = before if row.value is None else row.value
            texts = [row.due.isoformat() if row.due else "—", row.name, show_number(row.value, digits),
                     show_number(step, digits, sign=True)]  # fmt: skip
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column >= 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(n, column, item)

    def on_save(self) -> None:
        """Make the milestones as one step."""
        refusal = self.context.try_run(self.command())
        if refusal is None:
            self.accept()
        else:
            self.show_refusal(refusal)
