"""What the columns of a table show of a goal beyond its status; the value alone, without what works it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.forecast.values import Forecast
from planner.analysis.lamps import Light


@dataclass(frozen=True, slots=True)
class Foresight:
    """Forecast, since when the goal has its light, and its lights at the ends of the last periods, oldest first."""

    forecast: Forecast | None
    since: date
    history: Sequence[tuple[date, Light]]
