"""Marks that several charts share: milestones and how they stand, the deadline, the cut-off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.analysis.milestones import is_done, is_reached
from planner.domain.numbers import show_number
from planner.domain.records import Goal, Milestone, Target
from planner.figures.chart import Mark, Role, Upright
from planner.text import Translator


def short_day(day: date, say: Translator) -> str:
    """Write a day without its year as people say it: 9月30日, 9/30."""
    return say("{month}/{day}", month=day.month, day=day.day)


def uprights(target: Target | None, as_of: date, say: Translator) -> Iterator[Mark]:
    """Yield the deadline and the cut-off with its flag."""
    if target and target.deadline:
        yield Upright(Role.DEADLINE, float(target.deadline.toordinal()))
    yield Upright(Role.CUT_OFF, float(as_of.toordinal()), say("cut-off {day}", day=short_day(as_of, say)))


def milestone_role(row: Milestone, as_of: date, actual: float | None, direction: int) -> Role:
    """Return how a milestone stands at the cut-off: done, late or open."""
    due = row.due is not None and row.due <= as_of
    if is_done(row, as_of) or ((due or direction) and is_reached(row, as_of, actual, direction)):
        return Role.MILESTONE_DONE
    return Role.MILESTONE_LATE if due else Role.MILESTONE


def hover(goal: Goal, row: Milestone, say: Translator) -> str:
    """Return what a milestone says when it is pointed at."""
    if row.value is None:
        return say("{name} · due {due}", name=row.name, due=row.due)
    value = f"{show_number(row.value, goal.digits)} {goal.unit}".strip()
    return say("{name} · due {due} · {value}", name=row.name, due=row.due, value=value)
