"""Copies of a plan, made through SQLite, opened and compared before they count."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from planner.errors import PlannerError
from planner.store.delivery import bring_new, deliver, digest_to_replace, made_apart
from planner.store.faults import sorted_out
from planner.store.proving import Claim
from planner.store.store import Store


def back_up(store: Store, target: Path) -> None:
    """Copy the open plan to ``target``, which must not exist, and prove the copy.

    The copy is written beside its final name, synced, opened, checked whole and held against the
    plan's last step; only then does it get its name.
    """
    write_copy(store, target).settle()


def save_copy(store: Store, target: Path) -> None:
    """Save a proved copy wherever a person wants it, under a name that is free; see :func:`made_apart`."""
    with made_apart(target) as apart:
        back_up(store, apart)


def bring_copy(claim: Claim, target: Path) -> None:
    """Prove a copy written apart and bring it to ``target``; a file of that name is kept as ``.bak``.

    Needs no open plan, so any thread may; ``target`` must not be open in this process.
    """
    claim.settle()
    apart, there = Path(claim.target), digest_to_replace(target)
    if there is None:
        bring_new(apart, target)
    else:
        deliver(apart, target, there, _nobody)


def _nobody(_sha256: str) -> None:
    return


def write_copy(store: Store, target: Path) -> Claim:
    """Write the plan beside ``target`` under a passing name and return what the copy must be proved to be.

    This alone needs the open plan; the proof may come later, in another thread or process.
    """
    if target.exists():
        raise PlannerError("“{file}” already exists. Choose another name.", file=target.name)
    half = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        half.unlink(missing_ok=True)
        with sorted_out(target):
            store.connection.execute("VACUUM INTO ?", (str(half),))
            password = store.key.said() if store.key is not None else ""
            return Claim(str(half), str(target), store.plan_id.hex(), store.last_step, password)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=target.name, why=error.strerror or "") from None
    except BaseException:
        with suppress(OSError):  # a disk that takes no changes: the next copy goes over what is left
            half.unlink(missing_ok=True)
        raise
