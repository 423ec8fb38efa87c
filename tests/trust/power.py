"""The power goes, again and again: each disk that may be left must open and hold every acknowledged step.

``python -m tests.trust.power FOLDER LOG SEED FAULT`` under ``LD_PRELOAD`` of the compiled ``record.c`` writes steps,
brings an older plan up to date and makes a backup, while what reaches the disk is recorded. The images are made from
the record afterwards. A planted ``FAULT``: ``unsynced`` turns SQLite's syncs off, ``early`` acknowledges before the
commit. (Under the exclusive lock the journal is not unlinked but its head zeroed and synced, so that FULL and EXTRA
come to the same; FULL is no fault to plant here.)
"""

from __future__ import annotations

import ctypes
import random
import shutil
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from planner.domain.records import Theme
from planner.errors import PlannerError
from planner.store.backup import back_up
from planner.store.check import check_connection
from planner.store.connection import DatabaseError
from planner.store.opening import upgrade_if_older
from planner.store.store import Store, new_id
from planner.text import message
from tests.trust.disk import Disk, happenings
from tests.trust.shims import compiled, told_by
from tests.trust.writer import START

OLDER = Path(__file__).parent.parent / "plans" / "v3-full.plan"
PER_SEED = 500
_STEPS = 24
_BACKED_UP = 1_000_000  # a note of this and more says that the backup is there


@dataclass(slots=True)
class Power:
    """What the disks held after the power went."""

    images: int = 0
    notes: int = 0
    lost: int = 0
    damaged: int = 0

    @property
    def clean(self) -> bool:
        """Whether no acknowledged step and no plan was lost."""
        return not (self.lost or self.damaged) and self.notes > 0


def run(folder: Path, count: int, *, fault: str = "") -> Power:
    """Make and open ``count`` images, up to 500 from each of some records."""
    shim, found = compiled("record.c", folder), Power()
    for seed in range(1, 2 + (count - 1) // PER_SEED):
        disk, log = folder / f"{seed}.plans", folder / f"{seed}.log"
        disk.mkdir()
        shutil.copyfile(OLDER, disk / "power.plan")
        if seed % 4:  # every fourth record begins with an older plan
            upgrade_if_older(disk / "power.plan")
        base = Disk(disk)
        told_by("tests.trust.power", disk, log, seed, fault, shim=shim)
        _cut(base, log, folder / "image", random.Random(seed), min(PER_SEED, count - found.images), found)
        shutil.rmtree(disk)
        log.unlink()
    return found


def _cut(disk: Disk, log: Path, target: Path, choose: random.Random, images: int, found: Power) -> None:
    target.mkdir(exist_ok=True)
    events = list(happenings(log))
    moments = sorted(choose.randrange(len(events) + 1) for _ in range(images))
    done = 0
    for moment in moments:
        while done < moment:
            disk.take(events[done])
            done += 1
        disk.cut(target, choose)
        _judge(target, disk.notes, found)


def _judge(target: Path, notes: list[int], found: Power) -> None:
    found.images += 1
    found.notes += len(notes)
    path = target / "power.plan"
    try:
        upgrade_if_older(path)
        with Store.open(path) as store:
            there = {n for (n,) in store.connection.execute("SELECT n FROM step")}
            found.lost += any(n not in there for n in notes if n < _BACKED_UP)
            found.damaged += bool(check_connection(store.connection))
        if any(n >= _BACKED_UP for n in notes):
            with Store.open(target / "backup.plan", readonly=True) as copy:
                found.damaged += bool(check_connection(copy.connection))
    except (PlannerError, DatabaseError):
        found.damaged += 1


def main() -> None:
    """Work on the plan and note what was acknowledged."""
    folder, log, seed, fault = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
    shim, choose, path = ctypes.CDLL(None), random.Random(seed), folder / "power.plan"
    shim.record(log.encode())
    upgrade_if_older(path)
    with Store.open(path) as store:
        if fault == "unsynced":
            store.connection.execute("PRAGMA synchronous = OFF")
        for n in range(_STEPS):
            if fault == "early":
                shim.note(ctypes.c_long(store.last_step + 1))
            shim.note(ctypes.c_long(_step(store, choose)))
            if n == _STEPS // 2:
                back_up(store, folder / "backup.plan")
                shim.note(ctypes.c_long(_BACKED_UP))
    print("null")


def _step(store: Store, choose: random.Random) -> int:
    at = START + timedelta(seconds=store.last_step)
    with store.step(message("Add {table}", table="theme"), who="writer", at=at) as edit:
        rows = choose.choice((1, 1, 1, 5, 20, 200))
        edit.insert(*(Theme(new_id(), f"领域{n}", pos=float(n)) for n in range(rows)))
        edit.update(Theme, next(iter(store.read().themes)), name=f"改{choose.random()}")
    return edit.n


if __name__ == "__main__":
    main()
