"""Every call on the files of a plan fails once, and from there on; nothing may be lost, silent or a crash.

Run as ``python -m tests.trust.faults FOLDER MOST [silent]`` under ``LD_PRELOAD`` of the compiled ``fault.c``; prints
one line of JSON. ``silent`` plants a fault: refusals are swallowed as if the act had been done. What fails: opening,
reading, writing, syncing (folders too), cutting, renaming and unlinking of anything in the plan's folder.
"""

from __future__ import annotations

import ctypes
import errno
import json
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.errors import PlannerError
from tests.trust.fault_acts import ACTS, Act
from tests.trust.shims import compiled, told_by


@dataclass(slots=True)
class Faults:
    """What came of the faults."""

    points: int = 0
    refused: int = 0
    lost: int = 0
    silent: int = 0
    differs: int = 0
    damaged: int = 0
    crashes: int = 0

    @property
    def clean(self) -> bool:
        """Whether every fault was told and nothing was lost."""
        return self.points > 0 and not (self.lost or self.silent or self.differs or self.damaged or self.crashes)


def run(folder: Path, most: int = 10_000, *, silent: bool = False) -> Faults:
    """Run the fault points, at most ``most`` of each kind and act, in a process that has the shim."""
    library = compiled("fault.c", folder)
    arguments = (folder, most, *(["silent"] if silent else []))
    return Faults(**told_by("tests.trust.faults", *arguments, shim=library))


def main() -> None:
    """Go through the fault points of each act until one lies behind its last operation."""
    base, most, silent = Path(sys.argv[1]), int(sys.argv[2]), len(sys.argv) > 3
    shim, found = ctypes.CDLL(None), Faults()
    for act in ACTS:
        folder = base / f"{act.__name__}.plans"
        folder.mkdir(exist_ok=True)
        for error in (errno.EIO, errno.ENOSPC):
            for forever in (0, 1):
                n = 1
                while n <= most and _one(act, folder, shim, (n, error, forever), found, silent=silent):
                    n += 1
    print(json.dumps(asdict(found)))


def _one(
    make: type[Act], folder: Path, shim: ctypes.CDLL, point: tuple[int, int, int], found: Faults, *, silent: bool
) -> bool:
    """Do one act with the ``n``-th operation failing; return false when there was no such operation."""
    for old in folder.iterdir():
        old.unlink()
    act, n = make(folder), point[0]
    act.prepare()
    shim.arm(ctypes.c_long(n), *point[1:])
    try:
        while act.goes_on():
            try:
                act.do()
                done = True
            except PlannerError:
                found.refused += 1
                done = silent
            found.differs += not act.shows_the_file()
            act.said(done=done)
    except Exception:  # noqa: BLE001 - whatever else comes is what this test is for
        print(f"{make.__name__} {point}", file=sys.stderr)
        traceback.print_exc()
        found.crashes += 1
    hit = shim.hits() >= n
    shim.arm(ctypes.c_long(-1), 0, 0)
    with suppress(PlannerError):
        act.end()
    if hit:
        found.points += 1
        lost, unsaid, damaged = act.judge()
        found.lost, found.silent = found.lost + lost, found.silent + unsaid
        found.damaged += damaged
        if (lost or unsaid or damaged) and not silent:
            print(f"{make.__name__} {point}: {lost=} {unsaid=} {damaged=}", file=sys.stderr)
    return hit


if __name__ == "__main__":
    main()
