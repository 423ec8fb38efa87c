"""How days and values are written on screen, in the reader's language."""

from __future__ import annotations

from datetime import date
from html import escape

from planner.domain.numbers import MISSING
from planner.text import Translator


def iso_day(day: date | None) -> str:
    """Write a day for a table, ``—`` when missing."""
    return day.isoformat() if day else MISSING


def typed_day(day: date | None) -> str:
    """Write a day for a field that is typed into; empty when missing."""
    return day.isoformat() if day else ""


def full_day(day: date, say: Translator) -> str:
    """Write a day with its year: 2020年9月30日, 2020-09-30."""
    return say("{year:04d}-{month:02d}-{day:02d}", year=day.year, month=day.month, day=day.day)


def short_day(day: date, say: Translator) -> str:
    """Write a day without its year: 9月30日, 09-30."""
    return say("{month:02d}-{day:02d}", month=day.month, day=day.day)


def capital(text: str) -> str:
    """Write a heading: its first letter large, where the script has large letters."""
    return text[:1].upper() + text[1:]


def plain_tip(text: str) -> str:
    """Return a tooltip that shows ``text`` as it is, wrapped: Qt would follow pictures and links named in it."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>" if text else ""


def typed_number(value: float | None) -> str:
    """Write a number for a field that is typed into: plain digits, empty when missing."""
    return "" if value is None else f"{value:.10g}" if abs(value) < 1e9 else f"{value:.6f}".rstrip("0").rstrip(".")
