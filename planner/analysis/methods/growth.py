"""The growth ratio of the Eurostat type in Statistics Canada's form.

Source: Open SDG, “Progress methodology” (Statistics Canada, following Eurostat's monitoring reports).
CAGR of the series so far over the CAGR needed from the base to the target, R = d · CAGR_i / |CAGR_T|: at least 0.95
substantial progress, 0.60 moderate, 0 limited, less deterioration; a value at its target has achieved it, whatever its
growth. Without a target d · CAGR itself against 1.5 %, 0.5 % and 0, the first two shrunk near a natural limit by C
(:func:`limit_factor`, as the reference code of Open SDG, ``sdg-build``, computes it). Scores from −5 to 5, averaged
over series, and over groups of series first where they are grouped.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_TINY = 0.001  # stands for a base or target of zero
_EXPONENT = 4.44
_WITH_TARGET = ((-0.6, -5.0), (0.6, 0.0), (1.3, 5.0))
_ON_TRACK, _MODERATE = 0.95, 0.60
_TOP_SCORE = 5.0
_FAST, _SLOW, _TOP, _BOTTOM = 0.015, 0.005, 0.02, -0.02


class Growth(StrEnum):
    """The classes, best first."""

    ACHIEVED = "target_achieved"
    SUBSTANTIAL = "substantial_progress"
    MODERATE = "moderate_progress"
    LIMITED = "limited_progress"
    DETERIORATION = "deterioration"


@dataclass(frozen=True, slots=True)
class Course:
    """A yearly indicator from its base year on. ``direction`` is 1 where more is better, -1 where less is."""

    base_year: int
    base: float
    year: int
    value: float
    direction: int
    target: float | None = None
    target_year: int = 2030
    limit: float | None = None  # the value nature does not let it pass, such as 100 %


@dataclass(frozen=True, slots=True)
class Assessment:
    """The growth ratio (or growth; ``None`` where a value at its target has none), its score and class."""

    progress: float | None
    score: float
    status: Growth


def assess(course: Course) -> Assessment | None:
    """Judge an indicator; ``None`` without two years, or where values of both signs have no growth rate."""
    base = course.base or _TINY
    target = _TINY if course.target == 0 else course.target
    if target is not None and (course.value - target) * course.direction >= 0:
        return Assessment(_ratio(course, base, target), _TOP_SCORE, Growth.ACHIEVED)
    if target is not None:
        ratio = _ratio(course, base, target)
        return None if ratio is None else _with_target(ratio)
    growth = _growth(course, base)
    if growth is None:
        return None
    return _without_target(growth, limit_factor(base, course.limit, _wanted(course, base)))


def limit_factor(base: float, limit: float | None, direction: int = 1) -> float:
    """Return C, by which the distance of the base from its natural limit shrinks the thresholds; 1 without a limit.

    Below an upper limit 1 − (y0 / limit)^4.44; above a lower one the same at the same relative distance,
    1 − (2 − y0 / limit)^4.44, and 1 from twice the limit on. An upper limit does not count where less is better.
    Values and limits below zero are taken by their size, ``direction`` being that of the size.
    """
    if limit is None:
        return 1.0
    base, limit = abs(base), abs(limit)
    if base >= 2 * limit or (direction < 0 and base < limit):
        return 1.0
    return 1.0 - math.pow(min(base / limit, 2.0 - base / limit), _EXPONENT)


def aggregate(found: Sequence[Assessment]) -> Assessment | None:
    """Return the mean score of several series and its class; achieved only where every series has achieved."""
    if not found:
        return None
    score = math.fsum(one.score for one in found) / len(found)
    achieved = all(one.status is Growth.ACHIEVED for one in found)
    return Assessment(score, score, Growth.ACHIEVED if achieved else class_of_score(score))


def class_of_score(score: float) -> Growth:
    """Return the class of a mean score by the bands 2.5, 0, −2.5."""
    for least, status in ((2.5, Growth.SUBSTANTIAL), (0.0, Growth.MODERATE), (-2.5, Growth.LIMITED)):
        if score >= least:
            return status
    return Growth.DETERIORATION


def _wanted(course: Course, base: float) -> int:
    """Return the direction wanted for the size of the values: the other one where they are below zero."""
    return course.direction if base > 0 else -course.direction


def _growth(course: Course, base: float) -> float | None:
    """Return d · CAGR of the values so far."""
    if course.year <= course.base_year or base * course.value < 0:
        return None
    return _wanted(course, base) * _rate(base, course.value, course.year - course.base_year)


def _ratio(course: Course, base: float, target: float) -> float | None:
    """Return R; ``None`` where either growth rate is none."""
    growth = _growth(course, base)
    if growth is None or base * target < 0 or course.target_year <= course.base_year:
        return None
    needed = abs(_rate(base, target, course.target_year - course.base_year))
    return growth / needed if needed else _flat(growth)


def _rate(before: float, after: float, years: float) -> float:
    return math.pow(after / before, 1 / years) - 1


def _with_target(ratio: float) -> Assessment:
    return Assessment(ratio, _along(ratio, _WITH_TARGET), _class(ratio, _ON_TRACK, _MODERATE))


def _flat(growth: float) -> float:
    """A target equal to the base asks for no growth at all: any is enough, none is neither, loss is the worst."""
    return 0.0 if growth == 0 else _WITH_TARGET[-1][0] if growth > 0 else _WITH_TARGET[0][0]


def _without_target(growth: float, factor: float) -> Assessment:
    if factor == 0 and growth >= 0:
        return Assessment(growth, 5.0, Growth.SUBSTANTIAL)
    knots = ((_BOTTOM, -5.0), (0.0, -2.5), (_SLOW * factor, 0.0), (_FAST * factor, 2.5), (_TOP * factor, 5.0))
    return Assessment(growth, _along(growth, knots), _class(growth, _FAST * factor, _SLOW * factor))


def _class(value: float, fast: float, slow: float) -> Growth:
    if value >= fast:
        return Growth.SUBSTANTIAL
    if value >= slow:
        return Growth.MODERATE
    return Growth.LIMITED if value >= 0 else Growth.DETERIORATION


def _along(value: float, knots: Sequence[tuple[float, float]]) -> float:
    """Return the score on the broken line through ``knots``, flat beyond its ends."""
    if value <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in pairwise(knots):
        if value < x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return knots[-1][1]
