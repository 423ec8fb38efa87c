"""亮灯: the light of every goal at a cut-off date.

A goal that runs from a start to an aim is judged by completion minus expected completion (序时差),
an amount with a limit by what of it should have been used, a level or rate that must stay within
limits by its distance to them, a task list by the share of its steps done against the share due.
The bands are the rule's. 序时进度 counts days up to and including the cut-off (field practice:
days elapsed over days of the period).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from planner.analysis import why
from planner.analysis.columns import Columns, Family, Floats, gather
from planner.analysis.tasks import judge_tasks, overdue_of
from planner.analysis.values import Light, Rule, Status
from planner.domain.kinds import Comparator
from planner.domain.plan import Plan
from planner.domain.records import Goal

MONTH = 30.4375
"""Mean days of a month, for paces."""
_ABOUT = 0.05
_CLOSE = 1e-9
_ORDER = (Light.DONE, Light.AHEAD, Light.ON_TRACK, Light.BEHIND, Light.FAR_BEHIND)


def assess(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str] | None = None) -> dict[str, Status]:
    """Return the status of the given goals (all when ``None``) by id.

    Cost is linear in goals; a single goal takes well under a millisecond.
    """
    wanted = [plan.goals[id_] for id_ in (plan.goals if goals is None else goals) if id_ in plan.goals]
    numeric = [goal for goal in wanted if goal.kind.numeric]
    found: dict[str, Status] = {}
    if numeric:
        found = dict(zip([g.id for g in numeric], _judge_numbers(plan, numeric, as_of, rule), strict=True))
    for goal in wanted:
        if not goal.kind.numeric:
            found[goal.id] = judge_tasks(plan, goal, as_of, rule)
    return {goal.id: found[goal.id] for goal in wanted}


def light_counts(statuses: Iterable[Status]) -> dict[Light, int]:
    """Count lights, every light present."""
    counts = dict.fromkeys(Light, 0)
    for status in statuses:
        counts[status.light] += 1
    return counts


def time_progress(first: Floats, last: Floats, as_of: date) -> Floats:
    """序时进度: share of the period elapsed at the end of the cut-off day, 0 before it and 1 after it.

    ``first`` and ``last`` are the period's first and last day as ordinals; ``nan`` where unknown.
    """
    span = np.maximum(last - first + 1, 1)
    return np.clip((as_of.toordinal() - first + 1) / span, 0.0, 1.0)


def _judge_numbers(plan: Plan, goals: Sequence[Goal], as_of: date, rule: Rule) -> list[Status]:
    columns = gather(plan, goals, as_of)
    completion, wanted, gap = _shares(columns)
    done = _met(columns, as_of)
    level = _bands(columns, gap, done, rule)
    elapsed = time_progress(columns.first_day, columns.last_day, as_of)
    pace, required = _paces(columns, as_of)
    return [
        _status(plan, goal, as_of, rule, _Row(columns, n), (level[n], completion[n], wanted[n], gap[n], elapsed[n],
                                                            pace[n], required[n]))
        for n, goal in enumerate(goals)
    ]  # fmt: skip


def _shares(columns: Columns) -> tuple[Floats, Floats, Floats]:
    """Return completion, expected completion and their difference, each a share of the way."""
    way = columns.aim - columns.start
    run = columns.family == Family.RUN
    budget = columns.family == Family.BUDGET
    hold = columns.family == Family.HOLD
    scale = np.where(run, way, columns.aim)
    scale = np.where(np.abs(scale) < _CLOSE, np.nan, scale)
    base = np.where(run, columns.start, 0.0)
    completion = (columns.reached - base) / scale
    wanted = (columns.expected - base) / scale
    gap = np.where(budget, wanted - completion, completion - wanted)
    distance = _distance(columns)
    gap = np.where(hold, distance, gap)
    completion = np.where(hold, np.maximum(1.0 + distance, 0.0), completion)
    wanted = np.where(hold, 1.0, wanted)
    return _defined(columns, completion, wanted, gap)


def _defined(columns: Columns, completion: Floats, wanted: Floats, gap: Floats) -> tuple[Floats, Floats, Floats]:
    """A way or limit of zero has no shares: within is completion one, outside a whole way behind."""
    flat = (columns.family != Family.NONE) & np.isnan(gap) & ~np.isnan(columns.reached) & ~np.isnan(columns.expected)
    upward = np.array([c is not Comparator.AT_MOST for c in columns.comparator], dtype=np.bool_)
    inside = np.where(upward, columns.reached >= columns.aim, columns.reached <= columns.aim)
    completion = np.where(flat, np.where(inside, 1.0, 0.0), completion)
    return completion, np.where(flat, 1.0, wanted), np.where(flat, np.where(inside, 0.0, -1.0), gap)


def _distance(columns: Columns) -> Floats:
    """Return how far inside (positive) or outside its limits a held value is, as a share of the limit passed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        below = (columns.reached - columns.low) / np.abs(columns.low)
        above = (columns.high - columns.reached) / np.abs(columns.high)
    kinds = np.array([_SIDES.get(c, 0) for c in columns.comparator])
    distance = np.where(kinds == 1, below, np.where(kinds == -1, above, np.minimum(np.minimum(below, above), 0.0)))
    exact = np.where(columns.reached == columns.aim, 0.0, distance)
    return np.where(np.isfinite(exact) | np.isnan(columns.reached), exact, np.sign(exact))


_SIDES: Mapping[Comparator | None, int] = {Comparator.AT_LEAST: 1, Comparator.EQUAL: 1, Comparator.AT_MOST: -1}


def _met(columns: Columns, as_of: date) -> NDArray[np.bool_]:
    """Return whether the promise is kept for good: an aim reached, or limits held to the deadline."""
    rising = columns.aim >= columns.start
    slack = np.abs(columns.aim) * np.array([_ABOUT if c is Comparator.ABOUT else _CLOSE for c in columns.comparator])
    reached = np.where(rising, columns.reached >= columns.aim - slack, columns.reached <= columns.aim + slack)
    over = as_of.toordinal() >= columns.last_day
    within = np.where(columns.family == Family.BUDGET, columns.reached <= columns.aim, _distance(columns) >= -_CLOSE)
    met: NDArray[np.bool_] = np.where(columns.family == Family.RUN, reached, over & within)
    met[columns.family == Family.NONE] = False
    return met


def _bands(columns: Columns, gap: Floats, done: NDArray[np.bool_], rule: Rule) -> NDArray[np.int8]:
    """Return each goal's place in the order of lights; -1 where there is nothing to judge."""
    ahead = np.where(columns.family == Family.HOLD, np.inf, rule.ahead)
    near = gap + _CLOSE
    place = np.select([near >= ahead, near >= rule.on_track, near >= rule.behind], [1, 2, 3], 4)
    place = np.where((columns.family == Family.BUDGET) & (columns.reached > columns.aim), 4, place)
    place = np.where(done, 0, place)
    return np.where(np.isnan(columns.reached) | np.isnan(gap), -1, place).astype(np.int8)


def _paces(columns: Columns, as_of: date) -> tuple[Floats, Floats]:
    """Return the mean change per month so far and the one needed from here, where the goal runs to an aim."""
    run = columns.family == Family.RUN
    past = np.maximum(as_of.toordinal() - columns.first_day + 1, 1.0) / MONTH
    left = (columns.last_day - as_of.toordinal()) / MONTH
    pace = np.where(run, (columns.reached - columns.start) / past, np.nan)
    need = (columns.aim - columns.reached) / np.where(left > 0, left, np.nan)
    rising = columns.aim >= columns.start
    need = np.where(rising, np.maximum(need, 0.0), np.minimum(need, 0.0))
    return pace, np.where(run, need, np.nan)


class _Row:
    """One goal's row of the columns, as plain values."""

    def __init__(self, columns: Columns, n: int) -> None:
        self.family = Family(int(columns.family[n]))
        self.reached = _plain(columns.reached[n])
        self.expected = _plain(columns.expected[n])
        self.aim = _plain(columns.aim[n])
        self.high = _plain(columns.high[n])
        self.rising = bool(columns.aim[n] >= columns.start[n])
        self.bent = bool(columns.bent[n])
        self.day = columns.reached_day[n]


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _status(plan: Plan, goal: Goal, as_of: date, rule: Rule, row: _Row, figures: tuple[float, ...]) -> Status:
    level, *shares = figures
    completion, wanted, gap, elapsed, pace, required = (_plain(share) for share in shares)
    overdue = overdue_of(plan, goal, as_of, row.reached, rising=row.rising)
    light = Light.NO_DATA if level < 0 else _ORDER[int(level)]
    if overdue and light in (Light.AHEAD, Light.ON_TRACK):
        light = Light.BEHIND
    if light is Light.NO_DATA:
        reason, notes = why.no_data(plan, goal, as_of, row.reached), why.of_overdue([], as_of)
    else:
        lowered = bool(overdue) and (gap or 0.0) >= rule.on_track
        facts = why.Facts(
            row.family, row.reached, row.aim, row.high, row.day, completion, wanted, gap, row.bent, lowered
        )
        reason = why.of_number(goal, light, rule, facts)
        notes = why.of_overdue(overdue, as_of)
    return Status(
        light, reason, row.reached, row.day, row.expected, completion, wanted, gap, elapsed, pace, required,
        len(overdue), notes,
    )  # fmt: skip
