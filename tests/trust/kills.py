"""Kill a writing process again and again: no acknowledged step may be lost, none may be half there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from planner.domain.records import About
from planner.store.check import check_connection
from planner.store.connection import DatabaseError, connect
from planner.store.store import Store
from planner.text import message
from tests.trust.writer import START, write_until_killed

_THOROUGH = 50  # every so many kills the whole journal is replayed


@dataclass(slots=True)
class Kills:
    """What came of the kills."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    damaged: int = 0
    copies_behind: int = 0
    copies_damaged: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was lost anywhere."""
        return not (self.lost or self.half or self.damaged or self.copies_behind)


def run(folder: Path, kills: int, *, early: bool = False, seed: int = 1) -> Kills:
    """Kill a writer ``kills`` times; ``early`` plants the fault of acknowledging before the commit."""
    path, found, choose = folder / "killed.plan", Kills(), random.Random(seed)
    _fresh(path)
    for n in range(kills):
        acknowledged = _one(path, seed * 1_000_003 + n, choose.uniform(0.002, 0.03), early=early)
        _judge(path, acknowledged, found, thorough=n % _THOROUGH == 0 or n == kills - 1)
        if n % 200 == 199:
            _fresh(path)
    return found


def _fresh(path: Path) -> None:
    path.unlink(missing_ok=True)
    with Store.create(path) as store, store.step(message("Start an empty plan"), who="", at=START, kind="seed") as edit:
        edit.insert(About("plan", "试", as_of=START.date()))


def _one(path: Path, seed: int, after: float, *, early: bool) -> dict[int, int]:
    """Fork a writer, let it acknowledge once, kill it a moment later; return its acknowledgements."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        try:
            write_until_killed(path, seed, write_end, early=early)
        finally:
            os._exit(1)  # never back into the test
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        first = pipe.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = pipe.read()
    lines = (first + rest).decode().split("\n")[:-1]  # a line cut short was never acknowledged
    return {int(step): int(rows) for step, rows in (line.split() for line in lines)}


def _judge(path: Path, acknowledged: dict[int, int], found: Kills, *, thorough: bool) -> None:
    found.kills += 1
    found.acknowledged += len(acknowledged)
    _judge_copy(path, acknowledged, found)
    with Store.open(path) as store:
        connection = store.connection
        there = dict(connection.execute("SELECT step, count(*) FROM theme_img GROUP BY step"))
        found.lost += sum(there.get(step) is None for step in acknowledged)
        found.half += sum(there.get(step, rows) != rows for step, rows in acknowledged.items())
        found.half += connection.execute("SELECT count(*) FROM step WHERE hash IS NULL").fetchone()[0]
        whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        bad = check_connection(connection) if thorough else not whole
        found.damaged += bool(bad)


def _judge_copy(path: Path, acknowledged: dict[int, int], found: Kills) -> None:
    """Open a bare copy of the main file, as somebody takes it away on a stick."""
    copy = path.with_name("taken.plan")
    shutil.copyfile(path, copy)
    steps: set[int] | None = None
    try:
        connection = connect(copy)
        if connection.execute("PRAGMA integrity_check").fetchone() == ("ok",):
            steps = {n for (n,) in connection.execute("SELECT n FROM step")}
        connection.close()
    except DatabaseError:
        steps = None  # the hot journal was left behind, and the copy says so itself
    found.copies_damaged += steps is None
    found.copies_behind += steps is not None and not set(acknowledged) <= steps
