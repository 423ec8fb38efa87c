"""Backups opened to restore from, and a plan file replaced as a whole by one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from planner.errors import PlannerError
from planner.outfile import sync
from planner.store.backups import inside, is_sound
from planner.store.connection import VERSION
from planner.store.faults import Damaged, look_at_header
from planner.store.keys import Key
from planner.store.opening import upgrade
from planner.store.store import Store

_SIDES = ("-journal", "-wal", "-shm")


@contextmanager
def opened_backup(
    backup: Path, plan: bytes, *, instead_of: Path | None = None, key: Key | None = None
) -> Iterator[Store]:
    """Prove that a file is a whole copy of the plan with the id ``plan`` and open it for reading.

    An older format is read through an upgraded copy. ``instead_of`` is the open plan itself, which is refused
    before anything touches it. Raises :class:`PlannerError` and :class:`Damaged`.
    """
    if instead_of is not None and backup.exists() and instead_of.exists() and backup.samefile(instead_of):
        raise PlannerError("“{file}” is the open plan itself. Choose one of its backups.", file=backup.name)
    version = must_be_sound(backup, plan, key)
    if version == VERSION:
        with Store.open(backup, readonly=True, key=key) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="planner-") as name:
        copy = Path(name) / "backup.plan"
        shutil.copyfile(backup, copy)
        upgrade(copy, Path(name) / "older.plan", key)
        with Store.open(copy, readonly=True, key=key) as store:
            yield store


def must_be_sound(backup: Path, plan: bytes | None, key: Key | None = None) -> int:
    """Return the format of a file that is whole and of the plan with this id (of any, when ``None``), else refuse."""
    version = look_at_header(backup, key)
    found = inside(backup, key)
    if found is not None and plan is not None and found[0] != plan:
        raise PlannerError(
            "“{file}” is a copy of another plan and cannot be restored into this one. Open it by itself.",
            file=backup.name,
        )
    if found is None or not is_sound(backup, key):
        raise Damaged("The backup “{file}” is damaged and was not restored. Choose another one.", file=backup.name)
    return version


def restore_over(
    path: Path, backup: Path, now: datetime, *, plan: bytes | None = None, key: Key | None = None
) -> Path | None:
    """Put a proved copy of ``backup`` in the place of a plan that is not to be believed; nothing of it is thrown away.

    The copy is made and proved first. Then the old file gets a dated name together with its ``-journal`` and
    ``-wal``, so that nothing of them can be replayed into the new one, and only then does the copy take its place.
    The plan must not be open. Returns where the old file is kept, ``None`` when there was none.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    kept = _free(path.with_name(f"{path.stem}.{now:%Y%m%d-%H%M%S}.replaced{path.suffix}"))
    try:
        must_be_sound(backup, plan, key)
        shutil.copyfile(backup, fresh)
        sync(fresh)
        must_be_sound(fresh, plan, key)
        _exchange(path, fresh, kept)
        sync(path.parent)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=path.name, why=error.strerror or "") from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return kept if kept.exists() else None


def _exchange(path: Path, fresh: Path, kept: Path) -> None:
    """Give the old file and its side files a second name, then put the new one in its place.

    A file lies at ``path`` at every moment, and a whole one at one of the two names. The side files go before the
    new file comes, so that nothing of them is ever replayed into it. On a failure everything is as it was.
    """
    pairs = [(path.with_name(path.name + side), kept.with_name(kept.name + side)) for side in ("", *_SIDES)]
    pairs = [(old, new) for old, new in pairs if old.exists()]
    try:
        for old, new in pairs:
            _name_twice(old, new)
        sync(kept.parent)
        for old, _ in pairs:
            if old != path:
                old.unlink()
        fresh.replace(path)
    except OSError:
        for old, new in pairs:
            if old.exists():
                new.unlink(missing_ok=True)
            else:
                new.replace(old)
        raise


def _name_twice(old: Path, new: Path) -> None:
    """Let a file be found under a second name too; a copy where the disk knows no links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
        sync(new)


def _free(path: Path) -> Path:
    n, found = 1, path
    while found.exists():
        n += 1
        found = path.with_name(f"{path.stem}.{n}{path.suffix}")
    return found
