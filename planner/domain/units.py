"""Units and their conversion; what is not of one group is never mixed (个百分点 is not %)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.errors import PlannerError


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its group, how many of the group's base one of it is, and the decimals it is shown with."""

    name: str
    group: str
    factor: float = 1.0
    digits: int = 0
    money: bool = False  # converts into other money by a plan's exchange rate


class Units:
    """A table of units, found by name; other ways of writing one (km², ％, full width) lead to the same unit."""

    def __init__(self, units: Sequence[Unit], also: Mapping[str, str]) -> None:
        """``also`` maps another way of writing a unit to its name."""
        self._units = {_plain(unit.name): unit for unit in units}
        self._also = {_plain(other): _plain(name) for other, name in also.items()}
        self._names = tuple(unit.name for unit in units)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all units, in the order of the table, for a list to choose from."""
        return self._names

    def find(self, name: str) -> Unit | None:
        """Return a unit by any way of writing it, or ``None`` for one that the table does not know."""
        plain = _plain(name)
        return self._units.get(self._also.get(plain, plain))

    def same(self, one: str, other: str) -> bool:
        """Tell whether two ways of writing name the same unit."""
        plain = _plain(one), _plain(other)
        return self._also.get(plain[0], plain[0]) == self._also.get(plain[1], plain[1])

    def money(self, name: str) -> bool:
        """Tell whether a unit is one of money."""
        found = self.find(name)
        return found is not None and found.money

    def convertible(self, source: str, target: str) -> bool:
        """Tell whether figures in one unit can be written in the other."""
        if _plain(source) == _plain(target):
            return True
        one, other = self.find(source), self.find(target)
        return one is not None and other is not None and one.group == other.group

    def convert(self, value: float, source: str, target: str) -> float:
        """Return ``value`` given in ``source`` as a figure in ``target``.

        A unit that the table does not know converts into itself only. Raises :class:`PlannerError`
        when the two do not measure the same.
        """
        if _plain(source) == _plain(target):
            return value
        one, other = self.find(source), self.find(target)
        if one is None or other is None or one.group != other.group:
            raise PlannerError("“{source}” cannot be converted into “{target}”. Give the figure in “{target}”.",
                               source=source[:20], target=target[:20])  # fmt: skip
        if one.factor >= other.factor:
            return value * (one.factor / other.factor)
        return value / (other.factor / one.factor)

    def digits(self, name: str) -> int:
        """Return the decimals a figure in this unit is shown with, 0 for an unknown unit."""
        found = self.find(name)
        return found.digits if found else 0


NO_UNITS = Units((), {})
"""A table without any unit: each converts into itself only."""


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "").replace("μ", "µ").casefold()
