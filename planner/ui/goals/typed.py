"""What typing into a cell of the goal table means: the command it runs."""

from __future__ import annotations

import re

from planner.commands.edits import SetFields
from planner.commands.goals import SaveGoal
from planner.commands.session import Command
from planner.commands.values import read_field
from planner.domain.kinds import Comparator
from planner.domain.numbers import read_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.ui.goals.arrange import Column

_SIGNS = {
    "≥": Comparator.AT_LEAST, ">=": Comparator.AT_LEAST, "≧": Comparator.AT_LEAST, ">": Comparator.AT_LEAST,
    "≤": Comparator.AT_MOST, "<=": Comparator.AT_MOST, "≦": Comparator.AT_MOST, "<": Comparator.AT_MOST,
    "=": Comparator.EQUAL, "≈": Comparator.ABOUT, "约": Comparator.ABOUT, "~": Comparator.ABOUT,
}  # fmt: skip
_SIGN = re.compile(r"(?P<sign>≥|>=|≧|>|≤|<=|≦|<|=|≈|约|~)?\s*(?P<rest>.*)")
_RANGE = re.compile(r"(?P<low>[^–—~～至\-]+)\s*[–—~～至\-]\s*(?P<high>.+)")


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
            return _of_target(plan, goal, read_target(text, goal.unit))


def _of_target(plan: Plan, goal: Goal, values: dict[str, object]) -> Command:
    target: Target | None = plan.target(goal.id, plan.about.as_of)
    return SetFields("target", [target.id], values) if target else SaveGoal(goal.id, target_values=values)


def read_target(text: str, unit: str) -> dict[str, object]:
    """Read ``≥ 825``, ``2–3``, ``约 100``, ``120`` (or nothing) into comparator and values."""
    if not text.strip():
        return {"low": None, "high": None}
    found = _SIGN.fullmatch(text.strip())
    assert found is not None, "the pattern takes any text"
    sign, rest = found["sign"], found["rest"]
    if sign is None and (ends := _RANGE.fullmatch(rest)):
        low = read_number(ends["low"].removesuffix(unit) if unit else ends["low"])
        return {"comparator": Comparator.RANGE, "low": low, "high": read_number(ends["high"], unit)}
    comparator = _SIGNS[sign] if sign else Comparator.EQUAL
    return {"comparator": comparator, "low": read_number(rest, unit), "high": None}
