"""The store's failures in a person's words: what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from planner.errors import PlannerError
from planner.store.connection import APPLICATION_ID, MAGIC, VERSION, connect
from planner.store.interrupted import first_page_before
from planner.store.keys import Key, Protected, WrongPassword
from planner.store.rubbish import Rubbish

_PAGE = 4096  # bytes; a protected plan holds nothing but whole pages
_VARIED = 240  # different bytes there are at least in a page that looks like chance

_WITHOUT_A_CODE = ("Could not decode to UTF-8", "unsupported file format")
"""The libraries' own words for rubbish in a text and in the header."""


class InUse(PlannerError):
    """Another program holds the plan."""


class Damaged(PlannerError):
    """The file is a plan, but its content cannot be trusted."""


class NotAPlan(PlannerError):
    """The file is none of ours, or nothing at its beginning says that it is."""


class Missing(PlannerError):
    """There is no such file."""


class TooNew(PlannerError):
    """The plan was written by a newer program."""


class ReadOnly(PlannerError):
    """The plan can be read but not written."""


def look_at_header(path: Path, key: Key | None = None) -> int:
    """Read the first page before any connection and return the plan's version.

    A protected plan has no readable header: it is a file of whole pages that look like chance, and its version is
    read with the ``key``. Must not be called on a plan this process has open: closing the file would drop SQLite's
    locks. Raises :class:`PlannerError` for what is no plan, :class:`TooNew`, :class:`Protected` when a key is needed
    and :class:`WrongPassword`.
    """
    head, size = first_page(path)
    if head.startswith(MAGIC):
        ours, version = int.from_bytes(head[68:72], "big") == APPLICATION_ID, int.from_bytes(head[60:64], "big")
    elif size % _PAGE or not looks_encrypted(head):
        ours, version = False, 0
    elif key is None:
        raise Protected("“{file}” is protected with a password, or is not a plan.", file=path.name)
    else:
        ours, version = _inner_header(path, key)
    if len(head) < 100 or not ours:
        raise NotAPlan("“{file}” is not a plan. Choose a file made by this program.", file=path.name)
    if version > VERSION:
        raise TooNew(
            "“{file}” was made by a newer version of this program (plan format {version}, this one reads up to "
            "{known}). Open it with that version.",
            file=path.name, version=version, known=VERSION,
        )  # fmt: skip
    return version


def first_page(path: Path) -> tuple[bytes, int]:
    """Return the first page, as SQLite will find it once it has put back a step that was cut off, and the size."""
    try:
        with path.open("rb") as file:
            return first_page_before(path) or file.read(_PAGE), path.stat().st_size
    except FileNotFoundError:
        raise Missing("There is no file “{file}”. Check the name, or make a new plan.", file=path.name) from None
    except (IsADirectoryError, PermissionError):
        if path.is_dir():
            raise NotAPlan("“{file}” is a folder. Choose a plan file in it.", file=path.name) from None
        raise PlannerError("“{file}” cannot be read. Check who may open it.", file=path.name) from None
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=path.name, why=error.strerror or "") from None


def looks_encrypted(page: bytes) -> bool:
    """Whether a page looks like chance, as the pages of a protected plan do."""
    return len(set(page)) >= _VARIED


def _inner_header(path: Path, key: Key) -> tuple[bool, int]:
    """Read what a protected plan says of itself; a crash may have left its first page to the journal beside it."""
    try:
        return _identity(path, key, "ro&immutable=1")
    except sqlite.DatabaseError:
        if not path.with_name(path.name + "-journal").exists():
            raise _wrong_password(path) from None
    try:
        return _identity(path, key, "rw")
    except sqlite.OperationalError:
        raise
    except sqlite.DatabaseError:
        raise _wrong_password(path) from None


def _identity(path: Path, key: Key, mode: str) -> tuple[bool, int]:
    connection = connect(path, key=key, mode=mode)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()
    return application == APPLICATION_ID, int(version)


def _wrong_password(path: Path) -> WrongPassword:
    return WrongPassword("The password does not open “{file}”; or the file is damaged, or no plan.", file=path.name)


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
    if any(words in str(error) for words in _WITHOUT_A_CODE):
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
        case sqlite.SQLITE_CORRUPT | sqlite.SQLITE_NOTADB | sqlite.SQLITE_INTERRUPT:
            return _damaged(path)
        case _:
            return None
