"""How days, values and targets are written on a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Any

from planner.domain.kinds import Comparator
from planner.domain.numbers import MISSING, show_number
from planner.domain.records import Goal, Target
from planner.text import N_, Translator

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_LONG_WORD = re.compile(r"[!-\u02af]{20}(?=[!-\u02af])")
_SIGNS = {
    Comparator.AT_LEAST: "≥\N{NO-BREAK SPACE}",
    Comparator.AT_MOST: "≤\N{NO-BREAK SPACE}",
    Comparator.ABOUT: "≈\N{NO-BREAK SPACE}",
}


def long_day(day: date | None, say: Translator) -> str:
    """Write a day in full: 2020年9月30日, 30 Sep 2020."""
    if day is None:
        return MISSING
    return say("{day} {month} {year}", day=day.day, month=say(_MONTHS[day.month - 1]), year=day.year)


def month_name(month: int, say: Translator) -> str:
    """Write a month: 9月, Sep."""
    return say(_MONTHS[month - 1])


def with_unit(value: float | None, goal: Goal) -> str:
    """Write a value with its unit, ``—`` when missing."""
    text = show_number(value, goal.digits)
    return text if value is None or not goal.unit else text + _gap(goal.unit) + goal.unit


def target_words(target: Target | None, goal: Goal) -> str:
    """Write a target value with its sign and unit: ``≥ 825 亿元``, ``2–3 个``."""
    if target is None or target.low is None:
        return MISSING
    text = _SIGNS.get(target.comparator, "") + show_number(target.low, goal.digits)
    if target.comparator is Comparator.RANGE and target.high is not None:
        text += "–" + show_number(target.high, goal.digits)
    return text + _gap(goal.unit) + goal.unit


def _gap(unit: str) -> str:
    return "" if unit in ("", "%", "‰", "°", "℃") else "\N{NO-BREAK SPACE}"


def listed(names: Iterable[str], say: Translator) -> str:
    """Write names of one rank one after the other: 甲、乙; A, B. Empty ones are left out."""
    return _joined(names, N_("{one}, {two}"), say)


def clauses(parts: Iterable[str], say: Translator) -> str:
    """Write the parts of a sentence one after the other: 甲，乙; A, B. Empty ones are left out."""
    return _joined(parts, N_("{first}, {second}"), say)


def _joined(parts: Iterable[str], key: str, say: Translator) -> str:
    one, two = ("one", "two") if "{one}" in key else ("first", "second")
    known = [part for part in parts if part]
    return reduce(lambda left, right: say(key, **{one: left, two: right}), known) if known else ""


def breakable(value: Any) -> Any:
    """Return plain data whose long words, such as addresses, may break at the end of a line."""
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda run: run[0] + "\N{ZERO WIDTH SPACE}", value) if len(value) > 20 else value
    if isinstance(value, dict):
        return {key: breakable(part) for key, part in value.items()}
    return [breakable(part) for part in value] if isinstance(value, list) else value
