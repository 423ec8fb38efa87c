"""目标任务分解表 / 责任清单: who owes what by when, grouped by theme or office, with what is due in each period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.analysis.splits import Part, split
from planner.domain.kinds import Kind
from planner.domain.numbers import show_number
from planner.domain.records import Goal
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order, head_of
from planner.sheets.room import Data
from planner.sheets.wording import breakable, listed, long_day, target_words

FORM = "breakdown"
_MOST_PERIODS = 12


def breakdown_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``breakdown.typ``."""
    say = order.say
    periods = _periods(order)
    data: Data = {
        "annex": say("Annex {n}", n=order.annex) if order.annex else "",
        "period": order.period(),
        "columns": [*_columns(order), *({"name": name, "width": "1fr", "align": "right"} for name, _, _ in periods)],
        "groups": [
            {"name": name, "rows": [_row(order, n, goal, periods) for n, goal in rows]} for name, rows in _groups(order)
        ],
        "notes": [],
    }
    head = head_of(order, say("{plan}: breakdown of targets and tasks", plan=order.plan.about.title), faces)
    return {"head": head, **breakable(data)}


def _columns(order: Order) -> Iterator[Data]:
    """Name the columns as such tables do: 序号 工作任务 量化目标 牵头单位 配合单位 责任人 完成时限."""
    say = order.say
    wide = "3fr" if order.every == "month" else "4fr"
    for name, width, align in (
        (say("No."), "9mm", "center"), (say("Task"), wide, "left"), (say("Quantified target"), "2.4fr", "left"),
        (say("Lead office"), "2.2fr", "left"), (say("Partner offices"), "2.2fr", "left"),
        (say("Person responsible"), "1.6fr", "center"), (say("Due by"), "1.9fr", "center"),
    ):  # fmt: skip
        yield {"name": name, "width": width, "align": align}


def _groups(order: Order) -> Iterator[tuple[str, Sequence[tuple[int, Goal]]]]:
    """Yield the goals by theme or by lead office, numbered through."""
    groups: dict[str, list[tuple[int, Goal]]] = {}
    for n, goal in enumerate(order.rows, 1):
        theme = order.plan.theme_of(goal)
        name = order.plan.office_name(goal.lead) if order.group == "office" else (theme.name if theme else "")
        groups.setdefault(name, []).append((n, goal))
    yield from groups.items()


def _periods(order: Order) -> list[tuple[str, date, date]]:
    """Return the months or quarters the order is split over, with their names."""
    if not order.every or order.first is None or order.last is None:
        return []
    step = 3 if order.every == "quarter" else 1
    found, year, month = [], order.first.year, order.first.month
    while date(year, month, 1) <= order.last and len(found) < _MOST_PERIODS:
        after = year * 12 + month - 1 + step
        first, last = date(year, month, 1), date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1)
        name = order.say("Q{n}", n=(month + 2) // 3) if step == 3 else order.say("M{n}", n=month)
        found.append((name, first, last))
        year, month = after // 12, after % 12 + 1
    return found


def _row(order: Order, n: int, goal: Goal, periods: Sequence[tuple[str, date, date]]) -> list[str]:
    plan, say = order.plan, order.say
    target = plan.target(goal.id, order.as_of)
    partners = [plan.office_name(row.office) for row in plan.partners.get(goal.id, ())]
    words = target_words(target, goal) if goal.kind.numeric else goal.definition
    deadline = long_day(target.deadline if target else None, say)
    parts = split(plan, goal, order.every, order.as_of) if periods and goal.kind.numeric else []
    due = [_due(goal, parts, first, last) for _, first, last in periods]
    lead = plan.office_name(goal.lead)
    return [str(n), goal.name, words, lead, listed(partners, say), goal.owner, deadline, *due]


def _due(goal: Goal, parts: Sequence[Part], first: date, last: date) -> str:
    """Return what is planned for a period: an amount's own share, a level's value at its end."""
    inside = [part for part in parts if first <= part.last <= last]
    if not inside:
        return ""
    amount = goal.kind in (Kind.CUMULATIVE, Kind.PER_PERIOD)
    return show_number(sum(part.amount for part in inside) if amount else inside[-1].total, goal.digits)
