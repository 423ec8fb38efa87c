"""``make trust``: kill the store and fail its disk, at length, and print what came of it."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.trust import faults, kills

KILLS = 2_000


def main(arguments: list[str]) -> int:
    """Run everything; the exit code is 1 when anything was lost or a planted fault was missed."""
    count = int(arguments[0]) if arguments else KILLS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        killed, planted = kills.run(folder, count), kills.run(folder, 50, early=True)
        failed, silent = faults.run(folder), faults.run(folder, most=20, silent=True)
    for title, found in (("killed with signal 9", killed), ("every fault of the disk", failed)):
        print(f"{title:28}", "  ".join(f"{what} {number}" for what, number in asdict(found).items()))
    print(f"{'planted: acknowledged early':28} found {planted.lost}")
    print(f"{'planted: refusals swallowed':28} found {silent.lost}")
    return 0 if killed.clean and failed.clean and planted.lost and silent.lost else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
