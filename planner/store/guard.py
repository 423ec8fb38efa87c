"""A connection held on a short lead until the file's structure is known to be ours.

Whatever the file's own schema says, nothing but reading can happen meanwhile, and not for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlite

from planner.store.connection import Connection

_EVERY = 1_000_000
_MOST = 4_000
"""Instructions of SQLite's machine a check may take, in units of :data:`_EVERY`: some minutes."""
_READING = frozenset({sqlite.SQLITE_SELECT, sqlite.SQLITE_READ, sqlite.SQLITE_PRAGMA, sqlite.SQLITE_FUNCTION})


@contextmanager
def only_reading(connection: Connection) -> Iterator[None]:
    """Refuse everything but reading (no ATTACH, no DROP, no extension), and break off what does not end."""
    units = iter(range(_MOST))

    def goes_on() -> int:
        return 0 if next(units, None) is not None else 1

    connection.set_authorizer(_verdict)
    connection.set_progress_handler(goes_on, _EVERY)
    try:
        yield
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)


def _verdict(act: int, _first: str | None, second: str | None, _base: str | None, _cause: str | None) -> int:
    allowed = act in _READING and (act != sqlite.SQLITE_FUNCTION or second != "load_extension")
    return int(sqlite.SQLITE_OK if allowed else sqlite.SQLITE_DENY)
