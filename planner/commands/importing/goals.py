"""Goals from a table of targets (目标任务分解表): new ones with their offices and themes, known ones corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import TypeVar

from planner.commands.edits import THEME_COLOURS, last_pos
from planner.commands.importing.draft import Draft, Line, Verdict
from planner.commands.importing.finding import Goals
from planner.commands.importing.progress import SAME
from planner.commands.importing.rows import Rows, read_named
from planner.commands.rules import checked, with_values
from planner.domain.fields import field_name, table_name
from planner.domain.kinds import COMPARATOR_NAMES, KIND_NAMES, Comparator, Kind
from planner.domain.numbers import MISSING, decimals, show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Office, Partner, Record, Target, Theme
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.tables.incoming.headings import Field, plain
from planner.text import Message, message

E = TypeVar("E", bound=StrEnum)
_KINDS = {
    "累计": Kind.CUMULATIVE,
    "当期": Kind.PER_PERIOD,
    "存量": Kind.LEVEL,
    "比率": Kind.RATE,
    "任务清单": Kind.TASKS,
}
_BOUNDS = {
    "不低于": Comparator.AT_LEAST, "不少于": Comparator.AT_LEAST, "不超过": Comparator.AT_MOST,
    "不高于": Comparator.AT_MOST, "达到": Comparator.EQUAL, "介于": Comparator.RANGE, "约": Comparator.ABOUT,
}  # fmt: skip
_TEXTS = {Field.OWNER: "owner", Field.LEADER: "leader", Field.DEFINITION: "definition", Field.NOTE: "note"}


@dataclass(slots=True)
class _Row:
    """What one row says: values of the goal and of its target that are written down, and the offices it names."""

    goal: dict[str, object] = field(default_factory=dict)
    target: dict[str, object] = field(default_factory=dict)
    partners: list[str] = field(default_factory=list)  # office ids
    extras: list[Record] = field(default_factory=list)  # themes and offices that are new


class GoalsReader:
    """Turns rows into goals with targets."""

    def __init__(self, plan: Plan, rows: Rows) -> None:
        self._goals, self._themes, self._offices = dict(plan.goals), dict(plan.themes), dict(plan.offices)
        self._plan = replace(plan, goals=self._goals, themes=self._themes, offices=self._offices)
        self._rows = rows
        self._found = Goals(plan)
        self._done: set[str] = set()
        self._pos = last_pos(plan.goals.values())

    def read(self, draft: Draft, row: int) -> None:
        """Add to the draft what the row would do; a row without a name is passed over."""
        read_named(self._rows, draft, row, Field.GOAL, self._one)

    def _one(self, draft: Draft, row: int, name: str) -> Line:
        place = self._rows.place
        known = self._found.named(name)
        if known is not None and known.id in self._done:
            raise PlannerError("An earlier row is about “{name}” already.", name=name[:40])
        said = self._said(known)
        line = self._new(draft, name, said) if known is None else self._changed(draft, known, said)
        for extra in said.extras:
            self._keep(extra)
        return Line(place, row, line[0], name, line[1])

    def _said(self, known: Goal | None) -> _Row:
        rows, said = self._rows, _Row()
        unit = known.unit if known is not None else rows.text(Field.UNIT)
        bound = self._target(said, unit, fixed=known is not None and bool(known.unit))
        unit = str(said.goal.get("unit", unit))
        for column, name in _TEXTS.items():
            if rows.has(column):
                said.goal[name] = rows.text(column)
        if rows.has(Field.BASELINE) and (value := rows.value(Field.BASELINE, unit, self._plan.about.as_of)) is not None:
            said.goal["baseline"] = value
        for column, name in ((Field.BASELINE_DAY, "baseline_day"), (Field.START, "start")):
            if rows.has(column) and (day := rows.day(column)) is not None:
                said.goal[name] = day
        if rows.has(Field.DEADLINE) and (day := rows.day(Field.DEADLINE)) is not None:
            said.target["deadline"] = day
        if rows.has(Field.KIND):
            said.goal["kind"] = self._choice(Field.KIND, _KINDS, KIND_NAMES)
        elif known is None:
            said.goal["kind"] = Kind.TASKS if not bound else Kind.RATE if unit in ("%", "％", "‰") else Kind.CUMULATIVE
        self._links(said)
        return said

    def _target(self, said: _Row, unit: str, *, fixed: bool) -> bool:
        """Read the target value; a known goal keeps its unit, a new one takes the unit it is written with."""
        figure = self._rows.figure(Field.TARGET) if self._rows.has(Field.TARGET) else None
        if figure is None:
            return False
        day = self._plan.about.as_of
        if not fixed:
            unit = self._rows.known(unit or figure.unit or self._rows.unit_beside(self._rows.wrong))
            said.goal["unit"] = unit
        said.target["low"] = self._rows.converted(figure.low, figure.low_unit or figure.unit, unit, day)
        if figure.high is not None:
            said.target["high"] = self._rows.converted(figure.high, figure.unit, unit, day)
        elif (high := self._rows.value(Field.HIGH, unit, day)) is not None:
            said.target["high"] = high
        if self._rows.has(Field.COMPARATOR):
            said.target["comparator"] = self._choice(Field.COMPARATOR, _BOUNDS, COMPARATOR_NAMES)
        elif figure.comparator is not None:
            said.target["comparator"] = figure.comparator
        return True

    def _choice(self, column: Field, chinese: Mapping[str, E], english: Mapping[E, str]) -> E:
        text = self._rows.text(column)
        for member, name in english.items():
            if text in (name, member.value):
                return member
        if text in chinese:
            return chinese[text]
        raise PlannerError("“{text}” is not one of: {choices}.", text=text[:40], choices="、".join(chinese))

    def _links(self, said: _Row) -> None:
        if self._rows.has(Field.THEME):
            said.goal["theme"] = self._theme(self._rows.text(Field.THEME), said)
        leads = self._rows.names(Field.LEAD) if self._rows.has(Field.LEAD) else []
        if leads:  # 排在第一位的为牵头单位: the first named leads, the others take part
            said.goal["lead"] = self._office(leads[0], said)
        others = [*leads[1:], *(self._rows.names(Field.PARTNERS) if self._rows.has(Field.PARTNERS) else [])]
        said.partners = [self._office(name, said) for name in dict.fromkeys(others) if name != next(iter(leads), "")]

    def _theme(self, name: str, said: _Row) -> str:
        found = next((one.id for one in self._themes.values() if plain(one.name) == plain(name)), None)
        if found is not None:
            return found
        colour = THEME_COLOURS[len(self._themes) % len(THEME_COLOURS)]
        theme = Theme(new_id(), name, colour, last_pos(self._themes.values()))
        said.extras.append(theme)
        return theme.id

    def _office(self, name: str, said: _Row) -> str:
        there = [*self._offices.values(), *(one for one in said.extras if isinstance(one, Office))]
        found = next((one.id for one in there if plain(one.name) == plain(name)), None)
        if found is not None:
            return found
        office = Office(new_id(), name, None, last_pos(there))
        said.extras.append(office)
        return office.id

    def _keep(self, extra: Record) -> None:
        if isinstance(extra, Theme):
            self._themes[extra.id] = extra
        elif isinstance(extra, Office):
            self._offices[extra.id] = extra

    def _with(self, said: _Row, goal: Goal, target: Target | None) -> Plan:
        themes = {**self._themes, **{one.id: one for one in said.extras if isinstance(one, Theme)}}
        offices = {**self._offices, **{one.id: one for one in said.extras if isinstance(one, Office)}}
        targets = {goal.id: (target,)} if target else {}
        return replace(self._plan, goals={goal.id: goal, **_parents(self._goals, goal)}, themes=themes,
                       offices=offices, targets=targets)  # fmt: skip

    def _new(self, draft: Draft, name: str, said: _Row) -> tuple[Verdict, Message]:
        low, deadline = said.target.get("low"), said.target.get("deadline")
        figures = [value for value in (low, said.target.get("high"), said.goal.get("baseline"))
                   if isinstance(value, float)]  # fmt: skip
        own = new_id()
        goal = with_values(Goal(own, name, pos=self._pos, digits=max((decimals(one, 0) for one in figures), default=0)),
                           said.goal)  # fmt: skip
        if "start" not in said.goal:
            goal = replace(goal, start=self._start(deadline if isinstance(deadline, date) else None))
        target = with_values(Target(new_id(), own), said.target)
        partners = [Partner(new_id(), own, office, float(n)) for n, office in enumerate(said.partners, 1)]
        plan = self._with(said, goal, target)
        draft.inserts += [checked(plan, one) for one in (*said.extras, goal, target, *partners)]
        self._goals[own] = goal
        self._found.take(goal)
        self._done.add(own)
        self._pos += 1.0
        return Verdict.ADDED, _promise(goal, target)

    def _start(self, deadline: date | None) -> date | None:
        """Return 1 January of the cut-off date's year, or of the deadline's where that is earlier, as add-goal does."""
        known = [day.year for day in (deadline, self._plan.about.as_of) if day is not None]
        return date(min(known), 1, 1) if known else None

    def _changed(self, draft: Draft, goal: Goal, said: _Row) -> tuple[Verdict, Message]:
        target = self._plan.target(goal.id)
        goal_values = {name: value for name, value in said.goal.items() if _differs(getattr(goal, name), value)}
        old = target or Target(new_id(), goal.id)
        target_values = {name: value for name, value in said.target.items() if _differs(getattr(old, name), value)}
        new_goal, new_target = with_values(goal, goal_values), with_values(old, target_values)
        there = {row.office for row in self._plan.partners.get(goal.id, ())}
        fresh = [office for office in said.partners if office not in there and office != new_goal.lead]
        partners = [Partner(new_id(), goal.id, office, float(len(there) + n)) for n, office in enumerate(fresh, 1)]
        self._done.add(goal.id)
        if not (goal_values or target_values or partners):
            return Verdict.SAME, _promise(goal, old)
        plan = self._with(said, new_goal, new_target)
        for one in (new_goal, new_target):
            checked(plan, one)
        draft.inserts += [checked(plan, one) for one in (*said.extras, *partners)]
        if goal_values:
            draft.updates.append((Goal, goal.id, goal_values))
        if target is None:
            draft.inserts.append(new_target)
        elif target_values:
            draft.updates.append((Target, target.id, target_values))
        self._goals[goal.id] = new_goal
        return Verdict.CHANGED, message(
            "{what}; changed: {fields}", what=_promise(new_goal, new_target),
            fields=_listed(goal_values, target_values, partners),
        )  # fmt: skip


def _listed(goal: Mapping[str, object], target: Mapping[str, object], partners: Sequence[Partner]) -> Message:
    names = [*(field_name("goal", name) for name in goal), *(field_name("target", name) for name in target)]
    names += [table_name("partner")] if partners else []
    return reduce(_and, names)


def _and(first: Message, second: Message) -> Message:
    return message("{one}, {two}", one=first, two=second)


def _differs(old: object, new: object) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) > SAME * max(1.0, abs(old))
    return old != new


def _parents(goals: Mapping[str, Goal], goal: Goal) -> dict[str, Goal]:
    """Return the goals above a goal: all its rules can ask for."""
    found: dict[str, Goal] = {}
    parent = goal.parent
    while parent is not None and parent in goals and parent not in found:
        found[parent] = goals[parent]
        parent = goals[parent].parent
    return found


def _promise(goal: Goal, target: Target) -> Message:
    """Say what a goal promises, in one line."""
    kind = Message(KIND_NAMES[goal.kind])
    if target.low is None:
        return message("{kind}, by {day}", kind=kind, day=target.deadline or MISSING)
    figure = show_number(target.low, goal.digits)
    if target.high is not None:
        figure += "–" + show_number(target.high, goal.digits)
    bound = Message(COMPARATOR_NAMES[target.comparator])
    return message("{bound} {figure} {unit}, {kind}, by {day}", bound=bound, figure=figure, unit=goal.unit, kind=kind,
                   day=target.deadline or MISSING)  # fmt: skip
