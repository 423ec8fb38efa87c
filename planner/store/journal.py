"""The journal: named steps with a hash chain, undo as a new step, and replay as the proof.

A step is one transaction and one line of history. The triggers write what changed; this module
frames it, hashes it, and can take it back.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from planner.store.connection import Connection
from planner.store.rubbish import Rubbish, as_written
from planner.store.triggers import DATA_TABLES, LATER_COLUMNS, column_names
from planner.text import Message


@dataclass(frozen=True, slots=True)
class Step:
    """One line of history. ``kind`` is edit, undo, redo, import, migrate or seed; ``undoes`` the step it takes back."""

    n: int
    at: datetime
    who: str
    kind: str
    label: Message
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One changed field: old and new as native values."""

    step: int
    table: str
    row: str
    column: str
    old: object
    new: object


def begin(connection: Connection, *, kind: str, label: Message, at: datetime, who: str, undoes: int | None) -> int:
    """Write the step's row and open the journal for it; the caller holds the transaction."""
    site, seq, hlc = _next(connection)
    hlc = max(hlc + 1, int(at.timestamp() * 1000) << 16)
    cursor = connection.execute(
        "INSERT INTO step(site, seq, hlc, at, who, kind, label, undoes) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        (site, seq, hlc, at.isoformat(timespec="seconds"), who, kind, label.to_json(), _name(connection, undoes)),
    )
    step = cursor.lastrowid
    assert step is not None, "an insert that succeeded has a row number"
    connection.execute("UPDATE ctx SET step = ?", (step,))
    return step


def seal(connection: Connection, step: int) -> bool:
    """Hash the step into its chain and close the journal; return false when the step changed nothing."""
    connection.execute("UPDATE ctx SET step = NULL")
    digest, changes = step_hash(connection, step)
    if not changes or not _leaves_a_trace(connection, step):
        return False
    connection.execute("UPDATE step SET hash = ? WHERE n = ?", (digest, step))
    return True


def _leaves_a_trace(connection: Connection, step: int) -> bool:
    """Whether a step made a row or left any cell other than it was; cells set and set back leave none.

    A cell changed once has changed, since the triggers write nothing else; only where every cell was changed more
    than once are first and last values compared.
    """
    once = """SELECT 1 FROM chg c WHERE step = ?1 AND NOT EXISTS (SELECT 1 FROM chg d
        WHERE d.row = c.row AND d.col = c.col AND d.step = ?1 AND d.tbl = c.tbl AND d.n <> c.n) LIMIT 1"""
    for table in present_tables(connection):
        if connection.execute(f"SELECT 1 FROM {table}_img WHERE step = ? LIMIT 1", (step,)).fetchone():
            return True
    if connection.execute(once, (step,)).fetchone():
        return True
    ends = """SELECT first.old, last.new FROM (SELECT min(n) AS a, max(n) AS z FROM chg WHERE step = ?
        GROUP BY tbl, row, col) JOIN chg first ON first.n = a JOIN chg last ON last.n = z"""
    return any(frame((old,)) != frame((new,)) for old, new in connection.execute(ends, (step,)))


def working_copy(connection: Connection) -> tuple[bytes, int]:
    """Return the file's working-copy id and its newest step number under it."""
    (site,) = connection.execute("SELECT site FROM plan").fetchone()
    (seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM step WHERE site = ?", (site,)).fetchone()
    return bytes(site), int(seq)


def renumber(connection: Connection, site: bytes) -> None:
    """Give the file a working-copy id of its own; its history keeps the numbers it has."""
    connection.execute("UPDATE plan SET site = ?", (site,))


def _next(connection: Connection) -> tuple[bytes, int, int]:
    site, seq = working_copy(connection)
    (hlc,) = connection.execute("SELECT coalesce(max(hlc), 0) FROM step").fetchone()
    return site, seq + 1, hlc


def _name(connection: Connection, step: int | None) -> bytes | None:
    """Return a step's name that holds in every copy: its site and number."""
    if step is None:
        return None
    site, seq = connection.execute("SELECT site, seq FROM step WHERE n = ?", (step,)).fetchone()
    return bytes(site) + int(seq).to_bytes(8, "big")


def step_hash(connection: Connection, step: int) -> tuple[bytes, int]:
    """Return the SHA-256 over the step, its images, its changes and the previous hash of its site.

    The second value counts images and changes.
    """
    digest, count = hashlib.sha256(), -1
    for values in step_frames(connection, step):
        digest.update(frame(values))
        count += 1
    return digest.digest(), count


def step_frames(connection: Connection, step: int) -> Iterator[tuple[object, ...]]:
    """Yield what a step's hash is made of: its head after the previous hash of its site, its images, its changes."""
    head = connection.execute(
        "SELECT site, seq, hlc, at, who, kind, label, undoes FROM step WHERE n = ?", (step,)
    ).fetchone()
    before = connection.execute("SELECT hash FROM step WHERE site = ? AND seq = ?", (head[0], head[1] - 1)).fetchone()
    yield (before[0] if before else b"", *head)
    for table in present_tables(connection):
        names = column_names(connection, table)
        wanted = ", ".join(f'"{name}"' for name in names)
        for row in connection.execute(f"SELECT {wanted} FROM {table}_img WHERE step = ? ORDER BY n", (step,)):
            yield from image_frames(table, names, row)
    yield from connection.execute("SELECT tbl, row, col, old, new FROM chg WHERE step = ? ORDER BY n", (step,))


def image_frames(table: str, names: Sequence[str], row: Sequence[object]) -> Iterator[tuple[object, ...]]:
    """Yield the image of a new row as it is hashed.

    Columns the table was released with go by their order; later ones by their name, each for itself and only
    where it differs from its default, so that a column added later leaves older hashes as they are.
    """
    later = LATER_COLUMNS.get(table, {})
    yield (table, *(value for name, value in zip(names, row, strict=True) if name not in later))
    for name, value in zip(names, row, strict=True):
        if name in later and frame((value,)) != frame((later[name].default,)):
            yield name, value


def frame(values: Iterable[object]) -> bytes:
    """Return native values as unambiguous bytes, as steps are hashed; two rows are the same when their frames are."""
    parts: list[bytes] = []
    for value in values:
        match value:
            case None:
                parts.append(b"N")
            case int():
                parts.append(b"I" + str(value).encode() + b";")
            case float():
                parts.append(b"R" + struct.pack(">d", value))
            case str():
                data = value.encode()
                parts.append(b"T" + len(data).to_bytes(8, "big") + data)
            case _:
                data = bytes(value)  # type: ignore[call-overload]
                parts.append(b"B" + len(data).to_bytes(8, "big") + data)
    return b"".join(parts) + b"\n"


def present_tables(connection: Connection) -> list[str]:
    """Return the data tables this file has, parents first."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return [table for table in DATA_TABLES if table in names]


def touched(connection: Connection, step: int) -> dict[str, set[str]]:
    """Return the ids of the rows a step made or changed, by table."""
    rows: dict[str, set[str]] = {}
    for table in present_tables(connection):
        born = {id_ for (id_,) in connection.execute(f"SELECT id FROM {table}_img WHERE step = ?", (step,))}
        if born:
            rows[table] = born
    for table, row in connection.execute("SELECT DISTINCT tbl, row FROM chg WHERE step = ?", (step,)):
        rows.setdefault(table, set()).add(row)
    return rows


def take_back(connection: Connection, step: int) -> list[Cell]:
    """Write the inverse of ``step`` inside the step now open.

    Each changed cell that still holds what the step wrote gets its old value; rows the step made
    are marked gone. Returns the cells left alone because they were changed since.
    """
    left: list[Cell] = []
    for table in present_tables(connection):
        connection.execute(
            f"UPDATE {table} SET gone = 1 WHERE gone = 0 AND id IN (SELECT id FROM {table}_img WHERE step = ?)", (step,)
        )
    pairs = connection.execute("SELECT DISTINCT tbl, col FROM chg WHERE step = ?", (step,)).fetchall()
    for table, column in pairs:
        if table not in DATA_TABLES or column not in column_names(connection, table):
            raise Rubbish(f"{table}.{column}")
        left += _take_back_column(connection, step, table, column)
    return left


def _take_back_column(connection: Connection, step: int, table: str, column: str) -> list[Cell]:
    firsts = """SELECT g.row AS row, first.old AS old, last.new AS new
        FROM (SELECT row, min(n) AS a, max(n) AS z FROM chg WHERE step = ?1 AND tbl = ?2 AND col = ?3 GROUP BY row) g
        JOIN chg first ON first.n = g.a JOIN chg last ON last.n = g.z
        WHERE g.row NOT IN (SELECT id FROM {image} WHERE step = ?1)""".format(image=f"{table}_img")
    args = (step, table, column)
    found = connection.execute(
        f"""SELECT c.row, c.old, c.new, t."{column}" IS c.new
            FROM ({firsts}) c CROSS JOIN {table} t ON t.id = c.row""",  # the step's rows first, then each by its id
        args,
    ).fetchall()
    connection.executemany(
        f'UPDATE {table} SET "{column}" = ? WHERE id = ?', [(old, row) for row, old, _, held in found if held]
    )
    left = [(row, old, new) for row, old, new, held in found if not held]
    return [Cell(step, table, row, column, old, new) for row, old, new in left]


def steps(connection: Connection, *, newest: int | None = None) -> list[Step]:
    """Return the history, newest first."""
    limit = "" if newest is None else f" LIMIT {int(newest)}"
    rows = connection.execute(
        "SELECT n, at, who, kind, label, undoes FROM step ORDER BY hlc DESC, n DESC" + limit
    ).fetchall()
    names = {name: n for n, name in _names(connection)} if any(row[5] for row in rows) else {}
    with as_written():
        return [
            Step(n, datetime.fromisoformat(at), who, kind, Message.from_json(label), names.get(bytes(undoes or b"")))
            for n, at, who, kind, label, undoes in rows
        ]


def _names(connection: Connection) -> Iterator[tuple[int, bytes]]:
    for n, site, seq in connection.execute("SELECT n, site, seq FROM step"):
        yield n, bytes(site) + int(seq).to_bytes(8, "big")


def cells(connection: Connection, rows: Mapping[str, Iterable[str]]) -> list[Cell]:
    """Return the changes of the given rows (ids by table), newest first."""
    found: list[Cell] = []
    for table, ids in rows.items():
        for id_ in ids:
            found += [
                Cell(step, table, id_, column, old, new)
                for step, column, old, new in connection.execute(
                    "SELECT step, col, old, new FROM chg WHERE row = ? AND tbl = ? ORDER BY n DESC", (id_, table)
                )
            ]
    return sorted(found, key=lambda cell: -cell.step)


def born_in(connection: Connection, rows: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the step that made each of the given rows."""
    made: dict[str, int] = {}
    for table, ids in rows.items():
        for id_ in ids:
            found = connection.execute(f"SELECT step FROM {table}_img WHERE id = ?", (id_,)).fetchone()
            if found:
                made[id_] = int(found[0])
    return made


@dataclass(slots=True)
class Stacks:
    """The steps that can be taken back and those that can be done again; the next one is the last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def push(self, step: Step) -> None:
        """Take in the next step of the history. A redo is itself a step that can be taken back."""
        match step.kind:
            case "undo":
                self.done.pop()
                self.undone.append(step)
            case "redo":
                self.undone.pop()
                self.done.append(step)
            case "edit" | "import":
                self.done.append(step)
                self.undone.clear()
            case _:
                pass


def broken_hash(connection: Connection) -> int | None:
    """Return the first step whose hash does not match what the file holds, or ``None``."""
    for n, stored in connection.execute("SELECT n, hash FROM step ORDER BY n").fetchall():
        if stored is None or step_hash(connection, n)[0] != bytes(stored):
            return int(n)
    return None


def replay_difference(connection: Connection) -> tuple[str, str] | None:
    """Replay images and changes in their order against the tables; return the first row that differs, or ``None``."""
    for table in present_tables(connection):
        names = column_names(connection, table)
        place = {name: n for n, name in enumerate(names)}
        columns = ", ".join(f'"{name}"' for name in names)
        replayed = {row[0]: list(row) for row in connection.execute(f"SELECT {columns} FROM {table}_img")}
        for row, column, new in connection.execute("SELECT row, col, new FROM chg WHERE tbl = ? ORDER BY n", (table,)):
            if row not in replayed or column not in place:
                return table, row
            replayed[row][place[column]] = new
        count = 0
        for row in connection.execute(f"SELECT {columns} FROM {table}"):
            count += 1
            if not _same(replayed.get(row[0]), row):
                return table, str(row[0])
        if count != len(replayed):
            return table, ""
    return None


def _same(replayed: list[object] | None, row: tuple[object, ...]) -> bool:
    return replayed is not None and frame(replayed) == frame(row)
