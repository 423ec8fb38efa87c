"""Reading the inputs of published cases: numbers written as text, names that differ from source to source.

Everything here raises ``KeyError``, ``TypeError`` or ``ValueError`` when the inputs hold nothing that can be meant.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from planner.analysis.methods.growth import Course
from planner.analysis.methods.weather import Target

Inputs = Mapping[str, Any]

_FIRST_YEAR, _TARGET_YEAR = 2015, 2030
_MOST_TIMES = 20.0  # a rate of more than that is written in per cent
_UP = frozenset({"up", "+", "positive", "increase", "increasing", "rising", "higher", "more", "max"})
_DOWN = frozenset({"down", "-", "negative", "decrease", "decreasing", "falling", "lower", "less", "min"})


def pick(inputs: Inputs, *names: str) -> Any:
    """Return what stands under the first of the names that has anything but null; ``None`` when none has."""
    return next((inputs[name] for name in names if inputs.get(name) is not None), None)


def number(value: object) -> float:
    """Return a number, also one written as text with thousands commas, full-width digits or a per cent sign."""
    if isinstance(value, str):
        value = float(unicodedata.normalize("NFKC", value).replace(",", "").replace("−", "-").strip().rstrip("%"))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    if not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def maybe(inputs: Inputs, *names: str) -> float | None:
    """Return the number under the first name that has one."""
    found = pick(inputs, *names)
    return None if found is None else number(found)


def need(inputs: Inputs, *names: str) -> float:
    """Return the number under the first name that has one; ``KeyError`` without any."""
    found = maybe(inputs, *names)
    if found is None:
        raise KeyError(names[0])
    return found


def numbers(value: object) -> list[float]:
    """Return a list of numbers; a single one is a list of one."""
    if isinstance(value, Mapping):
        value = list(value.values())
    return [number(one) for one in value] if isinstance(value, list | tuple) else [number(value)]


def share(value: object) -> float:
    """Return a rate as a share: 0.96, ``"96%"`` and 96 alike."""
    found = number(value)
    per_cent = found > _MOST_TIMES or (isinstance(value, str) and value.rstrip().endswith(("%", "％")))
    return found / 100 if per_cent else found


def parts(value: object) -> list[float]:
    """Return shares of a whole, none above 1; with any above, they are all in per cent."""
    found = numbers(value)
    return [one / 100 for one in found] if max(found, default=0.0) > 1 else found


def direction(value: object) -> int:
    """Return 1 where more is better and -1 where less is."""
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _UP or word in _DOWN:
            return 1 if word in _UP else -1
    found = number(value)
    if found == 0:
        raise ValueError(value)
    return 1 if found > 0 else -1


def yearly(inputs: Inputs) -> dict[int, float]:
    """Return values by year: a mapping, pairs, records, or values beside their years; years without one left out."""
    values, years = pick(inputs, "values", "series", "data", "y"), pick(inputs, "years", "year_list")
    if isinstance(values, Mapping):
        pairs = list(values.items())
    elif isinstance(years, list):
        pairs = list(zip(years, values, strict=True))
    else:
        pairs = [(one["year"], one.get("value")) if isinstance(one, Mapping) else tuple(one) for one in values]
    return {int(number(year)): number(value) for year, value in pairs if value is not None}


def course(inputs: Inputs) -> Course | None:
    """Return a yearly indicator from its base year on; ``None`` where base or newest value is unknown."""
    values = yearly(inputs) if isinstance(inputs.get("values"), Mapping) else {}
    wanted = int(maybe(inputs, "base_year", "t0") or _FIRST_YEAR)
    base_year = min((year for year in values if year >= wanted), default=wanted)
    year = int(maybe(inputs, "current_year", "latest_year", "year", "t") or max(values, default=base_year))
    base = maybe(inputs, "base_value", "baseline", "y0")
    value = maybe(inputs, "current_value", "latest_value", "value", "y")
    base = values.get(base_year) if base is None else base
    value = values.get(year) if value is None else value
    if base is None or value is None:
        return None
    return Course(
        base_year, base, year, value, direction(pick(inputs, "desired_direction", "direction", "d")),
        maybe(inputs, "target", "target_value", "target_2030"), int(maybe(inputs, "target_year") or _TARGET_YEAR),
        maybe(inputs, "natural_limit", "limit"),
    )  # fmt: skip


def target(value: object) -> Target:
    """Return a target value, or the two ends of a range."""
    if isinstance(value, Mapping):
        ends = [value.get("low", value.get("min")), value.get("high", value.get("max"))]
        value = ends if None not in ends else pick(value, "target", "value")
    if isinstance(value, list | tuple):
        low, high = sorted(numbers(value)) if len(value) > 1 else numbers(value) * 2
        return low, high
    return number(value)


def targets(inputs: Inputs) -> list[tuple[Target, int]]:
    """Return the targets that have a year: one, several as records, or lists of values and years side by side."""
    several, due = inputs.get("targets"), inputs.get("target_year")
    if several is not None:
        return [(target(one), int(need(one, "target_year", "year"))) for one in several]
    if isinstance(due, list):
        return [(target(one), int(number(year))) for one, year in zip(inputs["target"], due, strict=True)]
    return [] if due is None else [(target(pick(inputs, "target", "target_range")), int(number(due)))]


def plan(inputs: Inputs) -> list[float]:
    """Return the cumulative plan with period 0 first."""
    if inputs.get("pv_cumulative_from_period_0") is not None:
        return numbers(inputs["pv_cumulative_from_period_0"])
    single = pick(inputs, "pv_per_period", "pv_periods")
    found = list(accumulate(numbers(single))) if single is not None else numbers(pick(inputs, "pv_cumulative", "pv"))
    duration = maybe(inputs, "planned_duration", "pd", "PD")
    return found if found[0] == 0 and duration == len(found) - 1 else [0.0, *found]


def at(value: object, period: float) -> float:
    """Return a figure, or of cumulative ones by period the one of ``period`` (or the last before it)."""
    found = numbers(value)
    if not isinstance(value, Sequence) or isinstance(value, str):
        return found[0]
    return found[min(max(int(period) - 1, 0), len(found) - 1)]
