"""亮灯: from measures to lights by the bands of a rule."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from planner.analysis.aims import Course
from planner.analysis.columns import Columns, Floats
from planner.analysis.progress import Progress
from planner.analysis.values import Family, Light, Rule, Status

ORDER = (Light.DONE, Light.AHEAD, Light.ON_TRACK, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA)
_PLACE = {light: n for n, light in enumerate(ORDER)}
_DONE, _AHEAD, _ON_TRACK, _BEHIND, _FAR, _NO_DATA = range(6)
_CLOSE = 1e-9


def bands(measure: Floats, rule: Rule) -> NDArray[np.int64]:
    """Return the place of each measure among a rule's bands, best first."""
    found: NDArray[np.int64] = np.full(measure.shape, len(rule.bands) - 1, dtype=np.int64)
    for place in range(len(rule.bands) - 2, -1, -1):
        band = rule.bands[place]
        inside = measure > band.least + _CLOSE if band.open else measure >= band.least - _CLOSE
        found[inside] = place
    return found


def places(columns: Columns, progress: Progress, rule: Rule, measure: Floats) -> NDArray[np.int8]:
    """Return each goal's place in :data:`ORDER`, from what the rule's family measures.

    A climb is done once its target is met; what has to be kept is done when it is still kept at the
    deadline, and until then it is on track at best. A budget that is used up stays far behind. A late
    milestone makes the light behind at best, unless the goal is done or days late are the measure itself.
    """
    light = np.array([_PLACE[band.light] for band in rule.bands], dtype=np.int8)[bands(measure, rule)]
    if rule.family in (Family.POINTS, Family.PERCENT):
        light = _kept(columns, progress, light)
    kept = (columns.course == Course.HOLD) | (columns.course == Course.BUDGET)
    done = progress.met & np.where(kept, columns.cut_off >= columns.end, columns.course == Course.CLIMB)
    light = np.where(np.isnan(measure), _NO_DATA, light)
    return np.where(done, _DONE, light).astype(np.int8)


def _kept(columns: Columns, progress: Progress, light: NDArray[np.int8]) -> NDArray[np.int8]:
    kept = (columns.course == Course.HOLD) | (columns.course == Course.BUDGET)
    light = np.where(kept & (light == _AHEAD), _ON_TRACK, light)
    light = np.where((columns.course == Course.HOLD) & progress.met, _ON_TRACK, light)
    light = np.where(progress.over, _FAR, light)
    return np.where(columns.late, np.maximum(light, _BEHIND), light).astype(np.int8)


def light_counts(statuses: Iterable[Status]) -> dict[Light, int]:
    """Count lights, every light present, best first."""
    counts = dict.fromkeys(Light, 0)
    for status in statuses:
        counts[status.light] += 1
    return counts


def worst(lights: Iterable[Light]) -> Light | None:
    """Return the worst of some lights; those without data count only when there is nothing else."""
    known = [light for light in lights if light is not Light.NO_DATA]
    if known:
        return ORDER[max(_PLACE[light] for light in known)]
    return next(iter(lights), None)
