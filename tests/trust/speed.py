"""What the journal costs: an edit, an import of many rows, its undo, and opening, beside bare SQLite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from planner.commands.edits import SetFields
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.domain.kinds import Comparator, Kind
from planner.domain.plan import Plan
from planner.domain.records import Goal, Measurement, Target
from planner.store.connection import connect, make_durable
from planner.store.store import Edit, Store
from planner.text import Message, message
from tests.trust.writer import START

EDITS = 200
LIMITS = {"edit_p95": 0.010, "rows": 3.0, "undo": 2.0, "open": 1.0}


@dataclass(slots=True)
class Speed:
    """Seconds, and how many times what bare SQLite takes with the same settings and no journal."""

    count: int = 0
    edit_p95: float = 0.0
    edit_ratio: float = 0.0
    rows: float = 0.0
    rows_ratio: float = 0.0
    undo: float = 0.0
    open: float = 0.0
    factor: float = 1.0

    @property
    def clean(self) -> bool:
        """Whether there is anything that was measured."""
        return self.count > 0 and all(getattr(self, name) > 0 for name in LIMITS)

    @property
    def late(self) -> bool:
        """Whether a figure is above what is asked of a hundred thousand rows."""
        return any(getattr(self, name) * self.factor > limit for name, limit in LIMITS.items())


@dataclass(frozen=True, slots=True)
class Bulk:
    """Many measurements in one step."""

    rows: tuple[Measurement, ...]

    def label(self, plan: Plan) -> Message:
        return message("Import")

    def apply(self, plan: Plan, edit: Edit) -> None:
        edit.insert(*self.rows)


def run(folder: Path, count: int, *, slower: float = 1.0) -> Speed:
    """Measure with ``count`` rows; ``slower`` plants a fault: a program that many times slower."""
    path, day = folder / "speed.plan", date(2020, 1, 1)
    path.unlink(missing_ok=True)
    session = make_plan(path, "empty", who="", now=lambda: START, as_of=START.date())
    with session.store.step(message("Import"), who="", at=START) as edit:
        goal = Goal("g", "目标", Kind.CUMULATIVE, start=day)
        edit.insert(goal, Target("t", "g", Comparator.AT_LEAST, 1.0, None, date(2020, 12, 31)))
    rows = tuple(Measurement(f"p{n:08}", "g", day + timedelta(n % 180), n / 7, "月报") for n in range(count))
    found = Speed(count, rows=_time(lambda: session.run(Bulk(rows), kind="import")), factor=slower)
    found.undo = _time(session.undo)
    session.redo()
    session.store.close()
    found.open = _time(lambda: Store.open(path).close())
    with Store.open(path) as store:
        found.edit_p95 = _edits(Session(store, who="", now=lambda: START))
    _bare(folder / "bare.db", rows, found)
    return found


def _edits(session: Session) -> float:
    acts = [SetFields("about", ["plan"], {"title": f"{n}"}) for n in range(EDITS)]
    return quantiles([_time(lambda act=act: session.run(act)) for act in acts], n=20)[-1]


def _bare(path: Path, rows: tuple[Measurement, ...], found: Speed) -> None:
    """Do the same in a bare table with the same durability."""
    path.unlink(missing_ok=True)
    path.touch()
    connection = connect(path)
    make_durable(connection)
    connection.execute("CREATE TABLE m(id TEXT PRIMARY KEY, goal TEXT, day TEXT, value REAL, note TEXT)")
    connection.execute("CREATE INDEX m_goal ON m(goal, day, value, id)")
    plain = [(row.id, row.goal, row.day.isoformat(), row.value, row.note) for row in rows]

    def bring() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO m VALUES(?, ?, ?, ?, ?)", plain)
        connection.execute("COMMIT")

    found.rows_ratio = found.rows / _time(bring)
    one = "UPDATE m SET note = ? WHERE id = ?"
    times = [_time(lambda n=n: connection.execute(one, (str(n), rows[0].id))) for n in range(EDITS)]
    found.edit_ratio = found.edit_p95 / quantiles(times, n=20)[-1]
    connection.close()


def _time(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
