"""A target as one word: ``>=825``, ``≤35``, ``2-3``, ``约100``, ``2,000-3,000万元``, in its goal's unit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from planner.commands.presets import load_units
from planner.domain.exchange import Converter
from planner.domain.kinds import Comparator
from planner.domain.numbers import decimals
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.tables.incoming.values import read_figure


@dataclass(frozen=True, slots=True)
class Amount:
    """A target value as written: how it binds, its numbers in its goal's unit, and the decimals they stand with."""

    comparator: Comparator
    low: float
    high: float | None
    digits: int
    unit: str


def converter(plan: Plan) -> Converter:
    """Return what converts figures by the shipped units and the plan's own dated rates."""
    return Converter(load_units(), plan.rates.values())


def read_value(plan: Plan, text: str, unit: str, day: date | None = None) -> float:
    """Read one figure in any unit that converts into ``unit``.

    Foreign money counts at the rate of ``day``, else of the plan's cut-off date, else at the newest.
    """
    return converter(plan).read(text, unit, day or plan.about.as_of).value


def read_amount(plan: Plan, text: str, unit: str, *, fresh: bool = False) -> Amount:
    """Read a target value, given in any unit that converts into ``unit``.

    With ``fresh``, a new goal without a unit takes the one its value is written with. Raises :class:`PlannerError`
    for no number.
    """
    figure = read_figure(text)
    if figure is None:
        raise PlannerError("“{text}” is not a number. Write it like 1200 or 1,200.5.", text=text[:40])
    if fresh and not unit:
        unit = _named(figure.unit)
    rates, day = converter(plan), plan.about.as_of
    low = rates.taken(figure.low, figure.low_unit or figure.unit, unit, day)
    high = None if figure.high is None else rates.taken(figure.high, figure.unit, unit, day)
    same = (low, high) == (figure.low, figure.high)
    digits = _decimals(text) if same else max(decimals(one, 0) for one in (low, high) if one is not None)
    return Amount(figure.comparator or Comparator.EQUAL, low, high, digits, unit)


def _named(unit: str) -> str:
    found = load_units().find(unit)
    return found.name if found else ""


def _decimals(text: str) -> int:
    return max(map(len, re.findall(r"\.(\d+)", unicodedata.normalize("NFKC", text))), default=0)
