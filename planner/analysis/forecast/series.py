"""Monthly series of several years, as files of ``series, month, value, unit`` give them."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping

from planner.errors import PlannerError

Years = Mapping[int, Mapping[int, float]]
"""Values by year and month; values are per month, not running totals."""
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR_MONTHS = 12


def read_series(text: str) -> dict[str, Years]:
    """Read monthly series; raises :class:`PlannerError` with the line of the first that is wrong."""
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if not {"series", "month", "value"} <= set(rows.fieldnames or ()):
        raise PlannerError("The file needs the columns series, month and value.")
    found: dict[str, dict[int, dict[int, float]]] = {}
    for row in rows:
        name, year, month, value = _read(row, rows.line_num)
        months = found.setdefault(name, {}).setdefault(year, {})
        if month in months:
            raise PlannerError("Line {line}: {series} has a value for {month} already.", line=rows.line_num,
                               series=name, month=row["month"])  # fmt: skip
        months[month] = value
    return dict(found)


def _read(row: Mapping[str, str | None], line: int) -> tuple[str, int, int, float]:
    month = _MONTH.fullmatch((row["month"] or "").strip())
    try:
        value = float(row["value"] or "")
    except ValueError:
        value = math.nan
    if not month or not math.isfinite(value):
        raise PlannerError("Line {line}: write the month like 2020-09 and the value as a plain number.", line=line)
    return (row["series"] or "").strip(), int(month[1]), int(month[2]), value


def whole_years(years: Years) -> dict[int, Mapping[int, float]]:
    """Return the years with every month; a year may begin with one figure for January and February."""
    return {
        year: months
        for year, months in sorted(years.items())
        if all(month in months for month in range(2, _YEAR_MONTHS + 1)) and sum(months.values()) > 0
    }


def until(months: Mapping[int, float], last: int) -> float:
    """Return the running total to the end of the month ``last``."""
    return sum(value for month, value in months.items() if month <= last)
