"""Plans of every released format brought to today's: every value, every trigger, whenever it is killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.store import opening
from planner.store.check import check_connection
from planner.store.connection import VERSION, Connection, DatabaseError, connect
from planner.store.opening import FINGERPRINTS, fingerprint, upgrade_if_older
from planner.store.store import Store
from planner.store.triggers import DATA_TABLES, column_names

PLANS = Path(__file__).parent.parent / "plans"
Values = dict[str, tuple[list[str], list[tuple[object, ...]]]]


@dataclass(slots=True)
class Migrations:
    """What came of the upgrades."""

    files: int = 0
    kills: int = 0
    cut_off: int = 0
    values_lost: int = 0
    triggers_missing: int = 0
    damaged: int = 0
    copies_damaged: int = 0

    @property
    def clean(self) -> bool:
        """Whether everything was there afterwards, each time."""
        bad = self.values_lost or self.triggers_missing or self.damaged or self.copies_damaged
        return self.files >= VERSION - 1 and not bad


def run(folder: Path, kills: int, *, bare: bool = False) -> Migrations:
    """Upgrade each kept plan once, then kill upgrades; ``bare`` plants a fault: no transaction around them."""
    found, path, choose = Migrations(), folder / "older.plan", random.Random(kills)
    act = without_a_transaction if bare else upgrade_if_older
    kept = sorted(PLANS.glob("v*.plan"))
    before = {old: values(old) for old in kept}
    for old in kept:
        _fresh(path, old)
        start = time.perf_counter()
        upgrade_if_older(path)
        span = time.perf_counter() - start
        found.files += 1
        _judge(path, before[old], found)
    for n in range(kills):
        old = kept[n % len(kept)]
        _fresh(path, old)
        found.kills += 1
        found.cut_off += _kill(act, path, choose.uniform(0, span * 1.2))
        _judge(path, before[old], found)
    return found


def values(path: Path) -> Values:
    """Read every row of a plan and of its history with plain SQL."""
    connection = connect(path, readonly=True)
    try:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        wanted = [table for table in (*DATA_TABLES, "step", "chg", "blob", "plan") if table in tables]
        return {table: _rows(connection, table, column_names(connection, table)) for table in wanted}
    finally:
        connection.close()


def _rows(connection: Connection, table: str, names: list[str]) -> tuple[list[str], list[tuple[object, ...]]]:
    columns = ", ".join(f'"{name}"' for name in names)
    return names, connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()


def _fresh(path: Path, old: Path) -> None:
    for left in path.parent.glob("older.plan*"):
        left.unlink()
    shutil.copyfile(old, path)


def _kill(act: Callable[[Path], object], path: Path, after: float) -> bool:
    """Upgrade in a forked process and kill it; return whether it was cut off."""
    child = os.fork()
    if child == 0:
        try:
            act(path)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _judge(path: Path, before: Values, found: Migrations) -> None:
    try:
        upgrade_if_older(path)
        with Store.open(path) as store:
            connection = store.connection
            found.values_lost += any(_rows(connection, table, was[0]) != was for table, was in before.items())
            found.triggers_missing += fingerprint(connection) != FINGERPRINTS[VERSION]
            found.damaged += bool(check_connection(connection))
        for copy in path.parent.glob("older.plan.v*-backup*"):
            found.copies_damaged += values(copy) != before
    except (PlannerError, DatabaseError) as trouble:
        print(repr(trouble), [left.name for left in path.parent.iterdir()], file=sys.stderr)
        found.damaged += 1


def without_a_transaction(path: Path) -> None:
    """Upgrade as a careless program would: the new format's number first, by itself."""
    former = opening.migrate

    def careless(connection: Connection) -> None:
        connection.execute(f"PRAGMA user_version = {VERSION}")
        former(connection)

    opening.migrate = careless
    upgrade_if_older(path)
