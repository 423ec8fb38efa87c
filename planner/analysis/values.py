"""The answers of the analysis as values: a light with everything that made it, and the rule behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from planner.text import N_, Message


class Light(StrEnum):
    """亮灯: the six states of a goal, best first; ``NO_DATA`` stands apart."""

    DONE = "done"
    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    NO_DATA = "no_data"


LIGHT_NAMES = {
    Light.DONE: N_("done"),
    Light.AHEAD: N_("ahead"),
    Light.ON_TRACK: N_("on track"),
    Light.BEHIND: N_("behind"),
    Light.FAR_BEHIND: N_("far behind"),
    Light.NO_DATA: N_("no data"),
}
LIGHT_SHAPES = {
    Light.DONE: "✔",
    Light.AHEAD: "△",
    Light.ON_TRACK: "●",
    Light.BEHIND: "▲",
    Light.FAR_BEHIND: "■",
    Light.NO_DATA: "◇",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A light rule of the points-behind family: bands on completion minus expected completion.

    Bounds are shares (0.10 is ten percentage points). A gap of at least ``ahead`` is ahead, of at least
    ``on_track`` on track, of at least ``behind`` behind, anything less far behind.
    """

    name: str = "default"
    ahead: float = 0.05
    on_track: float = 0.0
    behind: float = -0.10


@dataclass(frozen=True, slots=True)
class Status:
    """A goal's light at a cut-off date, and the figures it rests on.

    ``actual`` and ``expected`` are in the goal's unit: what has been reached (cumulated where reports are
    per period) and what the trajectory says should have been. ``completion`` and ``expected_completion``
    are shares of the way from start to target (1.0 is the whole way; above 1 when exceeded); ``gap`` is
    their difference, positive when ahead. ``time_progress`` is the share of the period elapsed at the
    cut-off. ``pace`` is the mean change per month so far, ``required_pace`` the one needed from here to
    reach the target in time. ``overdue`` counts milestones due on or before the cut-off and not done.
    Any of them is ``None`` when it has no meaning for the goal. ``why`` says in one sentence which rule
    gave the light.
    """

    light: Light
    why: Message
    actual: float | None = None
    actual_day: date | None = None
    expected: float | None = None
    completion: float | None = None
    expected_completion: float | None = None
    gap: float | None = None
    time_progress: float | None = None
    pace: float | None = None
    required_pace: float | None = None
    overdue: int = 0
    notes: tuple[Message, ...] = field(default=())
