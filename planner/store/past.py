"""The whole plan as it stood on any day, told by the journal alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from planner.domain.plan import Plan
from planner.domain.records import About, Measurement
from planner.domain.series import Series
from planner.store import journal
from planner.store.codec import columns, decode
from planner.store.connection import Connection
from planner.store.reading import CHANGED, OWNED, SINGLE, by_goal, series_of_images
from planner.store.rubbish import as_written
from planner.store.triggers import column_names


def last_step_on(connection: Connection, day: date) -> int:
    """Return the newest step taken on or before ``day`` by the clock of whoever took it, 0 when there is none.

    Steps stand in the order they were taken. Where the clock was wrong for some of them, ahead or set back, the
    fewest are disbelieved, and count as taken on the day of the one before.
    """
    rows = connection.execute("SELECT n, substr(at, 1, 10) FROM step ORDER BY n").fetchall()
    believed = _in_order([str(on) for _, on in rows])
    last, counts = 0, bool(rows) and str(rows[believed[0]][1]) <= day.isoformat()
    trusted = set(believed)
    for place, (n, on) in enumerate(rows):
        if place in trusted:
            counts = str(on) <= day.isoformat()
        last = int(n) if counts else last
    return last


def _in_order(days: Sequence[str]) -> list[int]:
    """Return the places of a longest series of days that never goes back; of several, one that ends earliest."""
    ends: list[str] = []  # the earliest end of a series of each length
    last: list[int] = []  # and where it stands
    before: list[int] = []
    for place, day in enumerate(days):
        length = bisect_right(ends, day)
        ends[length : length + 1], last[length : length + 1] = [day], [place]
        before.append(last[length - 1] if length else -1)
    found, place = list[int](), last[-1] if last else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def days_with_steps(connection: Connection) -> dict[date, int]:
    """Return how many steps were taken on each day that has any, oldest first."""
    rows = connection.execute("SELECT substr(at, 1, 10), count(*) FROM step GROUP BY 1 ORDER BY 1").fetchall()
    with as_written():
        return {date.fromisoformat(day): count for day, count in rows}


def plan_after(connection: Connection, step: int) -> Plan:
    """Return the plan as it stood right after a step, by replaying images and changes up to it."""
    tables = [table for table in journal.present_tables(connection) if table != "measurement"]
    found = {table: _records(connection, table, step) for table in tables}
    about: list[Any] = found["about"]
    plan = {name: {row.id: row for row in _ordered(table, found[table])} for table, name in SINGLE.items()}
    plan |= {name: by_goal(_ordered(table, found[table])) for table, name in OWNED.items()}
    return Plan(about[0] if about else About("plan"), measurements=_series(connection, step), **plan)


def _series(connection: Connection, step: int) -> dict[str, Series]:
    """Return the figures as columns: those never changed up to the step straight from their images, which is most."""
    series = series_of_images(connection, step)
    rows: dict[str, list[Measurement]] = {}
    for row in _records(connection, "measurement", step, changed_only=True):
        rows.setdefault(row.goal, []).append(row)
    for goal, changed in rows.items():
        kept = series[goal].records(goal) if goal in series else ()
        series[goal] = Series.of([*kept, *changed])
    return series


def _records(connection: Connection, table: str, step: int, *, changed_only: bool = False) -> list[Any]:
    names = column_names(connection, table)
    place = {name: n for n, name in enumerate(names)}
    wanted = ", ".join(f'"{name}"' for name in names)
    only = f" AND id IN ({CHANGED})" if changed_only else ""
    images = connection.execute(
        f"SELECT {wanted} FROM {table}_img WHERE step <= :step" + only, {"step": step, "table": table}
    )
    rows = {row[0]: list(row) for row in images}
    changes = connection.execute(
        "SELECT row, col, new FROM chg WHERE tbl = ? AND step <= ? ORDER BY n", (table, step)
    )  # fmt: skip
    for id_, column, new in changes:
        rows[id_][place[column]] = new
    order = [place[name] for name in columns(table)]
    return [decode(table, [row[n] for n in order]) for row in rows.values() if not row[place["gone"]]]


def _ordered(table: str, records: list[Any]) -> list[Any]:
    """Sort as :mod:`planner.store.reading` asks the file to."""
    match table:
        case "target":
            return sorted(records, key=lambda row: (row.since or date.min, row.id))
        case "milestone":
            return sorted(records, key=lambda row: (row.due is None, row.due or date.min, row.pos, row.id))
        case "report" | "override" | "point" | "slip" | "score" | "rate" | "dayoff":
            return sorted(records, key=attrgetter("day", "id"))
        case _:
            return sorted(records, key=attrgetter("pos", "id"))


def past_of(connection: Connection, goal: str) -> tuple[dict[str, set[str]], list[journal.Cell], dict[str, int]]:
    """Return the past of a goal and of everything that ever hung on it.

    The ids of those rows by table, every change of their cells (newest first), and the step that made each.
    """
    rows = {"goal": {goal}}
    for table in (*OWNED, "measurement"):
        found = {id_ for (id_,) in connection.execute(f"SELECT id FROM {table} WHERE goal = ?", (goal,))}
        if found:
            rows[table] = found
    return rows, journal.cells(connection, rows), journal.born_in(connection, rows)
