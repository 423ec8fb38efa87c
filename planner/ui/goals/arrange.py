"""Which goals are shown, in which groups and order; plain lists, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from planner.analysis.foresight import Foresight
from planner.analysis.values import Light, Status
from planner.domain.plan import Plan
from planner.domain.query import NONE, Query
from planner.domain.records import Goal


class Column(IntEnum):
    """The columns of the goal table, from left to right."""

    NAME = 0
    LIGHT = 1
    TARGET = 2
    ACTUAL = 3
    EXPECTED = 4
    GAP = 5
    COMPLETION = 6
    TREND = 7
    DEADLINE = 8
    LEAD = 9
    FORECAST = 10
    CHANCE = 11
    NEEDED = 12
    PACE = 13
    SINCE = 14
    HISTORY = 15


LATER = frozenset({Column.FORECAST, Column.CHANCE, Column.SINCE, Column.HISTORY})
"""Columns that are worked out only when they are shown."""
OPTIONAL = frozenset({*LATER, Column.NEEDED, Column.PACE})
"""Columns that are shown only when asked for."""


class GroupBy(StrEnum):
    """What the goals are grouped by."""

    THEME = "theme"
    OFFICE = "office"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Sort:
    """The column to sort by within each group, and which way."""

    column: Column
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Goals under one heading. ``key`` is the theme's or office's id, ``NONE`` for goals without one."""

    key: str
    name: str
    colour: str
    goals: tuple[str, ...]


StatusOf = Callable[[str], Status]
KeyOf = Callable[[Goal, Column], float | str | None]
ForesightOf = Callable[[str], Foresight | None]
_LIGHT_ORDER = {light: n for n, light in enumerate((Light.FAR_BEHIND, Light.BEHIND, Light.ON_TRACK, Light.AHEAD,
                                                     Light.DONE, Light.NO_DATA))}  # fmt: skip
_BY_STATUS = frozenset({Column.LIGHT, Column.ACTUAL, Column.EXPECTED, Column.GAP, Column.COMPLETION, Column.TREND,
                        *OPTIONAL})  # fmt: skip


def _nothing_foreseen(_goal: str) -> Foresight | None:
    return None


def hangs_on_status(query: Query, sort: Sort | None) -> bool:
    """Return whether progress or milestones can change which goals are shown, or their order."""
    return bool(query.lights or query.words or query.due) or (sort is not None and sort.column in _BY_STATUS)


def arrange(plan: Plan, query: Query, group_by: GroupBy, sort: Sort | None, status_of: StatusOf,
            foresight_of: ForesightOf = _nothing_foreseen) -> list[Group]:  # fmt: skip
    """Return the goals a query keeps, in groups that are not empty, each in its order."""

    def key_of(goal: Goal, column: Column) -> float | str | None:
        if column in LATER:
            return _foresight_key(foresight_of(goal.id), column)
        return _sort_key(plan, goal, column, status_of)

    def light_of(goal: str) -> str:
        return status_of(goal).light

    if query.narrows:
        kept = [goal for goal in plan.goals.values() if query.keeps(plan, goal, light_of)]
    else:
        kept = [goal for goal in plan.goals.values() if query.archived or not goal.archived]
    if group_by is GroupBy.NOTHING:
        rank = {theme: n for n, theme in enumerate(plan.themes)}
        kept.sort(key=lambda goal: rank.get(goal.theme or "", len(rank)))
        return [Group("", "", "", _sorted(kept, sort, key_of))] if kept else []
    return [
        Group(key, name, colour, _sorted(goals, sort, key_of))
        for key, name, colour, goals in _grouped(plan, kept, group_by)
    ]


def _grouped(plan: Plan, goals: Iterable[Goal], by: GroupBy) -> Iterable[tuple[str, str, str, list[Goal]]]:
    found: dict[str, list[Goal]] = {}
    for goal in goals:
        found.setdefault((goal.theme if by is GroupBy.THEME else goal.lead) or NONE, []).append(goal)
    named: Mapping[str, tuple[str, str]]
    if by is GroupBy.THEME:
        named = {theme.id: (theme.name, theme.colour) for theme in plan.themes.values()}
    else:
        named = {office.id: (office.name, "") for office in plan.offices.values()}
    for key, (name, colour) in named.items():
        if key in found:
            yield key, name, colour, found.pop(key)
    rest = [goal for goals_left in found.values() for goal in goals_left]
    if rest:
        yield NONE, "", "", rest


def _sorted(goals: list[Goal], sort: Sort | None, key_of: KeyOf) -> tuple[str, ...]:
    if sort is not None:
        keyed = [(key_of(goal, sort.column), goal) for goal in goals]
        known = [(key, goal) for key, goal in keyed if key is not None]
        known.sort(key=_first, reverse=sort.descending)
        goals = [goal for _, goal in known] + [goal for key, goal in keyed if key is None]
    return tuple(goal.id for goal in goals)


def _first(pair: tuple[float | str, Goal]) -> float | str:
    return pair[0]


def _sort_key(plan: Plan, goal: Goal, column: Column, status_of: StatusOf) -> float | str | None:
    match column:
        case Column.NAME:
            return goal.name
        case Column.LEAD:
            return plan.office_name(goal.lead) or None
        case Column.TARGET | Column.DEADLINE:
            target = plan.target(goal.id, plan.about.as_of)
            if target is None:
                return None
            return target.low if column is Column.TARGET else _ordinal(target.deadline)
        case _:
            return _status_key(status_of(goal.id), column)


def _status_key(status: Status, column: Column) -> float | None:
    match column:
        case Column.LIGHT:
            return float(_LIGHT_ORDER[status.light])
        case Column.ACTUAL:
            return status.actual
        case Column.EXPECTED:
            return status.expected
        case Column.GAP:
            return status.gap
        case Column.NEEDED:
            return status.required_pace
        case Column.PACE:
            return status.pace
        case _:
            return status.completion


def _foresight_key(found: Foresight | None, column: Column) -> float | None:
    """Sort by the forecast's middle, its chance, the day since when, or how many of the last lights were behind."""
    if found is None:
        return None
    match column:
        case Column.FORECAST:
            return found.forecast.median if found.forecast else None
        case Column.CHANCE:
            return found.forecast.chance if found.forecast else None
        case Column.SINCE:
            return _ordinal(found.since)
        case _:
            return float(sum(_LIGHT_ORDER[light] <= _LIGHT_ORDER[Light.BEHIND] for _, light in found.history))


def _ordinal(day: date | None) -> float | None:
    return float(day.toordinal()) if day else None
