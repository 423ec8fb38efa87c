"""What differs between two states of a plan, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from planner.domain.plan import Plan
from planner.domain.records import Record
from planner.store.codec import RECORDS
from planner.store.reading import OWNED, SINGLE


class Fate(StrEnum):
    """What became of a row between then and now."""

    MADE = "made"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of which two states say different things; ``None`` in the state that has no such row."""

    table: str
    id: str
    then: Any
    now: Any

    @property
    def fate(self) -> Fate:
        """What became of the row since then."""
        if self.then is None:
            return Fate.MADE
        return Fate.GONE if self.now is None else Fate.CHANGED

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The fields that differ of a row that is in both states."""
        if self.then is None or self.now is None:
            return ()
        names = (field.name for field in fields(self.then))
        return tuple(name for name in names if getattr(self.then, name) != getattr(self.now, name))


def differences(then: Plan, now: Plan) -> Iterator[Difference]:
    """Yield every row that differs, table by table, parents first; rows marked gone count as not there.

    Both are frozen values, so this may run in any thread.
    """
    for table in RECORDS:
        if table == "about":
            yield from _pairs(table, {"plan": then.about}, {"plan": now.about})
        elif table in SINGLE:
            yield from _pairs(table, getattr(then, SINGLE[table]), getattr(now, SINGLE[table]))
        elif table == "measurement":
            yield from _measurements(then, now)
        else:
            yield from _owned(table, getattr(then, OWNED[table]), getattr(now, OWNED[table]))


def _pairs(table: str, then: Mapping[str, Record], now: Mapping[str, Record]) -> Iterator[Difference]:
    for id_ in (*then, *(id_ for id_ in now if id_ not in then)):
        old, new = then.get(id_), now.get(id_)
        if old is not new and old != new:
            yield Difference(table, id_, old, new)


def _owned(table: str, then: Mapping[str, tuple[Any, ...]], now: Mapping[str, tuple[Any, ...]]) -> Iterator[Difference]:
    """Compare rows that hang on goals; a row that moved to another goal is one change, not two."""
    old, new = dict[str, Record](), dict[str, Record]()
    for goal in {**then, **now}:
        if then.get(goal, ()) != now.get(goal, ()):
            old |= {row.id: row for row in then.get(goal, ())}
            new |= {row.id: row for row in now.get(goal, ())}
    yield from _pairs(table, old, new)


def _measurements(then: Plan, now: Plan) -> Iterator[Difference]:
    old, new = dict[str, Record](), dict[str, Record]()
    for goal in {**then.measurements, **now.measurements}:
        before, after = then.series(goal), now.series(goal)
        if before is not after and before != after:
            old |= {row.id: row for row in before.records(goal)}
            new |= {row.id: row for row in after.records(goal)}
    yield from _pairs("measurement", old, new)
