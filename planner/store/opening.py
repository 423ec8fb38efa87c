"""Opening a plan file in a fixed order: header, side files, connection, lock, schema; and making a new one."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import socket
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from planner.errors import PlannerError
from planner.outfile import sync
from planner.store.codec import RECORDS, columns
from planner.store.connection import APPLICATION_ID, VERSION, Connection, DatabaseError, connect, make_durable
from planner.store.faults import Damaged, InUse, TooNew, look_at_header, sorted_out
from planner.store.guard import only_reading
from planner.store.journal import broken_hash, replay_difference
from planner.store.keys import SALT, Key
from planner.store.rubbish import Rubbish
from planner.store.sides import look_beside
from planner.store.triggers import column_names

FINGERPRINTS: Mapping[int, str] = {
    1: "2d9a75f876107aa81099435391f0b52f6cc4ec8a7fe308c3f82a8d873bc2671e",
    2: "89701344aa06147ddf2553ff0ba287a0c7b7929d6223a13690403939a58d470e",
    3: "6f9561f51bd66f9fa0707ccf8eed1cf7b36e166aa87b3bba5fd652f71fe599bd",
    4: "db517cf6b3b115f71937c904c97c381c823ab207389cad43b9188b175951f2d2",
}
"""SHA-256 of the schema of every released plan format; a planted trigger or table changes it."""


def fingerprint(connection: Connection) -> str:
    """Return the SHA-256 over all tables, indexes and triggers of the file."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name <> '_sqlite_migrations' ORDER BY type, name"
    ).fetchall()
    return hashlib.sha256("\n".join("|".join(map(str, row)) for row in rows).encode()).hexdigest()


def open_connection(path: Path, *, readonly: bool = False, key: Key | None = None) -> Connection:
    """Open a plan of this program's format and take its lock.

    Raises :class:`~planner.errors.PlannerError` in one of its kinds; the file is never changed here
    except by SQLite's own recovery after a crash. A plan of an older format must be migrated first.
    """
    try:
        version = look_at_header(path, key)
    except TooNew:
        if readonly:
            return _open_newer(path)
        raise
    look_beside(path)
    if version != VERSION:
        raise PlannerError(
            "“{file}” has an older format and is upgraded when it is opened for editing.", file=path.name
        )
    with sorted_out(path):
        connection = connect(path, readonly=readonly, key=key)
        try:
            with only_reading(connection):
                _check_identity(connection, path, version)
            if not readonly:
                make_durable(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _open_newer(path: Path) -> Connection:
    """Open a plan of a newer format for reading, if every table and column this program reads is there.

    Raises :class:`TooNew` when one is missing.
    """
    look_beside(path)
    with sorted_out(path):
        connection = connect(path, readonly=True)
        try:
            with only_reading(connection):
                _must_be_readable(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _must_be_readable(connection: Connection, path: Path) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    known = all(set(columns(table)) <= set(column_names(connection, table)) for table in RECORDS)
    if not known or not {*RECORDS, "plan", "step", "chg", "blob"} <= tables:
        raise TooNew(
            "“{file}” was made by a newer version of this program and cannot be shown by this one. "
            "Open it with that version.",
            file=path.name,
        )  # fmt: skip


def open_older(path: Path, key: Key | None = None) -> Connection:
    """Open a plan of an older format for reading, as it is: its journal can be proved, its rows not be read."""
    version = look_at_header(path, key)
    look_beside(path)
    with sorted_out(path):
        connection = connect(path, readonly=True, key=key)
        try:
            with only_reading(connection):
                _check_identity(connection, path, version)
        except BaseException:
            connection.close()
            raise
    return connection


def is_protected(connection: Connection) -> bool:
    """Whether the file of an open connection is protected with a password."""
    return bool(connection.execute("PRAGMA cipher_provider").fetchone())


def _check_identity(connection: Connection, path: Path, version: int) -> None:
    if fingerprint(connection) != FINGERPRINTS[version]:
        raise Damaged("The structure of “{file}” was changed by another program. Restore a backup.", file=path.name)


def upgrade(path: Path, keep: Path, key: Key | None = None) -> None:
    """Bring an older plan to this format, after keeping a verified copy of it at ``keep``, protected if the plan is.

    All migrations run in one transaction; if anything fails the file stays as it was.
    """
    version = look_at_header(path, key)
    look_beside(path)
    with sorted_out(path):
        connection = connect(path, key=key)
        try:
            _check_identity(connection, path, version)
            make_durable(connection)
            _keep_copy(connection, keep, key)
            migrate(connection)
            if fingerprint(connection) != FINGERPRINTS[VERSION]:
                raise AssertionError("the migrated schema is not the one this program was built with")
        finally:
            connection.close()


def upgrade_if_older(path: Path, key: Key | None = None) -> Path | None:
    """Bring an older plan to this format and return where its former state is kept, ``None`` when it is not older."""
    version = look_at_header(path, key)
    if version == VERSION:
        return None
    keep, n = path.with_name(f"{path.name}.v{version}-backup"), 1
    while keep.exists():
        n += 1
        keep = path.with_name(f"{path.name}.v{version}-backup.{n}")
    upgrade(path, keep, key)
    return keep


def _keep_copy(connection: Connection, keep: Path, key: Key | None) -> None:
    """Keep a copy under its name only once it is whole and safe on the disk."""
    half = keep.with_name(f"{keep.name}.half")
    try:
        for left in (half, half.with_name(f"{half.name}-journal")):  # of an upgrade that was cut off
            left.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(half),))
        if not _is_proved(half, key):
            half.unlink()
            raise Damaged("No sound copy of “{file}” could be kept, so it was not upgraded.", file=keep.name)
        sync(half)
        half.replace(keep)
        sync(keep.parent)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=keep.name, why=error.strerror or "") from None


def _is_proved(path: Path, key: Key | None) -> bool:
    """Whether a copy's pages are whole and its whole journal tells the same story as its tables."""
    copy = connect(path, key=key)
    try:
        whole = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return whole and broken_hash(copy) is None and replay_difference(copy) is None
    except (DatabaseError, UnicodeDecodeError, TypeError, ValueError, Rubbish):  # what is read is no plan's
        return False
    finally:
        copy.close()


def migrate(connection: Connection) -> None:
    """Apply the pending migrations in one transaction and stamp the file as a plan of this format."""
    from sqlite_utils import Database  # heavy; only new and old files need it

    from planner.store.schema import migrations

    db = Database(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has already rolled back
            connection.execute("ROLLBACK")
        raise


def create(path: Path, key: Key | None = None) -> Connection:
    """Make an empty plan file, protected by ``key`` from its first byte, and open it.

    Refuses to touch a file that is already there.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    except FileExistsError:
        raise PlannerError("“{file}” already exists. Choose another name.", file=path.name) from None
    except OSError as error:
        raise PlannerError("“{file}” cannot be made here: {why}.", file=path.name, why=error.strerror or "") from None
    with sorted_out(path):
        connection = connect(path, key=key, salt=secrets.token_bytes(SALT))
        try:
            make_durable(connection)
            migrate(connection)
            connection.execute(
                "INSERT INTO plan(one, plan, site) VALUES(1, ?, ?)", (secrets.token_bytes(16), secrets.token_bytes(8))
            )
        except BaseException:
            connection.close()
            path.unlink()
            raise
    return connection


# -- who has it -----------------------------------------------------------------------------------


def holder_file(path: Path) -> Path:
    """Return the small file beside a plan that says who has it open; it informs and never decides."""
    return path.with_name(f".~{path.name}.who")


def say_who(path: Path, who: str, since: str) -> None:
    """Leave word beside the plan for whoever finds it locked; failing to do so is no fault."""
    word = {"who": who, "host": socket.gethostname(), "since": since, "pid": os.getpid()}
    try:
        holder_file(path).write_text(json.dumps(word, ensure_ascii=False), encoding="utf-8")
    except OSError:
        return


def take_back_word(path: Path) -> None:
    """Remove the word :func:`say_who` left; on a disk that takes no changes there is none to remove."""
    try:
        holder_file(path).unlink(missing_ok=True)
    except OSError:
        return


def in_use(path: Path) -> InUse:
    """Return the refusal for a plan another program holds, naming the holder when it left word."""
    try:
        word = json.loads(holder_file(path).read_text(encoding="utf-8"))
        return InUse(
            "“{file}” is open: {who} on {host} since {since}. Close it there, or look at a copy.",
            file=path.name, who=str(word["who"]), host=str(word["host"]), since=str(word["since"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return InUse("“{file}” is open in another program. Close it there, or look at a copy.", file=path.name)


def copy_to_look_at(path: Path, folder: Path, key: Key | None = None, *, proved: bool = True) -> Path:
    """Copy a plan another program holds, with its rollback journal, and prove the copy: pages, hashes and replay.

    The plan must not be open in this process. Raises :class:`Damaged` when no sound copy could be had in three tries:
    the holder was writing, or the plan is not sound. Without ``proved`` only its pages are checked, for whoever says
    what is wrong with it.
    """
    copy, seen = folder / path.name, set[str]()
    for _ in range(3):
        taken = _copy_with_journal(path, copy)
        if _is_proved(copy, key) if proved else _has_whole_pages(copy, key):
            return copy
        if taken in seen:
            raise Damaged("“{file}” is damaged. Restore a backup, or look at what can be read.", file=path.name)
        seen.add(taken)
    raise Damaged("“{file}” was being written to; no sound copy could be made. Try again.", file=path.name)


def _copy_with_journal(path: Path, copy: Path) -> str:
    """Copy a plan and its rollback journal; return the SHA-256 of the plan's own file as copied."""
    try:
        for side in ("", "-journal"):
            source, target = path.with_name(path.name + side), copy.with_name(copy.name + side)
            target.unlink(missing_ok=True)
            with suppress(FileNotFoundError):  # the journal of a step that has just ended
                shutil.copyfile(source, target)
        with copy.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=path.name, why=error.strerror or "") from None


def _has_whole_pages(path: Path, key: Key | None) -> bool:
    with sorted_out(path), closing(connect(path, key=key)) as copy:
        return bool(copy.execute("PRAGMA integrity_check").fetchone() == ("ok",))
