"""The sentence behind a light: which rule, the expected, the actual and the gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from planner.analysis.aims import Course
from planner.analysis.columns import Row
from planner.analysis.values import LIGHT_NAMES, Light, Rule
from planner.domain.kinds import OUTLOOK_NAMES, Outlook
from planner.domain.numbers import show_fixed, show_number, show_percent
from planner.domain.records import Milestone
from planner.text import Message, message

_CLOSE = 1e-12
_LEVEL = 5e-4  # less than shows in percentage points with one decimal


class Facts(NamedTuple):
    """What a goal's light was made from; values in the goal's unit, shares of the way."""

    light: Light
    actual: float | None
    actual_day: date | None
    completion: float | None
    wanted: float | None
    gap: float | None
    lowered: bool  # behind only because a milestone is late


def of_number(row: Row, facts: Facts, rule: Rule) -> Message:
    """Say why a goal with a number has its light."""
    if facts.light is Light.DONE:
        return _done(row, facts)
    if row.aim.course is Course.BUDGET:
        return _budget(row, facts, rule)
    if row.aim.course is Course.HOLD or _is_beyond(row, facts):
        return _held(row, facts, rule)
    return _climb(row, facts, rule)


def _climb(row: Row, facts: Facts, rule: Rule) -> Message:
    line = message("planned trajectory") if row.bent else message("time progress")
    gap = facts.gap or 0.0
    args = {
        "completion": show_percent(facts.completion), "line": line, "expected": show_percent(facts.wanted),
        "gap": show_fixed(abs(gap) * 100, 1), "rule": _band(facts, rule),
    }  # fmt: skip
    if abs(gap) < _LEVEL:
        return message("Completion {completion}, level with the {line} of {expected} (rule: {rule})", **args)
    if gap > 0:
        return message("Completion {completion}, {gap} points above the {line} of {expected} (rule: {rule})", **args)
    return message("Completion {completion}, {gap} points below the {line} of {expected} (rule: {rule})", **args)


def _amount(row: Row, value: float | None) -> str:
    unit = row.goal.unit
    gap = "" if unit in ("", "%") else " "
    return f"{show_number(value, row.goal.digits)}{gap}{unit}"


def _is_beyond(row: Row, facts: Facts) -> bool:
    """Whether a climb has gone past the far end of the band it had to reach."""
    aim = row.aim
    if facts.actual is None:
        return False
    return facts.actual > aim.ceiling if aim.direction > 0 else facts.actual < aim.floor


def _done(row: Row, facts: Facts) -> Message:
    reached = _amount(row, facts.actual)
    if row.aim.course is not Course.CLIMB:
        return message("Kept to the deadline: {reached}, limit {limit}", reached=reached, limit=_limit(row))
    args = {"reached": reached, "day": facts.actual_day, "target": _limit(row)}
    if facts.actual is not None and facts.actual > row.aim.over:
        return message("Target {target} reached with {reached} on {day}, more than its upper end", **args)
    return message("Target {target} reached with {reached} on {day}", **args)


def _limit(row: Row) -> str:
    """Write the target as it was set: one value, or both ends of a range."""
    target = row.target
    if target is None or target.low is None:
        return _amount(row, row.aim.aim)
    if target.high is None or target.high == target.low:
        return _amount(row, target.low)
    return f"{show_number(target.low, row.goal.digits)}–{_amount(row, target.high)}"


def _budget(row: Row, facts: Facts, rule: Rule) -> Message:
    if facts.actual is not None and facts.actual > row.aim.ceiling:
        return message("{reached} is over the limit of {limit}", reached=_amount(row, facts.actual), limit=_limit(row))
    gap = facts.gap or 0.0
    args = {
        "used": show_percent(facts.completion), "share": show_percent(facts.wanted),
        "gap": show_fixed(abs(gap) * 100, 1), "rule": _band(facts, rule, kept=True),
    }  # fmt: skip
    if abs(gap) < _LEVEL:
        return message("{used} of the limit used, as planned by now (rule: {rule})", **args)
    if gap > 0:
        return message("{used} of the limit used, {gap} points less than the {share} planned by now", **args)
    return message("{used} of the limit used, {gap} points more than the {share} planned by now (rule: {rule})", **args)


def _held(row: Row, facts: Facts, rule: Rule) -> Message:
    args: dict[str, object] = {"reached": _amount(row, facts.actual), "limit": _limit(row)}
    if abs(facts.gap or 0.0) < _CLOSE:
        return message("{reached} is within the limit {limit}, to be kept to the deadline", **args)
    args |= {"gap": show_percent(abs(facts.gap or 0.0)), "rule": _band(facts, rule, kept=True)}
    if facts.actual is not None and facts.actual > row.aim.ceiling:
        return message("{reached} is {gap} above the limit {limit} (rule: {rule})", **args)
    return message("{reached} is {gap} below the limit {limit} (rule: {rule})", **args)


def _band(facts: Facts, rule: Rule, *, kept: bool = False) -> Message:
    if facts.lowered:
        return message("an overdue milestone is behind")
    return strayed(rule, facts.light) if kept else band(rule, facts.light)


@lru_cache(maxsize=256)
def strayed(rule: Rule, light: Light) -> Message:
    """Say a rule's band for what has to be kept: how far off the limit or the budget line is which light."""
    name = message(LIGHT_NAMES[light])
    match light:
        case Light.ON_TRACK | Light.AHEAD:
            return message("up to {n} points off is {light}", n=_points(min(rule.on_track, 0.0)), light=name)
        case Light.BEHIND:
            return message(
                "{low}–{high} points off is {light}", low=_points(rule.on_track), high=_points(rule.behind), light=name
            )
        case _:
            return message("more than {n} points off is {light}", n=_points(rule.behind), light=name)


@lru_cache(maxsize=256)
def band(rule: Rule, light: Light) -> Message:
    """Say a rule's band for a light in words, in percentage points."""
    name = message(LIGHT_NAMES[light])
    match light:
        case Light.AHEAD:
            return _from(rule.ahead, name)
        case Light.ON_TRACK:
            return _between(rule.on_track, rule.ahead, name)
        case Light.BEHIND:
            return _between(rule.behind, rule.on_track, name)
        case _:
            return _under(rule.behind, name)


def _from(low: float, light: Message) -> Message:
    if low >= 0:
        return message("{n} points or more above is {light}", n=_points(low), light=light)
    return message("not more than {n} points below is {light}", n=_points(low), light=light)


def _between(low: float, high: float, light: Message) -> Message:
    near, far = _points(low), _points(high)
    if low >= 0:
        return message("{low}–{high} points above is {light}", low=near, high=far, light=light)
    if high <= 0:
        return message("{low}–{high} points below is {light}", low=far, high=near, light=light)
    return message("from {low} points below to {high} above is {light}", low=near, high=far, light=light)


def _under(high: float, light: Message) -> Message:
    if high <= 0:
        return message("more than {n} points below is {light}", n=_points(high), light=light)
    return message("less than {n} points above is {light}", n=_points(high), light=light)


def _points(share: float) -> str:
    return f"{abs(share) * 100:g}"


def of_tasks(row: Row, facts: Facts, rule: Rule, due: float) -> Message:
    """Say why a task list has its light; ``due`` is the number of steps that should be done by now."""
    total = int(row.aim.aim)
    if facts.light is Light.DONE:
        return message("All {total} steps are done", total=total)
    wanted = show_fixed(due, 0 if due == int(due) else 1)
    return message("{done} of {total} steps done, {due} due by now (rule: {rule})",
                   done=int(facts.actual or 0), total=total, due=wanted, rule=_band(facts, rule))  # fmt: skip


def of_outlook(outlook: Outlook, note: str) -> Message:
    """Say whose judgement the light is."""
    name = message(OUTLOOK_NAMES[outlook])
    return message("Judged: {outlook} ({note})", outlook=name, note=note) if note else message(
        "Judged: {outlook}", outlook=name
    )  # fmt: skip


def no_data(row: Row, as_of: date, actual: float | None, steps: int) -> Message:
    """Say what is missing for a light."""
    goal, target = row.goal, row.target
    if goal.start and as_of < goal.start:
        return message("Not started: the goal runs from {day}", day=goal.start)
    if not goal.kind.numeric:
        return _no_steps(steps)
    if target is None or target.low is None:
        return message("No target value has been set")
    if actual is None:
        return message("No figure has been reported yet")
    return message("The goal needs a start and a deadline")


def _no_steps(steps: int) -> Message:
    if steps:
        return message("None of the {total} steps is due or done yet", total=steps)
    return message("Neither steps nor an outlook have been given yet")


def with_overdue(first: Message, overdue: Sequence[Milestone], as_of: date) -> Message:
    """Add the late milestones to a sentence: the oldest with its days, and how many there are."""
    if not overdue or overdue[0].due is None:
        return first
    return message("{first}; {second}", first=first, second=_overdue(overdue, (as_of - overdue[0].due).days))


def _overdue(overdue: Sequence[Milestone], days: int) -> Message:
    name = overdue[0].name
    if len(overdue) == 1 and days == 0:
        return message("milestone “{name}” is due today and not done", name=name)
    if len(overdue) == 1:
        return message("milestone “{name}” is {days} days overdue", name=name, days=days)
    return message("{n} milestones overdue, the oldest “{name}” by {days} days", n=len(overdue), name=name, days=days)
