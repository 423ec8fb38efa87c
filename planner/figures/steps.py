"""The chart of a task list: how many steps should be done by when, and how many are."""

from __future__ import annotations

from datetime import date

from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone
from planner.figures.chart import Across, Chart, Line, Mark, Points, Role
from planner.figures.marks import hover, milestone_role, uprights
from planner.figures.scales import day_axis, value_axis
from planner.text import Translator


def steps_chart(plan: Plan, goal: Goal, days: tuple[date, date], as_of: date, say: Translator) -> Chart:
    """Return the chart of a task list over ``days`` (first and last of the picture).

    The planned line rises by one where a step falls due, the actual one where a step was done. Steps without
    a day are counted in the line of all steps alone.
    """
    steps = plan.milestones.get(goal.id, ())
    dated = sorted(((row.due, row) for row in steps if row.due is not None), key=_by_day)
    marks: list[Mark] = []
    if dated:
        due = [day.toordinal() for day, _ in dated]
        marks.append(_stairs(Role.PLAN, due, (days[0].toordinal() - 1, days[1].toordinal()), say("planned")))
    done = sorted(row.done.toordinal() for row in steps if row.done is not None and row.done <= as_of)
    if done:
        marks.append(_stairs(Role.ACTUAL, done, (days[0].toordinal() - 1, as_of.toordinal()), say("actual")))
    if steps:
        marks.append(Across(Role.TARGET, float(len(steps)), say("all {n}", n=len(steps))))
    marks += _points(goal, dated, as_of, say)
    marks += uprights(plan.target(goal.id, as_of), as_of, say)
    axis = value_axis([0.0, float(len(steps))], "", from_zero=True, digits=0)
    return Chart(day_axis(*days, say), axis, marks, goal.name, "" if dated or done else _missing(say))


def _by_day(pair: tuple[date, Milestone]) -> tuple[date, float, str]:
    day, row = pair
    return day, row.pos, row.id


def _stairs(role: Role, days: list[int], span: tuple[int, int], label: str) -> Line:
    """Return a line that rises by one at each of the days, over the whole span."""
    first, last = min(span[0], days[0] - 1), max(span[1], days[-1])
    xs = [float(day) for day in (first, *days, last)]
    return Line(role, xs, [float(n) for n in (*range(len(days) + 1), len(days))], label, stepped=True)


def _points(goal: Goal, dated: list[tuple[date, Milestone]], as_of: date, say: Translator) -> list[Mark]:
    groups: dict[Role, list[tuple[float, float, Milestone]]] = {}
    for n, (day, row) in enumerate(dated, 1):
        groups.setdefault(milestone_role(row, as_of, None, 1), []).append((float(day.toordinal()), float(n), row))
    return [
        Points(role, [x for x, _, _ in rows], [y for _, y, _ in rows], [row.id for *_, row in rows],
               [hover(goal, row, say) for *_, row in rows])
        for role, rows in sorted(groups.items())
    ]  # fmt: skip


def _missing(say: Translator) -> str:
    return say("No dated steps yet. Add milestones to see them here.")
