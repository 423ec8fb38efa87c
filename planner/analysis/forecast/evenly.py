"""Figures of many goals read at equal steps, as a trend needs them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
LEAST = 3
"""Figures below which a level has no forecast."""
_MOST_FIGURES = 120
_APART = float(1 << 22)
"""More than any day's ordinal: set so far apart, the days of all goals lie on one axis."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Days (ordinals) and values of several goals, one goal's after the other's, each in order of its days.

    ``count`` says how many each goal has.
    """

    days: Places
    values: Floats
    count: Places

    @classmethod
    def of(cls, goals: Iterable[tuple[array[int], array[float]]]) -> Figures:
        """Lay the days and values of goals end to end."""
        days, values, count = array("i"), array("d"), []
        for own, figures in goals:
            days.extend(own)
            values.extend(figures)
            count.append(len(own))
        return cls(np.array(days, np.int64), np.array(values), np.array(count, np.int64))


@dataclass(frozen=True, slots=True)
class Even:
    """Figures at equal steps up to the newest one, one goal's after the other's.

    ``goal`` is the place of each goal among those the figures came from, ``day`` its newest day, ``step`` in days,
    ``count`` the number of its ``values``, which is three at least, and ``first`` the place of the oldest of them.
    """

    goal: Places
    day: Places
    step: Floats
    count: Places
    first: Places
    values: Floats

    def padded(self, own: Places) -> Floats:
        """Return the values of some goals as rows, the shorter ones filled up with their newest value."""
        count = self.count[own]
        place = np.minimum(np.arange(np.max(count, initial=0)), count[:, None] - 1)
        padded: Floats = self.values[self.first[own, None] + place]
        return padded


def evenly(figures: Figures) -> Even:
    """Read figures off the straight line between them, at steps of their median distance.

    Of several figures of one day the last counts; of very many the newest. Goals with fewer than three days are left
    out.
    """
    owner = np.repeat(np.arange(len(figures.count)), figures.count)
    newest = np.ones(len(owner), dtype=np.bool_)
    newest[:-1] = (figures.days[1:] != figures.days[:-1]) | (owner[1:] != owner[:-1])
    owner, days, values = owner[newest], figures.days[newest], figures.values[newest]
    count = np.bincount(owner, minlength=len(figures.count))
    from_end = np.cumsum(count)[owner] - np.arange(len(owner))
    kept = (from_end <= _MOST_FIGURES) & (count[owner] >= LEAST)
    days, values, goal = days[kept], values[kept], np.flatnonzero(count >= LEAST)
    count = np.minimum(count[goal], _MOST_FIGURES)
    stop = np.cumsum(count)
    first, last, step = days[stop - count], days[stop - 1], _median_gaps(days, count)
    size = np.clip(np.rint((last - first) / step), LEAST - 1, _MOST_FIGURES).astype(np.int64) + 1
    places, ends = np.repeat(np.arange(len(goal)), size), np.cumsum(size)
    back = ends[places] - 1 - np.arange(len(places))
    grid = np.maximum(last[places] - step[places] * back, first[places])
    axis = days + np.repeat(np.arange(len(goal)), count) * _APART
    even = np.interp(grid + places * _APART, axis, values) if len(goal) else values
    return Even(goal, last, step, size, ends - size, even)


def _median_gaps(days: Places, count: Places) -> Floats:
    """Return the median distance in days between each goal's figures."""
    owner = np.repeat(np.arange(len(count)), count)
    within = owner[1:] == owner[:-1]
    gaps = np.diff(days)[within] + owner[1:][within] * int(_APART)
    gaps.sort()
    many = count - 1
    first = np.cumsum(many) - many
    middle = (gaps[first + (many - 1) // 2] + gaps[first + many // 2]) / 2
    median: Floats = middle - np.arange(len(count)) * _APART
    return median
