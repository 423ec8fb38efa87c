"""What each reported figure comes to in its goal's own kind, with corrections in their place.

A figure may say what it is where that differs from the goal: 累计, 当期, 存量 or 比率. Amounts convert into each
other by adding up, levels and amounts by the baseline; what cannot be converted (a rate into an amount, a level without
a baseline) does not count. A per-period figure may cover more than one month, such as January and February
together: it says so by its first day, or simply follows the figure before it.

A correction has a day of its own, the day it was made. Up to the day before, the old figure counts; from that day on
the corrected one does, at the place of the old one. So no light of an earlier cut-off is ever rewritten.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import isfinite

from planner.domain.kinds import Kind, Sense
from planner.domain.plan import Plan
from planner.domain.records import Goal, Measurement

Figures = tuple["array[int]", "array[float]"]


def in_kind(plan: Plan, goal: Goal, cut_off: int, begin: int | None) -> Figures:
    """Return the days (ordinals) and values known at the cut-off, in the goal's kind, oldest first.

    ``begin`` is the goal's own (``period_of``): running totals begin anew after it, and with each year before it.
    """
    series = plan.measurements.get(goal.id)
    if not series:
        return array("i"), array("d")
    if not series.marks:
        last = bisect_right(series.days, cut_off)
        return series.days[:last], series.values[:last]
    known = [row for row in series.records(goal.id) if row.day.toordinal() <= cut_off and isfinite(row.value)]
    convert = _CONVERTERS[goal.kind]
    days, values = array("i"), array("d")
    so_far = _SoFar(goal.baseline)
    for row in corrected(known):
        so_far.enter(_period(row.day, begin))
        value = row.value if row.sense in ("", goal.kind) else convert(row, so_far)
        if value is not None:
            so_far.take(row.day, value, adds=goal.kind is Kind.PER_PERIOD)
            days.append(row.day.toordinal())
            values.append(value)
    return days, values


def corrected(rows: Iterable[Measurement]) -> list[Measurement]:
    """Return the figures with each correction in the place of what it corrects; the newest correction wins."""
    known = {row.id: row for row in rows}
    fixes: dict[str, Measurement] = {}
    for row in sorted(known.values(), key=lambda row: (row.day, row.id)):
        root = _root(row, known)
        if root != row.id:
            fixes[root] = row
    standing = [row for row in known.values() if row.corrects not in known]
    return [
        replace(row, value=fix.value, sense=fix.sense, since=fix.since or row.since) if fix else row
        for row in standing
        for fix in (fixes.get(row.id),)
    ]


def year_totals(plan: Plan, goal: Goal, before: int) -> Figures:
    """Return the figures up to the day ``before`` as running totals of each calendar year."""
    days, values = in_kind(plan, goal, before, None)
    if goal.kind is not Kind.PER_PERIOD:
        return days, values
    totals, year, total = array("d"), 0, 0.0
    for day, value in zip(days, values, strict=True):
        own = date.fromordinal(day).year
        total = value if own != year else total + value
        year = own
        totals.append(total)
    return days, totals


@dataclass(slots=True)
class _SoFar:
    """What the figures of one period have come to, while they are read in order."""

    baseline: float | None
    period: int = 0
    days: list[date] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    level: float | None = None

    def enter(self, period: int) -> None:
        if period != self.period:
            self.period = period
            self.days.clear()
            self.totals.clear()

    def take(self, day: date, value: float, *, adds: bool) -> None:
        self.days.append(day)
        self.totals.append(self.total() + value if adds else value)
        self.level = value

    def total(self, before: date | None = None) -> float:
        """Return the running total, or that of the last figure before a day."""
        known = len(self.totals) if before is None else sum(day < before for day in self.days)
        return self.totals[known - 1] if known else 0.0


def _period(day: date, begin: int | None) -> int:
    """Number the stretch over which amounts add up: the goal's own period, or a calendar year before it."""
    return 0x10000 if begin is not None and day.toordinal() > begin else day.year


def _root(row: Measurement, known: Mapping[str, Measurement]) -> str:
    seen = {row.id}
    while row.corrects is not None and row.corrects in known and row.corrects not in seen:
        row = known[row.corrects]
        seen.add(row.id)
    return row.id


def _to_total(row: Measurement, so_far: _SoFar) -> float | None:
    if row.sense is Sense.PER_PERIOD:
        return so_far.total(row.since) + row.value
    return _less_baseline(row, so_far)


def _to_amount(row: Measurement, so_far: _SoFar) -> float | None:
    if row.sense is Sense.CUMULATIVE:
        return row.value - so_far.total()
    total = _less_baseline(row, so_far)
    return None if total is None else total - so_far.total()


def _less_baseline(row: Measurement, so_far: _SoFar) -> float | None:
    known = row.sense is Sense.LEVEL and so_far.baseline is not None
    return row.value - so_far.baseline if known and so_far.baseline is not None else None


def _to_level(row: Measurement, so_far: _SoFar) -> float | None:
    if row.sense is Sense.PER_PERIOD:
        former = so_far.baseline if so_far.level is None else so_far.level
        return None if former is None else former + row.value
    known = row.sense is Sense.CUMULATIVE and so_far.baseline is not None
    return so_far.baseline + row.value if known and so_far.baseline is not None else None


def _to_rate(_row: Measurement, _so_far: _SoFar) -> float | None:
    return None


_CONVERTERS: Mapping[Kind, Callable[[Measurement, _SoFar], float | None]] = {
    Kind.CUMULATIVE: _to_total,
    Kind.PER_PERIOD: _to_amount,
    Kind.LEVEL: _to_level,
    Kind.RATE: _to_rate,
    Kind.TASKS: _to_rate,
}


def convertible(goal: Goal, sense: Sense) -> bool:
    """Tell whether a figure of this sense can count towards the goal."""
    if sense in (Sense.AS_GOAL, goal.kind):
        return True
    kinds: Sequence[str] = (sense, goal.kind)
    if Kind.RATE in kinds or not goal.kind.numeric:
        return False
    return Kind.LEVEL not in kinds or goal.baseline is not None or (sense, goal.kind) == ("per_period", "level")
