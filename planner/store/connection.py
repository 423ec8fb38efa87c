"""The connection type and its settings: one SQLite in the process, checked to be new enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlite

from planner.store.interrupted import first_page_before
from planner.store.keys import SALT, Key

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same shape but no types; only the name is borrowed
else:
    Connection = sqlite.Connection
DatabaseError = sqlite.DatabaseError
OperationalError = sqlite.OperationalError

__all__ = [
    "APPLICATION_ID",
    "LEAST_SQLITE",
    "MAGIC",
    "VERSION",
    "Connection",
    "DatabaseError",
    "OperationalError",
    "connect",
    "first_bytes",
    "make_durable",
    "salt_of",
    "unlock",
]

APPLICATION_ID = 0x504C4E52  # "PLNR"
VERSION = 4
MAGIC = b"SQLite format 3\x00"
LEAST_SQLITE = (3, 53, 2)

_SAFE = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -16000",
)


_SECRET = (
    "PRAGMA cipher_log_level = NONE",  # else each damaged page is told on standard error
    "PRAGMA temp_store = MEMORY",
)


def connect(
    path: Path, *, readonly: bool = False, key: Key | None = None, mode: str = "", salt: bytes | None = None
) -> Connection:
    """Open a connection with the settings every plan gets; takes no lock and reads at most a protected file's salt.

    ``key`` opens a protected plan and does no harm to another; whether it fits shows at the first reading. The caller
    controls transactions itself. Usable from one thread at a time. With a key the plan must not be open in this
    process already: closing the file would drop SQLite's locks. ``mode`` overrules ``readonly`` with SQLite's own word,
    ``salt`` what stands at the beginning of the file: for one still empty, or damaged there.
    """
    assert sqlite.sqlite_version_info >= LEAST_SQLITE, sqlite.sqlite_version
    address = f"file:{quote(str(path.resolve()))}?mode={mode or ('ro' if readonly else 'rw')}"
    connection: Connection = sqlite.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=0.5
    )
    if key is not None and (start := first_bytes(path)) != MAGIC:
        unlock(connection, key, salt or start)
    for pragma in _SAFE:
        connection.execute(pragma)
    return connection


def unlock(connection: Connection, key: Key, salt: bytes) -> None:
    """Hand a fresh connection the key of its file."""
    for pragma in _SECRET:
        connection.execute(pragma)
    connection.execute(f'PRAGMA key = "{key.raw(salt)}"')


def salt_of(connection: Connection) -> bytes | None:
    """Return what the key of an open protected plan was derived with, ``None`` for any other plan."""
    found = connection.execute("PRAGMA cipher_salt").fetchone()
    return bytes.fromhex(found[0]) if found else None


def first_bytes(path: Path) -> bytes:
    """Return a file's first sixteen bytes: :data:`MAGIC`, or a protected file's salt; empty when there is no file."""
    before = first_page_before(path)
    if before is not None:
        return before[:SALT]
    try:
        with path.open("rb") as file:
            return file.read(SALT)
    except OSError:
        return b""


def make_durable(connection: Connection) -> None:
    """Choose the rollback journal and full syncs, read both back, and take the exclusive lock.

    Raises :class:`OperationalError` when another program holds the file.
    """
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    connection.execute("PRAGMA synchronous = EXTRA")
    (sync,) = connection.execute("PRAGMA synchronous").fetchone()
    if (mode, sync) != ("delete", 3):
        raise OperationalError(f"journal_mode {mode}, synchronous {sync}")
