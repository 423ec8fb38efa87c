"""汇总: what the parts of a parent goal make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from planner.analysis.actuals import reached
from planner.analysis.trajectory import period_of
from planner.domain.kinds import Rollup
from planner.domain.plan import Plan
from planner.domain.records import Goal

Parts = Mapping[str, Sequence[Goal]]
Reached = tuple[float, int]
_DEEPEST = 30


def parts_of(plan: Plan) -> Parts:
    """Return the parts of every goal that is rolled up from them; archived parts do not count."""
    if not any(goal.rollup for goal in plan.goals.values()):
        return {}
    found: dict[str, list[Goal]] = {}
    for goal in plan.goals.values():
        if goal.parent is not None and not goal.archived:
            found.setdefault(goal.parent, []).append(goal)
    return {parent: rows for parent, rows in found.items() if parent in plan.goals and plan.goals[parent].rollup}


def worst_parts(plan: Plan, goals: Sequence[Goal]) -> dict[str, list[str]]:
    """Return the parts of those goals, and of the goals below them, that take the light of their worst part.

    Deeper parents come first, so that their light is known when a higher one needs it.
    """
    waiting = [goal.id for goal in goals if goal.rollup is Rollup.WORST]
    if not waiting:
        return {}
    parts = parts_of(plan)
    found: dict[str, list[str]] = {}
    for parent in waiting:  # grows on the way
        if parent not in found:
            found[parent] = [part.id for part in parts.get(parent, ())]
            waiting += [part for part in found[parent] if plan.goals[part].rollup is Rollup.WORST]
    return dict(reversed(found.items()))


def rolled_up(plan: Plan, goal: Goal, cut_off: int, parts: Parts, depth: int = 0) -> Reached | None:
    """Return what a goal's parts make of it by the cut-off, and the day of the newest figure that rests on.

    Parts count that have the goal's unit and a figure. ``None`` when no part has one, or the goal is not rolled up
    by value: then its own figures count.
    """
    if goal.id not in parts or goal.rollup is Rollup.WORST or depth > _DEEPEST:
        return None
    return _rolled(goal, list(_part_values(plan, goal, cut_off, parts, depth)))


def _part_values(plan: Plan, goal: Goal, cut_off: int, parts: Parts, depth: int) -> Iterator[tuple[float, float, int]]:
    as_of = date.fromordinal(cut_off)
    for part in parts[goal.id]:
        if part.unit != goal.unit:
            continue
        found = rolled_up(plan, part, cut_off, parts, depth + 1)
        found = found or reached(plan, part, cut_off, *period_of(part, plan.target(part.id, as_of)))
        if found is not None:
            yield part.weight, *found


def _rolled(goal: Goal, found: Sequence[tuple[float, float, int]]) -> Reached | None:
    if not found:
        return None
    weights, values, days = zip(*found, strict=True)
    newest = max(days)
    match goal.rollup:
        case Rollup.SUM:
            return sum(values), newest
        case Rollup.MEAN:
            return sum(values) / len(values), newest
        case Rollup.WEIGHTED:
            total = sum(weights)
            weighted = sum(weight * value for weight, value in zip(weights, values, strict=True))
            return (weighted / total, newest) if total > 0 else None
        case Rollup.MINIMUM:
            return min(values), newest
        case _:
            return max(values), newest
