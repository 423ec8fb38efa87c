"""The store: one open plan file, changed only inside journalled steps."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from planner.domain.plan import Plan
from planner.domain.records import Record
from planner.errors import PlannerError
from planner.store import journal, opening, past, reading
from planner.store.codec import TABLE_OF, encode, encode_value
from planner.store.connection import Connection, DatabaseError
from planner.store.copies import Copies
from planner.store.faults import InUse, ReadOnly, is_disk_fault, sorted_out
from planner.store.journal import Cell, Stacks, Step
from planner.store.keys import Key
from planner.store.putting import put_back
from planner.store.reading import Changes
from planner.store.sides import was_interrupted
from planner.text import Message

if TYPE_CHECKING:
    from sqlite_utils import Database


def new_id() -> str:
    """Return a random row id, made once and never reused."""
    return secrets.token_hex(8)


def new_ids() -> Iterator[str]:
    """Yield random row ids without end; a thousand cost one call of the system, which lets another thread in."""
    while True:
        block = secrets.token_hex(8 * 1000)
        yield from (block[n : n + 16] for n in range(0, len(block), 16))


class Edit:
    """What a command may do to the file inside its step."""

    def __init__(self, store: Store, n: int) -> None:
        self._store = store
        self.n = n

    def insert(self, *records: Record) -> None:
        """Add new rows; many of one kind at once are fast."""
        rows: dict[str, list[dict[str, object]]] = {}
        for record in records:
            table, row = encode(record)
            rows.setdefault(table, []).append(row)
        for table, found in rows.items():
            self._store.db.table(table).insert_all(found, batch_size=500)

    def update(self, record: type[Record], id_: str, **fields: object) -> None:
        """Set fields of one row."""
        row = {name: encode_value(value) for name, value in fields.items()}
        self._store.db.table(TABLE_OF[record]).update(id_, row)

    def update_many(
        self, record: type[Record], fields: Sequence[str], rows: Iterable[tuple[str, Sequence[object]]]
    ) -> None:
        """Set the same fields of many rows, each given by its id and its values in the order of the fields."""
        setting = ", ".join(f'"{name}" = ?' for name in fields)
        self._store.connection.executemany(
            f"UPDATE {TABLE_OF[record]} SET {setting} WHERE id = ?",
            ([*map(encode_value, values), id_] for id_, values in rows),
        )

    def remove(self, record: type[Record], ids: Iterable[str]) -> None:
        """Mark rows gone. They stay in the file and in its history."""
        table = TABLE_OF[record]
        self._store.connection.executemany(
            f"UPDATE {table} SET gone = 1 WHERE id = ? AND gone = 0", [(id_,) for id_ in ids]
        )

    def put_back(self, records: Iterable[Record]) -> None:
        """Write rows as they were: those that are there are set and no longer gone, those that never were are added."""
        put_back(self._store.connection, records)

    def has_bytes(self, content: str) -> bool:
        """Whether the plan keeps bytes under a SHA-256 (hex)."""
        found = self._store.connection.execute("SELECT 1 FROM blob WHERE hash = ?", (content,)).fetchone()
        return found is not None

    def goal_of(self, record: type[Record], id_: str) -> str | None:
        """Return the goal a row hangs on; ``None`` when there is no such row."""
        table = TABLE_OF[record]
        found = self._store.connection.execute(f"SELECT goal FROM {table} WHERE id = ?", (id_,)).fetchone()
        return str(found[0]) if found else None

    def keep_bytes(self, content: bytes) -> str:
        """Keep bytes in the plan and return their SHA-256 in hex; the same bytes are kept once."""
        digest = hashlib.sha256(content).hexdigest()
        self._store.connection.execute("INSERT OR IGNORE INTO blob(hash, bytes) VALUES(?, ?)", (digest, content))
        return digest


class Store:
    """An open plan file. Not for use from two threads at once."""

    def __init__(self, path: Path, connection: Connection, *, readonly: bool, key: Key | None = None) -> None:
        """Use :meth:`open` or :meth:`create` instead."""
        self.path = path
        self.key = key  # of a protected plan; copies and backups are protected by it too
        self._connection: Connection | None = connection
        self.readonly = readonly
        self._copies = Copies.of_user()
        self._own_number = False  # whether the file's working-copy id is known to be its own
        self._stacks: Stacks | None = None
        self._closed = False
        self._place = _place(path)
        self.interrupted = False  # whether the program that wrote last did not end by itself
        self.in_doubt = False  # a disk failed under the connection: what it shows may differ from the file

    @classmethod
    def open(
        cls, path: Path, *, who: str = "", at: datetime | None = None, readonly: bool = False, key: Key | None = None
    ) -> Self:
        """Open a plan; see :func:`planner.store.opening.open_connection` for what can be refused.

        ``who`` and ``at`` are left beside the plan for a second opener to read; ``key`` opens a protected plan.
        """
        interrupted = was_interrupted(path)
        try:
            connection = opening.open_connection(path, readonly=readonly, key=key)
        except InUse:
            raise opening.in_use(path) from None
        if not readonly and who and at:
            opening.say_who(path, who, at.isoformat(" ", timespec="minutes"))
        store = cls(path, connection, readonly=readonly, key=key if opening.is_protected(connection) else None)
        store.interrupted = interrupted
        return store

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new, empty plan file."""
        store = cls(path, opening.create(path), readonly=False)
        store._own_number = True
        return store

    def close(self) -> None:
        """Close the file, remember it as this machine's copy, and take back the word about who has it.

        A second call does nothing.
        """
        if self._closed:
            return
        self._closed = True
        try:
            if self._own_number and self._connection is not None and not self.in_doubt:
                with sorted_out(self.path):
                    number = journal.working_copy(self._connection)
                self._copies.remember(self.path, *number, self.plan_id)
        finally:
            if self._connection is not None:
                self._connection.close()
            if not self.readonly:
                opening.take_back_word(self.path)

    @property
    def connection(self) -> Connection:
        """The open connection; one that was dropped after a fault of the disk is made anew, or the fault is told."""
        if self._connection is None:
            self._connection = opening.open_connection(self.path, readonly=self.readonly, key=self.key)
        return self._connection

    @property
    def is_known(self) -> bool:
        """Whether this computer wrote the file and finds it as it left it; else it comes from outside."""
        with sorted_out(self.path):
            return self._own_number or self._copies.knows(self.path, *journal.working_copy(self.connection))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @cached_property
    def db(self) -> Database:
        """The connection under sqlite-utils; made at the first edit, since importing it takes a while."""
        from sqlite_utils import Database

        return Database(self.connection)

    # -- reading ----------------------------------------------------------------------------------

    def read(self) -> Plan:
        """Read the whole plan."""
        with sorted_out(self.path):
            return reading.read_all(self.connection)

    def read_first(self) -> Plan:
        """Read only what a first picture needs; :meth:`read_rest` gives the rest."""
        with sorted_out(self.path):
            return reading.read_first(self.connection)

    def read_rest(self, plan: Plan) -> Iterator[Plan]:
        """Read the rest in short slices; the last plan is complete."""
        with sorted_out(self.path):
            yield from reading.read_rest(self.connection, plan)

    def read_at(self, day: date) -> Plan:
        """Read the whole plan as it stood at the end of ``day``."""
        with sorted_out(self.path):
            return past.plan_after(self.connection, past.last_step_on(self.connection, day))

    def bytes_of(self, content: str) -> bytes:
        """Return the bytes kept under a SHA-256 (hex). Raises ``KeyError`` when there are none."""
        with sorted_out(self.path):
            row = self.connection.execute("SELECT bytes FROM blob WHERE hash = ?", (content,)).fetchone()
        if row is None:
            raise KeyError(content)
        return bytes(row[0])

    # -- writing ----------------------------------------------------------------------------------

    @contextmanager
    def step(
        self, label: Message, *, who: str, at: datetime, kind: str = "edit", undoes: int | None = None
    ) -> Iterator[Edit]:
        """Run one named step: everything inside is written and journalled together, or not at all.

        A step that changes nothing leaves no line in the history.
        """
        if self.readonly:
            raise ReadOnly("“{file}” is open for reading only. Save a copy and edit that.", file=self.path.name)
        _must_still_be(self.path, self._place)
        _must_be_writable(self.path)
        with sorted_out(self.path):
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                if not self._own_number and not self.is_known:
                    journal.renumber(self.connection, secrets.token_bytes(8))
                n = journal.begin(self.connection, kind=kind, label=label, at=at, who=who, undoes=undoes)
                yield Edit(self, n)
                changed = journal.seal(self.connection, n)
                self.connection.execute("COMMIT" if changed else "ROLLBACK")
                self._own_number = self._own_number or changed
            except BaseException as error:
                self._roll_back(error)
                raise
        if changed and self._stacks is not None:
            self._stacks.push(Step(n, at, who, kind, label, undoes))

    def _roll_back(self, error: BaseException) -> None:
        """Undo what the step wrote; after a fault of the disk the connection is not believed any more."""
        self.in_doubt = self.in_doubt or is_disk_fault(error)
        try:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        except DatabaseError:
            self.in_doubt = True

    def heal(self) -> None:
        """Drop a connection that is in doubt and open the file anew; raises while the fault lasts."""
        _must_still_be(self.path, self._place)
        if self._connection is not None:
            self._connection.close()
        self._connection = self._stacks = None
        self.__dict__.pop("db", None)
        self.in_doubt = self.connection is None

    def refresh(self, plan: Plan, since: int) -> tuple[Plan, Changes]:
        """Return the plan with everything that steps after ``since`` touched, and what that was."""
        with sorted_out(self.path):
            rows: dict[str, set[str]] = {}
            for (n,) in self.connection.execute("SELECT n FROM step WHERE n > ?", (since,)).fetchall():
                for table, ids in journal.touched(self.connection, n).items():
                    rows.setdefault(table, set()).update(ids)
            return reading.refresh(self.connection, plan, rows) if rows else (plan, Changes())

    @property
    def plan_id(self) -> bytes:
        """The plan's own id: sixteen random bytes, the same in every copy for life."""
        with sorted_out(self.path):
            return bytes(self.connection.execute("SELECT plan FROM plan").fetchone()[0])

    @property
    def last_step(self) -> int:
        """The number of the newest step, 0 in an empty plan."""
        with sorted_out(self.path):
            return int(self.connection.execute("SELECT coalesce(max(n), 0) FROM step").fetchone()[0])

    # -- history ----------------------------------------------------------------------------------

    @property
    def stacks(self) -> Stacks:
        """What can be undone and redone, from the history itself; it survives closing the file."""
        if self._stacks is None:
            stacks = Stacks()
            for step in reversed(self.history()):
                stacks.push(step)
            self._stacks = stacks
        return self._stacks

    def undo(self, *, who: str, at: datetime) -> tuple[Step, list[Cell]] | None:
        """Take back the newest step, as a new step; return it and the cells left alone, or ``None``."""
        return self._reverse(self.stacks.done, "undo", who, at)

    def redo(self, *, who: str, at: datetime) -> tuple[Step, list[Cell]] | None:
        """Do again what was last undone, as a new step; return it and the cells left alone, or ``None``."""
        return self._reverse(self.stacks.undone, "redo", who, at)

    def _reverse(self, steps: list[Step], kind: str, who: str, at: datetime) -> tuple[Step, list[Cell]] | None:
        if not steps:
            return None
        step = steps[-1]
        with self.step(step.label, who=who, at=at, kind=kind, undoes=step.n):
            left = journal.take_back(self.connection, step.n)
        return step, left

    def history(self, newest: int | None = None) -> list[Step]:
        """Return the steps, newest first."""
        with sorted_out(self.path):
            return journal.steps(self.connection, newest=newest)


def must_be_there(store: Store) -> None:
    """Raise when the file of an open plan was moved, replaced or taken away meanwhile; never opens it."""
    _must_still_be(store.path, store._place)  # noqa: SLF001 - the same module


def _must_still_be(path: Path, place: tuple[int, int] | None) -> None:
    if _place(path) != place:
        raise PlannerError(
            "“{file}” was moved, replaced or taken away while it was open. Put it back, or save a copy.",
            file=path.name,
        )


def _must_be_writable(path: Path) -> None:
    """Respect a write protection set while the plan is open, which the system does not hold against an open file."""
    if not os.access(path, os.W_OK):
        raise ReadOnly("“{file}” may not be changed here. Save a copy elsewhere and edit that.", file=path.name)


def _place(path: Path) -> tuple[int, int] | None:
    """Return which file a path names now, ``None`` when there is none; never opens it."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino
