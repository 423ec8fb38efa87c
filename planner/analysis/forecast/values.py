"""What a forecast says, and how the method has done before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from planner.text import N_, Message

METHODS = {
    "": N_("the best for its kind"),
    "blend": N_("seasonal share and growth"),
    "share": N_("seasonal share"),
    "pace": N_("straight pace"),
    "damped": N_("damped trend"),
}
"""The forecasting methods a goal may choose, with their names as message keys."""


class FanPoint(NamedTuple):
    """The forecast for one day (ordinal): lower end, middle and upper end of the 80 % range, in the goal's unit."""

    day: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a goal will come to at its deadline, in its unit.

    ``low`` to ``high`` holds the value with a chance of 80 %; ``chance`` (0 … 1) is that of meeting the target.
    ``day`` is when the middle course reaches the target, ``None`` when not before the deadline or already. ``years``
    is how many earlier years it rests on (for a level: 0); ``basis`` says in words what it rests on, ``method`` is
    its key in :data:`METHODS`. ``fan`` runs from the newest figure to the deadline.
    """

    median: float
    low: float
    high: float
    chance: float
    day: date | None
    years: int
    basis: Message
    method: str = ""
    fan: tuple[FanPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """How the method would have done on this goal before.

    ``error`` is the median absolute error as a share of what came, over ``count`` earlier years (or figures, for a
    level), each foreseen from the same distance.
    """

    error: float
    count: int
