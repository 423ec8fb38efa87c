"""Commands on lights: give a goal a light by hand, and take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.analysis.status import given_light
from planner.commands.edits import find
from planner.commands.rules import checked
from planner.domain.plan import Plan
from planner.domain.records import Override
from planner.errors import PlannerError
from planner.store.store import Edit
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class GiveLight:
    """Give a goal a light by a person's judgement; the record carries its final id, goal, day and reason.

    A light given earlier that still holds ends on the eve of the new one; one of the same day is replaced.
    """

    given: Override

    def label(self, plan: Plan) -> Message:
        """Name the goal."""
        return message("Give goal “{name}” a light", name=_name(plan, self.given.goal))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check the light, let what it replaces end, then write."""
        find(plan, "goal", self.given.goal)
        fresh = checked(plan, replace(self.given, reason=self.given.reason.strip()))
        for row in plan.overrides.get(fresh.goal, ()):
            if row.day == fresh.day:
                edit.remove(Override, [row.id])
            elif row.day < fresh.day and (row.until is None or row.until >= fresh.day):
                edit.update(Override, row.id, until=fresh.day - timedelta(days=1))
        edit.insert(fresh)


@dataclass(frozen=True, slots=True)
class ClearLight:
    """Let the rule decide again from a day on; the lights given for the days before stay what they were."""

    goal: str
    day: date

    def label(self, plan: Plan) -> Message:
        """Name the goal."""
        return message("Let the rule decide on goal “{name}” again", name=_name(plan, self.goal))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """End the light that holds on the day; refuse when none does."""
        find(plan, "goal", self.goal)
        row = given_light(plan, self.goal, self.day)
        if row is None:
            raise PlannerError("No light given by a person holds on {day}.", day=self.day)
        if row.day == self.day:
            edit.remove(Override, [row.id])
        else:
            edit.update(Override, row.id, until=self.day - timedelta(days=1))


def _name(plan: Plan, goal: str) -> str:
    found = plan.goals.get(goal)
    return found.name[:40] if found else ""
