"""季度（月度）目标任务书: what one office owes in one period, after the layout of Yangling's quarterly sheet.

Columns: 时限 类别 工作任务 目标及质量要求 备注. What falls into the period: the planned share of each goal the office
leads or takes part in, and the milestones due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.analysis.splits import split
from planner.domain.kinds import Kind
from planner.domain.records import Goal, Milestone
from planner.errors import PlannerError
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order
from planner.sheets.room import Data
from planner.sheets.tabled import day_width, due_in, table_data
from planner.sheets.wording import clauses, long_day, with_unit

_BLANK_ROWS = 14


def duties_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``duties.typ``; the order says for which office and period."""
    say, plan = order.say, order.plan
    if order.first is None or order.last is None:
        raise PlannerError("Say for which period: a month such as 2020-09 or a quarter such as 2020-Q3.")
    if order.office is None and not order.blank:
        raise PlannerError("Say for which office.")
    office = plan.office_name(order.office)
    columns = (
        (say("Due by"), day_width(say), "center"), (say("Theme"), "20mm", "center"), (say("Task"), "3fr", "left"),
        (say("Target and quality"), "3fr", "left"), (say("Remarks"), "18mm", "left"),
    )  # fmt: skip
    rows = [[""] * 5] * _BLANK_ROWS if order.blank else list(_rows(order))
    signatures = [say("Office (seal):"), say("Person responsible (signature):")]
    title = say("{office}: targets of the period", office=office) if office else say("Targets of the period")
    facts = [say("Office: {office}", office=office), say("Filled in on:")]
    notes = [] if rows else [say("Nothing falls due in this period.")]
    return table_data(order, faces, title, columns, [("", rows)], facts=facts, notes=notes, signatures=signatures)


def _rows(order: Order) -> Iterator[list[str]]:
    plan, say = order.plan, order.say
    for goal in order.rows:
        led, taken = goal.lead == order.office, _takes_part(order, goal)
        theme = plan.theme_of(goal)
        name, remark = theme.name if theme else "", "" if led else say("takes part")
        if led or taken:
            share = _share(order, goal)
            if share:
                yield [long_day(order.last, say), name, goal.name, share, remark]
        for step in _due(order, goal, mine=led or taken):
            value = with_unit(step.value, goal) if step.value is not None else ""
            words = clauses([step.name, value], say)
            yield [long_day(step.due, say), name, goal.name, words, step.note or remark]


def _takes_part(order: Order, goal: Goal) -> bool:
    return any(row.office == order.office for row in order.plan.partners.get(goal.id, ()))


def _share(order: Order, goal: Goal) -> str:
    """Return what the plan asks of a goal in the period, in words."""
    if not goal.kind.numeric or order.first is None or order.last is None:
        return ""
    parts = split(order.plan, goal, "month", order.as_of)
    due = due_in(goal, parts, order.first, order.last)
    if due is None:
        return ""
    if goal.kind not in (Kind.CUMULATIVE, Kind.PER_PERIOD):
        return order.say("{value} by the end of the period", value=_written(due, goal))
    total = next((part.total for part in reversed(parts) if part.last <= order.last), None)
    return order.say("{due} in the period, {total} in all", due=_written(due, goal), total=_written(total, goal))


def _written(value: float | None, goal: Goal) -> str:
    return with_unit(None if value is None else round(value, goal.digits + 2), goal)


def _due(order: Order, goal: Goal, *, mine: bool) -> Sequence[Milestone]:
    rows = order.plan.milestones.get(goal.id, ())
    return [
        row
        for row in rows
        if row.due is not None
        and order.first is not None
        and order.last is not None
        and order.first <= row.due <= order.last
        and (row.office == order.office if row.office else mine)
    ]
