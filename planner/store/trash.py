"""Rows that are marked gone, and the step each of them truly went in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from planner.store import journal
from planner.store.codec import columns, decode_rows
from planner.store.connection import Connection
from planner.store.journal import Cell, Step


class Gone(NamedTuple):
    """A deleted row as it was, and the number of the step that deleted it; there may be a million of them."""

    table: str
    record: Any
    step: int
    altered: bool = False  # the record is not just as the file keeps it

    @property
    def key(self) -> tuple[str, str]:
        """Table and id."""
        return self.table, self.record.id


def gone_rows(connection: Connection, steps: Mapping[int, Step]) -> list[Gone]:
    """Return every row that was deleted, tables in the order parents first.

    A row that is gone only because the step that made it was taken back was never deleted, and is left out.
    ``steps`` are all steps of the file by their number.
    """
    causes = _Causes(connection, steps)
    found: list[Gone] = []
    for table in journal.present_tables(connection):
        wanted = ", ".join(f'"{name}"' for name in columns(table))
        rows = connection.execute(f"SELECT {wanted} FROM {table} WHERE gone = 1").fetchall()
        dated = [(row, step) for row in rows if (step := causes.of(table, row[0])) is not None]
        records = decode_rows(table, [row for row, _ in dated])
        found += [Gone(table, record, step) for record, (_, step) in zip(records, dated, strict=True)]
    return found


class _Causes:
    """Finds for a gone row the edit that deleted it, through all that was taken back and done again since."""

    def __init__(self, connection: Connection, steps: Mapping[int, Step]) -> None:
        self._connection = connection
        self._steps = steps
        self._went: dict[str, dict[str, list[int]]] = {}
        self._plain: dict[int, int] = {}
        self._made: dict[tuple[str, int], frozenset[str]] = {}
        marked = connection.execute("SELECT tbl, row, step FROM chg WHERE col = 'gone' AND new = 1 ORDER BY n")
        for table, row, step in marked:
            rows = self._went.setdefault(table, {})
            if row in rows:
                rows[row].append(step)
            else:
                rows[row] = [step]

    def of(self, table: str, row: str) -> int | None:
        """Return the step, ``None`` for a row nobody deleted."""
        went, before = self._went.get(table, {}).get(row, ()), None
        for step in reversed(went):
            edit = self._edit(step)
            if before is not None and step >= before:
                continue
            if self._steps[step].kind != "undo":
                return edit
            if row in self._born(table, edit):
                return None
            before = edit  # a restoring was taken back: what counts came before that
        return None

    def _edit(self, step: int) -> int:
        """Return the edit a chain of undo and redo is about."""
        found = self._plain.get(step)
        if found is None:
            found = step
            while (former := self._steps[found].undoes) is not None:
                found = former
            self._plain[step] = found
        return found

    def _born(self, table: str, step: int) -> frozenset[str]:
        if (table, step) not in self._made:
            rows = self._connection.execute(f"SELECT id FROM {table}_img WHERE step = ?", (step,))
            self._made[table, step] = frozenset(id_ for (id_,) in rows)
        return self._made[table, step]


def cells_of(connection: Connection, steps: Iterable[int]) -> list[Cell]:
    """Return what steps changed in rows that stayed, in their order."""
    found: list[Cell] = []
    for step in steps:
        rows = connection.execute(
            "SELECT tbl, row, col, old, new FROM chg WHERE step = ? AND col <> 'gone' ORDER BY n", (step,)
        )
        found += [Cell(step, *row) for row in rows]
    return found
