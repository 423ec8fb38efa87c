"""Measurements of one goal as columns, so that ten thousand goals stay array work."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planner.domain.kinds import Sense
from planner.domain.records import Measurement


@dataclass(frozen=True, slots=True)
class Mark:
    """What one figure says of itself beyond day and value; see :class:`~planner.domain.records.Measurement`."""

    sense: Sense = Sense.AS_GOAL
    since: date | None = None
    corrects: str | None = None
    said: str = ""


_PLAIN = Mark()


@dataclass(frozen=True, slots=True)
class Series:
    """The measurements of one goal, sorted by day.

    ``days`` holds proleptic ordinals (``array('i')``), ``values`` floats (``array('d')``), ``ids``
    the row ids, all of one length. ``notes`` holds only the notes that are not empty, by row id, and
    ``marks`` only the figures that say more of themselves.
    Treat the arrays as read-only; numpy can look at them without a copy.
    """

    days: array[int] = field(default_factory=lambda: array("i"))
    values: array[float] = field(default_factory=lambda: array("d"))
    ids: Sequence[str] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.days)

    @classmethod
    def of(cls, rows: Iterable[Measurement]) -> Series:
        """Build from records in any order."""
        kept = sorted(rows, key=lambda row: (row.day, row.id))
        return cls(
            array("i", (row.day.toordinal() for row in kept)),
            array("d", (row.value for row in kept)),
            tuple(row.id for row in kept),
            {row.id: row.note for row in kept if row.note},
            {row.id: mark for row in kept if (mark := Mark(row.sense, row.since, row.corrects, row.said)) != _PLAIN},
        )

    def until(self, day: date) -> int:
        """Return how many measurements lie on or before ``day``."""
        return bisect_right(self.days, day.toordinal())

    def records(self, goal: str) -> Iterator[Measurement]:
        """Yield the rows as records of ``goal``, oldest first."""
        for id_, ordinal, value in zip(self.ids, self.days, self.values, strict=True):
            mark = self.marks.get(id_, _PLAIN)
            yield Measurement(
                id_, goal, date.fromordinal(ordinal), value, self.notes.get(id_, ""),
                mark.sense, mark.since, mark.corrects, mark.said,
            )  # fmt: skip


EMPTY = Series()
