"""假设推演: a plan as it would be under another target, deadline, next figure, curve or rule; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.days import month_end
from planner.domain.kinds import Curve
from planner.domain.plan import Plan
from planner.domain.records import Goal, Measurement, Target
from planner.domain.series import Series

_SUPPOSED = "supposed"


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of a goal; ``None`` leaves everything as it is.

    ``target`` holds the fields of the target that would be others (comparator, low, high, deadline), as a revision
    from the cut-off on. ``value`` is the next figure, reported for :func:`next_day`, in the sense of the goal's kind.
    """

    target: Mapping[str, object]
    value: float | None = None
    curve: Curve | None = None
    rule: str | None = None


def next_day(as_of: date) -> date:
    """Return the end of the month after the cut-off's, or of its own month while that runs."""
    end = month_end(as_of)
    return end if as_of < end else month_end(end + timedelta(days=1))


def suppose(plan: Plan, goal: str, as_of: date, what: Supposed) -> tuple[Plan, date]:
    """Return the plan as it would be and the day to look at it: the next figure's when one is supposed."""
    old = plan.goals[goal]
    new: Goal = replace(old, curve=what.curve or old.curve, rule=old.rule if what.rule is None else what.rule)
    made = replace(plan, goals={**plan.goals, goal: new})
    if what.target:
        made = replace(made, targets={**plan.targets, goal: _revised(plan, goal, as_of, what.target)})
    if what.value is None:
        return made, as_of
    day = next_day(as_of)
    rows = [row for row in plan.series(goal).records(goal) if row.day < day]
    series = Series.of([*rows, Measurement(_SUPPOSED, goal, day, what.value)])
    return replace(made, measurements={**plan.measurements, goal: series}), day


def _revised(plan: Plan, goal: str, as_of: date, values: Mapping[str, object]) -> tuple[Target, ...]:
    """Return the targets with one more from the cut-off on; one that began on that very day gives way to it."""
    known = [row for row in plan.targets.get(goal, ()) if row.since is None or row.since <= as_of]
    base = known[-1] if known else Target(_SUPPOSED, goal)
    fresh = replace(base, id=_SUPPOSED, since=as_of, **values)  # type: ignore[arg-type]
    return (*(row for row in known if row.since != as_of), fresh)
