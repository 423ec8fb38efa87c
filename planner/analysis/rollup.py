"""汇总: what the parts of a parent goal make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import fsum, isclose

from planner.analysis.actuals import reached
from planner.analysis.trajectory import period_of
from planner.domain.exchange import Converter
from planner.domain.kinds import Kind, Rollup
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.domain.units import NO_UNITS, Units
from planner.text import Message, message

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


def rolled_up(
    plan: Plan, goal: Goal, cut_off: int, parts: Parts, units: Units = NO_UNITS, depth: int = 0
) -> Reached | None:
    """Return what a goal's parts make of it by the cut-off, and the day of the newest figure that rests on.

    Parts count that have a figure, and a unit that converts into the goal's by ``units`` and the plan's exchange
    rates. ``None`` when there is none, or the goal is not rolled up by value: then its own figures count.
    """
    if goal.id not in parts or goal.rollup is Rollup.WORST or depth > _DEEPEST:
        return None
    return _rolled(goal, list(_part_values(plan, goal, cut_off, parts, units, depth)))


def _part_values(
    plan: Plan, goal: Goal, cut_off: int, parts: Parts, units: Units, depth: int
) -> Iterator[tuple[float, float, int]]:
    as_of, rates = date.fromordinal(cut_off), Converter(units, plan.rates.values())
    for part in parts[goal.id]:
        factor = rates.factor(part.unit, goal.unit, as_of)
        if factor is None:
            continue
        found = rolled_up(plan, part, cut_off, parts, units, depth + 1)
        found = found or reached(plan, part, cut_off, *period_of(part, plan.target(part.id, as_of)))
        if found is not None:
            yield part.weight, found[0] * factor, found[1]


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


def left_out(plan: Plan, goal: Goal, parts: Iterable[Goal], units: Units, as_of: date) -> Message | None:
    """Say which parts count for nothing, because their unit does not convert into the goal's."""
    rates = Converter(units, plan.rates.values())
    other = [part for part in parts if rates.factor(part.unit, goal.unit, as_of) is None]
    if not other:
        return None
    return message("{n} parts cannot be converted into {unit} and are left out: {first} ({own})",
                   n=len(other), unit=goal.unit or "—", first=other[0].name, own=other[0].unit or "—")  # fmt: skip


def uneven(plan: Plan, goal: Goal, parts: Iterable[Goal], units: Units, as_of: date | None = None) -> Message | None:
    """Say by how much the targets of an amount's parts miss its own, in its unit; ``None`` when they add up to it.

    Targets are those in force on ``as_of`` (the newest when ``None``). Parts of another kind, and those whose unit
    does not convert, do not count.
    """
    target = plan.target(goal.id, as_of)
    if goal.kind not in (Kind.CUMULATIVE, Kind.PER_PERIOD) or target is None or target.low is None:
        return None
    rates, found = Converter(units, plan.rates.values()), []
    for part in parts:
        own = plan.target(part.id, as_of)
        factor = rates.factor(part.unit, goal.unit, as_of or plan.about.as_of or date.max)
        if part.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD) and own and own.low is not None and factor is not None:
            found.append(own.low * factor)
    total = fsum(found)
    if not found or isclose(total, target.low, rel_tol=1e-9):
        return None
    gap, args = total - target.low, {"total": _amount(total, goal), "whole": _amount(target.low, goal)}
    if gap < 0:
        return message("Its parts add up to {total} instead of {whole}, {gap} too little.",
                       gap=_amount(-gap, goal), **args)  # fmt: skip
    return message("Its parts add up to {total} instead of {whole}, {gap} too much.", gap=_amount(gap, goal), **args)


def _amount(value: float, goal: Goal) -> str:
    return f"{show_number(round(value, goal.digits + 2), goal.digits)} {goal.unit}".rstrip()
