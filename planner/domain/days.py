"""Days and periods: read from text by explicit forms only, never guessed."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime

from dateutil.rrule import MONTHLY, rrule, rrulestr

from planner.errors import PlannerError

_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
_MONTH = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})|年(?P<m2>\d{1,2})月(?:底|末)?)")
_YEAR = re.compile(r"(?P<y>\d{4})年(?:底|末)?")
EVERY = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_MOST_DATES = 600


def read_day(text: str) -> date:
    """Read a day: 2020-09-30, 2020/9/30, 2020.9.30, 20200930, 2020年9月30日, full-width digits too.

    A month alone (2020-09, 2020年9月, 2020年9月底) is its last day, a year alone (2020年底) its
    last day. Anything else is refused; nothing is guessed from the language or from today.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").strip()
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _day(text, int(found["y"]), int(found["m"]), int(found["d"]))
    if found := _MONTH.fullmatch(plain):
        year, month = int(found["y"]), int(found["m"] or found["m2"])
        return month_end(_day(text, year, month, 1))
    if found := _YEAR.fullmatch(plain):
        return _day(text, int(found["y"]), 12, 31)
    raise PlannerError("“{text}” is not a date. Write it like 2020-09-30 or 2020年9月30日.", text=text[:40])


def _day(text: str, year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2200:
        raise PlannerError("The year of “{text}” lies outside 1900–2200.", text=text[:40])
    try:
        return date(year, month, day)
    except ValueError:
        raise PlannerError("The calendar has no day “{text}”.", text=text[:40]) from None


def month_end(day: date) -> date:
    """Return the last day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def period_ends(start: date, end: date, every: str) -> list[date]:
    """Return the ends of the periods between ``start`` and ``end``, the last one being ``end`` itself.

    ``every`` is ``month``, ``quarter``, ``half-year`` or ``year`` (calendar periods), or an iCalendar
    recurrence rule such as ``FREQ=WEEKLY;INTERVAL=2`` (RFC 5545) that names the days themselves.
    """
    if start > end:
        raise PlannerError("The period ends on {end}, before it starts on {start}.", start=start, end=end)
    days = list(_calendar_ends(start, end, EVERY[every])) if every in EVERY else _rule_days(start, end, every)
    if not days or days[-1] != end:
        days.append(end)
    return days


def _calendar_ends(start: date, end: date, months: int) -> Iterator[date]:
    first = date(start.year, (start.month - 1) // months * months + 1, 1)
    for moment in rrule(MONTHLY, interval=months, dtstart=first, until=end):
        day = month_end(date(moment.year, moment.month + months - 1, 1))
        if day <= end:
            yield day


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a calendar day has no zone


def _rule_days(start: date, end: date, rule: str) -> list[date]:
    try:
        repeats = rrulestr(rule.strip(), dtstart=_midnight(start), ignoretz=True)
        days: list[date] = []
        for moment in repeats:
            if moment.date() > end:
                break
            days.append(moment.date())
            if len(days) > _MOST_DATES:
                raise PlannerError("This rule gives more than {n} dates; choose a longer interval.", n=_MOST_DATES)
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError):
        raise PlannerError(
            "“{rule}” is not a recurrence rule. Use month, quarter, half-year, year, "
            "or a rule such as FREQ=MONTHLY;BYMONTHDAY=25.",
            rule=rule[:80],
        ) from None
    return [day for day in days if start <= day <= end]
