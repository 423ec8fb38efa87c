"""The two sets of colours, by what they mean; the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.analysis.values import Light
from planner.figures.chart import Role


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#RRGGBB``. ``lights`` keep their order under deuteranopia and in grey."""

    dark: bool
    ground: str
    surface: str
    hairline: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    lights: Mapping[Light, str] = field(default_factory=dict)

    def of_role(self, role: Role) -> str:
        """Return the colour of a chart mark."""
        match role:
            case Role.ACTUAL | Role.FORECAST | Role.CUT_OFF:
                return self.accent
            case Role.TARGET | Role.DEADLINE:
                return self.text
            case Role.OWN_POINT | Role.TREND:
                return self.accent
            case Role.MILESTONE_LATE | Role.TREND_LATE | Role.NEED:
                return self.lights[Light.BEHIND]
            case Role.TREND_EARLY:
                return self.lights[Light.ON_TRACK]
            case Role.OLD_PLAN | Role.OLD_TARGET | Role.DIAGONAL:
                return self.faint
            case _:
                return self.muted


LIGHT = Palette(
    dark=False,
    ground="#F5F6F8",
    surface="#FFFFFF",
    hairline="#E2E5EA",
    text="#1D2633",
    muted="#66707F",
    faint="#98A1AF",
    accent="#2156C2",
    accent_soft="#E8EEFB",
    lights={
        Light.DONE: "#2156C2",
        Light.AHEAD: "#1E8A5B",
        Light.ON_TRACK: "#1E8A5B",
        Light.BEHIND: "#C77700",
        Light.FAR_BEHIND: "#C2352B",
        Light.NO_DATA: "#98A1AF",
    },
)
DARK = Palette(
    dark=True,
    ground="#14171C",
    surface="#1C2027",
    hairline="#2E343D",
    text="#E6E9EE",
    muted="#A3ADBA",
    faint="#6E7886",
    accent="#7DA6FF",
    accent_soft="#22304D",
    lights={
        Light.DONE: "#7DA6FF",
        Light.AHEAD: "#4CC38A",
        Light.ON_TRACK: "#4CC38A",
        Light.BEHIND: "#F0A33A",
        Light.FAR_BEHIND: "#F2705F",
        Light.NO_DATA: "#6E7886",
    },
)
