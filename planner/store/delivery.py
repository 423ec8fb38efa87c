"""A file brought to a place that is not to be trusted: written beside its name, read back, compared, then named."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.errors import PlannerError
from planner.outfile import sync
from planner.store.connection import OperationalError, connect
from planner.store.copies import Copies
from planner.store.faults import InUse, sorted_out
from planner.store.sides import was_interrupted

_PART = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


class Changed(PlannerError):
    """The file is not what was taken from its place: somebody else wrote it meanwhile."""


def digest(path: Path) -> str | None:
    """Return a file's SHA-256 in hex, ``None`` when there is none; never for a plan open in this process."""
    try:
        with path.open("rb") as file:
            found = hashlib.sha256()
            while part := file.read(_PART):
                found.update(part)
            return found.hexdigest()
    except FileNotFoundError:
        return None


def digest_to_replace(path: Path) -> str | None:
    """Return the SHA-256 of what a file to be written would replace; raises :class:`PlannerError`."""
    try:
        return digest(path)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=path.name, why=error.strerror or "") from None


def must_be_free(path: Path) -> None:
    """Raise :class:`InUse` when another program holds the plan by SQLite's own lock, as far as the place tells."""
    connection = None
    try:
        with sorted_out(path):
            connection = connect(path, readonly=True)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except InUse:
        raise
    except (PlannerError, OperationalError):
        return  # a hot journal, or a place without locks; the copy is checked when it is opened
    finally:
        if connection is not None:
            connection.close()


def deliver(source: Path, target: Path, expected: str | None, announce: Callable[[str], None]) -> str:
    """Bring ``source`` to ``target`` and return its SHA-256; the file that was there is kept as ``.bak``.

    ``expected`` is the SHA-256 of what must be there now, ``None`` for nothing. ``announce`` is told the new one
    right before the file gets its name. Raises :class:`Changed`, :class:`InUse` or :class:`PlannerError`; then
    what was there is there still.
    """
    half = _half(target)
    try:
        _must_be(target, expected)
        if expected is not None:
            must_be_free(target)
        written = _copy(source, half)
        if _read_back(half) != written:
            raise PlannerError(
                "“{file}” was read back otherwise than it was written. Use another disk; your changes are kept on "
                "this computer.",
                file=target.name,
            )
        if expected is not None:
            _keep(target, target.with_name(f"{target.name}.bak"))
        _must_be(target, expected)
        announce(written)
        half.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _refusal(error, target) from error
    finally:
        _take_away(half)
    return written


def put_to_rest(recovered: Path, target: Path) -> str:
    """Give a plan that a crash left in the middle of a step what its journal restores, and take the journal away.

    ``recovered`` is a copy on which SQLite has done so. Cut off at any moment, it leaves a plan that the journal still
    restores, or that needs none. Returns its SHA-256; raises ``OSError``.
    """
    half = _half(target)
    try:
        written = _copy(recovered, half)
        if _read_back(half) != written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        half.replace(target)
        _sync_folder(target.parent)
        target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
        _sync_folder(target.parent)
    finally:
        _take_away(half)
    return written


@contextmanager
def made_apart(target: Path) -> Iterator[Path]:
    """Yield a path on this computer to make a new file at; at the end the file is brought to ``target`` whole.

    It is written there beside its name, synced, read back and compared before it gets the name. Raises
    :class:`PlannerError` when a file of that name is there already, or the file cannot be brought there; then
    nothing is left behind.
    """
    target = target.resolve()
    _must_be_new(target)
    try:
        folder = TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _not_made(error, target) from None
    with folder as name:
        apart = Path(name) / target.name
        yield apart
        bring_new(apart, target)
        Copies.of_user().moved(apart, target)


def bring_new(source: Path, target: Path) -> None:
    """Bring a file to a name that is still free, whole or not at all; raises :class:`PlannerError`."""
    half = _half(target)
    try:
        if _copy(source, half) != _read_back(half):
            raise PlannerError(
                "“{file}” was read back otherwise than it was written. Use another disk; nothing was left there.",
                file=target.name,
            )
        _name_once(half, target)
        _sync_folder(target.parent)
    except FileExistsError:
        raise _exists(target) from None
    except OSError as error:
        raise _not_made(error, target) from error
    finally:
        _take_away(half)


def _must_be_new(target: Path) -> None:
    try:
        if target.exists():
            raise _exists(target)
        if not target.parent.is_dir():
            raise _not_made(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), target)
    except OSError as error:  # a name the system takes for none
        raise _not_made(error, target) from None


def _name_once(half: Path, target: Path) -> None:
    """Give a file a name nobody has meanwhile; raises ``FileExistsError``."""
    try:
        os.link(half, target)
    except FileExistsError:
        raise
    except OSError:  # FAT and many shares have no second names
        if target.exists():
            raise FileExistsError from None
        half.rename(target)


def _exists(target: Path) -> PlannerError:
    return PlannerError("“{file}” already exists. Choose another name.", file=target.name)


def _not_made(error: OSError, target: Path) -> PlannerError:
    if error.errno in _FULL:
        return PlannerError("The disk is full. Free some space and try again; nothing was lost.")
    return PlannerError("“{file}” cannot be made here: {why}.", file=target.name, why=error.strerror or "")


def _half(target: Path) -> Path:
    """Return the name a file bears while it is written; the same each time, so what a crash leaves is written over."""
    return target.with_name(f".{target.name}.half")


def beside(target: Path, word: str, at: datetime) -> Path:
    """Return a free name beside a plan, such as ``NAME (working copy 2026-11-23 1032).plan``."""
    stem, n = f"{target.stem} ({word} {at:%Y-%m-%d %H%M}", 1
    name = target.with_name(f"{stem}){target.suffix}")
    while name.exists():
        n += 1
        name = target.with_name(f"{stem} {n}){target.suffix}")
    return name


def _must_be(target: Path, expected: str | None) -> None:
    changed = digest(target) not in {expected, None}  # one that was taken away hides nothing; it is brought back
    if changed or was_interrupted(target):  # a journal beside it would be put back into what gets its name
        raise Changed("“{file}” was changed by somebody else meanwhile.", file=target.name)


def _copy(source: Path, half: Path) -> str:
    """Write a synced copy and return the SHA-256 of what was read."""
    found = hashlib.sha256()
    with source.open("rb") as read, half.open("wb") as write:
        while part := read.read(_PART):
            found.update(part)
            write.write(part)
        write.flush()
        os.fsync(write.fileno())
    return found.hexdigest()


def _read_back(half: Path) -> str | None:
    """Hash a file from the disk itself, where the system lets go of what it remembers of it."""
    if hasattr(os, "posix_fadvise"):
        with half.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return digest(half)


def _keep(target: Path, kept: Path) -> None:
    """Keep what lies at ``target`` under another name too: a second name where the disk knows such, else a copy."""
    half = kept.with_name(f".{kept.name}.half")
    half.unlink(missing_ok=True)
    try:
        os.link(target, half)
    except FileNotFoundError:
        return
    except OSError:  # FAT and many shares have no second names
        shutil.copyfile(target, half)
    half.replace(kept)
    half.unlink(missing_ok=True)  # two names of one file stay two when the one is renamed to the other


def _sync_folder(folder: Path) -> None:
    try:
        sync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some shares cannot sync folders
            raise


def _take_away(half: Path) -> None:
    try:
        half.unlink(missing_ok=True)
    except OSError:
        return  # the disk is gone, and it with it


def _refusal(error: OSError, target: Path) -> PlannerError:
    if error.errno in _FULL:
        return PlannerError(
            "There is no room for “{file}” where it lies. Free some space; your changes are kept on this computer.",
            file=target.name,
        )
    if error.errno in _REFUSED:
        return PlannerError(
            "“{file}” may not be written to where it lies. Save a copy elsewhere; your changes are kept on this "
            "computer.",
            file=target.name,
        )
    return PlannerError(
        "“{file}” cannot be reached. Plug its disk in again or reconnect the share; your changes are kept on this "
        "computer.",
        file=target.name,
    )
