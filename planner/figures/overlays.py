"""What is laid over a trajectory: the forecast's fan, former targets where they applied, notes, own points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from planner.analysis.forecast.values import Forecast
from planner.analysis.trajectory import Piece, pieces
from planner.domain.kinds import Curve, Kind
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.figures.chart import Across, Band, Line, Mark, Points, Role, Upright
from planner.figures.marks import short_day
from planner.text import Translator

_BEYOND = 1.0
"""How far, in heights of everything else, a fan may reach beyond it; its name always says the whole range."""


def forecast_marks(goal: Goal, found: Forecast, heights: Sequence[float], say: Translator) -> list[Mark]:
    """Return the fan and the middle course of a forecast, named by the range and the middle value at its end.

    ``heights`` are those of everything else on the chart: a fan that reaches far beyond them is cut off there, so
    that the rest can still be read.
    """
    if len(found.fan) < 2:
        return []
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    room = _BEYOND * ((high - low) or abs(high) or 1.0)
    xs = [float(point.day) for point in found.fan]
    last = found.fan[-1]
    ends = (fitting(goal, last.low), fitting(goal, last.high))
    band = Band(
        Role.FORECAST, xs, [min(max(point.low, low - room), high + room) for point in found.fan],
        [max(min(point.high, high + room), low - room) for point in found.fan],
        say("{low} to {high}", low=ends[0], high=ends[1]),
    )  # fmt: skip
    middle = [max(min(point.median, high + room), low - room) for point in found.fan]
    return [band, Line(Role.FORECAST, xs, middle, say("forecast {value}", value=fitting(goal, last.median)))]


def fitting(goal: Goal, value: float) -> str:
    """Write a value foreseen: no finer than the goal's own figures, small ones not coarser than one decimal."""
    digits = goal.digits if goal.kind in (Kind.LEVEL, Kind.RATE) or abs(value) < 10 else 0
    return show_number(round(value, digits) + 0.0, digits)


def former_lines(found: Sequence[Piece], say: Translator) -> list[Mark]:
    """Return the lines of the former targets while they were in force, oldest first."""
    marks: list[Mark] = []
    for piece in found[:-1]:
        knots = piece.knots()
        if knots:
            name = say("planned before") if piece is found[-2] else ""
            marks.append(Line(Role.OLD_PLAN, [float(day) for day, _ in knots], [value for _, value in knots], name))
    return marks


def revisions(plan: Plan, goal: Goal, as_of: date, span: tuple[date, date], say: Translator) -> Iterator[Mark]:
    """Yield the former target values where they applied, and a flag where each new one came into force."""
    known = in_force(plan, goal.id, as_of)
    first, last = (float(day.toordinal()) for day in span)
    left = first - 1
    for old, new in pairwise(known):
        if new.since is None:
            continue
        day = float(new.since.toordinal())
        right = min(max(day, left), last)
        if old.low is not None and right > left:
            words = say("former target {value}", value=show_number(old.low, goal.digits if goal.digits > 2 else 0))
            yield Line(Role.OLD_TARGET, [left, right], [old.low, old.low], words)
        if first <= day <= last:
            yield Upright(Role.NOTE, day, say("revised {day}", day=short_day(new.since, say)))
        left = right


def from_its_day(
    plan: Plan, goal: Goal, target: Target | None, span: tuple[date, date], marks: Sequence[Mark]
) -> list[Mark]:
    """Return the lines of a revised target from the day on from which it holds; of a first target as they are."""
    first, last = (float(day.toordinal()) for day in span)
    rows = plan.targets.get(goal.id, ())
    if target is None or target.since is None or target is rows[0] or not first < target.since.toordinal() < last:
        return list(marks)
    xs = [float(target.since.toordinal()), last]
    return [Line(mark.role, xs, [mark.y, mark.y], mark.label) if isinstance(mark, Across) else mark for mark in marks]


def in_force(plan: Plan, goal: str, as_of: date) -> list[Target]:
    """Return the targets a goal had up to a day, the one in force then last."""
    rows = plan.targets.get(goal, ())
    return [row for n, row in enumerate(rows) if not n or row.since is None or row.since <= as_of]


def revision_notes(goal: Goal, found: Sequence[Piece], as_of: date, say: Translator) -> list[Mark]:
    """Return a point on the new line for each revision, which says the new value and the reason."""
    xs, ys, labels = [], [], []
    for piece in found[1:]:
        since = piece.target.since
        if since is not None and since <= as_of and piece.target.low is not None:
            xs.append(float(since.toordinal()))
            ys.append(piece.line.at(since))
            value = f"{show_number(piece.target.low, goal.digits)} {goal.unit}".rstrip()
            words = say("from {day} on: {value}", day=since, value=value)
            labels.append(f"{words} · {piece.target.reason}" if piece.target.reason else words)
    return [Points(Role.NOTE, xs, ys, labels=labels)] if xs else []


def note_marks(plan: Plan, goal: Goal, xs: Sequence[float], ys: Sequence[float], as_of: date) -> list[Mark]:
    """Return a point on the actual line for each figure that has a note."""
    heights = dict(zip(xs, ys, strict=True))
    series = plan.series(goal.id)
    if not series.notes:
        return []
    found = [
        (float(day), series.notes[id_])
        for day, id_ in zip(series.days, series.ids, strict=True)
        if id_ in series.notes and day in heights and day <= as_of.toordinal()
    ]
    return [
        Points(Role.NOTE, [x for x, _ in found], [heights[x] for x, _ in found], labels=[note for _, note in found])
    ]


def own_points(plan: Plan, goal: Goal, say: Translator) -> list[Mark]:
    """Return the points of a goal's own trajectory, each with its id; none where another curve was chosen."""
    rows = plan.points.get(goal.id, ()) if goal.curve is Curve.POINTS else ()
    if not rows:
        return []
    return [
        Points(
            Role.OWN_POINT, [float(row.day.toordinal()) for row in rows], [row.value for row in rows],
            [row.id for row in rows],
            [say("{day} · {value}", day=row.day, value=f"{show_number(row.value, goal.digits)} {goal.unit}".rstrip())
             for row in rows],
        )
    ]  # fmt: skip


def lines_in_force(plan: Plan, goal: Goal, as_of: date) -> list[Piece]:
    """Return the trajectories of all targets up to a day with the days each was in force, oldest first."""
    found = pieces(plan, goal, as_of)
    return [*found[:-1], replace(found[-1], last=None)] if found else []
