"""The share of the way by each goal's curve, and why the straight line is used where a curve has no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.analysis.curves import compound, dhss, logistic, power, profile, workdays
from planner.analysis.reported import year_totals
from planner.domain.kinds import Curve, Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import Message, message

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a curve runs over: a goal, the ends of its way, and its period as ordinals (``begin`` at its end)."""

    plan: Plan
    goal: Goal
    start: float
    aim: float
    begin: int
    end: int


def shares(stretch: Stretch, grid: Floats) -> Floats | Message:
    """Return the share of the way at each day of ``grid`` (ascending ordinals within the period).

    Where the curve has no answer for this goal, the sentence that says why; the straight line then holds.
    """
    shape = _SHAPES.get(stretch.goal.curve)
    return time_of(stretch, grid) if shape is None else shape(stretch, grid)


def time_of(stretch: Stretch, grid: Floats) -> Floats:
    """Return the share of the period elapsed at each day of ``grid``."""
    return (grid - stretch.begin) / (stretch.end - stretch.begin)


def _logistic(stretch: Stretch, grid: Floats) -> Floats:
    goal = stretch.goal
    return logistic.logistic(
        time_of(stretch, grid), _given(goal.bend, logistic.STEEPNESS), _given(goal.middle, logistic.MIDDLE)
    )


def _dhss(stretch: Stretch, grid: Floats) -> Floats:
    goal = stretch.goal
    return dhss.dhss(time_of(stretch, grid), _given(goal.bend, dhss.C), _given(goal.middle, dhss.K))


def _power(stretch: Stretch, grid: Floats) -> Floats:
    return power.power(time_of(stretch, grid), _given(stretch.goal.bend, power.EXPONENT))


def _compound(stretch: Stretch, grid: Floats) -> Floats | Message:
    if stretch.start <= 0 or stretch.aim <= 0:
        return message("Compound growth needs a start and a target above zero; the line is straight instead.")
    return compound.compound(time_of(stretch, grid), stretch.start, stretch.aim)


def _workdays(stretch: Stretch, grid: Floats) -> Floats | Message:
    if not workdays.known(stretch.begin, stretch.end):
        return message("The calendar of working days covers {first}–{last}; the line is straight by days instead.",
                       first=str(workdays.FIRST_YEAR), last=str(workdays.LAST_YEAR))  # fmt: skip
    exceptions = workdays.exceptions_of(stretch.plan.days_off.values())
    counts = workdays.worked(stretch.begin, stretch.end, exceptions)
    if counts[-1] == 0:
        return message("The period has no working day; the line is straight by days instead.")
    found: Floats = counts[(grid - stretch.begin).astype(np.int64)] / counts[-1]
    return found


def _profile(stretch: Stretch, grid: Floats) -> Floats | Message:
    goal = stretch.goal
    if goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD):
        monthly = profile.monthly_shares(*year_totals(stretch.plan, goal, stretch.begin), stretch.begin)
        if monthly is not None:
            return profile.profile(grid, stretch.begin, stretch.end, monthly)
    return message("No earlier year has figures up to December; the line is straight instead.")


def _given(value: float | None, usual: float) -> float:
    return usual if value is None else value


_SHAPES: Mapping[Curve, Callable[[Stretch, Floats], Floats | Message]] = {
    Curve.LOGISTIC: _logistic,
    Curve.DHSS: _dhss,
    Curve.POWER: _power,
    Curve.COMPOUND: _compound,
    Curve.WORKDAYS: _workdays,
    Curve.PROFILE: _profile,
}
