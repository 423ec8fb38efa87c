"""A goal in few words, and as plain data for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from planner.analysis.values import Status
from planner.cli.layout import Column, table, terminal_width
from planner.domain.kinds import Comparator
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone
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
            "points": [record_data(row, "goal") for row in plan.points.get(goal.id, ())],
            "bases": [record_data(row, "goal", "pos") for row in plan.bases.get(goal.id, ())],
        }
    return data


def status_data(status: Status, say: Translator) -> dict[str, object]:
    """Return a status as JSON values; sentences in the reader's language."""
    data = {name: _data(value) for name, value in status.parts().items()}
    return data | {"why": say(status.why), "notes": [say(note) for note in status.notes],
                   "band": say(status.band.word) if status.band else None}  # fmt: skip


def milestone_lines(say: Translator, plan: Plan, goal: Goal, number: int, rows: Sequence[Milestone]) -> Iterator[str]:
    """Yield a table of milestones; ``3.2`` is the second milestone of goal 3."""
    columns = [Column(say("No."), right=True), Column(say("milestone"), shrinks=True), Column(say("due date")),
               Column(say("value"), right=True), Column(say("date done")), Column(say("office"))]  # fmt: skip
    lines = [
        [f"{number}.{n}", row.name, str(row.due or MISSING), show_number(row.value, goal.digits),
         str(row.done or MISSING), plan.office_name(row.office) or MISSING]
        for n, row in enumerate(rows, 1)
    ]  # fmt: skip
    yield from table(columns, lines, terminal_width())
