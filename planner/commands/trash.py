"""The trash: what was deleted, grouped by the step that deleted it, and the way back.

Nothing is ever purged from a plan, so the trash is a reading of its history and not a place of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from planner.commands.plainrows import rows_of, with_rows
from planner.commands.restoring import own_name
from planner.commands.rules import checked, fitting
from planner.domain.fields import LINKS, table_name
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.store.codec import RECORDS, TABLE_OF, encode, optional_fields
from planner.store.faults import sorted_out
from planner.store.journal import Cell, Step
from planner.store.reading import SINGLE
from planner.store.store import Edit, Store
from planner.store.trash import Gone, cells_of, gone_rows
from planner.text import Message, message

Key = tuple[str, str]
Tick = Callable[[int, int], None]
_OFTEN = 2000


def _silent(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something a person deleted, and what hung on it and went with it. ``owner`` is the goal it belonged to."""

    gone: Gone
    step: Step
    owner: Goal | None
    hanging: Sequence[Gone] = ()

    @property
    def key(self) -> Key:
        """Table and id."""
        return self.gone.key

    @property
    def name(self) -> str:
        """What it is called."""
        return own_name(self.gone.record, self.owner)

    @property
    def goal(self) -> str:
        """The name of the goal it belonged to, empty for what belongs to none."""
        return self.owner.name if self.owner else ""

    def counts(self) -> Counter[str]:
        """Return how many rows of each table hung on it."""
        return Counter(row.table for row in self.hanging)


@dataclass(frozen=True)
class Trash:
    """All deleted rows of a plan, and the items they make up, the newest first.

    ``hanging`` gives for a row those that cannot be without it and went in the same step.
    """

    rows: Mapping[Key, Gone]
    items: Sequence[Deleted]
    hanging: Mapping[Key, Sequence[Gone]]

    @cached_property
    def by_key(self) -> Mapping[Key, Deleted]:
        """The items by table and id."""
        return {item.key: item for item in self.items}

    @cached_property
    def tables_of(self) -> Mapping[str, Sequence[str]]:
        """The tables that have a row of an id; an id is made at random, so there is one."""
        found: dict[str, list[str]] = {}
        for table, id_ in self.rows:
            found.setdefault(id_, []).append(table)
        return found

    def name_of(self, gone: Gone) -> str:
        """Return what a deleted row is called."""
        goal = self.rows.get(("goal", str(getattr(gone.record, "goal", ""))))
        return own_name(gone.record, goal.record if goal else None)


def trash_of(store: Store, plan: Plan, tick: Tick = _silent) -> Trash:
    """Read what was deleted from a plan; ``tick`` is told how far it is, and may raise to stop it."""
    tick(0, 4)
    steps = {step.n: step for step in store.history()}
    with sorted_out(store.path):
        found = gone_rows(store.connection, steps)
    tick(2, 4)
    rows = {(row[0], row[1].id): row for row in found}
    hanging = _hanging(rows)
    tick(3, 4)
    below = {(row[0], row[1].id) for group in hanging.values() for row in group}
    items = [_item(row, steps[row.step], rows, plan, hanging) for key, row in rows.items() if key not in below]
    return Trash(rows, sorted(items, key=_newest_first), hanging)


def _newest_first(item: Deleted) -> int:
    return -item.step.n


def _item(
    gone: Gone, step: Step, rows: Mapping[Key, Gone], plan: Plan, hanging: Mapping[Key, Sequence[Gone]]
) -> Deleted:
    owner = getattr(gone.record, "goal", None)
    former = rows.get(("goal", str(owner)))
    goal: Goal | None = plan.goals.get(str(owner)) or (former.record if former else None)
    if gone.key not in hanging:
        return Deleted(gone, step, goal)
    below = {row.key: row for row in _all_below(gone.key, hanging)}
    return Deleted(gone, step, goal, tuple(below.values()))


def _hanging(rows: Mapping[Key, Gone]) -> Mapping[Key, Sequence[Gone]]:
    found: dict[Key, list[Gone]] = {}
    for row in rows.values():
        for field, linked in _needed(row.table):
            above = rows.get((linked, getattr(row.record, field)))
            if above is not None and above.step == row.step:
                found.setdefault(above.key, []).append(row)
    return found


def _all_below(key: Key, hanging: Mapping[Key, Sequence[Gone]]) -> Iterable[Gone]:
    for row in hanging.get(key, ()):
        yield row
        yield from _all_below(row.key, hanging)


@cache
def _links(table: str) -> Sequence[tuple[str, str]]:
    return [(field, linked) for (own, field), linked in LINKS.items() if own == table]


@cache
def _needed(table: str) -> Sequence[tuple[str, str]]:
    """Return the links a row cannot be without."""
    return [(field, linked) for field, linked in _links(table) if field not in optional_fields(table)]


# -- the way back -----------------------------------------------------------------------------------


def coming_back(trash: Trash, plan: Plan, chosen: Iterable[Key]) -> list[Gone]:
    """Return the rows that come back with those chosen: what hung on them, and what they name, of the same step.

    Raises :class:`PlannerError` with a sentence that names what to restore first: something they name that went
    in another step and is not chosen itself.
    """
    wanted = list(dict.fromkeys(chosen))
    asked, found = set(wanted), dict[Key, Gone]()
    while wanted:
        key = wanted.pop()
        if key in found:
            continue
        row = trash.rows.get(key)
        if row is None:
            raise PlannerError("This is not in the trash any more.")
        above, lost = _above(trash, plan, row, (asked, found))
        found[key] = Gone(row.table, replace(row.record, **lost), row.step, altered=True) if lost else row
        wanted += [*above, *(below.key for below in trash.hanging.get(key, ()))]
    order = {table: n for n, table in enumerate(RECORDS)}
    return sorted(found.values(), key=lambda row: order[row.table])


def _above(
    trash: Trash, plan: Plan, row: Gone, coming: tuple[set[Key], Mapping[Key, Gone]]
) -> tuple[list[Key], dict[str, None]]:
    """Return the gone rows one names that must come too, and the fields to empty since what they name never was.

    ``coming`` holds what was asked for, and what is known to come back.
    """
    above: list[Key] = []
    lost: dict[str, None] = {}
    asked, found = coming
    for field, linked in _links(row.table):
        id_ = getattr(row.record, field)
        if id_ is None or (linked, id_) in found or _is_there(plan, linked, row.record, id_):
            continue
        former = trash.rows.get((linked, id_))
        if former is not None and (former.step == row.step or former.key in asked):
            above.append(former.key)
        elif former is not None:
            raise PlannerError(
                "“{name}” belongs to the {table} “{other}”, which was deleted too. Restore that first.",
                name=_named(trash, row), table=table_name(linked), other=_named(trash, former),
            )  # fmt: skip
        elif field in optional_fields(row.table):
            lost[field] = None
        else:
            raise PlannerError(
                "“{name}” belongs to a {table} whose making was taken back. Redo that first.",
                name=_named(trash, row), table=table_name(linked),
            )  # fmt: skip
    return above, lost


def _named(trash: Trash, row: Gone) -> Message | str:
    return trash.name_of(row)[:40] or table_name(row.table)


def _is_there(plan: Plan, table: str, record: Any, id_: str) -> bool:
    if table == "measurement":
        return id_ in plan.series(record.goal).ids
    return id_ in getattr(plan, SINGLE[table])


@dataclass(frozen=True, slots=True)
class RestoreDeleted:
    """Bring deleted rows back as they were, and let what let go of them hold them again; one step.

    Made by :func:`restore_deleted`. ``cells`` are what the steps that deleted the rows changed in others.
    """

    rows: Sequence[Gone]
    cells: Sequence[Cell]
    count: int
    name: str
    tick: Tick = _silent  # told how many rows are back

    def label(self, plan: Plan) -> Message:
        """Name what came back, or say how much did."""
        if self.count > 1:
            return message("Restore {n} deleted items", n=self.count)
        return message("Restore {table} “{name}”", table=table_name(self.rows[0].table), name=self.name)

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Check every row in the plan as it will be, then write."""
        later = with_rows(plan, [row.record for row in self.rows])
        for row in _telling(self.rows):
            (checked if row.altered else fitting)(later, row.record)
        as_kept: dict[str, list[str]] = {}
        for row in self.rows:
            if not row.altered:
                as_kept.setdefault(row.table, []).append(row.record.id)
        for table, ids in as_kept.items():
            edit.update_many(RECORDS[table], ("gone",), self._ticked(ids))
        edit.put_back(row.record for row in self.rows if row.altered)
        for table, id_, values in self._held_again(later):
            edit.update(RECORDS[table], id_, **values)

    def _ticked(self, ids: Sequence[str]) -> Iterable[tuple[str, Sequence[object]]]:
        for n, id_ in enumerate(ids):
            if n % _OFTEN == 0:
                self.tick(n, len(ids))
            yield id_, (0,)

    def _held_again(self, later: Plan) -> Iterable[tuple[str, str, dict[str, object]]]:
        """Yield the fields that named a restored row until it went, where nothing was put there since."""
        back = {row.key for row in self.rows}
        links = {
            (cell.table, cell.row)
            for cell in self.cells
            if (linked := LINKS.get((cell.table, cell.column))) and (linked, str(cell.old)) in back
        }
        before: dict[Key, dict[str, object]] = {}
        after: dict[Key, dict[str, object]] = {}
        for cell in self.cells:
            if (cell.table, cell.row) in links and cell.column != "pos":
                before.setdefault((cell.table, cell.row), {}).setdefault(cell.column, cell.old)
                after.setdefault((cell.table, cell.row), {})[cell.column] = cell.new
        for key, record in _records(later, {key for key in before if key not in back}).items():
            now = encode(record)[1]
            untouched = all(now[field] == value for field, value in after[key].items())
            if untouched and _holds(later, record, before[key]):
                yield (*key, before[key])


def _telling(rows: Iterable[Gone]) -> Iterable[Gone]:
    """Yield the rows that must be checked.

    Of a goal's plain figures that is the latest: what may forbid them now is only the goal's absence and the cut-off.
    """
    latest: dict[str, Gone] = {}
    for row in rows:
        if row.table != "measurement" or row.altered or row.record.corrects is not None:
            yield row
            continue
        other = latest.get(row.record.goal)
        if other is None or other.record.day < row.record.day:
            latest[row.record.goal] = row
    yield from latest.values()


def _holds(later: Plan, record: Any, values: Mapping[str, object]) -> bool:
    """Whether a row may name again what it named: a parent may have become its own part since."""
    parent = values.get("parent")
    seen = {record.id}
    rows = getattr(later, SINGLE.get(TABLE_OF[type(record)], "goals"))
    while parent in rows and parent not in seen:
        seen.add(parent)
        parent = rows[parent].parent
    return parent not in seen or parent is None


def _records(plan: Plan, keys: set[Key]) -> dict[Key, Any]:
    """Return the rows of a plan by table and id, as far as they are there."""
    found: dict[Key, Any] = {}
    for table in {table for table, _ in keys}:
        ids = {id_ for name, id_ in keys if name == table}
        found |= {(table, row.id): row for row in rows_of(plan, table) if row.id in ids}
    return found


def restore_deleted(
    store: Store, plan: Plan, trash: Trash, chosen: Sequence[Key], tick: Tick = _silent
) -> RestoreDeleted:
    """Return the command that brings the chosen items back with all that belongs to them.

    ``tick`` is told while it is applied how many rows are back, and may raise to stop it. Raises
    :class:`PlannerError` as :func:`coming_back` does, and when nothing is chosen.
    """
    if not chosen:
        raise PlannerError("Choose what to restore.")
    rows = coming_back(trash, plan, chosen)
    with sorted_out(store.path):
        cells = cells_of(store.connection, sorted({row.step for row in rows}))
    first = trash.rows[chosen[0]]
    ordered = sorted(rows, key=lambda row: row.key != first.key) if len(chosen) == 1 else rows
    return RestoreDeleted(ordered, cells, len(chosen), trash.name_of(first)[:40], tick)
