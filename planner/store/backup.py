"""Copies of a plan, made through SQLite, opened and compared before they count."""

from __future__ import annotations

import os
from pathlib import Path

from planner.errors import PlannerError
from planner.store import check
from planner.store.connection import connect
from planner.store.faults import sorted_out
from planner.store.store import Store


def back_up(store: Store, target: Path) -> None:
    """Copy the open plan to ``target``, which must not exist, and prove the copy.

    The copy is written beside its final name, synced, opened, checked whole and held against the
    plan's last step; only then does it get its name.
    """
    if target.exists():
        raise PlannerError("“{file}” already exists. Choose another name.", file=target.name)
    half = target.with_name(target.name + ".half")
    half.unlink(missing_ok=True)
    try:
        with sorted_out(target):
            store.connection.execute("VACUUM INTO ?", (str(half),))
            _sync(half)
            copy = connect(half)
            try:
                findings = check.check_connection(copy)
                (last,) = copy.execute("SELECT coalesce(max(n), 0) FROM step").fetchone()
            finally:
                copy.close()
        if findings or last != store.last_step:
            raise PlannerError("The copy “{file}” could not be verified and was thrown away.", file=target.name)
        half.replace(target)
        _sync(target.parent)
    finally:
        half.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
