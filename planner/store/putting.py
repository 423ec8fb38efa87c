"""Rows written as they were, whether they are there, marked gone, or never were."""

from __future__ import annotations

from collections.abc import Iterable

from planner.domain.records import Record
from planner.store.codec import columns, encode
from planner.store.connection import Connection

_MANY = 500


def put_back(connection: Connection, records: Iterable[Record]) -> None:
    """Set the rows of these records to what the records say, and not gone; add those the file never had.

    Runs inside an open step; the journal notes only the fields that really change.
    """
    rows: dict[str, list[dict[str, object]]] = {}
    for record in records:
        table, row = encode(record)
        rows.setdefault(table, []).append(row)
    for table, found in rows.items():
        known = _known(connection, table, [str(row["id"]) for row in found])
        names = columns(table)
        wanted = ", ".join(f'"{name}"' for name in names)
        sets = ", ".join(f'"{name}" = :{name}' for name in names if name != "id")
        connection.executemany(
            f"UPDATE {table} SET {sets}, gone = 0 WHERE id = :id", [row for row in found if row["id"] in known]
        )
        connection.executemany(
            f"INSERT INTO {table}({wanted}) VALUES({', '.join(f':{name}' for name in names)})",
            [row for row in found if row["id"] not in known],
        )


def _known(connection: Connection, table: str, ids: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        marks = ", ".join("?" * len(some))
        known |= {id_ for (id_,) in connection.execute(f"SELECT id FROM {table} WHERE id IN ({marks})", some)}
    return known
