"""目标任务分解表 / 责任清单: who owes what by when, grouped by theme or office, with what is due in each period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from planner.analysis.splits import split
from planner.domain.days import month_end
from planner.domain.records import Goal
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order
from planner.sheets.room import Data
from planner.sheets.tabled import Column, counter, day_width, due_in, grouped, shown, table_data, width_for
from planner.sheets.wording import listed, long_day, month_name, target_words

_MOST_PERIODS, _MOST_COLUMNS = 12, 6
_Period = tuple[str, date, date]


def breakdown_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``breakdown.typ``."""
    say, periods = order.say, _periods(order)
    groups = [(name, [_row(order, n, goal, periods) for n, goal in rows]) for name, rows in grouped(order)]
    title = say("{plan}: breakdown of targets and tasks", plan=order.plan.about.title)
    names = _folded([name for name, _, _ in periods])
    rows = [row for _, found in groups for row in found]
    widths = [_width(name, [row[len(row) - len(names) + n] for row in rows]) for n, name in enumerate(names)]
    columns = [*_columns(order), *((name, width, "right") for name, width in zip(names, widths, strict=True))]
    notes = [say("Where a column stands for two months, the upper figure is that of the first.")]
    return table_data(order, faces, title, columns, groups, notes=notes if len(periods) > _MOST_COLUMNS else [])


def _folded(texts: Sequence[str]) -> list[str]:
    """Return more texts than a page has columns for in two lines: the first half of them over the other half."""
    if len(texts) <= _MOST_COLUMNS:
        return list(texts)
    half = (len(texts) + 1) // 2
    below = [*texts[half:], ""][:half]
    return [f"{one}\n{two}" for one, two in zip(texts[:half], below, strict=True)]


def _width(name: str, texts: Iterable[str]) -> str:
    return width_for(line for text in (name, *texts) for line in text.split("\n"))


def _columns(order: Order) -> Iterator[Column]:
    """Name the columns as such tables do: 序号 工作任务 量化目标 牵头单位 配合单位 责任人 完成时限."""
    say = order.say
    yield counter(say)
    yield say("Task"), "4fr", "left"
    yield say("Quantified target"), "2.8fr", "left"
    yield say("Lead office"), "2.2fr", "left"
    yield say("Partner offices"), "2.4fr", "left"
    yield say("Person responsible"), "1.8fr", "center"
    yield say("Due by"), day_width(say), "center"


def _periods(order: Order) -> list[_Period]:
    """Return the months or quarters the order is split over, with their names."""
    if not order.every or order.first is None or order.last is None:
        return []
    step = 3 if order.every == "quarter" else 1
    found: list[_Period] = []
    at, end = order.first.year * 12 + order.first.month - 1, order.last.year * 12 + order.last.month
    while at < end and len(found) < _MOST_PERIODS:
        after = min(at + step - 1, date.max.year * 12 + 11)
        first, last = date(at // 12, at % 12 + 1, 1), month_end(date(after // 12, after % 12 + 1, 1))
        name = order.say("Q{n}", n=(first.month + 2) // 3) if step == 3 else month_name(first.month, order.say)
        found.append((name, first, last))
        at += step
    return found


def _row(order: Order, n: int, goal: Goal, periods: Sequence[_Period]) -> list[str]:
    plan, say = order.plan, order.say
    target = plan.target(goal.id, order.as_of)
    partners = [plan.office_name(row.office) for row in plan.partners.get(goal.id, ())]
    words = target_words(target, goal) if goal.kind.numeric else goal.definition
    deadline = long_day(target.deadline if target else None, say)
    parts = split(plan, goal, order.every, order.as_of) if periods and goal.kind.numeric else []
    due = [shown(due_in(goal, parts, first, last), goal) for _, first, last in periods]
    return [str(n), goal.name, words, plan.office_name(goal.lead), listed(partners, say), goal.owner, deadline,
            *_folded(due)]  # fmt: skip
