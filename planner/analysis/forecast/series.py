"""Monthly series of several years, as files of ``series, month, value, unit`` give them.

Columns may stand in any order, beside others, and be headed in English or Chinese; without a column ``series`` the file
is one series. A cell without a value is a month that was not published.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence

from planner.errors import PlannerError

Years = Mapping[int, Mapping[int, float]]
"""Values by year and month; values are per month, not running totals."""

_NAMES = {
    "series": ("series", "name", "indicator", "指标", "指标名称", "名称"),
    "month": ("month", "date", "period", "time", "月份", "月", "时间", "日期"),
    "value": ("value", "数值", "值", "当期值", "当月值"),
}
_DAY = re.compile(r"(\d{4})([-/.])(0?[1-9]|1[0-2])\2\d{1,2}")
_MONTH = re.compile(r"(\d{4})(?:[-/.年](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))月?(?:\d{1,2}日)?")
_BOTH = re.compile(r"(\d{4})[-/.年]0?1(?:月?[-~–—、,/&+至])0?2月?")
_QUARTER = re.compile(r"(\d{4})[-/.年 ]?(?:Q|第)?([1-4])(?:Q|季度|季)?", re.IGNORECASE)
_MISSING = frozenset({"", "-", "--", "—", "–", "…", "..", "na", "n/a", "nan", "null", "none", "缺", "无"})
_DELIMITERS = ",;\t"
_YEAR_MONTHS = 12
_QUARTERS = frozenset({3, 6, 9, 12})


def read_series(text: str) -> dict[str, Years]:
    """Read monthly series; raises :class:`PlannerError` with the line of the first that is wrong."""
    text = text.lstrip("\ufeff")
    head = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text.lstrip()), delimiter=delimiter)
    try:
        return _read_rows([(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)])
    except csv.Error:
        raise PlannerError("The file is no table of comma-separated values.") from None


def _read_rows(rows: Sequence[tuple[int, list[str]]]) -> dict[str, Years]:
    places = _places(rows[0][1] if rows else [])
    found: dict[str, dict[int, dict[int, float]]] = {}
    for line, row in rows[1:]:
        name, written, value = (_cell(row, places.get(column)) for column in _NAMES)
        year, month = _month(written, line)
        if value.lower() in _MISSING:
            continue
        months = found.setdefault(name, {}).setdefault(year, {})
        if month in months:
            raise PlannerError("Line {line}: {series} has a value for {month} already.", line=line, series=name,
                               month=written)  # fmt: skip
        months[month] = _value(value, line)
    return dict(found)


def _places(head: Sequence[str]) -> dict[str, int]:
    """Return where the columns stand; raises :class:`PlannerError` when month or value is missing."""
    heads = [unicodedata.normalize("NFKC", cell).strip().lower() for cell in head]
    found = {
        column: next(heads.index(name) for name in names if name in heads)
        for column, names in _NAMES.items()
        if not set(names).isdisjoint(heads)
    }
    if not {"month", "value"} <= set(found):
        raise PlannerError("The file needs the columns series, month and value.")
    return found


def _cell(row: Sequence[str], place: int | None) -> str:
    return unicodedata.normalize("NFKC", row[place]).strip() if place is not None and place < len(row) else ""


def _month(text: str, line: int) -> tuple[int, int]:
    """Return year and month; one figure for January and February is February's, one for a quarter its last month's."""
    if day := _DAY.fullmatch(text):
        return int(day[1]), int(day[3])
    if both := _BOTH.fullmatch(text):
        return int(both[1]), 2
    if found := _MONTH.fullmatch(text):
        return int(found[1]), int(found[2] or found[3])
    quarter = _QUARTER.fullmatch(text)
    if quarter and not text.isdecimal():
        return int(quarter[1]), 3 * int(quarter[2])
    raise _wrong(line)


def _value(text: str, line: int) -> float:
    try:
        value = float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        raise _wrong(line) from None
    if not math.isfinite(value):
        raise _wrong(line)
    return value


def _wrong(line: int) -> PlannerError:
    return PlannerError("Line {line}: write the month like 2020-09 and the value as a plain number.", line=line)


def whole_years(years: Years) -> dict[int, Mapping[int, float]]:
    """Return the years that are known whole: by month, with one figure for January and February, or by quarter."""
    return {
        year: months
        for year, months in sorted(years.items())
        if (set(months) == _QUARTERS or len(months) >= _YEAR_MONTHS - (1 not in months)) and sum(months.values()) > 0
    }


def until(months: Mapping[int, float], last: int) -> float:
    """Return the running total to the end of the month ``last``."""
    return sum(value for month, value in months.items() if month <= last)
