"""The six states a goal can be in, each with a word and a shape of its own."""

from __future__ import annotations

from enum import StrEnum

from planner.text import N_


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
