"""Shares of the way, and paces: the arithmetic behind the lights, on whole columns at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.analysis.aims import Course
from planner.analysis.columns import Columns, Flags, Floats

MONTH = 30.4375
"""Mean days of a month (365.25 / 12), for paces."""
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Progress:
    """Figures per goal, ``nan`` where they have no meaning; see :class:`planner.analysis.values.Status`.

    ``met`` says that the value lies where the target wants it, ``over`` that a budget's limit is passed.
    """

    expected: Floats
    completion: Floats
    expected_completion: Floats
    gap: Floats
    time_progress: Floats
    pace: Floats
    required_pace: Floats
    met: Flags
    over: Flags


def measure(columns: Columns) -> Progress:
    """Work out every figure of every goal at the columns' cut-off.

    Time progress is days elapsed up to and including the cut-off over days of the period (序时进度, as
    Chinese target offices count it). A value to be held, or one that has passed the far end of the band
    it had to reach, is measured by how far it lies outside, as a share of the limit it has passed; with a
    limit of zero any miss is a whole one.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = _between(columns)
        excess = _excess(columns)
        completion, wanted = _shares(columns, expected, excess)
        gap = np.where(columns.course == Course.BUDGET, wanted - completion, completion - wanted)
        pace, required = _paces(columns, excess)
    met = excess == 0
    over = (columns.course == Course.BUDGET) & (excess > 0)
    return Progress(expected, completion, wanted, gap, time_progress(columns), pace, required, met, over)


def time_progress(columns: Columns) -> Floats:
    """Return the share of each period elapsed at the end of the cut-off day, within 0 … 1.

    Without a start it is known only from the deadline on.
    """
    span = columns.end - columns.begin
    share: Floats = np.clip((columns.cut_off - columns.begin) / span, 0.0, 1.0)
    return np.where(np.isnan(columns.begin) & (columns.cut_off >= columns.end), 1.0, share)


def _between(columns: Columns) -> Floats:
    """Return the planned value at the cut-off; the same line as ``Trajectory.at``."""
    place = np.clip(columns.cut_off, columns.x0, columns.x1)
    slope = (columns.y1 - columns.y0) / (columns.x1 - columns.x0)
    line = columns.y0 + slope * (place - columns.x0)
    return np.where(columns.course == Course.NONE, np.nan, line)


def _excess(columns: Columns) -> Floats:
    """Return how far each value lies outside the band that meets the target; 0 inside, up to rounding."""
    below = columns.floor - columns.actual
    above = columns.actual - columns.ceiling
    far: Floats = np.maximum(below, above)
    limit = np.where(below > above, columns.floor, columns.ceiling)
    slack = _CLOSE * np.maximum(np.abs(limit), np.abs(columns.actual))
    return np.where(np.isfinite(far) & (far > slack), far, np.where(np.isnan(columns.actual), np.nan, 0.0))


def _shares(columns: Columns, expected: Floats, excess: Floats) -> tuple[Floats, Floats]:
    """Return completion and expected completion.

    Of the way for a climb, of the limit for a budget (a limit of zero: nothing used, or all of it).
    """
    way = columns.aim - columns.start
    moving = (columns.course == Course.CLIMB) | (columns.course == Course.BUDGET)
    empty = (columns.course == Course.BUDGET) & (columns.aim == 0)
    completion = np.where(empty, np.sign(excess), (columns.actual - columns.start) / way)
    wanted = np.where(empty, 0.0, (expected - columns.start) / way)
    rising = columns.aim > columns.start
    passed = np.where(rising, columns.actual > columns.ceiling, columns.actual < columns.floor)
    beyond = (columns.course == Course.CLIMB) & passed & (excess > 0)
    limit = np.abs(np.where(columns.actual < columns.floor, columns.floor, columns.ceiling))
    kept = np.where(excess > 0, np.where(limit > 0, np.maximum(1.0 - excess / limit, 0.0), 0.0), 1.0)
    outside = beyond | (columns.course == Course.HOLD)
    known = ~np.isnan(columns.actual) & (columns.course != Course.NONE)
    completion = np.where(outside, kept, np.where(moving, completion, np.nan))
    wanted = np.where(outside, 1.0, np.where(moving, wanted, np.nan))
    return np.where(known, completion, np.nan), wanted


def _paces(columns: Columns, excess: Floats) -> tuple[Floats, Floats]:
    """Return the mean change per month so far, and the one needed (of a budget: left) from here.

    The pace so far runs to the day of the last figure; what is needed runs from the cut-off.
    """
    moving = (columns.course == Course.CLIMB) | (columns.course == Course.BUDGET)
    days = columns.actual_day - columns.begin
    pace = np.where(moving & (days > 0), (columns.actual - columns.start) * MONTH / days, np.nan)
    left = columns.end - np.maximum(columns.cut_off, columns.begin)
    open_ = np.where(columns.course == Course.BUDGET, excess == 0, excess > 0)
    told = ~np.isnan(columns.actual_day)
    need = np.where(moving & told & (left > 0) & open_, (columns.aim - columns.actual) * MONTH / left, np.nan)
    return pace, need
