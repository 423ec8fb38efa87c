"""The bounds of single figures: parameters of a curve, weights, rates, points; each breach is one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from planner.analysis.forecast.values import METHODS
from planner.analysis.lamps import Light
from planner.commands.presets import load_rules
from planner.domain.fields import field_name
from planner.domain.kinds import Curve, Kind
from planner.domain.plan import Plan
from planner.domain.records import About, DayOff, ExchangeRate, Goal, Measurement, Override, Point, Record
from planner.errors import PlannerError
from planner.text import message

_BEND: Mapping[Curve, tuple[float, float]] = {
    Curve.LOGISTIC: (0.0, 50.0),
    Curve.DHSS: (-1.0, 1.0),
    Curve.POWER: (0.1, 10.0),
}
_MIDDLE: Mapping[Curve, tuple[float, float]] = {Curve.LOGISTIC: (0.0, 1.0), Curve.DHSS: (1.0, 1000.0)}
_LONGEST_CYCLE = 120
_MOST_GROWTH = 10.0


def check_figures(plan: Plan, record: Record) -> None:
    """Refuse a record with a figure, a day or a light out of its bounds."""
    match record:
        case Goal():
            _check_goal(record)
        case About():
            _check_cycle(record.cycle, "about")
        case Point():
            _check_point(plan, record)
        case Override():
            _check_override(record)
        case ExchangeRate():
            _check_rate(plan, record)
        case DayOff():
            _check_day_off(plan, record)
        case Measurement():
            _check_measurement(plan, record)
        case _:
            pass


def _check_goal(goal: Goal) -> None:
    """Refuse what a goal's curve, weight, cycle or points cannot be."""
    for name, bounds in (("bend", _BEND), ("middle", _MIDDLE)):
        value = getattr(goal, name)
        if value is not None and goal.curve in bounds:
            low, high = bounds[goal.curve]
            if not low <= value <= high:
                raise PlannerError("The {field} must lie between {low} and {high}.",
                                   field=field_name("goal", name), low=f"{low:g}", high=f"{high:g}")  # fmt: skip
    amount = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    if goal.curve is Curve.COMPOUND and amount:
        raise PlannerError("Compound growth is for levels and rates. Choose another trajectory for an amount.")
    if goal.curve is Curve.PROFILE and not amount:
        raise PlannerError("The rhythm of earlier years is for amounts. Choose another trajectory for a level or rate.")
    for name in ("weight", "points"):
        value = getattr(goal, name)
        if value is not None and value < 0:
            raise PlannerError("The {field} must not be negative.", field=field_name("goal", name))
    _check_cycle(goal.cycle, "goal")
    _check_judging(goal)


def _check_judging(goal: Goal) -> None:
    """Refuse a rule and a method there is none of, and a growth nothing can have."""
    if goal.rule and goal.rule not in load_rules():
        raise PlannerError("There is no light rule “{name}”.", name=goal.rule[:40])
    if goal.forecast not in METHODS:
        raise PlannerError("There is no forecasting method “{name}”.", name=goal.forecast[:40])
    if goal.growth is not None and not -1 <= goal.growth <= _MOST_GROWTH:
        raise PlannerError("The {field} must lie between {low} and {high}.",
                           field=field_name("goal", "growth"), low="−100%", high="1000%")  # fmt: skip


def _check_cycle(cycle: int | None, table: str) -> None:
    if cycle is not None and not 0 <= cycle <= _LONGEST_CYCLE:
        raise PlannerError("The {field} must lie between {low} and {high}.",
                           field=field_name(table, "cycle"), low="0", high=str(_LONGEST_CYCLE))  # fmt: skip


def _check_point(plan: Plan, point: Point) -> None:
    """Refuse a point outside its goal's period, and a second one on its day."""
    goal = plan.goals[point.goal]
    target = plan.target(goal.id)
    if not goal.kind.numeric:
        raise PlannerError("A task list has no values. Change the goal's kind first.")
    start, deadline = goal.start or date.min, (target.deadline if target else None) or date.max
    if not start <= point.day <= deadline:
        raise PlannerError("{day} lies outside the goal's period. Choose a day between its start and its deadline.",
                           day=point.day)  # fmt: skip
    if any(row.day == point.day and row.id != point.id for row in plan.points.get(goal.id, ())):
        raise PlannerError("The trajectory already has a point on {day}.", day=point.day)


def _check_override(row: Override) -> None:
    """Refuse a light that is none, one without a reason, and an end before the beginning."""
    if row.light not in {light.value for light in Light}:
        raise PlannerError("There is no light “{name}”.", name=row.light[:20])
    if not row.reason.strip():
        raise PlannerError("A light given by a person needs a reason.")
    if row.until is not None and row.until < row.day:
        raise PlannerError("The light ends on {until}, before it begins on {day}.", until=row.until, day=row.day)


def _check_rate(plan: Plan, rate: ExchangeRate) -> None:
    """Refuse a rate of nothing, of a unit against itself, and a second one of the same day."""
    if not math.isfinite(rate.factor) or rate.factor <= 0:
        raise PlannerError("An exchange rate must be greater than zero.")
    if not rate.unit.strip() or not rate.base.strip() or rate.unit == rate.base:
        raise PlannerError("An exchange rate needs two different units, such as 美元 and 元.")
    same = (rate.unit, rate.base, rate.day)
    if any((row.unit, row.base, row.day) == same and row.id != rate.id for row in plan.rates.values()):
        raise PlannerError(
            "There is already a rate of {unit} for {day}. Change that one.", unit=rate.unit, day=rate.day
        )


def _check_day_off(plan: Plan, row: DayOff) -> None:
    """Refuse a day that the plan's calendar has already."""
    if any(other.day == row.day and other.id != row.id for other in plan.days_off.values()):
        raise PlannerError("The plan's calendar already has {day}. Change that entry.", day=row.day)


def _check_measurement(plan: Plan, row: Measurement) -> None:
    """Refuse a figure that covers days after its own, and a correction of another goal's figure or of itself."""
    if row.since is not None and row.since > row.day:
        raise PlannerError(
            "The figure covers days from {since}, after its own date {day}.", since=row.since, day=row.day
        )
    if row.corrects is not None and (row.corrects == row.id or row.corrects not in plan.series(row.goal).ids):
        raise PlannerError("This {table} is not in the plan any more.", table=message("progress entry"))
