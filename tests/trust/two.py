"""Two programs at one plan: exact totals, a quick answer to the second, and a holder that is killed.

``python -m tests.trust.two PLAN TIMES [careless]`` is one of the writers. ``careless`` plants a fault: it reads the
total and lets go of the plan before it writes.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from planner.domain.records import About, Theme
from planner.store.check import check_connection
from planner.store.faults import InUse
from planner.store.store import Store
from planner.text import message
from tests.trust.writer import START

ROOT = Path(__file__).parent.parent.parent
WRITERS = 4
_GAP = 0.002
"""Seconds the planted fault leaves between reading and writing, so that another writer falls in between."""


@dataclass(slots=True)
class Two:
    """What came of it."""

    writers: int = WRITERS
    wanted: int = 0
    total: int = 0
    answered_ms: float = 0.0
    named: bool = False
    reopened: bool = False
    damaged: int = 0
    fell_over: int = 0

    @property
    def clean(self) -> bool:
        """Whether no writer fell over, the total is exact and the second opener was told who has the plan."""
        right = self.total == self.wanted and self.named and self.reopened
        return right and not (self.damaged or self.fell_over)


def run(folder: Path, times: int, *, careless: bool = False) -> Two:
    """Let four writers add one, ``times`` each; then hold the plan, ask for it, and kill the holder."""
    path = folder / "two.plan"
    path.unlink(missing_ok=True)
    with Store.create(path) as store, store.step(message("x"), who="", at=START, kind="seed") as edit:
        edit.insert(About("plan", "试", as_of=START.date()), Theme("t", "领域"))
    command = [sys.executable, "-m", "tests.trust.two", str(path), str(times), *(["careless"] if careless else [])]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(WRITERS)]
    found = Two(wanted=WRITERS * times, fell_over=sum(writer.wait() != 0 for writer in writers))
    _hold(path, found)
    with Store.open(path) as store:
        found.total = int(store.read().themes["t"].pos)
        found.damaged = len(check_connection(store.connection))
    return found


def _hold(path: Path, found: Two) -> None:
    command = [sys.executable, "-m", "tests.store.holder", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        start = time.perf_counter()
        try:
            Store.open(path).close()
        except InUse as refusal:
            found.named = "王工" in str(refusal)
        found.answered_ms = round((time.perf_counter() - start) * 1000, 1)
        holder.kill()
    with Store.open(path):
        found.reopened = True


def main() -> None:
    """Add one, again and again."""
    path, times, careless = Path(sys.argv[1]), int(sys.argv[2]), len(sys.argv) > 3
    done = 0
    while done < times:
        done += _add(path, careless=careless)


def _add(path: Path, *, careless: bool) -> bool:
    """Add one to the total; false when another writer has the plan."""
    try:
        with Store.open(path) as store:
            pos = _pos(store)
            if careless:
                store.close()
                time.sleep(_GAP)
                store = Store.open(path)  # noqa: PLW2901 - the planted fault
            with store.step(message("Change {table}", table="theme"), who="", at=START) as edit:
                edit.update(Theme, "t", pos=pos + 1)
            store.close()
    except InUse:
        return False
    return True


def _pos(store: Store) -> float:
    return float(store.connection.execute("SELECT pos FROM theme").fetchone()[0])


if __name__ == "__main__":
    main()
