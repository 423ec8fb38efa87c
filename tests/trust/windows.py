"""Kill the real window again and again, at whatever it does: nothing it said was saved may be lost.

``python -m tests.trust.windows FOLDER COUNT [early]`` prints one line of JSON. Everything the window needs is
imported once; each window is a forked process. Each of them opens the file the one before it left, and says whether
it opened well or with a question. ``early`` plants a fault: edits are acknowledged before they are made.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.store.backups import Backups, is_sound
from planner.store.check import check_connection
from planner.store.faults import look_at_header
from planner.store.opening import upgrade_if_older
from planner.store.store import Store
from tests.trust.shims import told_by

OLDER = Path(__file__).parent.parent / "plans" / "v3-full.plan"
ACTS = {"edit": 0.2, "migration": 0.35, "edit again": 0.2, "backup": 0.6, "import": 1.5, "restore": 0.6, "print": 1.2}
"""What a window does, in turn, and within how many seconds of its beginning it is killed."""


@dataclass(slots=True)
class Windows:
    """What came of the kills."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0
    backups: int = 0
    backups_damaged: int = 0
    questions: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was lost and each window opened without a question."""
        return self.acknowledged > 0 and not (self.lost or self.damaged or self.backups_damaged or self.questions)


def run(folder: Path, kills: int, *, early: bool = False) -> Windows:
    """Kill as many windows, in a process of its own that has never had one."""
    return Windows(**told_by("tests.trust.windows", folder, kills, *(["early"] if early else [])))


def main() -> None:
    """Kill windows."""
    folder, kills, early = Path(sys.argv[1]), int(sys.argv[2]), len(sys.argv) > 3
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(folder)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.trust import desk  # noqa: PLC0415 - only this process imports the window

    found, choose, path = Windows(), random.Random(kills), folder / "window.plan"
    for n in range(kills):
        act = list(ACTS)[n % len(ACTS)]
        if act == "migration" or n == 0:
            for old in folder.glob("window.plan*"):
                old.unlink()
            shutil.copyfile(OLDER, path)
        lines = _one(desk.work, path, act, n, choose.uniform(0, ACTS[act]), early=early)
        _judge(path, lines, found)
    print(json.dumps(asdict(found)))


def _one(work, path: Path, act: str, n: int, after: float, *, early: bool) -> list[str]:
    """Let a window work and kill it a moment after its act began; return what it said."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        try:
            work(path, act, write_end, n * 100_000, early=early)
        finally:
            os._exit(1)  # never back into this loop
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        said = []
        for line in pipe:
            said.append(line)
            if line == b"begin\n":
                break
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = pipe.read()
    return (b"".join(said) + rest).decode().split("\n")[:-1]


def _judge(path: Path, lines: list[str], found: Windows) -> None:
    did = [line.split()[1:] for line in lines if line.startswith("did ")]
    found.kills += 1
    found.acknowledged += len(did)
    found.questions += any(line.startswith("opened") and line != "opened well" for line in lines)
    found.questions += "begin" not in lines
    try:
        look_at_header(path)
        upgrade_if_older(path)
        with Store.open(path) as store:
            steps = {n for (n,) in store.connection.execute("SELECT n FROM step")}
            found.lost += any(int(step) not in steps for step, _ in did)
            found.damaged += bool(check_connection(store.connection))
            kept = [backup.path for backup in Backups.of(store).kept()]
    except PlannerError as refusal:
        print(refusal, lines, file=sys.stderr)
        found.damaged += 1
        return
    found.backups = max(found.backups, len(kept))
    found.backups_damaged += sum(not is_sound(backup) for backup in kept[-2:])


if __name__ == "__main__":
    main()
