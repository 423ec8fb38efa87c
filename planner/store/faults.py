"""The store's failures in a person's words: what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from planner.errors import PlannerError
from planner.store.connection import APPLICATION_ID, VERSION
from planner.store.rubbish import Rubbish

_MAGIC = b"SQLite format 3\x00"


class InUse(PlannerError):
    """Another program holds the plan."""


class Damaged(PlannerError):
    """The file is a plan, but its content cannot be trusted."""


class TooNew(PlannerError):
    """The plan was written by a newer program."""


class ReadOnly(PlannerError):
    """The plan can be read but not written."""


def look_at_header(path: Path) -> int:
    """Read the first hundred bytes before any connection and return the plan's version.

    Must not be called on a plan this process has open: closing the file would drop SQLite's locks.
    Raises :class:`PlannerError` for what is no plan, and :class:`TooNew`.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise PlannerError("There is no file “{file}”. Check the name, or make a new plan.", file=path.name) from None
    except (IsADirectoryError, PermissionError):
        raise PlannerError("“{file}” cannot be read. Check who may open it.", file=path.name) from None
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=path.name, why=error.strerror or "") from None
    if len(head) < 100 or not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise PlannerError("“{file}” is not a plan. Choose a file made by this program.", file=path.name)
    version = int.from_bytes(head[60:64], "big")
    if version > VERSION:
        raise TooNew(
            "“{file}” was made by a newer version of this program (plan format {version}, this one reads up to "
            "{known}). Open it with that version.",
            file=path.name, version=version, known=VERSION,
        )  # fmt: skip
    return version


@contextmanager
def sorted_out(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the user's world into refusals; bugs pass through."""
    try:
        yield
    except sqlite.Error as error:
        refusal = _refusal(error, path)
        if refusal is None:
            raise
        raise refusal from error
    except (UnicodeDecodeError, Rubbish) as error:  # the former where SQLite's own message quotes the file
        raise _damaged(path) from error


def is_disk_fault(error: BaseException) -> bool:
    """Whether an error came from the disk under SQLite, so that its connection may show what the file does not hold."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF if isinstance(error, sqlite.Error) else 0
    return code in (sqlite.SQLITE_IOERR, sqlite.SQLITE_FULL, sqlite.SQLITE_CANTOPEN, sqlite.SQLITE_CORRUPT)


def _damaged(path: Path) -> Damaged:
    return Damaged("“{file}” is damaged. Restore a backup, or look at what can be read.", file=path.name)


def _refusal(error: sqlite.Error, path: Path) -> PlannerError | None:
    if "Could not decode to UTF-8" in str(error):  # the library's own word for rubbish in a text; it has no code
        return _damaged(path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the part that says what, without the how
    match code:
        case sqlite.SQLITE_BUSY | sqlite.SQLITE_LOCKED:
            return InUse("“{file}” is open in another program. Close it there, or look at a copy.", file=path.name)
        case sqlite.SQLITE_READONLY:
            return ReadOnly("“{file}” may not be changed here. Save a copy elsewhere and edit that.", file=path.name)
        case sqlite.SQLITE_FULL:
            return PlannerError("The disk is full. Free some space and try again; nothing was lost.")
        case sqlite.SQLITE_IOERR | sqlite.SQLITE_CANTOPEN | sqlite.SQLITE_PERM | sqlite.SQLITE_AUTH:
            return PlannerError("“{file}” cannot be reached. Check the disk and who may open it.", file=path.name)
        case sqlite.SQLITE_CORRUPT | sqlite.SQLITE_NOTADB:
            return _damaged(path)
        case _:
            return None
