"""Levels and rates: a damped trend carried to the deadline, of many goals at once.

Source: Gardner and McKenzie (Management Science 31, 1985); recursions (in their error-correction form) and the variance
of the forecasts as in Hyndman, Koehler, Ord and Snyder, “Forecasting with Exponential Smoothing” (2008), ETS(A,Ad,N):
the variance h steps ahead is σ² (1 + Σ c_j²), j = 1 … h − 1, with c_j = α + α β* (φ + … + φʲ). The parameters are the
best of a small grid by squared one-step errors.

Figures at uneven distances are first read off the straight line between them at equal steps of their median distance
(:mod:`evenly`). With few figures the spread is that of the plain changes, so that a range is never narrower than the
evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from planner.analysis.forecast.evenly import LEAST, Figures, evenly
from planner.analysis.forecast.student import chances, quantiles
from planner.analysis.forecast.values import FanPoint

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
_FEW = 8
_MOST_STEPS = 240
_EIGHTY = 0.9
TRIED = ((0.1, 0.3, 0.5, 0.7, 0.9, 0.999), (0.01, 0.1, 0.3, 0.5), (0.8, 0.9, 0.98))
"""What is tried of the level's, the trend's and the damping parameter, each with each."""
_GRID = np.array(tuple(product(*TRIED))).T
_BLOCK = 64
"""How many goals are fitted together: what is worked on then stays in the processor's own memory."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Fitted levels, one entry each, all arrays.

    ``goal`` is the place of the goal in the figures they were fitted to, ``day`` its newest day (ordinal), ``step`` in
    days; then level and trend, the parameters, the spread of one step and its degrees of freedom.
    """

    goal: Places
    day: Places
    step: Floats
    level: Floats
    trend: Floats
    alpha: Floats
    beta: Floats
    phi: Floats
    spread: Floats
    degrees: Places

    def __len__(self) -> int:
        return len(self.goal)

    def paths(self, most: int) -> tuple[Floats, Floats]:
        """Return middle and spread 0 … ``most`` steps ahead, one row for each trend."""
        ahead = np.arange(1, most + 1)
        fading = np.zeros((len(self), most + 1))
        np.cumsum(self.phi[:, None] ** ahead, axis=1, out=fading[:, 1:])
        variance = np.zeros_like(fading)
        growing = (self.alpha[:, None] * (1 + self.beta[:, None] * fading[:, :-1])) ** 2
        growing[:, :1] = 1.0
        np.cumsum(growing, axis=1, out=variance[:, 1:])
        return self.level[:, None] + fading * self.trend[:, None], self.spread[:, None] * np.sqrt(variance)

    def at(self, steps: Floats) -> tuple[Floats, Floats]:
        """Return middle and spread so many steps ahead, one for each trend; a fraction of a step counts as its part."""
        return _between(self.paths(int(np.max(steps, initial=0.0)) + 1), steps)


@dataclass(frozen=True, slots=True)
class Fans:
    """Courses from the newest figures to the deadlines, a row each; of row ``n`` columns 0 … ``last[n]`` count.

    ``days`` are ordinals; ``low`` to ``high`` holds the value with a chance of 80 %. ``chance`` is that of ending
    between floor and ceiling.
    """

    days: Places
    low: Floats
    median: Floats
    high: Floats
    last: Places
    chance: Floats

    def ends(self) -> tuple[Floats, Floats, Floats]:
        """Return low end, middle and high end at the deadlines."""
        rows = np.arange(len(self.last))
        return self.low[rows, self.last], self.median[rows, self.last], self.high[rows, self.last]

    def points(self) -> Iterator[tuple[FanPoint, ...]]:
        """Yield each fan as points."""
        for n, last in enumerate(self.last.tolist()):
            parts = (each[n, : last + 1].tolist() for each in (self.days, self.low, self.median, self.high))
            yield tuple(map(FanPoint, *parts))

    def first_inside(self, floor: Floats, ceiling: Floats) -> Floats:
        """Return the days on which the middle courses first lie between floor and ceiling, the first point aside.

        ``nan`` where one never does.
        """
        after = self.median[:, 1:]
        inside = (floor[:, None] <= after) & (after <= ceiling[:, None])
        inside &= np.arange(1, after.shape[1] + 1) <= self.last[:, None]
        found: Floats = np.full(len(self.last), np.nan)
        rows = np.flatnonzero(inside.any(axis=1))
        if not len(rows):
            return found
        column = inside[rows].argmax(axis=1)
        first, then = self.median[rows, column], self.median[rows, column + 1]
        day, floor, ceiling = self.days[rows, column], floor[rows], ceiling[rows]
        bound = np.where(first < floor, floor, ceiling)
        whole = (first == then) | ~np.isfinite(bound) | ((floor <= first) & (first <= ceiling))
        part = np.where(whole, 1.0, (np.where(whole, then, bound) - first) / np.where(whole, 1.0, then - first))
        found[rows] = day + np.ceil(part * (self.days[rows, column + 1] - day))
        return found


def fit(figures: Figures) -> Trends:
    """Fit damped trends to the figures of goals, each in order of its days; those with fewer than three have none."""
    even = evenly(figures)
    order = np.argsort(-even.count, kind="stable")
    best, level, trend, error, change = (np.zeros(len(order)) for _ in range(5))
    for begin in range(0, len(order), _BLOCK):
        own = order[begin : begin + _BLOCK]
        series = even.padded(own)
        best[own], level[own], trend[own], error[own] = _best(series, even.count[own])
        changes = np.where(np.arange(1, series.shape[1]) < even.count[own, None], np.diff(series), 0.0)
        change[own] = np.sum(changes**2, axis=1)
    degrees = np.maximum(even.count - LEAST, 1)
    spread = np.sqrt(error / degrees)
    plain = np.sqrt(change / (even.count - 1))
    spread = np.where(even.count < _FEW, np.maximum(spread, plain), spread)
    alpha, beta, phi = _GRID[:, best.astype(np.int64)]
    return Trends(even.goal, even.day, even.step, level, trend, alpha, beta, phi, spread, degrees)


def _best(series: Floats, count: Places) -> tuple[Places, Floats, Floats, Floats]:
    """Run every parameter of the grid over every series (rows, the longest first).

    Returns the place of the best in the grid, level and trend it ends with, and its sum of squared errors.
    """
    alpha, beta, phi = (np.tile(each, (len(series), 1)) for each in _GRID)
    both = alpha * beta
    level = np.repeat(series[:, :1], _GRID.shape[1], axis=1)
    trend = np.repeat(series[:, 1:2] - series[:, :1], _GRID.shape[1], axis=1)
    errors, error, part = np.zeros_like(level), np.empty_like(level), np.empty_like(level)
    arrays = (level, trend, errors, error, part, alpha, both, phi)
    running = np.searchsorted(-count, -np.arange(series.shape[1]), side="left").tolist()
    for n in range(1, series.shape[1]):
        rows = slice(running[n])
        b, t, total, e, w, a, ab, p = (each[rows] for each in arrays)
        np.multiply(t, p, out=t)
        np.add(b, t, out=b)
        np.subtract(series[rows, n, None], b, out=e)
        np.multiply(e, e, out=w)
        np.add(total, w, out=total)
        np.multiply(e, a, out=w)
        np.add(b, w, out=b)
        np.multiply(e, ab, out=w)
        np.add(t, w, out=t)
    best, all_ = np.argmin(errors, axis=1), np.arange(len(series))
    return best, level[all_, best], trend[all_, best], errors[all_, best]


def foresee(trends: Trends, end: Floats, floor: Floats, ceiling: Floats) -> Fans:
    """Return the fans from the newest figures to the days ``end``, and the chances of ending within the limits."""
    steps = np.clip((end - trends.day) / trends.step, 0.0, float(_MOST_STEPS))
    last = np.ceil(steps).astype(np.int64)
    paths = trends.paths(int(np.max(last, initial=0)) + 1)
    middle, spread = _between(paths, steps)
    rows, (median, wide) = np.arange(len(trends)), paths
    median[rows, last], wide[rows, last] = middle, spread
    days = trends.day[:, None] + np.rint(np.arange(median.shape[1]) * trends.step[:, None]).astype(np.int64)
    days[rows, last] = np.maximum(end.astype(np.int64), trends.day)
    width = quantiles(_EIGHTY, trends.degrees)[:, None] * wide
    chance = _chance(middle, spread, trends.degrees, floor, ceiling)
    return Fans(days, median - width, median, median + width, last, chance)


def _between(paths: tuple[Floats, Floats], steps: Floats) -> tuple[Floats, Floats]:
    """Read middle and spread off their paths at a whole step and its part."""
    whole, rows = steps.astype(np.int64), np.arange(len(steps))
    middle, wide = ((path[rows, whole], path[rows, whole + 1]) for path in paths)
    part = steps - whole
    return middle[0] + part * (middle[1] - middle[0]), wide[0] + part * (wide[1] - wide[0])


def _chance(middle: Floats, spread: Floats, degrees: Places, floor: Floats, ceiling: Floats) -> Floats:
    sure = spread <= 0
    wide = np.where(sure, 1.0, spread)
    under = chances((ceiling - middle) / wide, degrees)
    below = chances((floor - middle) / wide, degrees)
    inside = (floor <= middle) & (middle <= ceiling)
    return np.where(sure, inside.astype(np.float64), np.maximum(under - below, 0.0))
