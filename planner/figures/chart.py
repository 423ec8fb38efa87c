"""What a chart is: axes with explicit ranges and ticks, and marks with roles. No pixels, no colours.

Days on an axis are proleptic ordinals (``date.toordinal()``) as floats. Texts are already in the
reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a mark stands for; colours, pens and symbols hang on the role alone."""

    PLAN = "plan"
    OLD_PLAN = "old_plan"
    OLD_TARGET = "old_target"
    OWN_POINT = "own_point"
    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"
    DEADLINE = "deadline"
    CUT_OFF = "cut_off"
    MILESTONE = "milestone"
    MILESTONE_DONE = "milestone_done"
    MILESTONE_LATE = "milestone_late"
    NOTE = "note"
    NEED = "need"
    TREND = "trend"
    TREND_LATE = "trend_late"
    TREND_EARLY = "trend_early"
    DIAGONAL = "diagonal"


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis; minor ticks have no grid line."""

    at: float
    label: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis with its range, ticks and the unit written at its end; ``days`` when its values are days."""

    low: float
    high: float
    ticks: Sequence[Tick] = ()
    unit: str = ""
    days: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; ``stepped`` keeps the value until the next point."""

    role: Role
    xs: Sequence[float]
    ys: Sequence[float]
    label: str = ""
    dots: bool = False
    stepped: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The area between two lines over the same places."""

    role: Role
    xs: Sequence[float]
    lows: Sequence[float]
    highs: Sequence[float]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from zero, each from ``lefts`` to ``rights``; ``labels`` are written over them."""

    role: Role
    lefts: Sequence[float]
    rights: Sequence[float]
    ys: Sequence[float]
    labels: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Separate points. ``keys`` are the ids of the records they stand for; ``labels`` what a hover shows."""

    role: Role
    xs: Sequence[float]
    ys: Sequence[float]
    keys: Sequence[str] = ()
    labels: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Across:
    """A horizontal line over the whole width, named at its right end."""

    role: Role
    y: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Upright:
    """A vertical line over the whole height, named by a flag at its top."""

    role: Role
    x: float
    label: str = ""


Mark = Line | Band | Bars | Points | Across | Upright


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn; ``empty`` says what is missing when there is nothing to draw.

    ``square`` asks for the same length of a unit on both axes.
    """

    x: Axis
    y: Axis
    marks: Sequence[Mark] = ()
    title: str = ""
    empty: str = ""
    square: bool = False
