"""The past of a single record, and putting it or one of its fields back as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from planner.commands.plainrows import rows_of, with_rows
from planner.commands.restoring import own_name
from planner.commands.rules import checked
from planner.commands.session import Session
from planner.commands.trash import RestoreDeleted, restore_deleted, trash_of
from planner.domain.fields import LINKS, TABLES, field_name, table_name
from planner.domain.plan import Plan
from planner.domain.records import ExchangeRate, Partner, Target
from planner.errors import PlannerError
from planner.store import journal
from planner.store.codec import RECORDS
from planner.store.faults import sorted_out
from planner.store.journal import Cell, Step
from planner.store.recall import record_after, rows_naming, steps_numbered
from planner.store.store import Edit, Store
from planner.text import Message, message

Line = tuple[Step, list[Cell], list[str]]
KEPT = frozenset({"id", "goal", "pos"})
"""Fields that are never put back: what a record is and where it hangs."""


def past_of_record(session: Session, table: str, id_: str) -> list[Line]:
    """Return the steps that touched one record, newest first, each with the cells it changed and the table it made."""
    store, rows = session.store, {table: {id_}}
    with sorted_out(store.path):
        changed = journal.cells(store.connection, rows)
        born = journal.born_in(store.connection, rows).get(id_)
    cells: dict[int, list[Cell]] = {}
    for cell in changed:
        cells.setdefault(cell.step, []).append(cell)
    return [
        (step, cells.get(step.n, []), [table] if step.n == born else [])
        for step in store.history()
        if step.n in cells or step.n == born
    ]


# -- what happened to it --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that a step did to a record: its making (no ``field``), or a field that changed.

    ``old`` and ``new`` are native values as the file keeps them; the field ``gone`` tells of deleting and restoring.
    """

    step: Step
    field: str
    old: object = None
    new: object = None


def turns_of(store: Store, table: str, id_: str) -> list[Turn]:
    """Return everything that ever happened to one record, newest first; a field set twice in a step counts once."""
    rows = {table: {id_}}
    with sorted_out(store.path):
        changed, born = journal.cells(store.connection, rows), journal.born_in(store.connection, rows).get(id_)
        numbers = {cell.step for cell in changed} | ({born} if born is not None else set())
        steps = steps_numbered(store.connection, numbers)
    ends: dict[tuple[int, str], tuple[object, object]] = {}
    for cell in changed:  # the newest first, so the old value of the last one met is what the step found
        _, new = ends.get((cell.step, cell.column), (None, cell.new))
        ends[cell.step, cell.column] = cell.old, new
    found: list[Turn] = []
    for step in steps:
        found += [Turn(step, name, *pair) for (n, name), pair in ends.items() if n == step.n and pair[0] != pair[1]]
        if step.n == born:
            found.append(Turn(step, ""))
    return found


@dataclass(frozen=True, slots=True)
class Relative:
    """A record that belongs with another: its table and id, what it is called, and whether it is deleted."""

    table: str
    id: str
    name: str
    gone: bool

    @property
    def key(self) -> tuple[str, str]:
        """Table and id."""
        return self.table, self.id


def relatives(store: Store, plan: Plan, table: str, id_: str) -> list[Relative]:
    """Return a record and those it belongs with, deleted ones too; the record above all first.

    A goal with all that ever hung on it; a document with the decisions on it; the plan with its rates, days off and
    saved filters; a theme or an office with all others.
    """
    with sorted_out(store.path):
        own = rows_naming(store.connection, table, "id", id_)
        if not own:
            return []
        if (table, "goal") in LINKS and table != "review":
            top = ("goal", own[0].record.goal)
        else:
            top = {"review": ("document", getattr(own[0].record, "document", ""))}.get(table, (table, id_))
        asked = _family(*top)
        rows = [
            (kind, row) for kind, field, value in asked for row in rows_naming(store.connection, kind, field, value)
        ]
    goal = next((row.record for kind, row in rows if kind == "goal"), None)
    return [Relative(kind, row.record.id, _called(plan, row.record, goal), row.gone) for kind, row in rows]


def _called(plan: Plan, record: Any, goal: Any) -> str:
    match record:
        case Partner():
            return plan.office_name(record.office)
        case Target():
            return f"{record.since or record.deadline or ''}"
        case ExchangeRate():
            return f"{record.unit} {record.day}"
        case _:
            return own_name(record, goal)


def _family(table: str, id_: str) -> list[tuple[str, str, str]]:
    """Return which rows belong with a record: table, field, and the value the field must hold."""
    match table:
        case "goal":
            owned = [name for name in TABLES if (name, "goal") in LINKS and name != "review"]
            return [("goal", "id", id_), *((name, "goal", id_) for name in owned)]
        case "document":
            return [("document", "id", id_), ("review", "document", id_)]
        case "about" | "rate" | "dayoff" | "filter":
            return [(name, "", "") for name in ("about", "filter", "rate", "dayoff")]
        case _:
            return [(table, "", "")]


def former_name(store: Store, table: str, id_: str) -> str:
    """Return what a record is called, or was called last; the empty string when there never was one."""
    with sorted_out(store.path):
        found = rows_naming(store.connection, table, "id", id_)
    return own_name(found[0].record, None) if found else ""


# -- the way back ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PutBack:
    """Put fields of a record back to what they were around a step; made by :func:`put_back`."""

    table: str
    record: Any  # as it was, or as it is with the one field as it was
    values: Mapping[str, object]
    when: str
    gone: bool  # whether the record is deleted now
    before: bool = False  # as it was before the step, not right after it
    rest: RestoreDeleted | None = None  # the deleted record with all that went with it

    def label(self, plan: Plan) -> Message:
        """Name the field, or the record, and the time it is put back to."""
        name, table = own_name(self.record, None)[:40], table_name(self.table)
        field = field_name(self.table, next(iter(self.values))) if len(self.values) == 1 and not self.gone else None
        if field is not None and self.before:
            return message("Put {field} of {table} “{name}” back as it was before {when}",
                           field=field, table=table, name=name, when=self.when)  # fmt: skip
        if field is not None:
            return message("Put {field} of {table} “{name}” back as it was on {when}",
                           field=field, table=table, name=name, when=self.when)  # fmt: skip
        if self.before:
            return message("Put {table} “{name}” back as it was before {when}", table=table, name=name, when=self.when)
        return message("Put {table} “{name}” back as it was on {when}", table=table, name=name, when=self.when)

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check the record as it will be, then write."""
        if self.rest is not None:
            self.rest.apply(plan, edit)
        elif self.gone:
            checked(with_rows(plan, [self.record]), self.record)
            edit.put_back([self.record])
        else:
            checked(plan, self.record)
            edit.update(RECORDS[self.table], self.record.id, **self.values)


def put_back(
    store: Store, plan: Plan, item: tuple[str, str], n: int, field: str | None = None, *, before: bool = False
) -> PutBack:
    """Return the command that puts a record, or one field of it, back as it was right after step ``n``.

    With ``before`` as it was when that step began. A deleted record comes back with all that went with it. Raises
    :class:`PlannerError` when there is no such step or field, when the record was not there then, when it is the same
    already, and when what it named then is deleted, which must be restored first.
    """
    table, id_ = item
    with sorted_out(store.path):
        step = next(iter(steps_numbered(store.connection, [n])), None)
        if step is None:
            raise PlannerError("There is no step {n}. planner history shows the numbers.", n=n)
        then = record_after(store.connection, table, id_, n - before)
    if then is None or then.gone:
        raise PlannerError("After step {n} this {table} was not in the plan. Choose another step.",
                           n=n - before, table=table_name(table))  # fmt: skip
    now = next((row for row in rows_of(plan, table) if row.id == id_), None)
    values = _differing(then.record, now, _fields(table, field))
    if now is None and field is not None:
        raise PlannerError("This {table} is deleted. Put the whole record back, or restore it from the trash.",
                           table=table_name(table))  # fmt: skip
    if not values and now is not None:
        raise PlannerError("It is the same now as it was then; nothing was changed.")
    record = then.record if now is None else replace(now, **values)
    rest = _rest(store, plan, item, record) if now is None else None
    later = with_rows(plan, [row.record for row in rest.rows]) if rest is not None else plan
    _must_hold(store, later, table, record, values if now is not None else None)
    return PutBack(table, record, values, f"{step.at:%Y-%m-%d %H:%M}", now is None, before, rest)


def _rest(store: Store, plan: Plan, item: tuple[str, str], record: Any) -> RestoreDeleted | None:
    """Return what brings a deleted record back, as it was then, with all that went with it; ``None`` if nothing did."""
    trash = trash_of(store, plan)
    if item not in trash.rows:
        return None
    back = restore_deleted(store, plan, trash, [item])
    return replace(
        back, rows=[row._replace(record=record, altered=True) if row.key == item else row for row in back.rows]
    )


def _fields(table: str, field: str | None) -> Sequence[str]:
    names = [one.name for one in fields(RECORDS[table]) if one.name not in KEPT]
    if field is None:
        return names
    if field not in names:
        raise PlannerError("There is no field “{name}” here. Choose one of: {names}.",
                           name=field[:40], names=", ".join(names))  # fmt: skip
    return [field]


def _differing(then: Any, now: Any, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(then, name) for name in names if now is None or getattr(then, name) != getattr(now, name)}


def _must_hold(store: Store, plan: Plan, table: str, record: Any, values: Mapping[str, object] | None) -> None:
    """Refuse when something the record would name is not in the plan, and name it."""
    for (own, field), linked in LINKS.items():
        id_ = getattr(record, field) if own == table else None
        if id_ is None or (values is not None and field not in values):
            continue
        if any(row.id == id_ for row in rows_of(plan, linked)):
            continue
        with sorted_out(store.path):
            former = record_after(store.connection, linked, id_, store.last_step)
        raise PlannerError(
            "The {table} “{name}” it named then is not in the plan any more. Restore that first, from the trash.",
            table=table_name(linked), name=own_name(former.record, None)[:40] if former else id_,
        )  # fmt: skip
