"""The past of a single record, and putting it or one of its fields back as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from planner.commands.restoring import own_name
from planner.commands.rules import checked
from planner.commands.session import Session
from planner.commands.trash import rows_of, with_rows
from planner.domain.fields import LINKS, field_name, table_name
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store import journal
from planner.store.codec import RECORDS
from planner.store.faults import sorted_out
from planner.store.journal import Cell, Step
from planner.store.recall import record_after
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


@dataclass(frozen=True, slots=True)
class PutBack:
    """Put fields of a record back to what they were right after a step; made by :func:`put_back`."""

    table: str
    record: Any  # as it was, or as it is with the one field as it was
    values: Mapping[str, object]
    when: str
    gone: bool  # whether the record is deleted now

    def label(self, plan: Plan) -> Message:
        """Name the field, or the record, and the time it is put back to."""
        name = own_name(self.record, None)[:40]
        if len(self.values) == 1 and not self.gone:
            (field,) = self.values
            return message(
                "Put {field} of {table} “{name}” back as it was on {when}",
                field=field_name(self.table, field), table=table_name(self.table), name=name, when=self.when,
            )  # fmt: skip
        return message(
            "Put {table} “{name}” back as it was on {when}", table=table_name(self.table), name=name, when=self.when
        )

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check the record as it will be, then write."""
        checked(with_rows(plan, [self.record]) if self.gone else plan, self.record)
        if self.gone:
            edit.put_back([self.record])
        else:
            edit.update(RECORDS[self.table], self.record.id, **self.values)


def put_back(store: Store, plan: Plan, item: tuple[str, str], n: int, field: str | None = None) -> PutBack:
    """Return the command that puts a record, or one field of it, back as it was right after step ``n``.

    Raises :class:`PlannerError` when there is no such step or field, when the record was not there then, when it is
    the same already, and when what it named then is deleted, which must be restored first.
    """
    table, id_ = item
    step = next((step for step in store.history() if step.n == n), None)
    if step is None:
        raise PlannerError("There is no step {n}. planner history shows the numbers.", n=n)
    with sorted_out(store.path):
        then = record_after(store.connection, table, id_, n)
    if then is None or then.gone:
        raise PlannerError("After step {n} this {table} was not in the plan. Choose another step.",
                           n=n, table=table_name(table))  # fmt: skip
    now = next((row for row in rows_of(plan, table) if row.id == id_), None)
    values = _differing(then.record, now, _fields(table, field))
    if now is None and field is not None:
        raise PlannerError("This {table} is deleted. Put the whole record back, or restore it from the trash.",
                           table=table_name(table))  # fmt: skip
    if not values and now is not None:
        raise PlannerError("It is the same now as it was then; nothing was changed.")
    record = then.record if now is None else replace(now, **values)
    _must_hold(store, plan, table, record, values if now is not None else None)
    return PutBack(table, record, values, f"{step.at:%Y-%m-%d %H:%M}", now is None)


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
