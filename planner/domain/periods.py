"""Periods a report speaks of: a month, a quarter, a half-year, a year, or from day to day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from planner.domain.days import month_end, read_day
from planner.errors import PlannerError

_FORMS = (
    (re.compile(r"(?P<y>\d{4})-?$|(?P<y2>\d{4})年$"), 12),
    (re.compile(r"(?P<y>\d{4})-?[Qq](?P<n>[1-4])$|(?P<y2>\d{4})年第?(?P<n2>[1-4一二三四])季度$"), 3),
    (re.compile(r"(?P<y>\d{4})-?[Hh](?P<n>[12])$|(?P<y2>\d{4})年(?P<n2>[上下])半年$"), 6),
    (re.compile(r"(?P<y>\d{4})-(?P<n>\d{1,2})$|(?P<y2>\d{4})年(?P<n2>\d{1,2})月$"), 1),
)
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both counted in."""

    first: date
    last: date

    @property
    def key(self) -> str:
        """A short name for file names: 2020-09, 2020-Q3, 2020-H1, 2020, or both days."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        if self.first.day != 1 or self.last != month_end(self.last):
            return f"{self.first.isoformat()}_{self.last.isoformat()}"
        match months, self.first.month:
            case 1, month:
                return f"{self.first.year}-{month:02d}"
            case 3, (1 | 4 | 7 | 10) as month:
                return f"{self.first.year}-Q{(month + 2) // 3}"
            case 6, (1 | 7) as month:
                return f"{self.first.year}-H{(month + 5) // 6}"
            case 12, 1:
                return str(self.first.year)
            case _:
                return f"{self.first.isoformat()}_{self.last.isoformat()}"


def read_period(text: str) -> Period:
    """Read a period: 2020-09, 2020年9月, 2020-Q3, 2020年第三季度, 2020-H1, 2020年上半年, 2020, or DAY..DAY."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").strip()
    if ".." in plain:
        first, _, last = plain.partition("..")
        found = Period(read_day(first), read_day(last))
        if found.first > found.last:
            raise PlannerError(
                "The period ends on {end}, before it starts on {start}.", start=found.first, end=found.last
            )
        return found
    for form, months in _FORMS:
        place = form.match(plain)
        if place is not None:
            return _period(text, place, months)
    raise _unknown(text)


def _period(text: str, place: re.Match[str], months: int) -> Period:
    known = place.groupdict()
    number = known.get("n") or known.get("n2") or "1"
    n = _NUMERALS.get(number) or int(number)
    year = int(known.get("y") or known.get("y2") or 0)
    month = (n - 1) * months + 1
    if not 1900 <= year <= 2200 or month > 12 or n < 1:
        raise _unknown(text)
    return Period(date(year, month, 1), month_end(date(year, month + months - 1, 1)))


def _unknown(text: str) -> PlannerError:
    return PlannerError(
        "“{text}” is not a period. Write it like 2020-09, 2020-Q3, 2020-H1, 2020 or 2020-01-01..2020-06-30.",
        text=text[:40],
    )
