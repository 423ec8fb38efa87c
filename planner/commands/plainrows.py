"""The rows of a plan table by table, and a plan that holds further rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from planner.domain.plan import Plan
from planner.domain.records import Measurement
from planner.domain.series import Series
from planner.store.codec import TABLE_OF
from planner.store.reading import OWNED, SINGLE


def rows_of(plan: Plan, table: str) -> Iterable[Any]:
    """Yield every row of a table of a plan."""
    if table == "about":
        yield plan.about
    elif table in SINGLE:
        yield from getattr(plan, SINGLE[table]).values()
    elif table == "measurement":
        for goal, series in plan.measurements.items():
            yield from series.records(goal)
    else:
        for rows in getattr(plan, OWNED[table]).values():
            yield from rows


def with_rows(plan: Plan, records: Iterable[Any]) -> Plan:
    """Return a plan that holds further rows, for checking them against each other."""
    tables: dict[str, list[Any]] = {}
    for record in records:
        tables.setdefault(TABLE_OF[type(record)], []).append(record)
    fresh: dict[str, object] = {}
    for table, rows in tables.items():
        if table in SINGLE:
            fresh[SINGLE[table]] = {**getattr(plan, SINGLE[table]), **{row.id: row for row in rows}}
        elif table == "measurement":
            fresh["measurements"] = {**plan.measurements, **_series(plan, rows)}
        else:
            old = getattr(plan, OWNED[table])
            fresh[OWNED[table]] = {**old, **_owned(old, rows)}
    return replace(plan, **fresh)  # type: ignore[arg-type]


def _series(plan: Plan, rows: Sequence[Measurement]) -> Mapping[str, Series]:
    by_goal: dict[str, list[Measurement]] = {}
    for row in rows:
        by_goal.setdefault(row.goal, []).append(row)
    return {goal: Series.of([*plan.series(goal).records(goal), *found]) for goal, found in by_goal.items()}


def _owned(old: Mapping[str, Sequence[Any]], rows: Sequence[Any]) -> Mapping[str, tuple[Any, ...]]:
    by_goal: dict[str, list[Any]] = {}
    for row in rows:
        by_goal.setdefault(row.goal, list(old.get(row.goal, ()))).append(row)
    return {goal: tuple(sorted(found, key=_by_since)) for goal, found in by_goal.items()}


def _by_since(row: Any) -> str:
    return str(getattr(row, "since", None) or "")
