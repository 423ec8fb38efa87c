"""Which goals are shown, in which groups and order; plain lists, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from planner.analysis.conditions import FORESEEN, PROMISED, foresees, within
from planner.analysis.foresight import Foresight
from planner.analysis.keyed import figure
from planner.analysis.values import Light, Status
from planner.domain.kinds import Outlook
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
    RANGE = 16
    REACHED = 17
    OUTLOOK = 18
    RULE = 19


LATER = frozenset({Column.FORECAST, Column.CHANCE, Column.SINCE, Column.HISTORY, Column.RANGE, Column.REACHED})
"""Columns that are worked out only when they are shown."""
OPTIONAL = frozenset({*LATER, Column.NEEDED, Column.PACE, Column.OUTLOOK, Column.RULE})
"""Columns that are shown only when asked for."""
FIGURE = {
    Column.TARGET: "target",
    Column.ACTUAL: "actual",
    Column.EXPECTED: "expected",
    Column.GAP: "gap",
    Column.COMPLETION: "completion",
    Column.TREND: "completion",
    Column.DEADLINE: "deadline",
    Column.FORECAST: "forecast",
    Column.CHANCE: "chance",
    Column.NEEDED: "needed",
    Column.PACE: "pace",
    Column.SINCE: "since",
    Column.HISTORY: "missed",
    Column.RANGE: "low",
    Column.REACHED: "day",
}
"""The figure of :mod:`planner.analysis.conditions` a column shows, and is sorted by."""


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
Key = float | str | None
ForesightOf = Callable[[str], Foresight | None]
_LIGHT_ORDER = {light: n for n, light in enumerate((Light.FAR_BEHIND, Light.BEHIND, Light.ON_TRACK, Light.AHEAD,
                                                     Light.DONE, Light.NO_DATA))}  # fmt: skip
_OUTLOOK_ORDER = {outlook: float(n) for n, outlook in enumerate(Outlook)}
_BY_STATUS = frozenset({Column.LIGHT, *FIGURE} - {Column.TARGET, Column.DEADLINE})


def _nothing_foreseen(_goal: str) -> Foresight | None:
    return None


def hangs_on_forecast(query: Query, sort: Sort | None) -> bool:
    """Return whether which goals are shown, or their order, rests on forecasts or past lights."""
    return foresees(query.words) or (sort is not None and sort.column in LATER)


def hangs_on_status(query: Query, sort: Sort | None) -> bool:
    """Return whether progress or milestones can change which goals are shown, or their order."""
    return bool(query.lights or query.words or query.due or query.given) or (
        sort is not None and sort.column in _BY_STATUS
    )


_Members = tuple[str, str, str, Sequence[Goal]]
"""A group's key, name, colour and goals, not yet in order."""


class Arrangement:
    """Goals in groups and order; whether a goal is kept, and where it stands, is worked out once until it changes.

    After an edit of figures only the groups of the goals it touched are sorted again, so that a table of ten thousand
    goals follows it at once.
    """

    def __init__(self, status_of: StatusOf, foresight_of: ForesightOf = _nothing_foreseen) -> None:
        self._status_of, self._foresight_of = status_of, foresight_of
        self._asked: tuple[Query, GroupBy, Sort | None] | None = None
        self._plan: Plan | None = None
        self._kept: dict[str, bool] = {}
        self._keys: dict[str, Key] = {}
        self._touched: set[str] = set()
        self._members: Sequence[_Members] = ()
        self._groups: list[Group] = []

    def forget(self, goals: Iterable[str] | None = None) -> None:
        """Work these goals out anew when groups are asked for next, everything when ``None``."""
        if goals is None:
            self._asked = None
        else:
            self._touched.update(goals)

    def groups(self, plan: Plan, query: Query, group_by: GroupBy, sort: Sort | None) -> list[Group]:
        """Return the goals a query keeps, in groups that are not empty, each in its order.

        It is the very list returned before when nothing in it has changed.
        """
        if (query, group_by, sort) != self._asked:
            self._kept.clear()
            self._keys.clear()
            self._plan = None
        old, self._plan, self._asked = self._plan, plan, (query, group_by, sort)
        before = {goal: (self._kept.pop(goal, None), self._keys.pop(goal, None)) for goal in self._touched}
        self._touched.clear()
        if old is None or not _same_goals(old, plan) or self._keeps_others(before):
            self._members = list(self._grouped(group_by))
            self._groups = [self._sorted(members, sort) for members in self._members]
            return self._groups
        column = sort.column if sort else None
        moved = {goal for goal, (_, key) in before.items() if column is not None and self._key_of(goal, column) != key}
        if moved:
            self._groups = [
                group if moved.isdisjoint(group.goals) else self._sorted(members, sort)
                for group, members in zip(self._groups, self._members, strict=True)
            ]
        return self._groups

    def _keeps_others(self, before: Mapping[str, tuple[bool | None, Key]]) -> bool:
        """Whether the goals touched are kept now and were not, or the other way round."""
        assert self._plan is not None, "set when groups are asked for"
        goals = self._plan.goals
        return any(goal not in goals or self._keeps(goals[goal]) != kept for goal, (kept, _) in before.items())

    def _grouped(self, by: GroupBy) -> Iterable[_Members]:
        plan = self._plan
        assert plan is not None, "set when groups are asked for"
        kept = [goal for goal in plan.goals.values() if self._keeps(goal)]
        if by is not GroupBy.NOTHING:
            return _grouped(plan, kept, by)
        rank = {theme: n for n, theme in enumerate(plan.themes)}
        kept.sort(key=lambda goal: rank.get(goal.theme or "", len(rank)))
        return [("", "", "", kept)] if kept else []

    def _keeps(self, goal: Goal) -> bool:
        kept = self._kept.get(goal.id)
        if kept is None:
            assert self._plan is not None, "set when groups are asked for"
            assert self._asked is not None, "likewise"
            query = self._asked[0]
            if query.narrows:
                kept = query.keeps(self._plan, goal, self._light_of, self._within)
            else:
                kept = query.archived or not goal.archived
            self._kept[goal.id] = kept
        return kept

    def _light_of(self, goal: str) -> str:
        return self._status_of(goal).light

    def _within(self, goal: str, word: str) -> bool | None:
        return within(word, goal, self._figure_of)

    def _figure_of(self, goal: str, key: str) -> float | None:
        assert self._plan is not None, "set when groups are asked for"
        later = key in FORESEEN
        status = None if later or key in PROMISED else self._status_of(goal)
        return figure(self._plan, goal, key, status, self._foresight_of(goal) if later else None)

    def _sorted(self, members: _Members, sort: Sort | None) -> Group:
        key, name, colour, goals = members
        if sort is None:
            return Group(key, name, colour, tuple(goal.id for goal in goals))
        keyed = [(self._key_of(goal.id, sort.column), goal.id) for goal in goals]
        known = [(found, goal) for found, goal in keyed if found is not None]
        known.sort(key=_first, reverse=sort.descending)
        missing = (goal for found, goal in keyed if found is None)
        return Group(key, name, colour, (*(goal for _, goal in known), *missing))

    def _key_of(self, goal: str, column: Column) -> Key:
        if goal not in self._keys:
            assert self._plan is not None, "set when groups are asked for"
            found = FIGURE.get(column)
            self._keys[goal] = (
                self._figure_of(goal, found) if found
                else _sort_key(self._plan, self._plan.goals[goal], column, self._status_of)
            )  # fmt: skip
        return self._keys[goal]


def _same_goals(old: Plan, new: Plan) -> bool:
    """Whether two plans hold the same goals, themes and offices, so that no goal can have changed its group."""
    return old.goals is new.goals and old.themes is new.themes and old.offices is new.offices


def arrange(plan: Plan, query: Query, group_by: GroupBy, sort: Sort | None, status_of: StatusOf) -> list[Group]:
    """Return the goals a query keeps, in groups that are not empty, each in its order; worked out once."""
    return Arrangement(status_of).groups(plan, query, group_by, sort)


def _grouped(plan: Plan, goals: Iterable[Goal], by: GroupBy) -> Iterable[_Members]:
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


def _first(pair: tuple[float | str, str]) -> float | str:
    return pair[0]


def _sort_key(plan: Plan, goal: Goal, column: Column, status_of: StatusOf) -> Key:
    match column:
        case Column.NAME:
            return goal.name
        case Column.LEAD:
            return plan.office_name(goal.lead) or None
        case Column.OUTLOOK:
            return _OUTLOOK_ORDER[goal.outlook] if goal.outlook else None
        case Column.RULE:
            return goal.rule or plan.about.rule
        case _:
            return float(_LIGHT_ORDER[status_of(goal.id).light])
