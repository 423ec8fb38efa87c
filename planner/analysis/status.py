"""亮灯: the light of every goal at a cut-off date, with everything that made it.

Goals are gathered into columns, measured and lit as arrays (:mod:`columns`, :mod:`progress`,
:mod:`lights`); only the sentences are written one by one (:mod:`why`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isnan

from planner.analysis import why
from planner.analysis.columns import Columns, Row, gather
from planner.analysis.lights import ORDER, light_counts, places
from planner.analysis.progress import MONTH, Progress, measure
from planner.analysis.values import Light, Rule, Status
from planner.domain.kinds import Outlook
from planner.domain.plan import Plan

__all__ = ["MONTH", "assess", "light_counts"]

_OUTLOOK_LIGHTS = {
    Outlook.DONE: Light.DONE,
    Outlook.ON_COURSE: Light.ON_TRACK,
    Outlook.DIFFICULT: Light.BEHIND,
    Outlook.TO_ADJUST: Light.FAR_BEHIND,
    Outlook.IMPOSSIBLE: Light.FAR_BEHIND,
}
_Figures = tuple[float, ...]


def assess(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str] | None = None) -> dict[str, Status]:
    """Return the status of the given goals (all when ``None``) by id; ids the plan does not hold are left out.

    Only what the plan says of the days up to ``as_of`` counts, so a later cut-off never changes an
    earlier light.
    """
    wanted = [plan.goals[id_] for id_ in (plan.goals if goals is None else goals) if id_ in plan.goals]
    if not wanted:
        return {}
    columns = gather(plan, wanted, as_of)
    progress = measure(columns)
    lights = places(columns, progress, rule).tolist()
    return {
        row.goal.id: _status(plan, as_of, rule, row, ORDER[place], figures)
        for row, place, figures in zip(columns.rows, lights, _figures(columns, progress), strict=True)
    }


def _figures(columns: Columns, progress: Progress) -> Iterable[_Figures]:
    """Yield each goal's figures in the order in which :func:`_status` takes them."""
    return zip(
        columns.actual.tolist(), columns.actual_day.tolist(), progress.expected.tolist(),
        progress.completion.tolist(), progress.expected_completion.tolist(), progress.gap.tolist(),
        progress.time_progress.tolist(), progress.pace.tolist(), progress.required_pace.tolist(), strict=True,
    )  # fmt: skip


def _status(plan: Plan, as_of: date, rule: Rule, row: Row, light: Light, figures: _Figures) -> Status:
    known = [None if isnan(figure) else figure for figure in figures]
    actual, ordinal, expected, completion, wanted, gap, elapsed, pace, required = known
    day = date.fromordinal(int(ordinal)) if ordinal is not None else None
    goal = row.goal
    if light is Light.NO_DATA and goal.outlook is not None and not goal.kind.numeric and not row.overdue:
        light, reason = _OUTLOOK_LIGHTS[goal.outlook], why.of_outlook(goal.outlook, goal.outlook_note)
    elif light is Light.NO_DATA:
        reason = why.no_data(row, as_of, actual, len(plan.milestones.get(goal.id, ())))
    else:
        lowered = bool(row.overdue) and light is Light.BEHIND and gap is not None and gap + 1e-9 >= rule.on_track
        facts = why.Facts(light, actual, day, completion, wanted, gap, lowered)
        reason = why.of_number(row, facts, rule) if goal.kind.numeric else why.of_tasks(row, facts, rule, expected or 0)
    if row.overdue:
        reason = why.with_overdue(reason, row.overdue, as_of)
    return Status(
        light, reason, actual, day, expected, completion, wanted, gap, elapsed, pace, required, len(row.overdue)
    )
