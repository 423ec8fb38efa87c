"""Goals without a number, and milestones that are late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planner.analysis import why
from planner.analysis.values import Light, Rule, Status
from planner.domain.kinds import Outlook
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone

_OUTLOOK_LIGHTS = {
    Outlook.DONE: Light.DONE,
    Outlook.ON_COURSE: Light.ON_TRACK,
    Outlook.DIFFICULT: Light.BEHIND,
    Outlook.TO_ADJUST: Light.FAR_BEHIND,
    Outlook.IMPOSSIBLE: Light.FAR_BEHIND,
}


def overdue_of(plan: Plan, goal: Goal, as_of: date, reached: float | None, *, rising: bool = True) -> list[Milestone]:
    """Return the milestones due before the end of the cut-off day and not reached by then, oldest first.

    A milestone with a value counts as reached once the goal's own figure has got there.
    """
    late = []
    for row in plan.milestones.get(goal.id, ()):
        open_ = row.done is None or row.done > as_of
        if row.due is None or row.due > as_of or not open_:
            continue
        got_there = row.value is not None and reached is not None and (
            reached >= row.value if rising else reached <= row.value
        )  # fmt: skip
        if not got_there:
            late.append(row)
    return late


def judge_tasks(plan: Plan, goal: Goal, as_of: date, rule: Rule) -> Status:
    """Judge a task list by its steps, or by the outlook somebody gave where that says more.

    Expected is the share of steps due by the cut-off; steps without a date are due evenly over the
    goal's time.
    """
    steps = plan.milestones.get(goal.id, ())
    elapsed = _elapsed(plan, goal, as_of)
    done = sum(row.done is not None and row.done <= as_of for row in steps)
    overdue = overdue_of(plan, goal, as_of, None)
    if not steps or (done == 0 and goal.outlook is not None and not overdue):
        return _by_outlook(plan, goal, as_of, elapsed)
    completion = done / len(steps)
    wanted = _due_share(steps, as_of, elapsed)
    gap = completion - wanted
    if done == 0 and wanted == 0:
        return Status(Light.NO_DATA, why.nothing_due(len(steps)), completion=0.0, expected_completion=0.0,
                      time_progress=elapsed)  # fmt: skip
    light = _light(completion, gap, rule)
    if overdue and light in (Light.AHEAD, Light.ON_TRACK):
        light = Light.BEHIND
    reason = why.of_tasks(light, done, len(steps), wanted)
    return Status(light, reason, float(done), None, wanted * len(steps), completion, wanted, gap, elapsed,
                  overdue=len(overdue), notes=why.of_overdue(overdue, as_of))  # fmt: skip


def _light(completion: float, gap: float, rule: Rule) -> Light:
    if completion >= 1:
        return Light.DONE
    near = gap + 1e-9
    if near >= rule.ahead:
        return Light.AHEAD
    if near >= rule.on_track:
        return Light.ON_TRACK
    return Light.BEHIND if near >= rule.behind else Light.FAR_BEHIND


def _due_share(steps: Sequence[Milestone], as_of: date, elapsed: float | None) -> float:
    dated = sum(row.due is not None and row.due <= as_of for row in steps)
    undated = sum(row.due is None for row in steps)
    return (dated + undated * (elapsed or 0.0)) / len(steps)


def _by_outlook(plan: Plan, goal: Goal, as_of: date, elapsed: float | None) -> Status:
    if goal.outlook is None:
        return Status(Light.NO_DATA, why.no_steps(), time_progress=elapsed)
    overdue = overdue_of(plan, goal, as_of, None)
    return Status(_OUTLOOK_LIGHTS[goal.outlook], why.of_outlook(goal.outlook, goal.outlook_note), time_progress=elapsed,
                  overdue=len(overdue))  # fmt: skip


def _elapsed(plan: Plan, goal: Goal, as_of: date) -> float | None:
    target = plan.target(goal.id, as_of)
    if goal.start is None or target is None or target.deadline is None:
        return None
    span = max((target.deadline - goal.start + timedelta(days=1)).days, 1)
    return min(max(((as_of - goal.start).days + 1) / span, 0.0), 1.0)
