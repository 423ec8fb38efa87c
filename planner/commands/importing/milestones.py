"""Milestones from a table: found by goal and name, by the due date too where a name comes more than once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.commands.importing.draft import Draft, Line, Verdict
from planner.commands.importing.finding import Goals
from planner.commands.importing.progress import SAME
from planner.commands.importing.rows import Rows, read_named
from planner.commands.rules import checked, with_values
from planner.domain.fields import field_name
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.tables.incoming.headings import Field, plain
from planner.text import Message, message


class MilestonesReader:
    """Turns rows into milestones of the plan's goals. An office must be in the plan, so that no name is misread."""

    def __init__(self, plan: Plan, rows: Rows) -> None:
        self._plan, self._rows = plan, rows
        self._goals = Goals(plan)
        self._offices = {plain(office.name): office.id for office in plan.offices.values()}
        self._known: dict[tuple[str, str], list[Milestone]] = {}
        for goal, steps in plan.milestones.items():
            for step in steps:
                self._known.setdefault((goal, plain(step.name)), []).append(step)
        self._done: set[str] = set()
        self._counts = {goal: max((step.pos for step in steps), default=0.0) for goal, steps in plan.milestones.items()}

    def read(self, draft: Draft, row: int) -> None:
        """Add to the draft what the row would do; a row without a milestone is passed over."""
        read_named(self._rows, draft, row, Field.MILESTONE, self._one)

    def _one(self, draft: Draft, row: int, name: str) -> Line:
        goal = self._goals.of_row(self._rows.cell(Field.GOAL), self._rows.cell(Field.NUMBER))
        values = self._values(goal)
        self._rows.cell(Field.MILESTONE)
        place, title = self._rows.place, f"{goal.name} · {name}"
        due = values.get("due")
        old = self._same(goal, name, due if isinstance(due, date) else None)
        if old is None:
            pos = self._counts.get(goal.id, 0.0) + 1.0
            new = checked(self._plan, with_values(Milestone(new_id(), goal.id, name, pos=pos), values))
            self._counts[goal.id] = pos
            draft.inserts.append(new)
            self._known.setdefault((goal.id, plain(name)), []).append(new)
            self._done.add(new.id)
            return Line(place, row, Verdict.ADDED, title, _said(goal, new))
        fresh = {key: value for key, value in values.items() if _differs(getattr(old, key), value)}
        if not fresh:
            return Line(place, row, Verdict.SAME, title, _said(goal, old))
        if old.id in self._done:
            raise PlannerError("An earlier row is about “{name}” already.", name=name[:40])
        self._done.add(old.id)
        new = checked(self._plan, replace(old, **fresh))  # type: ignore[arg-type]
        draft.updates.append((Milestone, old.id, fresh))
        names = [field_name("milestone", key) for key in fresh]
        what = message("{what}; changed: {fields}", what=_said(goal, new), fields=names[0])
        for name_ in names[1:]:
            what = message("{one}, {two}", one=what, two=name_)
        return Line(place, row, Verdict.CHANGED, title, what)

    def _same(self, goal: Goal, name: str, due: date | None) -> Milestone | None:
        found = self._known.get((goal.id, plain(name)), [])
        exact = [step for step in found if step.due == due]
        return exact[0] if exact else found[0] if len(found) == 1 and found[0].id not in self._done else None

    def _values(self, goal: Goal) -> dict[str, object]:
        rows = self._rows
        values: dict[str, object] = {}
        if (value := rows.value(Field.VALUE, goal.unit, self._plan.about.as_of)) is not None:
            values["value"] = value
        if rows.has(Field.OFFICE):
            values["office"] = self._office(rows.text(Field.OFFICE))
        for field, name in ((Field.DEADLINE, "due"), (Field.DONE, "done")):
            if rows.has(field) and (day := rows.day(field)) is not None:
                values[name] = day
        if rows.has(Field.NOTE):
            values["note"] = rows.text(Field.NOTE)
        return values

    def _office(self, name: str) -> str:
        found = self._offices.get(plain(name))
        if found is None:
            raise PlannerError("There is no “{text}” in this plan. Add it first.", text=name[:40])
        return found


def _differs(old: object, new: object) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) > SAME * max(1.0, abs(old))
    return old != new


def _said(goal: Goal, step: Milestone) -> Message:
    value = "" if step.value is None else show_number(step.value, goal.digits) + goal.unit
    return message("due {day} {value}", day=step.due or MISSING, value=value)
