"""What a plan must always hold to; each breach is refused with a sentence that says what to do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import TypeVar

from planner.analysis.rollup import left_out, uneven
from planner.analysis.trajectory import curve_note
from planner.commands.limits import check_figures
from planner.commands.presets import load_rule, load_units
from planner.domain.fields import LINKS, field_name, table_name
from planner.domain.kinds import Comparator, Rollup
from planner.domain.plan import Plan
from planner.domain.records import (
    About,
    Document,
    Goal,
    Measurement,
    Milestone,
    Office,
    Record,
    Report,
    SavedFilter,
    Target,
    Theme,
)
from planner.errors import Finding, PlannerError
from planner.store.codec import TABLE_OF, optional_fields
from planner.text import message

LONGEST_NAME = 500
LONGEST_TEXT = 20_000
_NAMED = frozenset({"theme", "office", "document", "goal", "milestone", "filter"})
R = TypeVar("R", bound=Record)


def checked(plan: Plan, record: R) -> R:
    """Return the record if the plan may hold it, else raise :class:`PlannerError`."""
    _check_values(record)
    fitting(plan, record)
    return record


def fitting(plan: Plan, record: Record) -> None:
    """Raise :class:`PlannerError` unless the plan, as it is now, may hold a record it held before."""
    _check_links(plan, record)
    check_figures(plan, record)
    match record:
        case Goal():
            _check_goal(plan, record)
        case Target():
            _check_target(plan, record)
        case Milestone():
            _check_milestone(plan, record)
        case Measurement() | Report():
            _check_dated(plan, record.day)
        case Office():
            _check_tree(plan.offices, record.id, record.parent)
        case About():
            _check_about(record)
        case _:
            pass


def changed(plan: Plan, record: R, values: Mapping[str, object]) -> R:
    """Return ``record`` with new field values, checked."""
    return checked(plan, with_values(record, values))


def with_values(record: R, values: Mapping[str, object]) -> R:
    """Return ``record`` with new field values, not yet checked."""
    return replace(record, **values)  # type: ignore[arg-type]


def _check_values(record: Record) -> None:
    table = TABLE_OF[type(record)]
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str):
            _check_text(table, field.name, value)
        elif isinstance(value, float) and not math.isfinite(value):
            raise PlannerError("The {field} must be a number.", field=field_name(table, field.name))
        elif value is None and field.name not in optional_fields(table):
            raise PlannerError("The {field} is missing.", field=field_name(table, field.name))


_LINKED = {"theme": "themes", "office": "offices", "document": "documents", "goal": "goals"}


def _check_links(plan: Plan, record: Record) -> None:
    for field, linked in _links_of(TABLE_OF[type(record)]):
        id_ = getattr(record, field)
        if id_ is not None and id_ not in getattr(plan, _LINKED[linked]):
            raise PlannerError("This {table} is not in the plan any more.", table=table_name(linked))


@cache
def _links_of(table: str) -> Sequence[tuple[str, str]]:
    return [(field, linked) for (own, field), linked in LINKS.items() if own == table and linked in _LINKED]


def _check_text(table: str, field: str, value: str) -> None:
    named = field in ("name", "title") and table in _NAMED
    if named and not value.strip():
        raise PlannerError("The {field} must not be empty.", field=field_name(table, field))
    longest = LONGEST_NAME if named else LONGEST_TEXT
    if len(value) > longest:
        name = field_name(table, field)
        raise PlannerError("The {field} is longer than {n} characters. Shorten it.", field=name, n=longest)
    if "\x00" in value:
        raise PlannerError("The {field} holds characters that are no text.", field=field_name(table, field))


def _check_goal(plan: Plan, goal: Goal) -> None:
    _check_tree(plan.goals, goal.id, goal.parent)
    if not 0 <= goal.digits <= 6:
        raise PlannerError("Choose between 0 and 6 decimals.")
    for target in plan.targets.get(goal.id, ()):
        _check_period(goal, target)
        if not goal.kind.numeric and target.low is not None:
            raise PlannerError("This goal has a target value. Clear it before making the goal a task list.")
    if not goal.kind.numeric and plan.series(goal.id):
        raise PlannerError("This goal has progress figures. A task list can have none.")
    for milestone in plan.milestones.get(goal.id, ()):
        if milestone.value is not None and not goal.kind.numeric:
            raise PlannerError("The goal's milestones have values. Clear them before making the goal a task list.")
        _check_inside(milestone, goal.start, _deadline(plan.target(goal.id)))


def _check_period(goal: Goal, target: Target) -> None:
    if goal.start and target.deadline and target.deadline < goal.start:
        raise PlannerError(
            "The deadline {deadline} lies before the start {start}.", deadline=target.deadline, start=goal.start
        )


def _check_inside(milestone: Milestone, start: date | None, deadline: date | None) -> None:
    name, due = milestone.name[:40], milestone.due
    if due and start and due < start:
        raise PlannerError(
            "The milestone “{name}” ({due}) lies before the goal's start {start}. Change one of the two dates.",
            name=name, due=due, start=start,
        )  # fmt: skip
    if due and deadline and due > deadline:
        raise PlannerError(
            "The milestone “{name}” ({due}) lies after the goal's deadline {deadline}. Change one of the two dates.",
            name=name, due=due, deadline=deadline,
        )  # fmt: skip


def _deadline(target: Target | None) -> date | None:
    return target.deadline if target else None


def _check_tree(records: Mapping[str, Goal] | Mapping[str, Office], own: str, parent: str | None) -> None:
    seen = {own}
    while parent is not None and parent in records:
        if parent in seen:
            raise PlannerError("Something cannot be a part of itself. Choose another parent.")
        seen.add(parent)
        parent = records[parent].parent


def _check_target(plan: Plan, target: Target) -> None:
    goal = plan.goals[target.goal]
    if not goal.kind.numeric and target.low is not None:
        raise PlannerError("A task list has no target value. Change its kind first.")
    _check_period(goal, target)
    if target.comparator is Comparator.RANGE:
        if target.low is None or target.high is None:
            raise PlannerError("A range needs two values, such as 2–3.")
        if target.low > target.high:
            raise PlannerError("The lower value of the range is greater than the upper one. Swap them.")
    if _will_be_newest(plan, target):
        for milestone in plan.milestones.get(goal.id, ()):
            _check_inside(milestone, goal.start, target.deadline)


def _will_be_newest(plan: Plan, target: Target) -> bool:
    newest = plan.target(target.goal)
    return newest is None or newest.id == target.id or (target.since or date.min) > (newest.since or date.min)


def goal_span(plan: Plan, goal: Goal) -> tuple[date | None, date | None]:
    """Return the first day and the deadline of a goal, as far as they are known."""
    return goal.start, _deadline(plan.target(goal.id))


def _check_milestone(plan: Plan, milestone: Milestone) -> None:
    goal = plan.goals[milestone.goal]
    _check_inside(milestone, *goal_span(plan, goal))
    if milestone.value is not None and not goal.kind.numeric:
        raise PlannerError("A task list has no values. Change the goal's kind first.")


def _check_dated(plan: Plan, day: date) -> None:
    as_of = plan.about.as_of
    if as_of and day > as_of:
        raise PlannerError(
            "{day} lies after the cut-off date {as_of}. Move the cut-off date first, then enter the figure.",
            day=day, as_of=as_of,
        )  # fmt: skip


def _check_about(about: About) -> None:
    if about.as_of is None:
        raise PlannerError("A plan needs a cut-off date: the day its figures speak of.")
    if about.as_of.year < 1900 or about.as_of.year > 2200:
        raise PlannerError("The cut-off date lies outside 1900–2200.")
    load_rule(about.rule)


def rule_findings(plan: Plan) -> list[Finding]:
    """Check a whole plan again by the rules every edit is held to; an empty list means all hold.

    What a plan under way may show is found too, as worth a look: parts that do not add up to their goal, and
    figures and reports of a day after the cut-off date (it may have been moved back to see an earlier day).
    """
    return [*_broken_rules(plan), *_late_figures(plan), *_uneven_parts(plan), *_straightened(plan)]


def _straightened(plan: Plan) -> Iterator[Finding]:
    """Say of each goal whose curve has no answer that its line is straight."""
    for goal in plan.goals.values():
        note = curve_note(plan, goal)
        if note is not None:
            yield Finding(goal.name, note, serious=False)


def _broken_rules(plan: Plan) -> Iterator[Finding]:
    single: tuple[Mapping[str, Record], ...] = (plan.themes, plan.offices, plan.documents, plan.goals, plan.filters)
    owned: tuple[Mapping[str, tuple[Record, ...]], ...] = (plan.targets, plan.milestones)
    records = [plan.about, *(row for rows in single for row in rows.values())]
    records += [row for found in owned for rows in found.values() for row in rows]
    found: dict[str, Finding] = {}  # by sentence: a milestone outside its goal is the goal's and the target's fault too
    for record in records:
        try:
            checked(plan, record)
        except PlannerError as refusal:
            found[refusal.message.to_json()] = Finding(_place(plan, record), refusal.message)
    yield from found.values()


def _place(plan: Plan, record: Record) -> str:
    match record:
        case Goal() | Theme() | Office() | SavedFilter():
            return record.name
        case Document():
            return record.title
        case Milestone():
            return f"{_goal_name(plan, record.goal)} · {record.name}"
        case Target() | Report():
            return _goal_name(plan, record.goal)
        case _:
            return ""


def _goal_name(plan: Plan, goal: str) -> str:
    return plan.goals[goal].name if goal in plan.goals else goal


def _late_figures(plan: Plan) -> Iterator[Finding]:
    as_of = plan.about.as_of or date.max
    for goal in sorted({*plan.measurements, *plan.reports}):
        series = plan.series(goal)
        late = len(series) - series.until(as_of) + sum(row.day > as_of for row in plan.reports.get(goal, ()))
        if late:
            text = message("{n} entries lie after the cut-off date {as_of}.", n=late, as_of=as_of)
            yield Finding(_goal_name(plan, goal), text, serious=False)
        if not all(map(math.isfinite, series.values)):
            yield Finding(_goal_name(plan, goal), message("A figure is not a number."))


def _uneven_parts(plan: Plan) -> Iterator[Finding]:
    parts: dict[str, list[Goal]] = {}
    for goal in plan.goals.values():
        if goal.parent in plan.goals and not goal.archived:
            parts.setdefault(goal.parent or "", []).append(goal)
    units, as_of = load_units(), plan.about.as_of or date.max
    for parent, found in parts.items():
        whole = plan.goals[parent]
        loose = whole.rollup not in (Rollup.NONE, Rollup.WORST)
        for text in (uneven(plan, whole, found, units), left_out(plan, whole, found, units, as_of) if loose else None):
            if text is not None:
                yield Finding(whole.name, text, serious=False)
