"""Progress from a table: one figure a row, or one for each period of a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.commands.importing.draft import Draft, Line, Verdict
from planner.commands.importing.finding import Goals
from planner.commands.importing.rows import Rows
from planner.commands.rules import checked
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Measurement
from planner.errors import PlannerError
from planner.store.store import new_ids
from planner.tables.incoming.headings import Field
from planner.tables.incoming.layout import Layout
from planner.text import Message, message

SAME = 1e-9
"""How far two ways of writing one figure may differ, relatively."""


class ProgressReader:
    """Turns rows into measurements of the plan's goals."""

    def __init__(self, plan: Plan, rows: Rows, layout: Layout) -> None:
        self._plan, self._rows, self._layout = plan, rows, layout
        self._goals = Goals(plan)
        self._ids = new_ids()
        self._known: dict[str, dict[date, Measurement]] = {}
        self._fresh: set[tuple[str, date]] = set()
        self._value = layout.column(Field.VALUE)

    def read(self, draft: Draft, row: int) -> None:
        """Add to the draft what the row would do."""
        asked = list(self._asked())
        if not asked:
            return
        goal: Goal | None = None
        for column, day in asked:
            try:
                goal = goal or self._goals.of_row(self._rows.cell(Field.GOAL), self._rows.cell(Field.NUMBER))
                draft.lines.append(self._one(draft, goal, row, column, day))
            except PlannerError as refusal:
                name = goal.name if goal else self._rows.text(Field.GOAL)
                draft.lines.append(Line(self._rows.place, row, Verdict.REFUSED, name, refusal.message))
                if goal is None:
                    return

    def _asked(self) -> Iterator[tuple[int, date | None]]:
        """Yield the columns of a row that hold a figure, with the day of a period's heading."""
        for column, day in self._layout.periods.items():
            if self._rows.at(column) is not None:
                yield column, day
        if self._value is not None and not self._layout.periods and self._rows.at(self._value) is not None:
            yield self._value, None

    def _one(self, draft: Draft, goal: Goal, row: int, column: int, day: date | None) -> Line:
        if not goal.kind.numeric:
            raise PlannerError("A task list has no figures. Mark its milestones as done instead.")
        figure = self._rows.single(column)
        place = self._rows.place
        if figure is None:
            return Line(place, row, Verdict.SAME, goal.name, message("no figure"))
        on = day or self._rows.day(Field.DAY)
        if on is None:
            raise PlannerError("The figure has no date.")
        note = "" if self._layout.periods else self._rows.text(Field.NOTE)
        self._rows.wrong = column
        value = self._rows.converted(figure.low, figure.unit, goal.unit, on)
        return self._written(draft, goal, Measurement(next(self._ids), goal.id, on, value, note), (row, place))

    def _written(self, draft: Draft, goal: Goal, new: Measurement, where: tuple[int, str]) -> Line:
        row, place = where
        known, said = self._known_of(goal), _said(goal, new)
        old = known.get(new.day)
        if old is None:
            draft.inserts.append(checked(self._plan, new))
            self._remember(known, new)
            return Line(place, row, Verdict.ADDED, goal.name, said)
        if abs(old.value - new.value) <= SAME * max(1.0, abs(old.value)) and new.note in ("", old.note):
            return Line(place, row, Verdict.SAME, goal.name, said)
        before = show_number(old.value, goal.digits)
        if (goal.id, new.day) in self._fresh:
            raise PlannerError("An earlier row says something else for {day}: {value}.", day=new.day, value=before)
        checked(self._plan, new)
        draft.updates.append((Measurement, old.id, {"value": new.value, "note": new.note or old.note}))
        self._remember(known, new)
        what = message("{what}, until now {before}", what=said, before=before)
        return Line(place, row, Verdict.CHANGED, goal.name, what)

    def _remember(self, known: dict[date, Measurement], new: Measurement) -> None:
        known[new.day] = new
        self._fresh.add((new.goal, new.day))

    def _known_of(self, goal: Goal) -> dict[date, Measurement]:
        if goal.id not in self._known:
            self._known[goal.id] = {row.day: row for row in self._plan.series(goal.id).records(goal.id)}
        return self._known[goal.id]


def _said(goal: Goal, row: Measurement) -> Message:
    return message("{day}: {value} {unit}", day=row.day, value=show_number(row.value, goal.digits), unit=goal.unit)
