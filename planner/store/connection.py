"""The connection type and its settings: one SQLite in the process, checked to be new enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlite

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same shape but no types; only the name is borrowed
else:
    Connection = sqlite.Connection
DatabaseError = sqlite.DatabaseError
OperationalError = sqlite.OperationalError

__all__ = [
    "APPLICATION_ID",
    "LEAST_SQLITE",
    "VERSION",
    "Connection",
    "DatabaseError",
    "OperationalError",
    "connect",
    "make_durable",
]

APPLICATION_ID = 0x504C4E52  # "PLNR"
VERSION = 3
LEAST_SQLITE = (3, 53, 2)

_SAFE = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -16000",
)


def connect(path: Path, *, readonly: bool = False) -> Connection:
    """Open a connection with the settings every plan gets; takes no lock and reads nothing yet.

    The caller controls transactions itself. Usable from one thread at a time.
    """
    assert sqlite.sqlite_version_info >= LEAST_SQLITE, sqlite.sqlite_version
    address = f"file:{quote(str(path.resolve()))}?mode={'ro' if readonly else 'rw'}"
    connection: Connection = sqlite.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=0.5
    )
    for pragma in _SAFE:
        connection.execute(pragma)
    return connection


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
