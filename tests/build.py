"""Small builders: a plan in memory, and a session on a fresh file, from a few words.

``plan(goal("jobs", 3000, by="2020-12-31", progress={"2020-03-31": 700}))`` reads like the table it stands for.
A goal's name is its id; its rows are called ``jobs/m1``, ``jobs/p1`` and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner.commands.session import Session
from planner.domain.fields import table_name
from planner.domain.kinds import Comparator, Kind
from planner.domain.plan import Plan
from planner.domain.records import About, Goal, Measurement, Milestone, Office, Partner, Record, Target, Theme
from planner.domain.series import Series
from planner.store.codec import TABLE_OF
from planner.store.reading import OWNED, SINGLE
from planner.store.store import Store
from planner.text import message

START = datetime(2020, 7, 1, 9, 0, tzinfo=UTC)
AS_OF = date(2020, 6, 30)


def day(text: str | date | None) -> date | None:
    """Return the day of ``2020-06-30``; days and ``None`` pass through."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def goal(
    name: str,
    target: float | None = None,
    *,
    by: str | None = "2020-12-31",
    start: str | None = "2020-01-01",
    compare: str = ">=",
    high: float | None = None,
    milestones: Mapping[str, float | None] | None = None,
    progress: Mapping[str, float] | None = None,
    partners: Sequence[str] = (),
    **fields: object,
) -> list[Record]:
    """Return a goal with its target, milestones, progress and partner offices as records.

    ``compare`` is the comparator's sign; a goal without a ``target`` value and without a ``kind`` is a task list.
    """
    fields.setdefault("kind", Kind.TASKS if target is None else Kind.CUMULATIVE)
    records: list[Record] = [
        Goal(name, str(fields.pop("title", name)), start=day(start), **fields),  # type: ignore[arg-type]
        Target(f"{name}/t", name, Comparator(compare), target, high, day(by)),
    ]
    records += [
        Milestone(f"{name}/m{n}", name, f"by {due}", day(due), value, pos=float(n))
        for n, (due, value) in enumerate((milestones or {}).items(), 1)
    ]
    records += [
        Measurement(f"{name}/p{n}", name, date.fromisoformat(on), value)
        for n, (on, value) in enumerate((progress or {}).items(), 1)
    ]
    records += [Partner(f"{name}/o{n}", name, office, float(n)) for n, office in enumerate(partners, 1)]
    return records


def theme(name: str, pos: float = 1.0) -> list[Record]:
    """Return a theme as a record."""
    return [Theme(name, name, pos=pos)]


def office(name: str, parent: str | None = None, pos: float = 1.0) -> list[Record]:
    """Return an office as a record."""
    return [Office(name, name, parent, pos)]


def plan(*pieces: Iterable[Record], as_of: str | date = AS_OF, demo: bool = False) -> Plan:
    """Return a plan in memory, made of goals and other records."""
    tables: dict[str, list[Record]] = {}
    for record in (record for piece in pieces for record in piece):
        tables.setdefault(TABLE_OF[type(record)], []).append(record)
    made = {name: {row.id: row for row in tables.get(table, [])} for table, name in SINGLE.items()}
    made |= {name: _by_goal(tables.get(table, [])) for table, name in OWNED.items()}
    series = {key: Series.of(rows) for key, rows in _by_goal(tables.get("measurement", [])).items()}
    return Plan(About("plan", "a plan", as_of=day(as_of), demo=demo), measurements=series, **made)


def _by_goal(records: Iterable) -> dict[str, tuple]:
    found: dict[str, list] = {}
    for record in records:
        found.setdefault(record.goal, []).append(record)
    return {key: tuple(rows) for key, rows in found.items()}


def ticking(step: timedelta = timedelta(minutes=1)) -> Callable[[], datetime]:
    """Return a clock that starts on a fixed day and goes on by ``step`` at each look."""
    looks = [START]

    def now() -> datetime:
        looks.append(looks[-1] + step)
        return looks[-1]

    return now


def fresh_store(folder: Path, *pieces: Iterable[Record], as_of: str | date = AS_OF) -> Store:
    """Return a new plan file in ``folder``, open, with the given records in it."""
    store = Store.create(folder / "fresh.plan")
    about = About("plan", "a plan", as_of=day(as_of))
    with store.step(message("Add {table}", table=table_name("about")), who="tester", at=START, kind="seed") as edit:
        edit.insert(about, *(record for piece in pieces for record in piece))
    return store


def fresh_session(folder: Path, *pieces: Iterable[Record], as_of: str | date = AS_OF) -> Session:
    """Return a session on a new plan file in ``folder`` that holds the given records; there is nothing to undo."""
    return Session(fresh_store(folder, *pieces, as_of=as_of), who="tester", now=ticking())
