"""One record as it stood after any step, told by its image and its changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.store import journal
from planner.store.codec import columns, decode
from planner.store.connection import Connection
from planner.store.triggers import column_names


@dataclass(frozen=True, slots=True)
class Recalled:
    """A record as it stood, and whether it was deleted then."""

    record: Any
    gone: bool


def record_after(connection: Connection, table: str, id_: str, step: int) -> Recalled | None:
    """Return a record as it stood right after a step, ``None`` when it had not been made yet."""
    names = column_names(connection, table)
    wanted = ", ".join(f'"{name}"' for name in names)
    image = connection.execute(f"SELECT {wanted} FROM {table}_img WHERE id = ? AND step <= ?", (id_, step)).fetchone()
    if image is None:
        return None
    values = dict(zip(names, image, strict=True))
    changes = connection.execute(
        "SELECT col, new FROM chg WHERE row = ? AND tbl = ? AND step <= ? ORDER BY n", (id_, table, step)
    )
    values |= {column: new for column, new in changes if column in values}
    return Recalled(decode(table, [values[name] for name in columns(table)]), bool(values["gone"]))


def table_holding(connection: Connection, id_: str) -> str | None:
    """Return the table of the row with this id, deleted or not; ``None`` when there never was one."""
    for table in journal.present_tables(connection):
        if connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id_,)).fetchone():
            return table
    return None
