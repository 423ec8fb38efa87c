"""Record progress: a figure of a day, what it says it is, in which unit it was reported, and what it corrects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.analysis.reported import convertible
from planner.commands.amounts import converter
from planner.commands.edits import find
from planner.commands.rules import checked
from planner.domain.exchange import Said
from planner.domain.kinds import SENSE_NAMES, Sense
from planner.domain.plan import Plan
from planner.domain.records import Goal, Measurement
from planner.errors import PlannerError
from planner.store.store import Edit, new_id
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class RecordProgress:
    """Record a measured value of a goal; a value of the same day is replaced, the old one stays in history.

    ``sense`` says what the figure is where it differs from the goal's kind, ``since`` the first day a per-period
    figure covers, ``said`` the figure as reported in another unit. With ``corrects``, the id of an earlier figure,
    the new one takes that one's place from ``day`` on, and both are kept.
    """

    goal: str
    day: date
    value: float
    note: str = ""
    sense: Sense = Sense.AS_GOAL
    since: date | None = None
    said: str = ""
    corrects: str | None = None

    def label(self, plan: Plan) -> Message:
        """Name the goal and day."""
        goal = plan.goals.get(self.goal)
        name = goal.name[:40] if goal else ""
        if self.corrects is not None:
            return message("Correct progress of “{name}” on {day}", name=name, day=self.day)
        return message("Record progress of “{name}” on {day}", name=name, day=self.day)

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write a new measurement or replace the one of that day."""
        goal: Goal = find(plan, "goal", self.goal)
        if not goal.kind.numeric:
            raise PlannerError("A task list has no figures. Mark its milestones as done instead.")
        if not convertible(goal, self.sense):
            raise PlannerError("A figure of the kind “{sense}” cannot count towards this goal. Give it another kind.",
                               sense=Message(SENSE_NAMES[self.sense]))  # fmt: skip
        row = checked(plan, self._row(goal.id))
        same = next((old for old in plan.series(goal.id).records(goal.id) if self._replaces(old)), None)
        if same is None:
            edit.insert(row)
        else:
            edit.update(Measurement, same.id, value=self.value, note=self.note or same.note,
                        sense=self.sense, since=self.since, said=self.said)  # fmt: skip

    def _row(self, goal: str) -> Measurement:
        return Measurement(
            new_id(), goal, self.day, self.value, self.note, self.sense, self.since, self.corrects, self.said
        )

    def _replaces(self, old: Measurement) -> bool:
        return old.day == self.day and old.corrects == self.corrects


def read_figure(plan: Plan, goal: Goal, text: str, day: date) -> Said:
    """Read a figure reported in any unit that converts into the goal's, by the units and the plan's rates."""
    return converter(plan).read(text, goal.unit, day)
