"""Figures in other units than their goal's: converted by the table of units and the plan's own exchange rates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.numbers import read_number
from planner.domain.records import ExchangeRate
from planner.domain.units import Units
from planner.errors import PlannerError

_POWERS = {"千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_LARGEST = 1e15
_FIGURE = re.compile(r"[+\-−－]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)")


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in its goal's unit, and as it was reported where that differs (else empty)."""

    value: float
    said: str = ""


class Converter:
    """Converts figures of a day into another unit.

    Rates are dated and a person's: the newest one on or before the figure's day counts, in either direction; none
    is ever built in.
    """

    def __init__(self, units: Units, rates: Iterable[ExchangeRate]) -> None:
        self._units = units
        self._rates = sorted(rates, key=lambda rate: (rate.day, rate.id), reverse=True)

    def read(self, text: str, unit: str, day: date | None) -> Said:
        """Read a figure that may end in a unit of its own, such as ``1,250 万元`` for a goal in 亿元."""
        plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("，", ",")
        found = _FIGURE.match(plain)
        own = plain[found.end() :] if found else ""
        if not own or self._units.same(own, unit):
            return Said(read_number(plain[: found.end()] if found else text))
        if own not in _POWERS and self._units.find(own) is None:
            return Said(read_number(text, unit))
        value = self.taken(read_number(plain[: len(plain) - len(own)]), own, unit, day)
        return Said(value, text.strip())

    def taken(self, value: float, own: str, unit: str, day: date | None, beside: str = "") -> float:
        """Return a figure as one in ``unit``.

        ``own`` is the unit that stands with the figure and wins over ``beside``, the unit of its row or heading; with
        neither the figure is in ``unit`` already. A bare power (1.2万) multiplies what stands beside it, or the wanted
        unit without its own power. Raises :class:`PlannerError` for what cannot be converted, or grows too large.
        """
        source = own or beside
        if own in _POWERS:
            value, source = self._multiplied(value, own, beside, unit)
        elif source and not unit:
            raise PlannerError("This goal has no unit, “{text}” has one. Give the goal its unit first, or write the "
                               "number alone.", text=source[:20])  # fmt: skip
        result = self.convert(value, source, unit, day) if source else value
        if abs(result) > _LARGEST:
            raise PlannerError("“{text}” is too large to be a figure of a plan.", text=f"{value:g}{source}"[:40])
        return result

    def _multiplied(self, value: float, power: str, beside: str, unit: str) -> tuple[float, str]:
        if beside and self._units.find(power + beside) is not None:
            return value, power + beside
        bare = next((unit.removeprefix(one) for one in _POWERS if unit.startswith(one)), unit)
        return value * _POWERS[power], beside or bare

    def convert(self, value: float, source: str, target: str, day: date | None) -> float:
        """Return a figure in ``source`` as one in ``target``; refuse what cannot be converted in one sentence.

        Without a day the newest exchange rate counts.
        """
        if not self._units.money(source) or not self._units.money(target) or self._units.convertible(source, target):
            return self._units.convert(value, source, target)
        for rate in self._rates:
            if day is not None and rate.day > day:
                continue
            if self._fits(source, rate.unit) and self._fits(rate.base, target):
                return self._units.convert(
                    self._units.convert(value, source, rate.unit) * rate.factor, rate.base, target
                )
            if self._fits(source, rate.base) and self._fits(rate.unit, target):
                return self._units.convert(
                    self._units.convert(value, source, rate.base) / rate.factor, rate.unit, target
                )
        if day is None:
            raise PlannerError("The plan has no exchange rate from “{source}” to “{target}”. Enter the rate first.",
                               source=source[:20], target=target[:20])  # fmt: skip
        raise PlannerError(
            "The plan has no exchange rate from “{source}” to “{target}” for {day}. Enter the rate first.",
            source=source[:20], target=target[:20], day=day,
        )  # fmt: skip

    def factor(self, source: str, target: str, day: date) -> float | None:
        """Return how many of ``target`` one ``source`` is on a day, ``None`` when that cannot be told."""
        if self._units.same(source, target):
            return 1.0
        try:
            return self.convert(1.0, source, target, day)
        except PlannerError:  # who asks says what comes of it
            return None

    def _fits(self, one: str, other: str) -> bool:
        return self._units.convertible(one, other)
