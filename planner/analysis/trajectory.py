"""计划轨迹: what the value should be on any date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from planner.analysis.aims import Aim, Course, aim_of
from planner.analysis.curves.shapes import Stretch, shares
from planner.domain.kinds import Curve, Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal, Point, Target
from planner.text import Message


class Segment(NamedTuple):
    """The stretch of a trajectory that holds a day: from ``(x0, y0)`` to ``(x1, y1)``, days as ordinals."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A line through knots: ``days`` ascending proleptic ordinals, ``values`` in the goal's unit.

    Linear between knots by days, flat before the first and after the last. Values never turn back
    against the direction from the first to the last.
    """

    days: tuple[int, ...]
    values: tuple[float, ...]

    def at(self, day: date) -> float:
        """Return the planned value at the end of ``day``."""
        return self.on(day.toordinal())

    def on(self, x: int) -> float:
        """Return the planned value at the end of the day with ordinal ``x``."""
        x0, y0, x1, y1 = self.segment(x)
        return y0 + (y1 - y0) * (min(max(x, x0), x1) - x0) / (x1 - x0)

    def segment(self, x: int) -> Segment:
        """Return the stretch that holds the day with ordinal ``x``: the first one before it all, the last after."""
        n = min(max(bisect_right(self.days, x), 1), len(self.days) - 1)
        return Segment(self.days[n - 1], self.values[n - 1], self.days[n], self.values[n])

    @property
    def bent(self) -> bool:
        """Whether milestones or a curve shape the line, so that it is not simply in proportion to time."""
        return len(self.days) > 2


def period_of(goal: Goal, target: Target | None) -> tuple[int | None, int | None]:
    """Return the ordinals between which a goal runs: the end of the day before its start, and its deadline.

    A level or rate without a start runs from the day of its baseline. A deadline before the start counts
    as a period of one day. Either is ``None`` where it is unknown.
    """
    begin = goal.start.toordinal() - 1 if goal.start else None
    if begin is None and goal.baseline_day and goal.kind in (Kind.LEVEL, Kind.RATE):
        begin = goal.baseline_day.toordinal()
    end = target.deadline.toordinal() if target and target.deadline else None
    return begin, end if end is None or begin is None else max(end, begin + 1)


def planned(plan: Plan, goal: Goal, as_of: date | None = None) -> Trajectory | None:
    """Return the planned trajectory of a goal under the target in force on ``as_of`` (the newest when ``None``).

    From the start value at the end of the day before the goal starts to the aim at the deadline, along the goal's
    curve (:mod:`planner.analysis.curves`); flat at the limit for a goal to be held. Milestones with values are
    checkpoints of every curve: the curve passes through them, stretched in between. A value that would make the
    line turn back, or pass the aim, is drawn at the nearest value that does not. After the rest of a goal was
    spread again the line begins at what had been reached then. ``None`` without a target value, a start or
    a deadline.
    """
    target = plan.target(goal.id, as_of)
    if target is None or target.low is None or not goal.kind.numeric:
        return None
    return line_of(plan, goal, target, aim_of(plan, goal, target), period_of(goal, target))


@dataclass(frozen=True, slots=True)
class Piece:
    """The trajectory of one target, and the days on which it was in force (both included; open ends ``None``)."""

    target: Target
    line: Trajectory
    first: date | None
    last: date | None

    def knots(self) -> list[tuple[int, float]]:
        """Return the days and values of the line while it was in force, for a chart."""
        low = self.first.toordinal() - 1 if self.first else self.line.days[0]
        high = self.last.toordinal() if self.last else self.line.days[-1]
        low, high = max(low, self.line.days[0]), min(high, self.line.days[-1])
        if low >= high:
            return []
        inner = [(day, value) for day, value in zip(self.line.days, self.line.values, strict=True) if low < day < high]
        return [(low, self.line.on(low)), *inner, (high, self.line.on(high))]


def pieces(plan: Plan, goal: Goal, as_of: date | None = None) -> list[Piece]:
    """Return the lines of all targets known on ``as_of`` with the days each was in force, the oldest first."""
    known = [row for row in plan.targets.get(goal.id, ()) if as_of is None or row.since is None or row.since <= as_of]
    found: list[Piece] = []
    for n, target in enumerate(known):
        following = known[n + 1].since if n + 1 < len(known) else None
        last = following - timedelta(days=1) if following else None
        line = planned(plan, goal, last) if last else planned(plan, goal, as_of)
        if line is not None:
            found.append(Piece(target, line, target.since if n else None, last))
    return found


def spread_again(plan: Plan, goal: str, target: Target) -> Point | None:
    """Return the point from which the rest of a goal was spread again when this target came into force.

    It is the point of the eve of the target's first day.
    """
    if target.since is None or goal not in plan.points:
        return None
    eve = target.since - timedelta(days=1)
    return next((point for point in plan.points[goal] if point.day == eve), None)


def line_of(
    plan: Plan, goal: Goal, target: Target, aim: Aim, period: tuple[int | None, int | None],
    around: int | None = None,
) -> Trajectory | None:  # fmt: skip
    """Return the line from ``aim.start`` to ``aim.aim`` over a period, along the goal's curve.

    ``around`` is a day (ordinal): a curve then has knots on the days beside it and at its checkpoints only, which is
    all that a light needs, and ten times as fast.
    """
    begin, end = period
    if begin is None or end is None:
        return None
    if aim.course not in (Course.CLIMB, Course.BUDGET):
        return Trajectory((begin, end), (aim.start, aim.aim))
    if goal.curve is Curve.LINE and not plan.points and goal.id not in plan.milestones:
        return Trajectory((begin, end), (aim.start, aim.aim))
    first, start = begin, aim.start
    again = spread_again(plan, goal.id, target) if plan.points else None
    if again is not None and begin < again.day.toordinal() < end:
        first, start = again.day.toordinal(), again.value
    checks = {
        day: row.value
        for row in plan.milestones.get(goal.id, ())
        if row.value is not None and row.due is not None and first < (day := row.due.toordinal()) < end
    }
    if goal.curve is Curve.POINTS:
        own = plan.points.get(goal.id, ())
        checks = {day: row.value for row in own if first < (day := row.day.toordinal()) < end} | checks
    line = _through(checks, (first, start), (end, aim.aim))
    if goal.curve in _STRAIGHT:
        return line
    if goal.curve is Curve.STEP:
        return _stepped(line)
    return _curved(Stretch(plan, goal, aim.start, aim.aim, begin, end), line, around)


def curve_note(plan: Plan, goal: Goal, as_of: date | None = None) -> Message | None:
    """Return why a goal's line is straight although another curve was chosen; ``None`` where it is as chosen."""
    target = plan.target(goal.id, as_of)
    if goal.curve in _STRAIGHT or goal.curve is Curve.STEP or target is None or target.low is None:
        return None
    (begin, end), aim = period_of(goal, target), aim_of(plan, goal, target)
    if begin is None or end is None or aim.course not in (Course.CLIMB, Course.BUDGET):
        return None
    found = shares(Stretch(plan, goal, aim.start, aim.aim, begin, end), np.array([float(begin), float(end)]))
    return found if isinstance(found, Message) else None


_STRAIGHT = (Curve.LINE, Curve.POINTS)
_DAILY = 800
"""Periods of up to this many days have a knot on every day, so a curve is exact; of longer ones it is drawn
through this many knots, off by at most 1/8 of the squared distance of two knots times the curve's bend:
below 0.002 % of the way for the steepest logistic curve over ten years."""


def _through(checks: Mapping[int, float], first: tuple[int, float], last: tuple[int, float]) -> Trajectory:
    """Return the line from first to last through the checkpoints, kept from turning back and from passing the end."""
    start, aim = first[1], last[1]
    if not checks:
        return Trajectory((first[0], last[0]), (start, aim))
    days = sorted(checks)
    rising = aim >= start
    values = [start, *map(checks.__getitem__, days)]
    if values != sorted(values, reverse=not rising):
        values = list(accumulate(values, max if rising else min))
    if (values[-1] > aim) is rising:
        values = [min(value, aim) if rising else max(value, aim) for value in values]
    return Trajectory((first[0], *days, last[0]), (*values, aim))


def _stepped(line: Trajectory) -> Trajectory:
    """Hold each knot's value up to the eve of the next one, where the next value is due on its day."""
    days, values = [line.days[0]], [line.values[0]]
    for day, value in zip(line.days[1:], line.values[1:], strict=True):
        if day - 1 > days[-1]:
            days.append(day - 1)
            values.append(values[-1])
        days.append(day)
        values.append(value)
    return Trajectory(tuple(days), tuple(values))


def _curved(stretch: Stretch, line: Trajectory, around: int | None) -> Trajectory:
    """Bend each stretch between two knots of the line as the goal's curve runs over those days."""
    first, last = line.days[0], line.days[-1]
    span = last - first
    if around is None:
        grid = np.unique(np.round(np.linspace(first, last, min(span, _DAILY) + 1)))
        grid = np.union1d(grid, np.array(line.days, dtype=np.float64))
    else:
        beside = {min(max(around + n, first), last) for n in (-1, 0, 1)}
        grid = np.array(sorted(beside | set(line.days)), dtype=np.float64)
    share = shares(stretch, grid)
    if isinstance(share, Message):
        return line
    knots, heights = np.array(line.days, dtype=np.float64), np.array(line.values)
    ends = share[np.searchsorted(grid, knots)]
    place = np.clip(np.searchsorted(knots, grid, side="right") - 1, 0, len(knots) - 2)
    rise = ends[place + 1] - ends[place]
    by_time = (grid - knots[place]) / (knots[place + 1] - knots[place])
    flat = rise <= _FLAT
    part = np.where(flat, by_time, (share - ends[place]) / np.where(flat, 1.0, rise))
    values = heights[place] + (heights[place + 1] - heights[place]) * np.clip(part, 0.0, 1.0)
    values[np.searchsorted(grid, knots)] = heights
    return Trajectory(tuple(grid.astype(np.int64).tolist()), tuple(values.tolist()))


_FLAT = 1e-9
