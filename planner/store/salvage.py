"""A new, sound plan built from what can be read of a damaged one; the damaged file is never changed.

The journal is the first witness: as far as its hashes prove it, history is kept step by step and the tables are
what it tells. Whatever else the tables show beyond that comes in as one further step of the new plan, so that
the new plan passes every check and says in its own history that it was recovered.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from planner.errors import PlannerError
from planner.store import check, opening
from planner.store.faults import Damaged, sorted_out
from planner.store.keys import Key
from planner.store.rebuilding import Builder, Salvaged, Wish
from planner.store.rescue import Found, copy_of, gather, shapes_of
from planner.store.triggers import DATA_TABLES
from planner.store.unlocking import salt_of
from planner.store.unsealing import RESERVED, unsealed
from planner.text import N_

__all__ = ["LOST_SALT", "Salvaged", "salvage"]

LOST_SALT = N_(
    "Nothing of “{file}” itself can be decrypted: it has another password, or its first 16 bytes are lost and no "
    "backup of it here holds them."
)


def salvage(
    path: Path, target: Path, *, at: datetime, who: str = "", proved: bool = False, copies: Iterable[Path] = (),
    key: Key | None = None,
) -> Salvaged:  # fmt: skip
    """Build ``target``, a new file, from what can be read of the damaged plan at ``path``.

    With ``proved`` only what the journal's hashes prove comes in: the plan as it stood after the last proved step.
    ``copies`` are sound backups that may still hold a document's text or an attachment lost here. Of a plan protected
    with a password, ``key``, the new plan and whatever lies on a disk meanwhile are protected likewise. Raises
    :class:`Damaged` when nothing can be read, and :class:`PlannerError` when ``target`` is there or cannot be written.
    """
    if target.exists():
        raise PlannerError("“{file}” already exists. Choose another name.", file=target.name)
    found = read(path, key)
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}.half")
    try:
        told = _build(found, half, Wish(at, who, proved, tuple(copies), key=key))
        half.replace(target)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=target.name, why=error.strerror or "") from None
    finally:
        half.unlink(missing_ok=True)
    return told


def read(path: Path, key: Key | None = None) -> Found:
    """Read what can be read of a damaged plan, from a copy of it. Raises :class:`Damaged` when that is nothing."""
    with tempfile.TemporaryDirectory(prefix="planner-") as name:
        try:
            content, reserved = _content(path, Path(name), key)
        except OSError as error:
            raise PlannerError("“{file}” cannot be read: {why}.", file=path.name, why=error.strerror or "") from None
        sample = opening.create(Path(name) / "sample.plan")
        try:
            found = gather(content, shapes_of(sample), reserved)
        finally:
            sample.close()
    if not any(found.of(table) or found.of(f"{table}_img") for table in DATA_TABLES):
        raise Damaged("Nothing of a plan can be read in “{file}”. Restore a backup.", file=path.name)
    return found


def _content(path: Path, folder: Path, key: Key | None) -> tuple[bytes, int]:
    """Return the pages of a plan, decrypted in memory alone, and how many bytes at the end of each hold no rows."""
    if key is None:
        return copy_of(path, folder).read_bytes(), 0
    salt = salt_of(path, key)
    if salt is None:
        raise Damaged(LOST_SALT, file=path.name)
    return unsealed(copy_of(path, folder, key, salt).read_bytes(), key, salt), RESERVED


def _build(found: Found, target: Path, wish: Wish) -> Salvaged:
    """Build the plan and prove it; where an odd history does not pass, build it anew without the history."""
    told, findings = _build_once(found, target, wish)
    if findings:
        target.unlink()
        told, findings = _build_once(found, target, replace(wish, keep_history=False))
    if findings or not told.found:
        raise Damaged("What can be read of the file does not make a plan. Restore a backup.")
    return told


def _build_once(found: Found, target: Path, wish: Wish) -> tuple[Salvaged, bool]:
    with sorted_out(target):
        connection = opening.create(target, wish.key)
        try:
            connection.execute("BEGIN IMMEDIATE")
            told = Builder(connection, found, wish).build()
            connection.execute("COMMIT")
            return told, bool(check.check_connection(connection))
        finally:
            connection.close()
