"""亮灯: from figures to lights by the bands of a rule."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from planner.analysis.aims import Course
from planner.analysis.columns import Columns
from planner.analysis.progress import Progress
from planner.analysis.values import Light, Rule, Status

ORDER = (Light.DONE, Light.AHEAD, Light.ON_TRACK, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA)
_DONE, _AHEAD, _ON_TRACK, _BEHIND, _FAR, _NO_DATA = range(6)
_CLOSE = 1e-9


def places(columns: Columns, progress: Progress, rule: Rule) -> NDArray[np.int8]:
    """Return each goal's place in :data:`ORDER`.

    A climb is done once its target is met; what has to be kept is done when it is still kept at the
    deadline, and until then it is on track at best. A budget that is used up stays far behind. A late
    milestone makes the light behind at best, unless the goal is done.
    """
    gap = progress.gap + _CLOSE
    light = np.select([gap >= rule.ahead, gap >= rule.on_track, gap >= rule.behind], [_AHEAD, _ON_TRACK, _BEHIND], _FAR)
    kept = (columns.course == Course.HOLD) | (columns.course == Course.BUDGET)
    light = np.where(kept & (light == _AHEAD), _ON_TRACK, light)
    light = np.where((columns.course == Course.HOLD) & progress.met, _ON_TRACK, light)
    light = np.where(progress.over, _FAR, light)
    light = np.where(columns.late, np.maximum(light, _BEHIND), light)
    done = progress.met & np.where(kept, columns.cut_off >= columns.end, columns.course == Course.CLIMB)
    light = np.where(np.isnan(progress.gap), _NO_DATA, light)
    return np.where(done, _DONE, light).astype(np.int8)


def light_counts(statuses: Iterable[Status]) -> dict[Light, int]:
    """Count lights, every light present, best first."""
    counts = dict.fromkeys(Light, 0)
    for status in statuses:
        counts[status.light] += 1
    return counts
