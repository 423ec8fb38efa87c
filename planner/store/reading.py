"""From the file to a frozen plan: whole, in parts, or only what a step touched."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any

from planner.domain.kinds import Sense
from planner.domain.plan import Plan
from planner.domain.records import About
from planner.domain.series import Mark, Series
from planner.store.codec import columns, decode, decode_rows
from planner.store.connection import Connection
from planner.store.rubbish import as_written

SINGLE = {
    "theme": "themes", "office": "offices", "document": "documents", "goal": "goals", "filter": "filters",
    "review": "reviews", "rate": "rates", "dayoff": "days_off",
}  # fmt: skip
OWNED = {
    "target": "targets", "partner": "partners", "basis": "bases", "milestone": "milestones", "report": "reports",
    "attachment": "attachments", "override": "overrides", "point": "points", "slip": "slips", "score": "scores",
}  # fmt: skip
_LATER = tuple(table for table in OWNED if table != "target")
_SLICE = 5_000
_FEW = 400
_ORDER = {
    "target": "since, id", "milestone": "goal, due IS NULL, due, pos, id", "report": "day, id",
    "override": "day, id", "point": "day, id", "slip": "day, id", "score": "day, id", "rate": "day, id",
    "dayoff": "day, id",
}  # fmt: skip
_SERIES = "SELECT goal, CAST(julianday(day) - 1721424.5 AS INTEGER), value, id FROM measurement WHERE gone = 0"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a step touched: row ids by table, and the goals whose own or hanging rows are among them.

    ``everything`` is set when so much changed that a view does best to start anew.
    """

    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    goals: frozenset[str] = frozenset()
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.rows) or self.everything


def read_first(connection: Connection) -> Plan:
    """Read what the first picture of the window needs: goals, targets, themes, offices; no progress yet."""
    about = connection.execute(f"SELECT {_names('about')} FROM about").fetchone()
    plan = Plan(about=decode("about", about) if about else About("plan"))
    for table, name in SINGLE.items():
        plan = _with(plan, name, {row.id: row for row in _records(connection, table)})
    return _with(plan, "targets", by_goal(_records(connection, "target")))


def read_rest(connection: Connection, plan: Plan) -> Iterator[Plan]:
    """Read everything else in slices of a few hundredths of a second; the last value is complete.

    Yields the same plan until a table is whole, so that a caller may stop or do other work between.
    """
    for table in _LATER:
        lists: dict[str, list[Any]] = {}
        batches = _batches(connection, table)
        while True:
            with _no_collection():
                batch = next(batches, ())
                for record in batch:
                    lists.setdefault(record.goal, []).append(record)
            if not batch:
                break
            yield plan
        plan = _with(plan, OWNED[table], {goal: tuple(found) for goal, found in lists.items()})
        yield plan
    yield from _read_series(connection, plan)


def read_all(connection: Connection) -> Plan:
    """Read the whole plan."""
    *_, plan = read_rest(connection, read_first(connection))
    return plan


def refresh(connection: Connection, plan: Plan, rows: Mapping[str, set[str]]) -> tuple[Plan, Changes]:
    """Read again what the given rows touch; the rest of the plan is shared with the old one."""
    if sum(map(len, rows.values())) > _FEW:
        return read_all(connection), Changes({t: frozenset(ids) for t, ids in rows.items()}, everything=True)
    goals: set[str] = set(rows.get("goal", ()))
    if "about" in rows:
        (about,) = connection.execute(f"SELECT {_names('about')} FROM about").fetchall()
        plan = replace(plan, about=decode("about", about))
    for table, name in SINGLE.items():
        if table in rows:
            plan = _with(plan, name, _refreshed(connection, table, getattr(plan, name), rows[table]))
    for table, name in OWNED.items():
        if table in rows:
            owners = _owners(connection, table, rows[table])
            goals |= owners
            fresh = by_goal(_records(connection, table, "goal", owners))
            plan = _with(plan, name, _replaced(getattr(plan, name), owners, fresh))
    if "measurement" in rows:
        owners = _owners(connection, "measurement", rows["measurement"])
        goals |= owners
        series = {goal: _one_series(connection, goal) for goal in owners}
        plan = replace(plan, measurements=_replaced(plan.measurements, owners, {g: s for g, s in series.items() if s}))
    return plan, Changes({table: frozenset(ids) for table, ids in rows.items()}, frozenset(goals))


def _with(plan: Plan, name: str, value: object) -> Plan:
    return replace(plan, **{name: value})  # type: ignore[arg-type]


def _names(table: str) -> str:
    return ", ".join(f'"{name}"' for name in columns(table))


def _records(connection: Connection, table: str, key: str = "", values: Iterable[str] = ()) -> Iterator[Any]:
    return chain.from_iterable(_batches(connection, table, key, values))


def _batches(connection: Connection, table: str, key: str = "", values: Iterable[str] = ()) -> Iterator[list[Any]]:
    where, args = "gone = 0", list(values)
    if key:
        where += f" AND {key} IN ({', '.join('?' * len(args))})"
    order = _ORDER.get(table, "pos, id")
    cursor = connection.execute(f"SELECT {_names(table)} FROM {table} WHERE {where} ORDER BY {order}", args)
    while rows := cursor.fetchmany(_SLICE):
        yield decode_rows(table, rows)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the cycle collector off: rows form no cycles, and it would walk all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def by_goal(records: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Return records that belong to goals by the goal's id, in the order they come."""
    lists: dict[str, list[Any]] = {}
    for record in records:
        lists.setdefault(record.goal, []).append(record)
    return {goal: tuple(found) for goal, found in lists.items()}


def _owners(connection: Connection, table: str, ids: Iterable[str]) -> set[str]:
    args = list(ids)
    marks = ", ".join("?" * len(args))
    return {goal for (goal,) in connection.execute(f"SELECT goal FROM {table} WHERE id IN ({marks})", args)}


def _replaced(old: Mapping[str, Any], keys: Iterable[str], fresh: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(old)
    for key in keys:
        if key in fresh:
            new[key] = fresh[key]
        else:
            new.pop(key, None)
    return new


def _refreshed(connection: Connection, table: str, old: Mapping[str, Any], ids: set[str]) -> dict[str, Any]:
    fresh = {record.id: record for record in _records(connection, table, "id", ids)}
    new = _replaced(old, ids, fresh)
    place = attrgetter(*(_ORDER[table].split(", ") if table in _ORDER else ("pos", "id")))
    moved = any(id_ not in old or place(old[id_]) != place(record) for id_, record in fresh.items())
    if moved:
        new = {record.id: record for record in sorted(new.values(), key=place)}
    return new


def _read_series(connection: Connection, plan: Plan) -> Iterator[Plan]:
    notes: dict[str, dict[str, str]] = {}
    for goal, id_, note in connection.execute("SELECT goal, id, note FROM measurement WHERE note <> '' AND gone = 0"):
        notes.setdefault(goal, {})[id_] = note
    marks = _marks(connection)
    series: dict[str, Series] = {}
    cursor = connection.execute(_SERIES + " ORDER BY goal, day, value, id")
    rest: list[tuple[Any, ...]] = []
    while True:
        with _no_collection():
            fresh = cursor.fetchmany(_SLICE)
            rows = rest + fresh
            cut = len(rows)
            while fresh and cut and rows[cut - 1][0] == rows[-1][0]:
                cut -= 1
            _cut_series(rows[:cut], notes, marks, series)
            rest = rows[cut:]
        if not fresh:
            break
        yield plan
    yield replace(plan, measurements=series)


def _marks(connection: Connection, goal: str | None = None) -> dict[str, dict[str, Mark]]:
    """Return what figures say of themselves, by goal and row id; only of those that do."""
    where, args = ("", ()) if goal is None else (" AND goal = ?", (goal,))
    rows = connection.execute(
        "SELECT goal, id, sense, since, corrects, said FROM measurement WHERE gone = 0 "
        "AND (sense <> '' OR since IS NOT NULL OR corrects IS NOT NULL OR said <> '')" + where, args
    ).fetchall()  # fmt: skip
    return _by_goal_and_row(rows)


def _by_goal_and_row(rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[str, Mark]]:
    found: dict[str, dict[str, Mark]] = {}
    with as_written():
        for owner, id_, sense, since, corrects, said in rows:
            mark = Mark(Sense(sense), date.fromisoformat(since) if since else None, corrects, said)
            found.setdefault(owner, {})[id_] = mark
    return found


def _cut_series(
    rows: list[tuple[Any, ...]],
    notes: Mapping[str, dict[str, str]],
    marks: Mapping[str, dict[str, Mark]],
    series: dict[str, Series],
) -> None:
    if not rows:
        return
    goals, days, values, ids = zip(*rows, strict=True)
    with as_written():
        all_days, all_values = array("i", days), array("d", values)
    start = 0
    for stop in range(1, len(goals) + 1):
        if stop == len(goals) or goals[stop] != goals[start]:
            goal = goals[start]
            series[goal] = Series(
                all_days[start:stop], all_values[start:stop], ids[start:stop], notes.get(goal, {}), marks.get(goal, {})
            )
            start = stop


def _one_series(connection: Connection, goal: str) -> Series:
    rows = connection.execute(_SERIES + " AND goal = ? ORDER BY day, value, id", (goal,)).fetchall()
    notes = connection.execute("SELECT id, note FROM measurement WHERE goal = ? AND gone = 0 AND note <> ''", (goal,))
    series: dict[str, Series] = {}
    _cut_series(rows, {goal: dict(notes.fetchall())}, _marks(connection, goal), series)
    return series.get(goal, Series())


CHANGED = "SELECT row FROM chg WHERE tbl = :table AND step <= :step"
"""The rows of a table that any step up to one changed."""


def series_of_images(connection: Connection, step: int) -> dict[str, Series]:
    """Return the figures made up to a step and not changed up to it, as columns by goal."""
    args = {"step": step, "table": "measurement"}
    where = f"FROM measurement_img WHERE step <= :step AND gone = 0 AND id NOT IN ({CHANGED})"
    notes: dict[str, dict[str, str]] = {}
    for goal, id_, note in connection.execute(f"SELECT goal, id, note {where} AND note <> ''", args):
        notes.setdefault(goal, {})[id_] = note
    said = "AND (sense <> '' OR since IS NOT NULL OR corrects IS NOT NULL OR said <> '')"
    marked = connection.execute(
        f"SELECT goal, id, coalesce(sense, ''), since, corrects, coalesce(said, '') {where} {said}", args
    )
    day = "CAST(julianday(day) - 1721424.5 AS INTEGER)"
    rows = connection.execute(f"SELECT goal, {day}, value, id {where} ORDER BY goal, day, value, id", args)
    series: dict[str, Series] = {}
    with _no_collection():
        _cut_series(rows.fetchall(), notes, _by_goal_and_row(marked.fetchall()), series)
    return series
