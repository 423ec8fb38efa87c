"""Bounds on a goal's figures as single words of a search: ``gap<-10``, ``完成可能性<50%``, ``since>=2020-03-01``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from planner.domain.days import read_day
from planner.domain.numbers import read_number
from planner.errors import PlannerError
from planner.text import N_


class Form(StrEnum):
    """How a figure is written and its bound is read."""

    FIGURE = "figure"  # in the goal's unit
    SHARE = "share"  # 1.0 is the whole; written in per cent
    POINTS = "points"  # a share; written in percentage points
    COUNT = "count"
    DAY = "day"  # an ordinal; written as a date


FIGURES: Mapping[str, Form] = {
    "target": Form.FIGURE,
    "actual": Form.FIGURE,
    "expected": Form.FIGURE,
    "gap": Form.POINTS,
    "completion": Form.SHARE,
    "time": Form.SHARE,
    "needed": Form.FIGURE,
    "pace": Form.FIGURE,
    "forecast": Form.FIGURE,
    "low": Form.FIGURE,
    "high": Form.FIGURE,
    "chance": Form.SHARE,
    "day": Form.DAY,
    "since": Form.DAY,
    "missed": Form.COUNT,
    "deadline": Form.DAY,
}
"""Every figure a search can bound, by its key."""
FORESEEN = frozenset({"forecast", "low", "high", "chance", "day", "since", "missed"})
"""The figures that take the whole plan, or its past, to work out."""
PROMISED = frozenset({"target", "deadline"})
"""The figures that stand in the plan itself."""
FIGURE_NAMES = {
    "target": N_("Target value"),
    "actual": N_("Achieved"),
    "expected": N_("Expected"),
    "gap": N_("Gap (points)"),
    "completion": N_("Completion"),
    "time": N_("Time progress"),
    "needed": N_("Needed a month"),
    "pace": N_("So far a month"),
    "forecast": N_("Forecast"),
    "low": N_("Lower end of the forecast"),
    "high": N_("Upper end of the forecast"),
    "chance": N_("Chance"),
    "day": N_("Target reached on"),
    "since": N_("Light since"),
    "missed": N_("Periods behind in a row"),
    "deadline": N_("Deadline"),
}
SIGNS = ("<", "<=", ">", ">=", "=")
FigureOf = Callable[[str, str], float | None]
"""Gives a goal's figure by the goal's id and the figure's key, ``None`` when it has none."""
_ALSO = {
    "目标值": "target", "目标": "target", "累计完成": "actual", "已完成": "actual", "完成值": "actual",
    "应完成": "expected", "差距": "gap", "差距(百分点)": "gap", "完成率": "completion",
    "序时进度": "time", "时间进度": "time",
    "需月均": "needed", "已月均": "pace", "预计完成": "forecast", "预测": "forecast", "预测下限": "low",
    "预测上限": "high", "完成可能性": "chance", "可能性": "chance", "预计达标日": "day", "亮灯起始": "since",
    "连续滞后期数": "missed", "连续滞后": "missed", "完成时限": "deadline", "时限": "deadline",
}  # fmt: skip
_WORD = re.compile(r"(?P<name>[^<>=≤≥\s]+)(?P<sign><=|>=|≤|≥|<|>|=)(?P<bound>[^<>=≤≥\s]+)")
_PLAIN_SIGNS = {"≤": "<=", "≥": ">="}
_TAILS = ("个百分点", "百分点", "%")
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Condition:
    """One bound; ``bound`` is as it is written: per cent, points, the goal's unit, or a day's ordinal."""

    figure: str
    sign: str
    bound: float

    def __str__(self) -> str:
        return f"{self.figure}{self.sign}{self.written}"

    @property
    def written(self) -> str:
        """The bound as a person writes it."""
        if FIGURES[self.figure] is Form.DAY:
            return date.fromordinal(int(self.bound)).isoformat()
        return f"{self.bound:.12g}" + ("%" if FIGURES[self.figure] is Form.SHARE else "")

    def holds(self, value: float | None) -> bool:
        """Tell whether a figure is within the bound; one that is missing is not."""
        if value is None:
            return False
        own = 100 * value if FIGURES[self.figure] in (Form.SHARE, Form.POINTS) else value
        slack = _CLOSE * max(1.0, abs(own), abs(self.bound))
        same, above = abs(own - self.bound) <= slack, own > self.bound
        match self.sign:
            case "=":
                return same
            case "<":
                return not above and not same
            case "<=":
                return not above or same
            case ">":
                return above and not same
            case _:
                return above or same


@lru_cache(maxsize=256)
def read_condition(word: str) -> Condition | None:
    """Return the condition a word says, ``None`` for any other word."""
    found = _WORD.fullmatch(unicodedata.normalize("NFKC", word).strip())
    if found is None:
        return None
    name = found["name"].casefold()
    figure = name if name in FIGURES else _ALSO.get(name)
    if figure is None:
        return None
    try:
        bound = read_bound(figure, found["bound"])
    except PlannerError:
        return None  # a word like any other: it is looked for as it stands
    return Condition(figure, _PLAIN_SIGNS.get(found["sign"], found["sign"]), bound)


def within(word: str, goal: str, figure_of: FigureOf) -> bool | None:
    """Tell whether a goal's figure is within the bound a word sets; ``None`` for a word that sets none."""
    found = read_condition(word)
    return None if found is None else found.holds(figure_of(goal, found.figure))


def foresees(words: Iterable[str]) -> bool:
    """Tell whether any of the words bounds a figure that takes a forecast, or the past, to work out."""
    return any(found.figure in FORESEEN for word in words if (found := read_condition(word)))


def read_bound(figure: str, text: str) -> float:
    """Read a bound as a person writes it; raises :class:`PlannerError` for what is none."""
    if FIGURES[figure] is Form.DAY:
        return float(read_day(text).toordinal())
    plain = unicodedata.normalize("NFKC", text).strip()
    if FIGURES[figure] in (Form.SHARE, Form.POINTS):
        for tail in _TAILS:
            plain = plain.removesuffix(tail)
    return read_number(plain)
