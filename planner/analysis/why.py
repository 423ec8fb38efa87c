"""The sentence behind a light: which rule, the expected, the actual and the gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.columns import Family
from planner.analysis.values import Light, Rule
from planner.domain.kinds import OUTLOOK_NAMES, Outlook
from planner.domain.numbers import show_fixed, show_number, show_percent
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone
from planner.text import Message, message


@dataclass(frozen=True, slots=True)
class Facts:
    """What a goal's light was made from; shares of the way, values in the goal's unit."""

    family: Family
    reached: float | None
    aim: float | None
    high: float | None
    day: date | None
    completion: float | None
    wanted: float | None
    gap: float | None
    bent: bool
    lowered: bool  # behind only because a milestone is late


def of_number(goal: Goal, light: Light, rule: Rule, facts: Facts) -> Message:
    """Say why a goal with a number has its light."""
    reached = show_number(facts.reached, goal.digits)
    if light is Light.DONE:
        return _done(goal, facts, reached)
    if facts.family is Family.BUDGET:
        return _budget(goal, light, rule, facts, reached)
    if facts.family is Family.HOLD:
        return _held(goal, light, facts, reached)
    line = message("planned trajectory") if facts.bent else message("time progress")
    gap = facts.gap or 0.0
    args = {
        "completion": show_percent(facts.completion), "line": line, "expected": show_percent(facts.wanted),
        "gap": show_fixed(abs(gap) * 100, 1), "rule": _band(light, rule, lowered=facts.lowered),
    }  # fmt: skip
    if gap > -5e-4:
        return message("Completion {completion}, {gap} points above the {line} of {expected} (rule: {rule})", **args)
    return message("Completion {completion}, {gap} points below the {line} of {expected} (rule: {rule})", **args)


def _done(goal: Goal, facts: Facts, reached: str) -> Message:
    args = {"reached": reached, "unit": goal.unit, "day": facts.day, "target": show_number(facts.aim, goal.digits)}
    if facts.family is not Family.RUN:
        return message("Kept to the deadline: {reached} {unit} against a limit of {target}", **args)
    if facts.high is not None and facts.aim is not None and facts.reached is not None and facts.high > facts.aim and (
        facts.reached > facts.high
    ):  # fmt: skip
        args["high"] = show_number(facts.high, goal.digits)
        return message("Reached: {reached} {unit} on {day}, above the upper end {high}", **args)
    return message("Reached: {reached} {unit} on {day}, target {target}", **args)


def _budget(goal: Goal, light: Light, rule: Rule, facts: Facts, reached: str) -> Message:
    limit = show_number(facts.aim, goal.digits)
    if (facts.completion or 0.0) > 1:
        return message("{reached} {unit} is over the limit of {limit}", reached=reached, unit=goal.unit, limit=limit)
    return message(
        "{used} of the limit used, {share} of it due by now (rule: {rule})",
        used=show_percent(facts.completion), share=show_percent(facts.wanted),
        rule=_band(light, rule, lowered=facts.lowered),
    )  # fmt: skip


def _held(goal: Goal, light: Light, facts: Facts, reached: str) -> Message:
    limit = show_number(facts.aim, goal.digits)
    if facts.high is not None and facts.aim is not None and facts.high > facts.aim:
        limit = f"{limit}–{show_number(facts.high, goal.digits)}"
    args = {"reached": reached, "unit": goal.unit, "limit": limit}
    if light in (Light.ON_TRACK, Light.AHEAD) or facts.lowered:
        return message("{reached} {unit} is within the limit {limit}, to be held to the deadline", **args)
    return message(
        "{reached} {unit} is outside the limit {limit} by {gap}", gap=show_percent(abs(facts.gap or 0)), **args
    )


def _band(light: Light, rule: Rule, *, lowered: bool) -> Message:
    """Say the rule's band in words, in percentage points."""
    if lowered:
        return message("an overdue milestone is behind")
    ahead, behind = _points(rule.ahead), _points(-rule.behind)
    match light:
        case Light.AHEAD:
            return message("{n} points or more above is ahead", n=ahead)
        case Light.ON_TRACK:
            return message("up to {n} points above is on track", n=ahead)
        case Light.BEHIND:
            return message("up to {n} points below is behind", n=behind)
        case _:
            return message("more than {n} points below is far behind", n=behind)


def _points(share: float) -> str:
    return f"{share * 100:g}"


def of_tasks(light: Light, done: int, total: int, wanted: float) -> Message:
    """Say why a task list has its light."""
    if light is Light.DONE:
        return message("All {total} steps are done", total=total)
    return message("{done} of {total} steps done, {due} due by now", done=done, total=total,
                   due=show_fixed(wanted * total, 0 if float(wanted * total).is_integer() else 1))  # fmt: skip


def nothing_due(total: int) -> Message:
    """Say that no step is due yet."""
    return message("None of the {total} steps is due yet", total=total)


def no_steps() -> Message:
    """Say what would make a light."""
    return message("Neither steps nor an outlook have been given yet")


def of_outlook(outlook: Outlook, note: str) -> Message:
    """Say whose judgement the light is."""
    if note:
        return message("Judged: {outlook} ({note})", outlook=message(OUTLOOK_NAMES[outlook]), note=note)
    return message("Judged: {outlook}", outlook=message(OUTLOOK_NAMES[outlook]))


def no_data(plan: Plan, goal: Goal, as_of: date, reached: float | None) -> Message:
    """Say what is missing."""
    target = plan.target(goal.id, as_of)
    if goal.start and as_of < goal.start:
        return message("Not started: the goal runs from {day}", day=goal.start)
    if target is None or target.low is None:
        return message("No target value has been set")
    if reached is None:
        return message("No figure has been reported yet")
    return message("The goal needs a start and a deadline")


def of_overdue(overdue: Sequence[Milestone], as_of: date) -> tuple[Message, ...]:
    """Name the oldest late milestone and how many more there are."""
    if not overdue:
        return ()
    first = overdue[0]
    days = (as_of - first.due).days if first.due else 0
    if days == 0:
        return (message("Milestone “{name}” was due on the cut-off date", name=first.name),)
    if len(overdue) == 1:
        return (message("Milestone “{name}” is {days} days overdue", name=first.name, days=days),)
    return (message("{n} milestones overdue, “{name}” by {days} days", n=len(overdue), name=first.name, days=days),)
