"""The common edits: set fields, add, remove, reorder, duplicate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.commands.rules import changed, checked
from planner.domain.fields import LINKS, field_name, table_name
from planner.domain.plan import Plan
from planner.domain.records import Office, Record, SavedFilter, Target, Theme
from planner.errors import PlannerError
from planner.store.codec import RECORDS, TABLE_OF, optional_fields
from planner.store.reading import OWNED, SINGLE
from planner.store.store import Edit, new_id
from planner.text import Message, message

THEME_COLOURS = ("#2156C2", "#1E8A5B", "#7A4FC4", "#0F8A9D", "#B8612A", "#66707F", "#A63A6B", "#8A7A1E")
"""What new themes are coloured with, in turn."""


def find(plan: Plan, table: str, id_: str, edit: Edit | None = None) -> Any:
    """Return a record by table and id; refuse when it has gone meanwhile.

    ``edit`` knows the goal a row hangs on, so that only that goal's rows are looked through.
    """
    found: Any = None
    if table == "about":
        found = plan.about
    elif table in SINGLE:
        found = getattr(plan, SINGLE[table]).get(id_)
    else:
        owner = edit.goal_of(RECORDS[table], id_) if edit else None
        goals = plan.goals if owner is None else (owner,)
        found = next((row for goal in goals for row in _hanging(plan, table, goal, id_) if row.id == id_), None)
    if found is None:
        raise PlannerError("This {table} is not in the plan any more.", table=table_name(table))
    return found


def _hanging(plan: Plan, table: str, goal: str, id_: str) -> Iterable[Any]:
    if table != "measurement":
        return getattr(plan, OWNED[table]).get(goal, ())  # type: ignore[no-any-return]
    series = plan.series(goal)
    return series.records(goal) if id_ in series.ids else ()


@dataclass(frozen=True, slots=True)
class SetFields:
    """Set fields of one or several records of one table, all checked together."""

    table: str
    ids: Sequence[str]
    values: Mapping[str, object]

    def label(self, plan: Plan) -> Message:
        """Name the table and, when it is one, the field."""
        if self.values.get("archived") is True:
            return message("Archive {table}", table=table_name(self.table))
        if self.values.get("archived") is False:
            return message("Take {table} out of the archive", table=table_name(self.table))
        if len(self.values) == 1:
            (name,) = self.values
            return message("Change {table} {field}", table=table_name(self.table), field=field_name(self.table, name))
        return message("Change {table}", table=table_name(self.table))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check every record with its new values, then write."""
        for id_ in self.ids:
            old = find(plan, self.table, id_, edit)
            new = changed(plan, old, self.values)
            fresh = {name: value for name, value in self.values.items() if getattr(new, name) != getattr(old, name)}
            if fresh:
                edit.update(RECORDS[self.table], id_, **fresh)


@dataclass(frozen=True, slots=True)
class Add:
    """Add ready-made records, such as a milestone, a report or an office."""

    records: Sequence[Record]

    def label(self, plan: Plan) -> Message:
        """Name the table of the first record."""
        return message("Add {table}", table=table_name(TABLE_OF[type(self.records[0])]))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check, then write."""
        edit.insert(*(checked(plan, record) for record in self.records))


@dataclass(frozen=True, slots=True)
class Remove:
    """Mark records gone, and with a goal everything that hangs on it.

    What merely names a removed record stays without it: goals of a removed theme or lead office, the parts of a
    removed goal, the words a goal rests on when their document is removed.
    """

    table: str
    ids: Sequence[str]

    def label(self, plan: Plan) -> Message:
        """Name the table."""
        return message("Delete {table}", table=table_name(self.table))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Loosen what points to the records, then mark them."""
        if self.table == "about":
            raise PlannerError("The plan's own card cannot be deleted.")
        gone = set(self.ids)
        for (table, field), linked in LINKS.items():
            if linked == self.table:
                self._let_go(plan, edit, table, field, gone)
        edit.remove(RECORDS[self.table], self.ids)

    def _let_go(self, plan: Plan, edit: Edit, table: str, field: str, gone: set[str]) -> None:
        holding = [id_ for id_ in _holders(plan, table, field, gone) if table != self.table or id_ not in gone]
        if field not in optional_fields(table):
            edit.remove(RECORDS[table], holding)
            return
        emptied: dict[str, object] = {field: None}
        if table == "basis":
            emptied |= {"start": None, "end": None}
        for id_ in holding:
            edit.update(RECORDS[table], id_, **emptied)


def _holders(plan: Plan, table: str, field: str, ids: set[str]) -> list[str]:
    """Return the ids of the rows of ``table`` whose ``field`` is one of ``ids``."""
    if table == "measurement" and field == "goal":
        return [row for goal in ids for row in plan.series(goal).ids]
    if table == "measurement":
        return [
            id_ for series in plan.measurements.values() for id_, mark in series.marks.items() if mark.corrects in ids
        ]
    if table in SINGLE:
        return [row.id for row in getattr(plan, SINGLE[table]).values() if getattr(row, field) in ids]
    owned = getattr(plan, OWNED[table])
    if field == "goal":
        return [row.id for goal in ids for row in owned.get(goal, ())]
    return [row.id for rows in owned.values() for row in rows if getattr(row, field) in ids]


@dataclass(frozen=True, slots=True)
class Move:
    """Put a record before another of its table, or last when ``before`` is ``None``.

    ``fields`` are set on the way: a goal dragged into another theme takes that theme.
    """

    table: str
    id_: str
    before: str | None = None
    fields: Mapping[str, object] = ()  # type: ignore[assignment]

    def label(self, plan: Plan) -> Message:
        """Name the table."""
        return message("Move {table}", table=table_name(self.table))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Give the record a position between its new neighbours; renumber only when there is no room."""
        record = find(plan, self.table, self.id_, edit)
        siblings = [row for row in self._siblings(plan, record) if row.id != self.id_]
        place = next((n for n, row in enumerate(siblings) if row.id == self.before), len(siblings))
        low = siblings[place - 1].pos if place else None
        high = siblings[place].pos if place < len(siblings) else None
        pos = _between(low, high)
        if pos is None:
            for n, row in enumerate([*siblings[:place], record, *siblings[place:]]):
                edit.update(RECORDS[self.table], row.id, pos=float(n + 1))
        else:
            edit.update(RECORDS[self.table], self.id_, pos=pos)
        if self.fields:
            changed(plan, record, self.fields)
            edit.update(RECORDS[self.table], self.id_, **self.fields)

    def _siblings(self, plan: Plan, record: Any) -> list[Any]:
        if self.table == "goal":
            theme = dict(self.fields).get("theme", record.theme)
            return [goal for goal in plan.in_order() if goal.theme == theme or goal.id == self.id_]
        if self.table in SINGLE:
            return list(getattr(plan, SINGLE[self.table]).values())
        return list(getattr(plan, OWNED[self.table]).get(record.goal, ()))


def _between(low: float | None, high: float | None) -> float | None:
    if high is None:
        return (low or 0.0) + 1.0
    if low is None:
        return high - 1.0
    middle = (low + high) / 2
    return middle if low < middle < high else None


def last_pos(records: Iterable[Any]) -> float:
    """Return a position after all of ``records``."""
    return max((record.pos for record in records), default=0.0) + 1.0


def add_theme(plan: Plan, name: str, colour: str) -> Add:
    """Return the command that adds a theme at the end."""
    return Add([Theme(new_id(), name.strip(), colour, last_pos(plan.themes.values()))])


def add_office(plan: Plan, name: str, parent: str | None = None) -> Add:
    """Return the command that adds an office at the end."""
    return Add([Office(new_id(), name.strip(), parent, last_pos(plan.offices.values()))])


def add_filter(plan: Plan, name: str, query: str) -> Add:
    """Return the command that saves a filter."""
    return Add([SavedFilter(new_id(), name.strip(), query, last_pos(plan.filters.values()))])


@dataclass(frozen=True, slots=True)
class DuplicateGoal:
    """Copy a goal with its target, offices and milestones; not its progress, bases or reports."""

    goal: str
    suffix: str = ""

    def label(self, plan: Plan) -> Message:
        """Name the table."""
        return message("Duplicate {table}", table=table_name("goal"))

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write the copies with new ids, right after the original."""
        old = find(plan, "goal", self.goal)
        following = [g.pos for g in plan.goals.values() if g.pos > old.pos and g.theme == old.theme]
        pos = (old.pos + min(following)) / 2 if following else old.pos + 1.0
        new = replace(old, id=new_id(), name=old.name + self.suffix, pos=pos, archived=False)
        copies: list[Record] = [checked(plan, new)]
        target: Target | None = plan.target(self.goal)
        if target:
            copies.append(replace(target, id=new_id(), goal=new.id, since=None, reason=""))
        partners, milestones = plan.partners.get(self.goal, ()), plan.milestones.get(self.goal, ())
        copies += [replace(row, id=new_id(), goal=new.id) for row in partners]
        copies += [replace(row, id=new_id(), goal=new.id, done=None) for row in milestones]
        edit.insert(*copies)
