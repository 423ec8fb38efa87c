"""Which goal a row of a foreign table speaks of."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.tables.incoming.foreign import Cell
from planner.tables.incoming.headings import plain
from planner.tables.incoming.values import read_text


class Goals:
    """The goals of a plan by id, by name as compared, and by their number in the plan's order."""

    def __init__(self, plan: Plan) -> None:
        self._by_id = plan.goals
        self._in_order = plan.in_order()
        self._by_name: dict[str, list[Goal]] = {}
        for goal in self._in_order:
            self.take(goal)

    def take(self, goal: Goal) -> None:
        """Know one more goal."""
        self._by_name.setdefault(plain(goal.name), []).append(goal)

    def named(self, text: str) -> Goal | None:
        """Return the goal of that name or id, ``None`` when there is none; refuse a name that several have."""
        found = self._by_name.get(plain(text), [])
        if len(found) > 1:
            raise PlannerError("There are {n} goals named “{text}”. Rename one first.", n=len(found), text=text[:40])
        return found[0] if found else self._by_id.get(text)

    def of_row(self, name: Cell, number: Cell) -> Goal:
        """Return the goal a row names; its number alone tells it when the row has no name."""
        text = read_text(name)
        if text:
            found = self.named(text)
            if found is None:
                raise PlannerError("There is no goal “{text}” in this plan. Import the goals first.", text=text[:40])
            return found
        shown = read_text(number)
        if shown.isascii() and shown.isdigit() and 1 <= int(shown) <= len(self._in_order):
            return self._in_order[int(shown) - 1]
        raise PlannerError("The row names no goal.")
