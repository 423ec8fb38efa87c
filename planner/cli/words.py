"""A goal in few words, and as plain data for other programs."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from planner.analysis.values import Status
from planner.domain.kinds import Comparator
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import Translator

SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.EQUAL: "=",
    Comparator.RANGE: "",
    Comparator.ABOUT: "≈",
}


def one_line_target(plan: Plan, goal: Goal) -> str:
    """Return the target in force as sign and number: ``≥825``, ``2–3``."""
    target = plan.target(goal.id)
    if target is None or target.low is None:
        return MISSING
    text = SIGNS[target.comparator] + show_number(target.low, goal.digits)
    if target.comparator is Comparator.RANGE:
        text += "–" + show_number(target.high, goal.digits)
    return text


def record_data(record: Any, *leave_out: str) -> dict[str, object]:
    """Return a record's fields as JSON values: days as ``YYYY-MM-DD``, closed lists as their code words."""
    return {field.name: _data(getattr(record, field.name)) for field in fields(record) if field.name not in leave_out}


def _data(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def goal_data(plan: Plan, goal: Goal, number: int, *, whole: bool = False) -> dict[str, object]:
    """Return a goal with its target in force as JSON values; ``whole`` adds everything that hangs on it."""
    target, theme = plan.target(goal.id), plan.theme_of(goal)
    data = {"number": number} | record_data(goal, "pos") | {
        "theme": theme.name if theme else None,
        "lead": plan.office_name(goal.lead) or None,
        "target": record_data(target, "id", "goal") if target else None,
    }  # fmt: skip
    if whole:
        data |= {
            "partners": [plan.office_name(row.office) for row in plan.partners.get(goal.id, ())],
            "targets": [record_data(row, "goal") for row in plan.targets.get(goal.id, ())],
            "milestones": [
                record_data(row, "goal", "pos") | {"office": plan.office_name(row.office) or None}
                for row in plan.milestones.get(goal.id, ())
            ],
            "measurements": [record_data(row, "goal") for row in plan.series(goal.id).records(goal.id)],
            "bases": [record_data(row, "goal", "pos") for row in plan.bases.get(goal.id, ())],
        }
    return data


def status_data(status: Status, say: Translator) -> dict[str, object]:
    """Return a status as JSON values; sentences in the reader's language."""
    data = record_data(status, "why", "notes")
    return data | {"why": say(status.why), "notes": [say(note) for note in status.notes]}
