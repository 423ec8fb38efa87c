"""Protecting a plan with a password, changing the password, and removing it: always a new file in place of the old.

The new file is written beside the plan, opened with its own key, proved by replaying the whole journal and held
against the plan step for step; then it takes the plan's name in one rename. Whoever is cut off on the way is left with
the old file or the new one, whole.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.errors import PlannerError
from planner.outfile import sync
from planner.store import check
from planner.store.connection import APPLICATION_ID, MAGIC, VERSION, Connection, connect, first_bytes, make_durable
from planner.store.faults import Damaged, look_at_header, sorted_out
from planner.store.keys import SALT, Key

_STEPS = "SELECT n, hash FROM step ORDER BY n"
_CHUNK = 1 << 20


def seal(path: Path, old: Key | None, new: Key | None) -> None:
    """Rewrite a plan that nobody has open: ``old`` opens it, ``new`` opens it afterwards; ``None`` is no password.

    The bytes of a plan that was not protected are overwritten once its name has gone to the protected file, where the
    system lets an open file be replaced. Raises :class:`PlannerError`; the plan is then as it was.
    """
    path = path.resolve()  # a link stays a link
    if look_at_header(path, old) != VERSION:
        raise PlannerError(
            "“{file}” has an older format and is upgraded when it is opened for editing.", file=path.name
        )
    half = path.with_name(f".{path.name}.sealed.half")
    half.unlink(missing_ok=True)
    try:
        with sorted_out(path):
            _write(path, old, half, new)
        with _old_bytes(path) as forget:
            half.replace(path)
            sync(path.parent)
            if old is None and new is not None:
                forget()
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=path.name, why=error.strerror or "") from None
    finally:
        for left in (half, half.with_name(half.name + "-journal")):
            left.unlink(missing_ok=True)


def sealed_copy(source: Path, target: Path, key: Key) -> None:
    """Write a protected copy of a plan that is not protected, of whatever format; nothing lies in plain on the way."""
    with sorted_out(source):
        connection = connect(source)
        try:
            target.touch(0o600)
            _copy_out(connection, target, key)
            _prove(connection, target, key)
        finally:
            connection.close()


def _write(path: Path, old: Key | None, half: Path, new: Key | None) -> None:
    connection = connect(path, key=old)
    try:
        make_durable(connection)  # takes the lock, and brings a plan that was cut off back to its last step
        if check.check_connection(connection):
            raise Damaged("“{file}” is damaged. Restore a backup, or look at what can be read.", file=path.name)
        half.touch(0o600)
        _copy_out(connection, half, new)
        _prove(connection, half, new)
    finally:
        connection.close()
    shutil.copymode(path, half)
    sync(half)


def _copy_out(connection: Connection, half: Path, new: Key | None) -> None:
    key = new.raw(secrets.token_bytes(SALT)) if new is not None else ""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("ATTACH ? AS sealed KEY ?", (str(half), key))
    connection.execute("PRAGMA sealed.journal_mode = OFF")  # half a copy is thrown away whole
    connection.execute("SELECT sqlcipher_export('sealed')").fetchone()
    connection.execute(f"PRAGMA sealed.application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA sealed.user_version = {version}")
    connection.execute("DETACH sealed")


def _prove(connection: Connection, half: Path, new: Key | None) -> None:
    copy = connect(half, key=new, readonly=True)
    try:
        same = copy.execute(_STEPS).fetchall() == connection.execute(_STEPS).fetchall()
        (version,) = copy.execute("PRAGMA user_version").fetchone()
        sound = same and not check.check_connection(copy, int(version))
    finally:
        copy.close()
    if not sound or (first_bytes(half) == MAGIC) != (new is None):
        raise PlannerError("The copy “{file}” could not be verified and was thrown away.", file=half.name)


@contextmanager
def _old_bytes(path: Path) -> Iterator[Forget]:
    """Hold on to the bytes behind a name that is about to go to another file; Windows lets nobody do so."""
    if os.name == "nt":
        yield Forget(-1)
        return
    handle = os.open(path, os.O_RDWR)
    try:
        yield Forget(handle)
    finally:
        os.close(handle)


class Forget:
    """Overwrites an open file that may have no name any more."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __call__(self) -> None:
        """Write zeros over every byte, down to the disk. What a disk keeps of its own accord is beyond us."""
        if self._handle < 0:
            return
        left = os.fstat(self._handle).st_size
        os.lseek(self._handle, 0, os.SEEK_SET)
        while left > 0:
            left -= os.write(self._handle, bytes(min(left, _CHUNK)))
        os.fsync(self._handle)


def forget_files(paths: Iterable[Path]) -> list[Path]:
    """Overwrite and delete files, such as the unprotected backups of a plan; return those that could not be."""
    left = []
    for path in paths:
        try:
            handle = os.open(path, os.O_RDWR)
            try:
                Forget(handle)()
            finally:
                os.close(handle)
            path.unlink()
        except OSError:
            left.append(path)
    return left
