"""The closed lists of the field: what a number means, how it is compared, how a task stands."""

from __future__ import annotations

from enum import StrEnum

from planner.text import N_


class Kind(StrEnum):
    """What a reported number of a goal means."""

    CUMULATIVE = "cumulative"  # 累计: each report is the running total since the start
    PER_PERIOD = "per_period"  # 当期: each report is that period's own amount
    LEVEL = "level"  # 存量: a stock, judged from its baseline
    RATE = "rate"  # 比率: a ratio, compared with the target as it stands
    TASKS = "tasks"  # no number: judged by its dated steps

    @property
    def numeric(self) -> bool:
        """Whether goals of this kind have a target value."""
        return self is not Kind.TASKS


class Comparator(StrEnum):
    """How the target value binds."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    RANGE = "range"
    ABOUT = "about"


class Outlook(StrEnum):
    """The five classes used for goals without a number (年度目标五类预判)."""

    DONE = "done"
    ON_COURSE = "on_course"
    DIFFICULT = "difficult"
    TO_ADJUST = "to_adjust"
    IMPOSSIBLE = "impossible"


class Curve(StrEnum):
    """How a planned trajectory runs from the start value to the target."""

    LINE = "line"  # straight by days, through milestones that have values
    WORKDAYS = "workdays"  # straight by working days
    STEP = "step"  # each milestone's value is due on its day, not before
    LOGISTIC = "logistic"  # S-curve with steepness and mid-point
    DHSS = "dhss"  # S-curve of the DHSS expenditure model
    POWER = "power"  # front- or back-loaded
    COMPOUND = "compound"  # the same growth rate all along
    PROFILE = "profile"  # the mean shares of earlier years
    POINTS = "points"  # a person's own points


class Sense(StrEnum):
    """What one reported figure says it is, where it differs from its goal's kind."""

    AS_GOAL = ""
    CUMULATIVE = "cumulative"  # 累计
    PER_PERIOD = "per_period"  # 当期
    LEVEL = "level"  # 存量
    RATE = "rate"  # 比率


class Rollup(StrEnum):
    """How the parts of a parent goal make up its value or its light."""

    NONE = ""
    SUM = "sum"
    MEAN = "mean"
    WEIGHTED = "weighted"
    MINIMUM = "min"
    MAXIMUM = "max"
    WORST = "worst"  # the light of the worst part


class Decision(StrEnum):
    """What a person decided about a proposed goal."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


KIND_NAMES = {
    Kind.CUMULATIVE: N_("cumulative"),
    Kind.PER_PERIOD: N_("per period"),
    Kind.LEVEL: N_("level"),
    Kind.RATE: N_("rate"),
    Kind.TASKS: N_("task list"),
}
COMPARATOR_NAMES = {
    Comparator.AT_LEAST: N_("at least"),
    Comparator.AT_MOST: N_("at most"),
    Comparator.EQUAL: N_("reach"),
    Comparator.RANGE: N_("between"),
    Comparator.ABOUT: N_("about"),
}
OUTLOOK_NAMES = {
    Outlook.DONE: N_("done"),
    Outlook.ON_COURSE: N_("can be done in time"),
    Outlook.DIFFICULT: N_("difficult to finish"),
    Outlook.TO_ADJUST: N_("to be adjusted"),
    Outlook.IMPOSSIBLE: N_("cannot be done"),
}
CURVE_NAMES = {
    Curve.LINE: N_("straight by days"),
    Curve.WORKDAYS: N_("straight by working days"),
    Curve.STEP: N_("in steps, from milestone to milestone"),
    Curve.LOGISTIC: N_("S-curve (logistic)"),
    Curve.DHSS: N_("S-curve of building projects (DHSS)"),
    Curve.POWER: N_("front- or back-loaded (power)"),
    Curve.COMPOUND: N_("compound growth"),
    Curve.PROFILE: N_("rhythm of earlier years"),
    Curve.POINTS: N_("own points"),
}
SENSE_NAMES = {
    Sense.AS_GOAL: N_("as the goal"),
    Sense.CUMULATIVE: KIND_NAMES[Kind.CUMULATIVE],
    Sense.PER_PERIOD: KIND_NAMES[Kind.PER_PERIOD],
    Sense.LEVEL: KIND_NAMES[Kind.LEVEL],
    Sense.RATE: KIND_NAMES[Kind.RATE],
}
ROLLUP_NAMES = {
    Rollup.NONE: N_("not made up of its parts"),
    Rollup.SUM: N_("sum of its parts"),
    Rollup.MEAN: N_("mean of its parts"),
    Rollup.WEIGHTED: N_("weighted mean of its parts"),
    Rollup.MINIMUM: N_("least of its parts"),
    Rollup.MAXIMUM: N_("greatest of its parts"),
    Rollup.WORST: N_("light of its worst part"),
}
