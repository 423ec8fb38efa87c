"""What surrounds a change of password: a backup before and after, and the unprotected copies that remain."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from planner.errors import PlannerError
from planner.store.backups import Backups, back_up_before
from planner.store.connection import MAGIC, first_bytes
from planner.store.keys import Key
from planner.store.sealing import forget_files, seal
from planner.store.store import Store
from planner.store.whereabouts import Place, whereabouts
from planner.text import message

__all__ = ["forget_files", "plain_copies", "protect"]


def protect(path: Path, old: Key | None, new: Key | None, now: datetime) -> None:
    """Give a plan that nobody has open another password, or none (``None``); it is backed up before and after."""
    if whereabouts(path) is not Place.HERE:
        raise PlannerError(
            "Copy “{file}” to a disk of this computer, change its password there, and copy it back.", file=path.name
        )
    with Store.open(path, key=old) as store:
        if old is not None or new is None:  # a plan about to be protected leaves no further unprotected copy behind
            back_up_before(store, message("Change the password"), now)
    seal(path, old, new)
    if new is not None:
        with Store.open(path, key=new) as store:
            Backups.of(store).make(store, now)


def plain_copies(store: Store) -> list[Path]:
    """Return the unprotected copies of a plan this program made: backups, copies kept at upgrades and to look at."""
    path = store.path
    found = [backup.path for backup in Backups.of(store).own()]
    found += sorted(path.parent.glob(f"{path.name}.v*-backup*"))
    found += sorted((user_data_path("policy-planner") / "copies").glob(f"*/{path.name}"))
    return [copy for copy in found if first_bytes(copy) == MAGIC]
