"""Straight by working days: weekends and holidays add nothing, 调休 working weekends do.

The calendar is that of the State Council's yearly notices as kept by ``chinesecalendar``; single days are set
otherwise by the plan's own days off. The notices for a year come out in the autumn before it, so the calendar
ends with the last announced year: beyond it nothing is guessed, and the caller draws straight days and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import numpy as np
from chinese_calendar import is_workday
from chinese_calendar.constants import holidays
from numpy.typing import NDArray

from planner.domain.records import DayOff

FIRST_YEAR: int = min(holidays).year
LAST_YEAR: int = max(holidays).year
Exceptions = tuple[tuple[int, bool], ...]


def exceptions_of(days_off: Iterable[DayOff]) -> Exceptions:
    """Return the days on which a plan's calendar differs, with whether they are worked, by ordinal."""
    return tuple(sorted({row.day.toordinal(): row.works for row in days_off}.items()))


def known(begin: int, end: int) -> bool:
    """Tell whether the calendar knows every day after ``begin`` up to ``end`` (ordinals)."""
    return date.fromordinal(begin + 1).year >= FIRST_YEAR and date.fromordinal(end).year <= LAST_YEAR


@lru_cache(maxsize=256)
def worked(begin: int, end: int, exceptions: Exceptions) -> NDArray[np.float64]:
    """Return how many working days have passed at the end of each day from ``begin`` (0) to ``end``."""
    own = dict(exceptions)
    days = range(begin + 1, end + 1)
    flags = [own[day] if day in own else is_workday(date.fromordinal(day)) for day in days]
    return np.concatenate(([0.0], np.cumsum(np.array(flags, dtype=np.float64))))
