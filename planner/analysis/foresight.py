"""What the columns of a table show of a goal beyond its status; the value alone, without what works it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.forecast.values import Forecast
from planner.analysis.lamps import Light

Lights = Sequence[tuple[date, Light]]
"""Days and the lights due on them, oldest first."""
_MISSED = frozenset({Light.BEHIND, Light.FAR_BEHIND})


def misses(lights: Lights) -> int:
    """Return for how many periods in a row, up to the last one, a goal has been behind."""
    count = 0
    for _, light in reversed(lights):
        if light not in _MISSED:
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Foresight:
    """Forecast, since when the goal has its light, and its lights at the ends of the last periods, oldest first."""

    forecast: Forecast | None
    since: date
    history: Lights
