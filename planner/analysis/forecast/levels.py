"""Levels and rates: a damped trend carried to the deadline.

Source: Gardner and McKenzie (Management Science 31, 1985); recursions and the variance of the forecasts as in
Hyndman, Koehler, Ord and Snyder, “Forecasting with Exponential Smoothing” (2008), ETS(A,Ad,N): the variance h steps
ahead is σ² (1 + Σ c_j²), j = 1 … h − 1, with c_j = α + α β* (φ + … + φʲ). The parameters are the best of a small grid
by squared one-step errors.

Figures at uneven distances are first read off the straight line between them at equal steps of their median distance.
With few figures the spread is that of the plain changes, so that a range is never narrower than the evidence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from statistics import median

import numpy as np

from planner.analysis.forecast.student import cdf, quantile
from planner.analysis.forecast.values import FanPoint

LEAST = 3
"""Figures below which a level has no forecast."""
_FEW = 8
_MOST_STEPS = 240
_MOST_FIGURES = 120
_EIGHTY = 0.9
_GRID = tuple(product((0.1, 0.3, 0.5, 0.7, 0.9, 0.999), (0.01, 0.1, 0.3, 0.5), (0.8, 0.9, 0.98)))


@dataclass(frozen=True, slots=True)
class Trend:
    """A fitted level: its newest day (ordinal) and step in days, level and trend, parameters, spread and degrees."""

    day: int
    step: float
    level: float
    trend: float
    alpha: float
    beta: float
    phi: float
    spread: float
    degrees: int

    def at(self, steps: float) -> tuple[float, float]:
        """Return middle and spread ``steps`` steps ahead (a fraction of a step counts as its part)."""
        fading = variance = 0.0
        whole = int(steps)
        middle, wide = self.level, 0.0
        for n in range(1, whole + 2):
            before = (middle, wide)
            variance += 1.0 if n == 1 else (self.alpha * (1 + self.beta * fading)) ** 2
            fading += self.phi**n
            middle, wide = self.level + fading * self.trend, self.spread * math.sqrt(variance)
            if n > steps:
                part = steps - (n - 1)
                return before[0] + part * (middle - before[0]), before[1] + part * (wide - before[1])
        return middle, wide


def evenly(days: Sequence[int], values: Sequence[float]) -> tuple[float, list[float]] | None:
    """Return the step in days and the values at equal steps up to the newest one; ``None`` with too few figures.

    Of several figures of one day the last counts.
    """
    known = dict(zip(days, values, strict=True))
    if len(known) < LEAST:
        return None
    at = sorted(known)[-_MOST_FIGURES:]
    step = float(median(later - earlier for earlier, later in pairwise(at)))
    count = max(round((at[-1] - at[0]) / step), LEAST - 1)
    grid = at[-1] - step * np.arange(min(count, _MOST_FIGURES), -1, -1)
    return step, np.interp(grid, at, [known[day] for day in at]).tolist()


def fit(days: Sequence[int], values: Sequence[float]) -> Trend | None:
    """Fit a damped trend to figures in order of their days (ordinals); ``None`` with fewer than three."""
    even = evenly(days, values)
    if even is None:
        return None
    step, series = even
    alpha, beta, phi = np.array(_GRID).T
    level, trend = np.full(len(_GRID), series[0]), np.full(len(_GRID), series[1] - series[0])
    errors = np.zeros(len(_GRID))
    for value in series[1:]:
        foreseen = level + phi * trend
        errors += (value - foreseen) ** 2
        before, level = level, alpha * value + (1 - alpha) * foreseen
        trend = beta * (level - before) + (1 - beta) * phi * trend
    best = int(np.argmin(errors))
    degrees = max(len(series) - LEAST, 1)
    spread = math.sqrt(errors[best] / degrees)
    if len(series) < _FEW:
        changes = np.diff(series)
        spread = max(spread, math.sqrt(float(np.mean(changes**2))))
    return Trend(days[-1], step, float(level[best]), float(trend[best]), *_GRID[best], spread, degrees)


def foresee(trend: Trend, end: int, floor: float, ceiling: float) -> tuple[tuple[FanPoint, ...], float]:
    """Return the fan from the newest figure to the day ``end`` and the chance of ending between floor and ceiling."""
    steps = min(max((end - trend.day) / trend.step, 0.0), float(_MOST_STEPS))
    marks = [n for n in range(int(steps) + 1) if n < steps] + [steps]
    wide = quantile(_EIGHTY, trend.degrees)
    fan = []
    for mark in marks:
        middle, spread = trend.at(mark)
        day = trend.day + round(mark * trend.step) if mark < steps else max(end, trend.day)
        fan.append(FanPoint(day, middle - wide * spread, middle, middle + wide * spread))
    middle, spread = trend.at(steps)
    return tuple(fan), _chance(middle, spread, trend.degrees, floor, ceiling)


def _chance(middle: float, spread: float, degrees: int, floor: float, ceiling: float) -> float:
    if spread <= 0:
        return 1.0 if floor <= middle <= ceiling else 0.0
    under = float(cdf((ceiling - middle) / spread, degrees)) if math.isfinite(ceiling) else 1.0
    below = float(cdf((floor - middle) / spread, degrees)) if math.isfinite(floor) else 0.0
    return max(under - below, 0.0)


def first_inside(fan: Sequence[FanPoint], floor: float, ceiling: float) -> int | None:
    """Return the day on which the middle course first lies between floor and ceiling, the first point aside."""
    for before, after in pairwise(fan):
        if floor <= after.median <= ceiling:
            bound = floor if before.median < floor else ceiling
            if before.median == after.median or not math.isfinite(bound) or floor <= before.median <= ceiling:
                return after.day
            part = (bound - before.median) / (after.median - before.median)
            return before.day + math.ceil(part * (after.day - before.day))
    return None
