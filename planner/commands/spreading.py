"""Spread the rest of a goal again after a missed period, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.analysis.actuals import reached
from planner.analysis.aims import Aim, Course, aim_of
from planner.analysis.splits import along, smooth
from planner.analysis.trajectory import period_of, planned, spread_again
from planner.commands.edits import find
from planner.commands.goals import ReviseTarget
from planner.commands.rules import checked
from planner.domain.kinds import Curve
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone, Point, Target
from planner.errors import PlannerError
from planner.store.store import Edit, new_id
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class SpreadAgain:
    """Plan the open milestones anew, from what was reached to the target, along the rest of the goal's curve.

    The rest begins at the last milestone with a value that fell due by ``at``. The target is kept with a new
    day from which it holds, with ``reason`` and ``document``, so the line before that day and every light of it
    stay as they were. Milestones that are done, or were due before, stay.
    """

    goal: str
    at: date
    reason: str = ""
    document: str | None = None

    def label(self, plan: Plan) -> Message:
        """Name the goal."""
        goal = plan.goals.get(self.goal)
        return message("Spread the rest of “{name}” again", name=goal.name[:40] if goal else "")

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write the point the rest begins at, the target's new day, and the milestones' new values."""
        rest = rest_of(plan, self)
        if rest.again is None:
            ReviseTarget(rest.target).apply(plan, edit)
            edit.insert(checked(plan, rest.point))
        else:
            edit.update(Point, rest.again, value=rest.point.value)
        for point in rest.own_points:
            edit.update(Point, point.id, value=point.value)
        for row in rest.milestones:
            edit.update(Milestone, row.id, value=row.value)


@dataclass(frozen=True, slots=True)
class Rest:
    """What spreading again would write: the target with its new first day, the point, milestones with new values.

    ``again`` is the id of the point that is there already, when the rest is spread anew from the same day.
    """

    target: Target
    point: Point
    milestones: Sequence[Milestone]
    own_points: Sequence[Point]
    again: str | None


def rest_of(plan: Plan, command: SpreadAgain) -> Rest:
    """Return what the command would write, for a preview; refuse where there is nothing to spread."""
    goal: Goal = find(plan, "goal", command.goal)
    target, aim = _target_of(plan, goal)
    eve = _last_due(plan, goal, command.at)
    begin, end = period_of(goal, target)
    found = reached(plan, goal, eve.toordinal(), begin, end)
    if found is None:
        raise PlannerError("No figure had been recorded by {day}. Record progress first.", day=eve)
    if (aim.aim - found[0]) * (1 if aim.aim >= aim.start else -1) <= 0:
        raise PlannerError("The target had been reached by {day}; there is nothing left to spread.", day=eve)
    later = [
        row for row in plan.milestones.get(goal.id, ())
        if row.done is None and row.value is not None and row.due is not None and row.due > eve
    ]  # fmt: skip
    if not later:
        raise PlannerError("No open milestone with a value is due after {day}. Break the goal down first.", day=eve)
    former = spread_again(plan, goal.id, target)
    again = former.id if former is not None and former.day == eve else None
    since = eve + timedelta(days=1)
    new = target if again else replace(target, id=new_id(), since=since, reason=command.reason,
                                       document=command.document)  # fmt: skip
    point = Point(again or new_id(), goal.id, eve, found[0])
    own = _own_points(plan, goal, eve, found[0], aim)
    return Rest(new, point, _with_values(plan, goal, Rest(new, point, later, own, again)), own, again)


def _target_of(plan: Plan, goal: Goal) -> tuple[Target, Aim]:
    target = plan.target(goal.id)
    if target is None or target.low is None or not goal.kind.numeric:
        raise PlannerError("The goal “{name}” has no target value to spread.", name=goal.name[:40])
    aim = aim_of(plan, goal, target)
    if aim.course not in (Course.CLIMB, Course.BUDGET):
        raise PlannerError("A value to be kept has nothing to spread.")
    return target, aim


def _last_due(plan: Plan, goal: Goal, at: date) -> date:
    due = [row.due for row in plan.milestones.get(goal.id, ()) if row.value is not None and row.due and row.due <= at]
    if not due:
        raise PlannerError("No milestone with a value was due by {day}. Break the goal down first.", day=at)
    return max(due)


def _own_points(plan: Plan, goal: Goal, eve: date, value: float, aim: Aim) -> list[Point]:
    """Return the goal's own later points, moved so that the rest of their shape runs from ``value`` to the aim."""
    line = planned(plan, goal) if goal.curve is Curve.POINTS else None
    if line is None or line.at(eve) == aim.aim:
        return []
    part = (aim.aim - value) / (aim.aim - line.at(eve))
    later = [row for row in plan.points.get(goal.id, ()) if row.day > eve]
    return [replace(row, value=round(aim.aim - (aim.aim - row.value) * part, 6)) for row in later]


def _with_values(plan: Plan, goal: Goal, rest: Rest) -> list[Milestone]:
    """Return the open milestones with values along the line of the rest."""
    moved = {row.id for row in rest.own_points}
    points = [row for row in plan.points.get(goal.id, ()) if row.id not in moved and row.id != rest.again]
    open_ = {row.id for row in rest.milestones}
    kept = tuple(row for row in plan.milestones.get(goal.id, ()) if row.id not in open_)
    bare = replace(
        plan,
        targets={**plan.targets, goal.id: (rest.target,)},
        points={**plan.points, goal.id: (*points, *rest.own_points, rest.point)},
        milestones={**plan.milestones, goal.id: kept},
    )
    line = planned(bare, smooth(goal))
    if line is None:
        raise PlannerError("The goal “{name}” needs a start and a deadline before it can be broken down.",
                           name=goal.name[:40])  # fmt: skip
    dated = sorted((row for row in rest.milestones if row.due is not None), key=lambda row: (row.due, row.pos))
    values = along(line, [row.due for row in dated if row.due is not None], goal.digits)
    return [replace(row, value=value) for row, value in zip(dated, values, strict=True)]
