"""What the plan file costs: opening, reading, one durable edit, undo, and the whole check."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from planner.analysis.status import assess
from planner.analysis.values import Rule
from planner.commands.edits import SetFields
from planner.commands.session import Session
from planner.store import check
from planner.store.connection import connect, make_durable
from planner.store.store import Store
from tests.bench.generate import make_big
from tests.build import ticking

Row = tuple[str, float, float | None]
EDITS = 200
_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


def measure(goals: int) -> list[Row]:
    """Return rows of (what, ours, baseline); in seconds, or in the unit that ``what`` ends in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "big.plan"
        make_big(path, goals)
        rows: list[Row] = [("store: plan file, MB", path.stat().st_size / 1e6, None)]
        with clocked(rows, "store: open and read for the first picture"):
            store = Store.open(path)
            plan = store.read_first()
        with clocked(rows, "store: read the rest"):
            *_, plan = store.read_rest(plan)
        with clocked(rows, "lights of all goals"):
            assess(plan, plan.about.as_of or date.max, Rule())
        session = Session(store, who="bench", now=ticking())
        rows.append(("store: edit of a milestone, 95 %", _edits(session), _bare_edits(Path(folder))))
        rows.append(("store: undo, 95 %", _p95([_timed(session.undo) for _ in range(EDITS)]), None))
        rows.append(("store: peak memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MB, None))
        with clocked(rows, "store: quick check"):
            check.quick_check(store.connection)
        with clocked(rows, "store: whole check with replay of the journal"):
            assert check.check_connection(store.connection) == []
        store.close()
    return rows


@contextmanager
def clocked(rows: list[Row], what: str) -> Iterator[None]:
    """Add a row with the time the block takes."""
    start = perf_counter()
    yield
    rows.append((what, perf_counter() - start, None))


def _timed(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _edits(session: Session) -> float:
    ids = [rows[0].id for rows in session.plan.milestones.values() if rows][:EDITS]
    edits = [SetFields("milestone", [id_], {"name": f"改名{n}"}) for n, id_ in enumerate(ids)]
    return _p95([_timed(lambda edit=edit: session.run(edit)) for edit in edits])


def _bare_edits(folder: Path) -> float:
    """Time one update of one row in a bare file with the same journal and sync settings."""
    (folder / "bare.db").touch()
    connection = connect(folder / "bare.db")
    make_durable(connection)
    connection.execute("CREATE TABLE milestone(id INTEGER PRIMARY KEY, name TEXT)")
    connection.execute("INSERT INTO milestone VALUES(1, '')")
    times = [_timed(lambda n=n: connection.execute("UPDATE milestone SET name = ?", (str(n),))) for n in range(EDITS)]
    connection.close()
    return _p95(times)
