"""里程碑: the goal's milestones, edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from planner.commands.edits import Add, Move, Remove, last_pos
from planner.commands.goals import MarkDone
from planner.commands.spreading import SpreadAgain
from planner.domain.records import Milestone
from planner.store.store import new_id
from planner.text import N_, Message
from planner.ui.context import Context
from planner.ui.details.milestone_rows import MilestoneRow, balance, milestone_columns, milestone_rows, summary
from planner.ui.details.tab import EDGE, Tab, Wants, button_for
from planner.ui.details.trend import TrendDialog
from planner.ui.emptiness import Emptiness
from planner.ui.labels import plain_label
from planner.ui.tables.model import NewRow, RecordTable
from planner.ui.tables.view import RecordView
from planner.ui.tables.writing import write_cell


class MilestonesTab(Tab):
    """The table, and under it what the values come to."""

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__(context, wants)
        new_row = NewRow("name", N_("＋ New milestone"), self._add_named)
        columns = milestone_columns(context.say, self._offices)
        self.model = RecordTable[MilestoneRow](columns, context.say, self._write, new_row, self)
        self.view = RecordView[MilestoneRow](context, self.model, self)
        self.view.setAccessibleName(context.say("Milestones"))
        self.setFocusProxy(self.view)
        self._beginning = False
        self._make_actions()
        self._sum, self._balance = plain_label("", "muted"), plain_label("", "muted")
        self._lay_out()

    def _make_actions(self) -> None:
        self._add_action = self.action(N_("New milestone"), self.begin_new, "Ins")
        self._spread_action = self.action(N_("Spread the rest again"), self.spread_again)
        self._trend_action = self.action(N_("Milestone trend …"), self.show_trend)
        self._break_action = self.action(N_("Break down into milestones …"), self._break_down)
        rows = [
            self.action(N_("Done on the cut-off date / open again"), self.toggle_done, "Space"),
            self._add_action,
            self.action(N_("Move up"), self._move_up, "Alt+Up"),
            self.action(N_("Move down"), self._move_down, "Alt+Down"),
            self.action(N_("Delete milestone"), self.remove, "Del"),
        ]
        self.view.addActions(rows)
        self.view.offer_history("milestone")

    def _lay_out(self) -> None:
        self._spread = button_for(self._spread_action)
        foot = QHBoxLayout()
        foot.setContentsMargins(EDGE + 2, 0, EDGE + 2, 0)
        foot.addWidget(self._sum)
        foot.addWidget(self._spread)
        foot.addStretch()
        foot.addWidget(self._balance)
        self._table = QWidget()
        layout = QVBoxLayout(self._table)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(6)
        layout.addWidget(self.view)
        layout.addLayout(foot)
        say = self.context.say
        self._empty = Emptiness(self)
        self._empty.say(
            say("No milestones yet"),
            say("Break the goal down into months or quarters, or add single steps."),
            [(self._break_action.text(), self._break_down), (self._add_action.text(), self.begin_new)],
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)

    def corner(self) -> Sequence[QAction]:
        """Offer the two ways to get milestones."""
        return [self._add_action, self._break_action, self._trend_action]

    def show_trend(self) -> None:
        """Show how the planned days moved, from the history."""
        TrendDialog(self.context, self.goal_id, self.window()).exec()

    def fill(self, *, fresh: bool) -> None:
        """Show the goal's milestones."""
        plan, as_of = self.context.plan, self.context.as_of
        rows = milestone_rows(plan, self.goal, as_of, self.context.status(self.goal_id).actual)
        (self.model.set_all if fresh else self.model.set_rows)(rows)
        self.view.show_columns(("value", "step"), shown=self.goal.kind.numeric)
        self._beginning = self._beginning and not rows and not fresh
        self._stack.setCurrentWidget(self._table if rows or self._beginning else self._empty)
        due = [row for row in rows if row.record.value is not None and row.record.due and row.record.due <= as_of]
        self._spread.setVisible(self.goal.kind.numeric and bool(due) and len(due) < len(rows))
        self._sum.setText(self.context.say(summary(rows)))
        found = balance(plan, self.goal, rows, as_of)
        self._balance.setText(("✓ " if found[1] else "") + self.context.say(found[0]) if found else "")

    def _offices(self) -> list[str]:
        return [office.name for office in self.context.plan.offices.values()]

    # -- writing ------------------------------------------------------------------------------------

    def _write(self, row: MilestoneRow, column: str, text: str) -> Message | None:
        return write_cell(self.context, "milestone", row.id, column, text, self.goal.unit)

    def _add_named(self, name: str) -> Message | None:
        pos = last_pos(self.context.plan.milestones.get(self.goal_id, ()))
        made = Milestone(new_id(), self.goal_id, name.strip(), office=self.goal.lead, pos=pos)
        refusal = self.context.try_run(Add([made]))
        if refusal is None:
            self.view.select(made.id, "due")
        return refusal

    def begin_new(self) -> None:
        """Open the empty last row."""
        self._beginning = True
        self._stack.setCurrentWidget(self._table)
        self.view.select_new("name")

    def spread_again(self) -> None:
        """Plan the open milestones anew from what was reached, as of the cut-off date; one step, undone as one."""
        context = self.context
        why = context.say("Rest spread again as of {day}", day=context.as_of)
        context.run(SpreadAgain(self.goal_id, context.as_of, why))

    def remove(self) -> None:
        """Delete the selected milestones; undo brings them back."""
        chosen = self.view.selected()
        if chosen:
            self.context.run(Remove("milestone", [row.id for row in chosen]))

    def toggle_done(self) -> None:
        """Mark the selected milestones done on the cut-off date, or open again when all of them are done."""
        chosen = self.view.selected()
        if chosen:
            done = all(row.record.done is not None for row in chosen)
            ids = [row.id for row in chosen if done or row.record.done is None]
            self.context.run(MarkDone(ids, None if done else self.context.as_of))

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, way: int) -> None:
        """Change places with the neighbour of the same due date; dates order all others."""
        chosen = self.view.selected()
        if len(chosen) != 1:
            return
        rows = self.model.rows
        place = self.model.place_of(chosen[0].id) or 0
        other = place + way
        if not 0 <= other < len(rows) or rows[other].record.due != chosen[0].record.due:
            self.context.refused.emit(Message("Only milestones of the same date can change places. Change the date."))
            return
        after = other + 1 if way > 0 else other
        before = rows[after].id if after < len(rows) else None
        self.context.run(Move("milestone", chosen[0].id, before))

    def _break_down(self) -> None:
        self.wants.break_down(self.goal_id)
