"""Which goal, which milestone: found by number in the list, id, beginning of an id, or exact name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone
from planner.errors import PlannerError

_NUMBERED = re.compile(r"(\d+)\.(\d+)")
_SHORTEST_PREFIX = 4
_PLAN = frozenset({"plan", "规划"})
Named = TypeVar("Named", Goal, Milestone)


def numbered(plan: Plan) -> list[tuple[int, Goal]]:
    """Return the goals with the numbers ``list`` prints, archived ones too, so that filters do not move them."""
    return list(enumerate(plan.in_order(), 1))


def choose_goal(plan: Plan, text: str) -> Goal:
    """Return the goal a person means, or refuse with the choices."""
    text = text.strip()
    found = _goals(plan, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(text, [f"{n} {goal.name}（{goal.id}）" for n, goal in numbered(plan) if goal in found])
    close = [f"{n} {goal.name}" for n, goal in numbered(plan) if text and text in goal.name]
    if close:
        raise PlannerError("There is no goal “{text}”. Did you mean: {choices}?", text=text[:40], choices=_few(close))
    raise PlannerError("There is no goal “{text}”. planner list shows their numbers and names.", text=text[:40])


def _goals(plan: Plan, text: str) -> list[Goal]:
    goals = plan.in_order()
    if text in plan.goals:
        return [plan.goals[text]]
    named = [goal for goal in goals if goal.name == text]
    if not named and text.isdecimal() and 1 <= int(text) <= len(goals):
        return [goals[int(text) - 1]]
    return named or _by_prefix(goals, text)


def choose_milestone(plan: Plan, text: str) -> Milestone:
    """Return the milestone a person means; ``3.2`` is the second milestone of the third goal."""
    text = text.strip()
    rows = _all_milestones(plan)
    if (place := _NUMBERED.fullmatch(text)) and not any(row.name == text for row in rows):
        goal = choose_goal(plan, place[1])
        own = plan.milestones.get(goal.id, ())
        if 1 <= int(place[2]) <= len(own):
            return own[int(place[2]) - 1]
        raise PlannerError("The goal “{name}” has {n} milestones.", name=goal.name[:40], n=len(own))
    found = _milestones(rows, text)
    if len(found) == 1:
        return found[0]
    if found:
        number = {goal.id: n for n, goal in numbered(plan)}
        raise _ambiguous(text, [f"{number[row.goal]}.{_place(plan, row)} {row.name}" for row in found])
    raise PlannerError("There is no milestone “{text}”. planner show lists those of a goal.", text=text[:40])


def _all_milestones(plan: Plan) -> list[Milestone]:
    return [row for found in plan.milestones.values() for row in found]


def _milestones(rows: Sequence[Milestone], text: str) -> list[Milestone]:
    found = [row for row in rows if row.id == text] or [row for row in rows if row.name == text]
    return found or _by_prefix(rows, text)


@dataclass(frozen=True, slots=True)
class Item:
    """Anything of a plan that ``set`` can change: its table and its record."""

    table: str
    record: Any


def choose_item(plan: Plan, text: str) -> Item:
    """Return what a person means: the plan itself, a goal, a milestone, a theme, an office or a document.

    Goals come first; a name that is none is refused as an unknown goal.
    """
    text = text.strip()
    if _goals(plan, text):
        return Item("goal", choose_goal(plan, text))
    if text in _PLAN:
        return Item("about", plan.about)
    if _NUMBERED.fullmatch(text) or _milestones(_all_milestones(plan), text):
        return Item("milestone", choose_milestone(plan, text))
    for table, rows in (("theme", plan.themes), ("office", plan.offices)):
        for row in rows.values():
            if text in (row.id, row.name):
                return Item(table, row)
    for document in plan.documents.values():
        if text in (document.id, document.title):
            return Item("document", document)
    return Item("goal", choose_goal(plan, text))


def _place(plan: Plan, row: Milestone) -> int:
    return plan.milestones[row.goal].index(row) + 1


def _by_prefix(records: Sequence[Named], text: str) -> list[Named]:
    if len(text) < _SHORTEST_PREFIX:
        return []
    return [record for record in records if record.id.startswith(text)]


def _ambiguous(text: str, choices: Sequence[str]) -> PlannerError:
    return PlannerError("“{text}” may mean several: {choices}. Give the number.", text=text[:40], choices=_few(choices))


def _few(choices: Sequence[str]) -> str:
    return "; ".join(choices[:8]) + ("; …" if len(choices) > 8 else "")
