"""Every write, sync, truncation and unlink on the plan fails once, and from there on; nothing may be lost or silent.

Run as ``python -m tests.trust.faults FOLDER MOST [silent]`` under ``LD_PRELOAD`` of the compiled ``fault.c``; prints
one line of JSON. ``silent`` plants a fault: refusals are swallowed as if the edit had been saved.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.commands.edits import SetFields, add_theme
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.errors import PlannerError
from planner.store.check import check_connection
from planner.store.store import Store
from tests.trust.writer import START

SOURCE = Path(__file__).with_name("fault.c")
_ACTS = 2


@dataclass(slots=True)
class Faults:
    """What came of the faults."""

    points: int = 0
    refused: int = 0
    lost: int = 0
    silent: int = 0
    differs: int = 0
    damaged: int = 0

    @property
    def clean(self) -> bool:
        """Whether every fault was told and nothing was lost."""
        return not (self.lost or self.silent or self.differs or self.damaged)


def compiled(folder: Path) -> Path | None:
    """Compile the shim; ``None`` where there is no C compiler."""
    library = folder / "fault.so"
    with suppress(FileNotFoundError):
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
        return library
    return None


def run(folder: Path, *, silent: bool = False, most: int = 10_000) -> Faults:
    """Run the fault points, at most ``most`` of each kind, in a process that has the shim."""
    library = compiled(folder)
    if library is None:
        raise RuntimeError("no C compiler to build the shim with")
    command = [sys.executable, "-m", "tests.trust.faults", str(folder), str(most), *(["silent"] if silent else [])]
    done = subprocess.run(command, env={**os.environ, "LD_PRELOAD": str(library)}, stdout=subprocess.PIPE, check=True)
    return Faults(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Go through the fault points until one lies behind the last operation."""
    folder, most, silent = Path(sys.argv[1]), int(sys.argv[2]), len(sys.argv) > 3
    shim = ctypes.CDLL(None)
    found = Faults()
    for error in (errno.EIO, errno.ENOSPC):
        for forever in (False, True):
            n = 1
            while n <= most and _one(folder, shim, n, error, found, forever=forever, silent=silent):
                n += 1
    print(json.dumps(asdict(found)))


def _one(folder: Path, shim: ctypes.CDLL, n: int, error: int, found: Faults, *, forever: bool, silent: bool) -> bool:
    """Run the acts with the ``n``-th operation failing; return false when there was no such operation."""
    path = folder / "faulty.plan"
    for old in folder.glob("*faulty.plan*"):
        old.unlink()
    session = make_plan(path, "empty", who="", now=lambda: START, as_of=START.date())
    shim.arm(ctypes.c_long(n), error, int(forever))
    saved = list(_acts(session, found, silent=silent))
    hit = shim.hits() >= n
    shim.arm(ctypes.c_long(-1), 0, 0)
    session.store.close()
    if hit:
        found.points += 1
        _judge(path, saved, found)
    return hit


def _acts(session: Session, found: Faults, *, silent: bool) -> Iterator[str]:
    """Edit, undo and redo; yield the names that were said to be saved."""
    for n in range(_ACTS):
        name = f"领域{n}" * (400 if n % 2 else 1)
        try:
            session.run(add_theme(session.plan, name[:500], "#123456"))
            session.run(SetFields("about", ["plan"], {"note": name * 5}))
            session.undo()
            session.redo()
        except PlannerError:
            found.refused += 1
            if not silent:
                _compare(session, found)
                continue
        yield name[:500]


def _compare(session: Session, found: Faults) -> None:
    """The screen must show what the file holds as soon as the file can be read again."""
    with suppress(PlannerError):
        found.differs += session.store.read() != session.plan and not session.store.in_doubt


def _judge(path: Path, saved: list[str], found: Faults) -> None:
    with Store.open(path) as store:
        names = {theme.name for theme in store.read().themes.values()}
        found.lost += not set(saved) <= names
        found.damaged += bool(check_connection(store.connection))


if __name__ == "__main__":
    main()
