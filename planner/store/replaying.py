"""The tables as the journal tells them, in native values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.store.connection import Connection
from planner.store.triggers import DATA_TABLES, column_names

State = dict[str, dict[str, tuple[object, ...]]]
"""Rows by table and id, values in the order of the table's columns; rows marked gone are there too."""


def state_after(connection: Connection, step: int | None) -> State:
    """Return every table as images and changes up to ``step`` tell it; up to the end when ``None``."""
    bound = step if step is not None else 1 << 62
    return {table: _table(connection, table, bound) for table in DATA_TABLES}


def _table(connection: Connection, table: str, bound: int) -> dict[str, tuple[object, ...]]:
    names = column_names(connection, table)
    place = {name: n for n, name in enumerate(names)}
    wanted = ", ".join(f'"{name}"' for name in names)
    images = connection.execute(f"SELECT {wanted} FROM {table}_img WHERE step <= ? ORDER BY n", (bound,))
    rows = {row[0]: list(row) for row in images}
    changes = connection.execute("SELECT row, col, new FROM chg WHERE tbl = ? AND step <= ? ORDER BY n", (table, bound))
    for id_, column, new in changes:
        if id_ in rows and column in place:
            rows[id_][place[column]] = new
    return {id_: tuple(row) for id_, row in rows.items()}


@dataclass(frozen=True, slots=True)
class Touches:
    """Which step wrote each cell last, as the journal tells it."""

    births: dict[tuple[str, str], int]
    changes: dict[tuple[str, str, str], int]

    @classmethod
    def of(cls, connection: Connection) -> Touches:
        """Read the journal."""
        births = {
            (table, id_): step
            for table in DATA_TABLES
            for id_, step in connection.execute(f"SELECT id, step FROM {table}_img")
        }
        changes: dict[tuple[str, str, str], int] = {}
        for table, id_, name, step in connection.execute("SELECT tbl, row, col, step FROM chg ORDER BY n"):
            changes[table, id_, name] = max(step, changes.get((table, id_, name), 0))
        return cls(births, changes)

    def birth(self, table: str, id_: str) -> int:
        """Return the step that made a row; 0 when no image tells."""
        return self.births.get((table, id_), 0)

    def last(self, table: str, id_: str, column: str) -> int:
        """Return the newest step that wrote a cell; birth counts for every column."""
        return max(self.changes.get((table, id_, column), 0), self.birth(table, id_))


def histories(connection: Connection) -> datetime | None:
    """Return when the newest step of the history was taken, ``None`` when there is none or it cannot be read."""
    row = connection.execute("SELECT at FROM step WHERE kind <> 'recover' ORDER BY n DESC LIMIT 1").fetchone()
    try:
        return datetime.fromisoformat(row[0]) if row else None
    except ValueError:
        return None
