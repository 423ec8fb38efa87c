"""One record as it stood after any step, told by its image and its changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.store import journal
from planner.store.codec import columns, decode, decode_rows
from planner.store.connection import Connection
from planner.store.journal import Step
from planner.store.rubbish import as_written
from planner.store.triggers import column_names
from planner.text import Message


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


def rows_naming(connection: Connection, table: str, field: str = "", value: str = "") -> list[Recalled]:
    """Return the rows of a table as they are or were last, deleted ones too; only those whose field holds ``value``.

    None for a table the file does not have.
    """
    if table not in journal.present_tables(connection):
        return []
    wanted = ", ".join(f'"{name}"' for name in columns(table))
    only = f' WHERE "{field}" = ?' if field else ""
    found = connection.execute(f"SELECT {wanted}, gone FROM {table}{only}", (value,) if field else ()).fetchall()
    records = decode_rows(table, [row[:-1] for row in found])
    return [Recalled(record, bool(row[-1])) for record, row in zip(records, found, strict=True)]


def steps_numbered(connection: Connection, numbers: Iterable[int]) -> list[Step]:
    """Return the steps of these numbers, newest first, without reading any other."""
    found: list[tuple[int, Step]] = []
    for n in numbers:
        row = connection.execute(
            "SELECT hlc, at, who, kind, label, undoes FROM step WHERE n = ?", (n,)
        ).fetchone() if abs(n) < 2**63 else None  # fmt: skip
        if row is not None:
            hlc, at, who, kind, label, undoes = row
            with as_written():
                step = Step(
                    n, datetime.fromisoformat(at), who, kind, Message.from_json(label), _named(connection, undoes)
                )
            found.append((hlc, step))
    return [step for _, step in sorted(found, key=lambda pair: (-pair[0], -pair[1].n))]


def _named(connection: Connection, name: bytes | None) -> int | None:
    """Return the number of the step with a name that holds in every copy: its site and number there."""
    if name is None:
        return None
    site, seq = bytes(name)[:-8], int.from_bytes(bytes(name)[-8:], "big")
    found = connection.execute("SELECT n FROM step WHERE site = ? AND seq = ?", (site, seq)).fetchone()
    return int(found[0]) if found else None
