"""亮灯规则: which measure of a goal gives which light, and what follows when it is missed again and again.

A rule belongs to one of four families, by what it measures:

* ``POINTS``: completion minus expected completion (完成率减序时进度), as a share: -0.10 is ten points behind.
* ``PERCENT``: reached over planned by now, as a share: 0.8 is 80 per cent of the plan to date.
* ``DAYS``: days left to the oldest open milestone, negative when it is late; for a goal without milestones the
  days between the cut-off and the day on which the plan stood where the goal stands now (earned schedule, Lipke 2003).
* ``GROWTH``: growth against the same days of last year, against the growth wanted of the goal, as a share of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

from planner.analysis.lamps import LIGHT_NAMES, Light
from planner.domain.units import NO_UNITS, Units


class Family(StrEnum):
    """What a rule measures."""

    POINTS = "points"
    PERCENT = "percent"
    DAYS = "days"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Band:
    """One light of a rule: every measure from ``least`` up to the next better band.

    With ``open`` a measure of exactly ``least`` belongs to the next worse band. ``name``, ``colour`` (#rrggbb) and
    ``means`` are the place's own; empty ones are the program's.
    """

    light: Light
    least: float = -inf
    open: bool = False
    name: str = ""
    colour: str = ""
    means: str = ""

    @property
    def word(self) -> str:
        """The light's name, as a message key."""
        return self.name or LIGHT_NAMES[self.light]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of escalation: what a goal gets after being behind for ``after`` periods in a row."""

    after: int
    name: str
    demand: str = ""


DEFAULT_BANDS = (
    Band(Light.AHEAD, 0.05),
    Band(Light.ON_TRACK, 0.0),
    Band(Light.BEHIND, -0.10),
    Band(Light.FAR_BEHIND),
)
DEFAULT_LADDER = (
    Rung(1, "reminder slip"),
    Rung(2, "supervision slip"),
    Rung(3, "warning slip"),
)


GRACE = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """A light rule: bands best first (the last one open-ended below), and the ladder of escalation.

    ``title`` names it for a person, ``note`` says what a reader has to know, ``source`` where it comes from.
    ``grace`` is how many days after a period's end its report may still be missing. ``others`` are the presets a
    single goal may choose instead, by name; ``units`` is the table by which parts in other units are added up.
    """

    name: str = "default"
    family: Family = Family.POINTS
    bands: tuple[Band, ...] = DEFAULT_BANDS
    ladder: tuple[Rung, ...] = DEFAULT_LADDER
    title: str = ""
    note: str = ""
    source: str = ""
    grace: int = GRACE
    others: Mapping[str, Rule] = field(default_factory=dict, compare=False, hash=False, repr=False)
    units: Units = field(default=NO_UNITS, compare=False, hash=False, repr=False)

    def of(self, name: str) -> Rule:
        """Return the rule a goal has chosen, this one when it has chosen none (or one that does not ship)."""
        return self.others.get(name, self) if name else self

    def band_of(self, light: Light) -> Band | None:
        """Return the first band that stands for a light."""
        return next((band for band in self.bands if band.light is light), None)

    def words_of(self, light: Light) -> tuple[str, ...]:
        """Return the names of a light as message keys, best first; the program's own where no band stands for it."""
        words = [band.word for band in self.bands if band.light is light]
        return tuple(dict.fromkeys(words)) or (LIGHT_NAMES[light],)

    def range_of(self, place: int) -> tuple[float, float]:
        """Return the measures between which the band at ``place`` lies."""
        return self.bands[place].least, self.bands[place - 1].least if place else inf
