"""Time words of policy documents: which day they mean, and whether it lies behind or ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.days import month_end

_PLANS = {name: 2005 + 5 * n for n, name in enumerate(("十一五", "十二五", "十三五", "十四五", "十五五", "十六五"), 1)}
_NUMBER = {char: n for n, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TIME = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)\s?年(?:度)?(?!代)(?P<rest>"
    r"\s?(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>[0-3]?\d)[日号])?|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下]半年)|年?[底末]|[初中])?"
    r"|(?P<numeric>(?:19|20|21)\d\d[-/.][01]?\d[-/.][0-3]?\d)"
    r"|[“\"‘「]?(?P<plan>十[一二三四五六]五)[”\"’」]?(?P<planpart>前[一二三]年|中期|初)?(?:时期末?|期间|期末|末期?)?"
    r"|[“\"](?P<old>[九十]五)[”\"](?:时期末?|计划|期间|期末|末期?)?"
    r"|第(?P<nth>十[一二三四五六])个五年"
    r"|(?P<this>今年|本年度|本年|(?<![一二两三四五六七八九十\d])年内|全年|年底|年末|当年|岁末)(?P<thisrest>"
    r"第?(?P<quarter2>[一二三四1-4])季度|(?P<half2>[上下]半年)|\s?(?P<month3>1[0-2]|[1-9])月(?:份)?(?:(?P<day3>[0-3]?\d)[日号])?|[底末])?"
    r"|(?P<both>今明两年)|(?P<next>明年)|(?P<last>去年|(?<!础)上年(?!均)|上一年|前年|往年)"
    r"|第?(?P<quarter1>[一二三四])季度|(?P<half1>[上下]半年)"
    r"|(?P<months>(?:1[0-2]|[1-9])(?:月)?[-~至到](?P<month4>1[0-2]|[1-9])月(?:份)?)"
    r"|(?P<month2>1[0-2]|[1-9])月(?:份)?(?:(?P<day2>[0-3]?\d)[日号])?(?=[底末前]|之前|以前|上旬|中旬|下旬)"
    r"|(?:今后|未来)(?P<ahead>[一二三四五六七八九十]|\d\d?)(?:到[一二三四五六七八九十])?年"
    r"|(?:(?<=[在于用力保取,，。;、:\s])|^)(?P<within>[一两二三四五六七八九十]|[1-9]|10)(?:到[一二三四五六七八九十])?年(?:(?:之|以)?内|(?=共|累计|投入|培训|新[建增]))"
    r"|(?P<past>过去(?:的)?[一二三四五六七八九十]年|这[一二三四五六七八九十]?年(?:来)?|[一二三四五六七八九十]年来|近[一二三四五六七八九十]?年来?|近年)"
)
_BY = re.compile(r"(?:到|至|截至|截止|在|于|力争|确保|争取)$")
_RANGE = frozenset({"至", "到", "-", "~"})
_END = re.compile(r"[底末](?:(?:之|以)?前)?|(?:之|以)?前")


@dataclass(frozen=True, slots=True)
class Time:
    """A time word at ``[start, end)``.

    ``deadline`` is the last day it names, ``None`` when the text does not say which year. ``year`` is that
    day's year. ``behind`` is for words that can only mean the past (去年, 这五年); ``by`` is set when the
    word says until when (到2022年, 2020年底).
    """

    start: int
    end: int
    deadline: date | None
    behind: bool = False
    by: bool = False

    @property
    def year(self) -> int | None:
        """The year named, if any."""
        return self.deadline.year if self.deadline else None


def find_times(folded: str, start: int, end: int, day: date | None) -> Iterator[Time]:
    """Yield the time words of a folded text in order; ``day`` is the document's own date, if known.

    A stretch (2019年至2021年) is one time word and means its end.
    """
    waiting: Time | None = None
    for found in _TIME.finditer(folded, start, end):
        time = _time(folded, found, day)
        if time is None:
            continue
        if waiting and folded[waiting.end : time.start] in _RANGE:
            waiting = replace(time, start=waiting.start)
            continue
        if waiting:
            yield waiting
        waiting = time
    if waiting:
        yield waiting


def _time(folded: str, found: re.Match[str], day: date | None) -> Time | None:
    if found.start() and found[0][0].isdigit() and folded[found.start() - 1].isdigit():
        return None
    tail = _END.match(folded, found.end())
    end = tail.end() if tail else found.end()
    by = bool(tail) or bool(_BY.search(folded[max(0, found.start() - 2) : found.start()])) or found["this"] in {
        "年底", "年末", "年内"} or bool(found["within"])  # fmt: skip
    if found["past"] or found["last"]:
        return Time(found.start(), end, None, behind=True)
    return Time(found.start(), end, _deadline(found, day), by=by)


def _deadline(found: re.Match[str], day: date | None) -> date | None:
    if found["plan"]:
        return date(_PLANS[found["plan"]], 12, 31) if not found["planpart"] else None
    if found["old"]:
        return date(2000 if found["old"] == "九五" else 2005, 12, 31)
    if found["nth"]:
        return date(_PLANS[found["nth"] + "五"], 12, 31)
    if found["numeric"]:
        year, month, number = map(int, re.split(r"[-/.]", found["numeric"]))
        return _day(year, month, number)
    if found["year"]:
        return _part(int(found["year"]), found, "")
    if day is None:
        return None
    if within := found["ahead"] or found["within"]:
        ahead = _NUMBER.get(within) or int(within)
        return date(day.year + ahead - (1 if day.month <= 6 else 0), 12, 31) if ahead < 50 else None
    if found["next"] or found["both"]:
        return date(day.year + 1, 12, 31)
    if found["this"]:
        return _part(day.year, found, "2" if not found["month3"] else "3")
    if found["months"]:
        return _part(day.year, found, "4")
    return _part(day.year, found, "1" if not found["month2"] else "2")


def _part(year: int, found: re.Match[str], suffix: str) -> date | None:
    """Return the end of the year, or of its quarter, half, month or day when one is named."""
    groups = found.re.groupindex
    get = {name: found[name] for name in ("quarter" + suffix, "half" + suffix, "month" + suffix) if name in groups}
    quarter, half, month = (get.get(name + suffix) for name in ("quarter", "half", "month"))
    number = found["day" + suffix] if "day" + suffix in groups else None
    if quarter:
        nth = int(quarter) if quarter.isdigit() else _NUMBER[quarter]
        return month_end(date(year, 3 * nth, 1))
    if half:
        return date(year, 6, 30) if half[0] == "上" else date(year, 12, 31)
    if month:
        return _day(year, int(month), int(number)) if number else month_end(date(year, int(month), 1))
    return date(year, 12, 31)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
