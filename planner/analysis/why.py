"""The sentence behind a light: which rule, the expected, the actual and the gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from planner.analysis.aims import Course
from planner.analysis.columns import Row
from planner.analysis.values import Family, Light, Reason, Rule
from planner.domain.kinds import OUTLOOK_NAMES, Outlook
from planner.domain.numbers import show_fixed, show_number, show_percent
from planner.domain.records import Milestone, Override
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
    expected: float | None
    measure: float  # what the rule measured
    place: int  # of the rule's band
    lowered: bool  # behind only because a milestone is late


def of_number(row: Row, facts: Facts, rule: Rule) -> Message:
    """Say why a goal with a number has its light."""
    if facts.light is Light.DONE:
        return _done(row, facts)
    if rule.family is Family.DAYS:
        return _in_days(row, facts, rule)
    if rule.family is Family.GROWTH:
        return _in_growth(row, facts, rule)
    if row.aim.course is Course.BUDGET:
        return _budget(row, facts, rule)
    if row.aim.course is Course.HOLD or _is_beyond(row, facts):
        return _held(row, facts, rule)
    return _climb(row, facts, rule)


def _climb(row: Row, facts: Facts, rule: Rule) -> Message:
    if rule.family is Family.PERCENT:
        return _in_percent(row, facts, rule)
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
    return strayed(rule, facts.place) if kept and rule.family is Family.POINTS else band(rule, facts.place)


@lru_cache(maxsize=256)
def strayed(rule: Rule, place: int) -> Message:
    """Say a rule's band for what has to be kept: how far off the limit or the budget line is which light."""
    low, high = rule.range_of(place)
    name = message(rule.bands[place].word)
    if rule.bands[place].light in (Light.ON_TRACK, Light.AHEAD):
        steady = rule.band_of(Light.ON_TRACK) or rule.bands[place]
        least = min(steady.least, 0.0)
        return message("up to {n} points off is {light}", n=_points(least), light=message(steady.word))
    if isfinite(low):
        return message("{low}–{high} points off is {light}", low=_points(high), high=_points(low), light=name)
    return message("more than {n} points off is {light}", n=_points(high), light=name)


@lru_cache(maxsize=256)
def band(rule: Rule, place: int) -> Message:
    """Say a rule's band in words, in the unit of its family."""
    low, high = rule.range_of(place)
    name = message(rule.bands[place].word)
    match rule.family:
        case Family.POINTS:
            return _of_points(low, high, name)
        case Family.DAYS:
            return _of_days(rule, place, name)
        case Family.GROWTH:
            return _of_growth(place, name)
        case _:
            return _of_percent(low, high, name)


def _of_points(low: float, high: float, name: Message) -> Message:
    if not isfinite(high):
        return _from(low, name)
    return _between(low, high, name) if isfinite(low) else _under(high, name)


def _of_percent(low: float, high: float, name: Message) -> Message:
    if not isfinite(high):
        return message("{low} of the plan or more is {light}", low=show_percent(low), light=name)
    if isfinite(low):
        return message(
            "{low} to {high} of the plan is {light}", low=show_percent(low), high=show_percent(high), light=name
        )
    return message("less than {high} of the plan is {light}", high=show_percent(high), light=name)


def _of_days(rule: Rule, place: int, name: Message) -> Message:
    low, high = rule.range_of(place)
    if low > 0 or (low == 0 and rule.bands[place].open):
        return message("more than {n} days left is {light}", n=f"{low:g}", light=name)
    if low == 0:
        return message("not late is {light}", light=name)
    if isfinite(low):
        return message("{n} days late at most is {light}", n=f"{abs(low):g}", light=name)
    return message("more than {n} days late is {light}", n=f"{abs(min(high, 0.0)):g}", light=name)


def _of_growth(place: int, name: Message) -> Message:
    if place == 0:
        return message("growth as wanted or more is {light}", light=name)
    if place == 1:
        return message("growth, but less than wanted, is {light}", light=name)
    return message("a fall is {light}", light=name)


def _in_percent(row: Row, facts: Facts, rule: Rule) -> Message:
    args = {"reached": _amount(row, facts.actual), "expected": _amount(row, facts.expected)}
    share = show_percent(facts.measure)
    return message("{reached}, {share} of the {expected} planned by now (rule: {rule})",
                   share=share, rule=_band(facts, rule), **args)  # fmt: skip


def _in_days(row: Row, facts: Facts, rule: Rule) -> Message:
    days, words = facts.measure, _band(facts, rule)
    reached = _amount(row, facts.actual)
    if row.overdue or not isfinite(days):
        return message("{reached} so far (rule: {rule})", reached=reached, rule=words)
    if days < 0:
        late = show_fixed(-days, 0)
        return message(
            "{reached} was planned for {days} days ago (rule: {rule})", reached=reached, days=late, rule=words
        )
    left = show_fixed(days, 0)
    return message("{reached}, {days} days in hand (rule: {rule})", reached=reached, days=left, rule=words)


def _in_growth(row: Row, facts: Facts, rule: Rule) -> Message:
    wanted = row.goal.growth or 0.0
    growth = facts.measure * wanted + wanted if wanted > 0 else None
    words = _band(facts, rule)
    if growth is None or not isfinite(growth):
        return message("Growth against the same days last year, wanted {wanted} (rule: {rule})",
                       wanted=show_percent(wanted), rule=words)  # fmt: skip
    return message("Growth of {growth} against the same days last year, wanted {wanted} (rule: {rule})",
                   growth=show_percent(growth), wanted=show_percent(wanted), rule=words)  # fmt: skip


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


def of_tasks(row: Row, facts: Facts, rule: Rule) -> Message:
    """Say why a task list has its light; what is expected is the number of steps that should be done by now."""
    total, due = int(row.aim.aim), facts.expected or 0
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


def of_part(name: str, reason: Reason) -> Message:
    """Say which part a parent's light comes from."""
    return message("Worst part “{name}”: {why}", name=name, why=reason.message())


def of_override(given: Override, by_rule: str, reason: Reason) -> Message:
    """Say that a person gave the light, why, and what the rule would have given; ``by_rule`` is a message key."""
    args = {"day": given.day, "reason": given.reason, "light": message(by_rule), "why": reason.message()}
    if given.who:
        return message("Given by {who} on {day}: {reason} (the rule gives {light}: {why})", who=given.who, **args)
    return message("Given by a person on {day}: {reason} (the rule gives {light}: {why})", **args)


def no_report(end: date, last: date | None) -> Message:
    """Say which report is missing."""
    if last is None:
        return message("The report for the period to {day} is missing", day=end)
    return message("The report for the period to {day} is missing; the last figure is of {last}", day=end, last=last)


def no_data(row: Row, as_of: date, actual: float | None, steps: int, gap: float | None) -> Message:
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
    if gap is not None:  # everything is there but what the rule measures
        return message("Last year's figures are missing, so growth cannot be told")
    return message("The goal needs a start and a deadline")


def _no_steps(steps: int) -> Message:
    if steps:
        return message("None of the {total} steps is due or done yet", total=steps)
    return message("Neither steps nor an outlook have been given yet")


def with_overdue(reason: Reason, overdue: Sequence[Milestone], as_of: date) -> Message:
    """Add the late milestones to a sentence: the oldest with its days, and how many there are."""
    if not overdue or overdue[0].due is None:
        return reason.message()
    return message("{first}; {second}", first=reason.message(), second=_overdue(overdue, (as_of - overdue[0].due).days))


def _overdue(overdue: Sequence[Milestone], days: int) -> Message:
    name = overdue[0].name
    if len(overdue) == 1 and days == 0:
        return message("milestone “{name}” is due today and not done", name=name)
    if len(overdue) == 1:
        return message("milestone “{name}” is {days} days overdue", name=name, days=days)
    return message("{n} milestones overdue, the oldest “{name}” by {days} days", n=len(overdue), name=name, days=days)
