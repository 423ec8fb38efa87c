"""进展情况月报 / 台账: progress, problems, next steps and what needs coordination, goal by goal."""

from __future__ import annotations

from planner.domain.numbers import show_fixed, show_number, show_percent
from planner.domain.records import Goal
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order
from planner.sheets.room import Data
from planner.sheets.tabled import LIGHT_WIDTH, counter, grouped, light_cell, newest_report, table_data, width_for
from planner.sheets.wording import long_day, target_words

_BLANK = ("", "", "", "")


def monthly_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``monthly.typ``."""
    say = order.say
    groups = [(name, [_row(order, n, goal) for n, goal in rows]) for name, rows in grouped(order)]
    reached = width_for([str(row[3]) for _, rows in groups for row in rows], 16)
    columns = [
        counter(say), (say("Task"), "2.6fr", "left"), (say("Target value"), "26mm", "left"),
        (say("Reached so far"), reached, "right"), (say("Completion"), "17mm", "right"), (say("Gap"), "15mm", "right"),
        (say("Light"), LIGHT_WIDTH, "center"), (say("Progress made"), "3fr", "left"),
        (say("Problems"), "2.3fr", "left"), (say("Next steps"), "2.3fr", "left"),
        (say("Needs coordination"), "2.2fr", "left"),
    ]  # fmt: skip
    facts = [
        say("Reported by (seal): {office}", office=order.plan.office_name(order.office) or order.plan.about.office),
        say("Reported on:") if order.blank else say("Cut-off date {day}", day=long_day(order.as_of, say)),
    ]
    notes = (
        [] if order.blank else [say("The gap is completion less time progress or the planned trajectory, in points.")]
    )
    return table_data(order, faces, say("{plan}: monthly progress", plan=order.plan.about.title), columns, groups,
                      facts=facts, notes=notes)  # fmt: skip


def _row(order: Order, n: int, goal: Goal) -> list[object]:
    say, status = order.say, order.statuses[goal.id]
    target = order.plan.target(goal.id, order.as_of)
    first = [str(n), goal.name, target_words(target, goal) if goal.kind.numeric else goal.definition]
    if order.blank:
        return [*first, "", "", "", "", *_BLANK]
    report = newest_report(order, goal)
    words = (report.progress, report.problems, report.next_steps, report.needs) if report else _BLANK
    gap = show_fixed(status.gap * 100, 1, sign=True) if status.gap is not None else ""
    actual = show_number(status.actual, goal.digits) if status.actual is not None else ""
    return [*first, actual, show_percent(status.completion), gap, light_cell(status, say), *words]
