"""The progress score of the UN Progress Chart 2023.

Source: “Methodology” of the SDG site of the Basque statistics office (Eustat), which applies the UN's Sustainable
Development Goals Progress Chart 2023 technical note. The present growth is carried on to the target's year (2030
unless it has another); the way then done over the way to the target: at least 0.95 scores 3, at least 0.10 scores 2,
less 1. Without a target growth in the wanted direction of at least 2 % scores 3, of 0.5 % scores 2, less 1. A value at
its target, or within one point of a target of 0 or 100 %, has achieved it.
"""

from __future__ import annotations

from planner.analysis.methods.growth import Course

_GOOD, _SOME = 0.95, 0.10
_FAST, _SLOW = 0.02, 0.005
_NEAR = 1.0
_TINY = 0.001  # stands for a base of zero


def score(course: Course) -> int | None:
    """Return 3 (achieved or on track), 2 (progress) or 1 (little or none); ``None`` where there is no growth rate."""
    if course.target is not None and _is_achieved(course.value, course.target, course.direction):
        return 3
    years = course.year - course.base_year
    base = course.base or _TINY
    if years <= 0 or course.value / base < 0:
        return None
    growth = (course.value / base) ** (1 / years) - 1
    if course.target is None:
        return _of(growth * course.direction * (1 if base > 0 else -1), _FAST, _SLOW)
    if course.target == base:
        return 1
    then = base * (1 + growth) ** (course.target_year - course.base_year)
    return _of((then - base) / (course.target - base), _GOOD, _SOME)


def _is_achieved(value: float, target: float, direction: int) -> bool:
    near = target in (0.0, 100.0) and abs(value - target) <= _NEAR
    return near or (value - target) * direction >= 0


def _of(value: float, three: float, two: float) -> int:
    return 3 if value >= three else 2 if value >= two else 1
