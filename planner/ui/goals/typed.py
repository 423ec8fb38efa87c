"""What typing into a cell of the goal table means: the command it runs."""

from __future__ import annotations

from planner.commands.amounts import read_amount
from planner.commands.edits import SetFields
from planner.commands.goals import SaveGoal
from planner.commands.session import Command
from planner.commands.values import read_field
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.ui.goals.arrange import Column


def typed_command(plan: Plan, goal: Goal, column: Column, text: str) -> Command:
    """Return the command for a typed text; raises ``PlannerError`` when the text cannot be read."""
    match column:
        case Column.NAME:
            return SetFields("goal", [goal.id], {"name": text.strip()})
        case Column.LEAD:
            return SetFields("goal", [goal.id], {"lead": read_field(plan, "goal", "lead", text)})
        case Column.DEADLINE:
            return _of_target(plan, goal, {"deadline": read_field(plan, "target", "deadline", text)})
        case _:
            return _of_target(plan, goal, read_target(plan, text, goal.unit))


def _of_target(plan: Plan, goal: Goal, values: dict[str, object]) -> Command:
    target: Target | None = plan.target(goal.id, plan.about.as_of)
    return SetFields("target", [target.id], values) if target else SaveGoal(goal.id, target_values=values)


def read_target(plan: Plan, text: str, unit: str) -> dict[str, object]:
    """Read ``≥ 825``, ``2–3``, ``约 100``, ``8000万元`` (or nothing) into comparator and values in the goal's unit."""
    if not text.strip():
        return {"low": None, "high": None}
    amount = read_amount(plan, text, unit)
    return {"comparator": amount.comparator, "low": amount.low, "high": amount.high}
