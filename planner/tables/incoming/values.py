"""The cells of a foreign table as values: figures with units and bounds, days; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.days import month_end, read_day
from planner.domain.kinds import Comparator
from planner.domain.numbers import read_number
from planner.errors import PlannerError
from planner.tables.incoming.foreign import Cell

_EMPTY = frozenset(("", "-", "--", "—", "——", "/", "\\", "无", "n/a", "…"))
_BEFORE = (
    (Comparator.AT_LEAST, (">=", "≥", "⩾", "≧", ">", "不少于", "不低于", "至少", "达到", "完成", "突破", "力争")),
    (Comparator.AT_MOST, ("<=", "≤", "⩽", "≦", "<", "不超过", "不高于", "至多", "控制在", "低于")),
    (Comparator.ABOUT, ("≈", "~", "约")),
    (Comparator.EQUAL, ("=",)),
)
_BEHIND = (
    (Comparator.AT_LEAST, ("以上", "及以上")),
    (Comparator.AT_MOST, ("以下", "以内", "及以下")),
    (Comparator.ABOUT, ("左右",)),
)
_NUMBER = r"[+\-−]?[\d,]*\.?\d+"
_FIGURE = re.compile(rf"(?P<low>{_NUMBER})(?P<unit>(?:[^\d\-–~至—,.].*)?)")
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<own>[^\d\-–~至—,.]*)[-–~至—](?P<high>[\d,]*\.?\d+)(?P<unit>(?:[^\d\-–~至—,.].*)?)"
)
_SERIAL = range(18_264, 91_313)  # 1950 to 2149, as spreadsheets count days
_SERIAL_ZERO = date(1899, 12, 30)
_MONTH = re.compile(r"(?:(?P<y>\d{4})年)?(?:\d{1,2}月?[-–~至—])?(?P<m>\d{1,2})月(?:份|底|末|底前|末前)?")
_QUARTER = re.compile(r"(?:(?P<y>\d{4})年)?(?:第?(?P<q>[一二三四1-4])季度|[qQ](?P<n>[1-4]))")
_HALF = re.compile(r"(?:(?P<y>\d{4})年)?(?P<h>上半年|下半年|全年|年底|年底前|年内)")
_COMPACT = re.compile(r"(?P<y>(?:19|20|21)\d{2})(?P<m>0[1-9]|1[0-2])")
_TAIL = re.compile(r"(?:(?<=[底末日号])(?:之前|以前|前)|累计|完成|完成数|完成情况|实际|止)+$")
_DAY_WITHOUT_YEAR = re.compile(r"\d{1,2}(?:月|[-/.])\d{1,2}[日号]?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written: how it binds, its numbers, and its own unit, empty when none stands with it."""

    low: float
    high: float | None = None
    unit: str = ""
    comparator: Comparator | None = None
    low_unit: str = ""  # of a range whose lower end has another one: 8000万元–1亿元


def read_text(cell: Cell) -> str:
    """Return a cell as text, without the apostrophe our own exports put before what could run as a formula."""
    match cell:
        case None:
            return ""
        case float():
            return f"{cell:.12g}"
        case date():
            return cell.isoformat()
        case _:
            bare = cell[1:] if cell.startswith("'") and cell[1:2] in "=+-@\t\r\n＝＋－＠−" else cell
            return bare.strip()


def read_figure(cell: Cell) -> Figure | None:
    """Return the figure of a cell: ``3000``, ``１，２００``, ``825亿元以上``, ``2-3%``; ``None`` for an empty one.

    Raises :class:`PlannerError` for anything that is not plainly one figure.
    """
    if isinstance(cell, float):
        return Figure(cell)
    if isinstance(cell, date):
        raise PlannerError("“{text}” is a date, not a number.", text=cell)
    shown = read_text(cell)
    text = unicodedata.normalize("NFKC", shown).replace(" ", "").replace("，", ",")
    if text.casefold() in _EMPTY:
        return None
    comparator, text = _bound(text)
    if between := _RANGE.fullmatch(text):
        low, high = read_number(between["low"]), read_number(between["high"])
        return Figure(low, high, between["unit"] or between["own"], Comparator.RANGE, between["own"])
    found = _FIGURE.fullmatch(text)
    if not found:
        raise PlannerError("“{text}” is not a number. Write it like 1200 or 1,200.5.", text=shown[:40])
    behind, own = _bound_behind(found["unit"])
    return Figure(read_number(found["low"]), None, own, comparator or behind)


def _bound(text: str) -> tuple[Comparator | None, str]:
    for comparator, words in _BEFORE:
        for word in words:
            if text.startswith(word):
                return comparator, text.removeprefix(word)
    return None, text


def _bound_behind(text: str) -> tuple[Comparator | None, str]:
    for comparator, words in _BEHIND:
        for word in sorted(words, key=len, reverse=True):
            if text.endswith(word):
                return comparator, text.removesuffix(word)
    return None, text


def read_cell_day(cell: Cell, year: int | None = None) -> date | None:
    """Return the day of a cell, the last day of a month or quarter; ``None`` for an empty one.

    ``year`` is what the person said the table speaks of; without it a month alone is refused. A five-digit number is
    the day a spreadsheet counts so. Raises :class:`PlannerError` for anything else.
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float):
        return _numbered(cell, year)
    text = unicodedata.normalize("NFKC", read_text(cell)).replace(" ", "")
    if text.casefold() in _EMPTY:
        return None
    if text.isdecimal() and len(text) in (1, 2, 5, 6):
        return _numbered(float(text), year)
    bare = _TAIL.sub("", text) or text
    for form in (_MONTH, _QUARTER, _HALF):
        if found := form.fullmatch(bare):
            own = int(found["y"]) if found["y"] else year
            if own is None:
                raise PlannerError("“{text}” has no year. Say which year the table speaks of.", text=text[:40])
            return _month(own, _month_of(found), text)
    if _DAY_WITHOUT_YEAR.fullmatch(bare):
        if year is None:
            raise PlannerError("“{text}” has no year. Say which year the table speaks of.", text=text[:40])
        month, day = re.findall(r"\d+", bare)
        return read_day(f"{year}年{month}月{day}日")
    return read_day(bare)


def _month_of(found: re.Match[str]) -> int:
    named = found.groupdict()
    if named.get("m"):
        return int(named["m"])
    if named.get("h"):
        return 6 if named["h"] == "上半年" else 12
    quarter = named.get("q") or named.get("n") or "4"
    return 3 * ("一二三四".find(quarter) + 1 or int(quarter))


def _numbered(number: float, year: int | None) -> date:
    text = f"{number:.12g}"
    if number == int(number) and int(number) in _SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(number))
    if found := _COMPACT.fullmatch(text):
        return _month(int(found["y"]), int(found["m"]), text)
    if text.isdecimal() and 1 <= int(text) <= 12:
        if year is None:
            raise PlannerError("“{text}” has no year. Say which year the table speaks of.", text=text)
        return _month(year, int(text), text)
    return read_day(text)


def _month(year: int, month: int, text: str) -> date:
    if not 1 <= month <= 12 or not 1900 <= year <= 2200:
        raise PlannerError("The calendar has no day “{text}”.", text=text[:40])
    return month_end(date(year, month, 1))
