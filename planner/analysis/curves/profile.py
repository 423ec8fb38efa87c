"""去年同期节奏: the mean monthly shares of the goal's own earlier years.

For each earlier calendar year with figures, the share of its total that fell into each month; their mean over at
most the last five such years is the plan's rhythm (the share-of-year method: Mendoza and de Alba, International
Journal of Forecasting 22 (2006) 781–798, its point estimate). A year counts when it has at least four figures, the
last of them in December, and a positive total. Between figures the amount is spread evenly by days, so that
one figure for January and February together gives each month its part by its days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

import numpy as np
from numpy.typing import NDArray

YEARS = 5
_FIGURES = 4
Monthly = NDArray[np.float64]


def monthly_shares(days: Sequence[int], totals: Sequence[float], before: int) -> Monthly | None:
    """Return the mean share of each month (twelve numbers that add up to 1), or ``None`` without a usable year.

    ``days`` are ordinals ascending, ``totals`` the running total of each day's calendar year. Only years that
    ended on or before the day ``before`` count.
    """
    years: dict[int, list[tuple[int, float]]] = {}
    for day, total in zip(days, totals, strict=True):
        if not isfinite(total):
            continue
        years.setdefault(date.fromordinal(day).year, []).append((day, total))
    last = date.fromordinal(before + 1).year - 1
    found = [shares for year in sorted(years) if year <= last and (shares := _of_year(year, years[year])) is not None]
    return np.mean(found[-YEARS:], axis=0) if found else None


def _of_year(year: int, figures: Sequence[tuple[int, float]]) -> Monthly | None:
    if len(figures) < _FIGURES or date.fromordinal(figures[-1][0]).month != 12:
        return None
    begin, end = date(year, 1, 1).toordinal() - 1, date(year, 12, 31).toordinal()
    days = np.array([begin, *(day for day, _ in figures)], dtype=np.float64)
    totals = np.maximum.accumulate(np.array([0.0, *(total for _, total in figures)]))
    if totals[-1] <= 0:
        return None
    ends = [date(year, month, 1).toordinal() - 1 for month in range(2, 13)] + [end]
    shares: Monthly = np.diff(np.interp([begin, *ends], days, totals)) / totals[-1]
    return shares


def profile(grid: NDArray[np.float64], begin: int, end: int, shares: Monthly) -> NDArray[np.float64]:
    """Return the share of the way at the days ``grid`` (ordinals within ``begin`` … ``end``).

    A month's share is spread evenly over its days; of months that lie only partly in the period, that part.
    """
    knots, heights = [float(begin)], [0.0]
    day = begin
    while day < end:
        at = date.fromordinal(day + 1)
        first = at.replace(day=1).toordinal()
        following = date(at.year + at.month // 12, at.month % 12 + 1, 1).toordinal()
        stop = min(following - 1, end)
        knots.append(float(stop))
        heights.append(heights[-1] + float(shares[at.month - 1]) * (stop - day) / (following - first))
        day = stop
    if heights[-1] <= 0:
        return (grid - begin) / (end - begin)
    return np.interp(grid, knots, heights) / heights[-1]
