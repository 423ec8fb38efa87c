"""里程碑: which steps are done, which are due, and which are late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

from planner.domain.records import Milestone

_CLOSE = 1e-9


def is_done(row: Milestone, as_of: date) -> bool:
    """Whether a step was done by the end of ``as_of``."""
    return row.done is not None and row.done <= as_of


def is_reached(row: Milestone, as_of: date, actual: float | None, direction: int) -> bool:
    """Whether a step is done, or the goal's own figure has got to its value.

    ``direction`` is 1 where figures should rise, -1 where they should fall. Where they should do neither
    (a budget, limits to be kept) a value is a mark on the way and nothing to be overdue with.
    """
    if is_done(row, as_of):
        return True
    if row.value is None:
        return False
    if direction == 0:
        return True
    if actual is None or not isfinite(actual):
        return False
    return (actual - row.value) * direction >= -_CLOSE * max(abs(actual), abs(row.value))


def overdue_of(rows: Sequence[Milestone], as_of: date, actual: float | None, direction: int) -> list[Milestone]:
    """Return the steps due on or before ``as_of`` and not reached by then, the oldest first."""
    open_ = [row for row in rows if row.due is not None and row.due <= as_of and (row.done is None or row.done > as_of)]
    late = [row for row in open_ if not is_reached(row, as_of, actual, direction)]
    late.sort(key=lambda row: (row.due or as_of, row.pos, row.id))
    return late
