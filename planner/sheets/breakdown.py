"""目标任务分解表 / 责任清单: who owes what by when, grouped by theme or office, with what is due in each period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.analysis.splits import split
from planner.domain.records import Goal
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order
from planner.sheets.room import Data
from planner.sheets.tabled import Column, due_in, grouped, shown, table_data
from planner.sheets.wording import listed, long_day, target_words

_MOST_PERIODS = 12
_Period = tuple[str, date, date]


def breakdown_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``breakdown.typ``."""
    say, periods = order.say, _periods(order)
    groups = [(name, [_row(order, n, goal, periods) for n, goal in rows]) for name, rows in grouped(order)]
    title = say("{plan}: breakdown of targets and tasks", plan=order.plan.about.title)
    columns = [*_columns(order), *((name, "1fr", "right") for name, _, _ in periods)]
    return table_data(order, faces, title, columns, groups)


def _columns(order: Order) -> Iterator[Column]:
    """Name the columns as such tables do: 序号 工作任务 量化目标 牵头单位 配合单位 责任人 完成时限."""
    say = order.say
    yield say("No."), "9mm", "center"
    yield say("Task"), "3fr" if order.every == "month" else "4fr", "left"
    yield say("Quantified target"), "2.4fr", "left"
    yield say("Lead office"), "2.2fr", "left"
    yield say("Partner offices"), "2.2fr", "left"
    yield say("Person responsible"), "1.6fr", "center"
    yield say("Due by"), "27mm", "center"


def _periods(order: Order) -> list[_Period]:
    """Return the months or quarters the order is split over, with their names."""
    if not order.every or order.first is None or order.last is None:
        return []
    step = 3 if order.every == "quarter" else 1
    found: list[_Period] = []
    year, month = order.first.year, order.first.month
    while date(year, month, 1) <= order.last and len(found) < _MOST_PERIODS:
        after = year * 12 + month - 1 + step
        first, last = date(year, month, 1), date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1)
        name = order.say("Q{n}", n=(month + 2) // 3) if step == 3 else order.say("M{n}", n=month)
        found.append((name, first, last))
        year, month = after // 12, after % 12 + 1
    return found


def _row(order: Order, n: int, goal: Goal, periods: Sequence[_Period]) -> list[str]:
    plan, say = order.plan, order.say
    target = plan.target(goal.id, order.as_of)
    partners = [plan.office_name(row.office) for row in plan.partners.get(goal.id, ())]
    words = target_words(target, goal) if goal.kind.numeric else goal.definition
    deadline = long_day(target.deadline if target else None, say)
    parts = split(plan, goal, order.every, order.as_of) if periods and goal.kind.numeric else []
    due = [shown(due_in(goal, parts, first, last), goal) for _, first, last in periods]
    return [str(n), goal.name, words, plan.office_name(goal.lead), listed(partners, say), goal.owner, deadline, *due]
