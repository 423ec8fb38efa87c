"""A goal's figures as a person reads them: written once, the same in the table, on a sheet and on the command line."""

from __future__ import annotations

from planner.analysis.forecast.values import Forecast
from planner.analysis.values import Status
from planner.domain.numbers import MISSING, show_chance, show_fixed, show_number, show_percent
from planner.domain.records import Goal

_GLUED = ("", "%", "‰")


def reached(value: float | None, goal: Goal) -> str:
    """Write what has been reported: the goal's decimals, up to two more where the figure has them."""
    return show_number(value, goal.digits)


def computed(value: float | None, goal: Goal) -> str:
    """Write a value that was worked out: rounded to the goal's decimals, small counts that are not whole to one."""
    small = value is not None and not goal.digits and abs(value) < 100 and value != round(value)
    return show_fixed(value, 1 if small else goal.digits)


def pace(value: float | None, goal: Goal) -> str:
    """Write a change per month: the goal's decimals, one at least."""
    return show_fixed(value, max(1, goal.digits))


def points(share: float | None) -> str:
    """Write a gap in percentage points, with its sign."""
    return show_fixed(None if share is None else 100 * share, 1, sign=True)


def united(text: str, goal: Goal) -> str:
    """Put the goal's unit behind a figure; a missing one has none."""
    return text if text == MISSING else text + ("" if goal.unit in _GLUED else " ") + goal.unit


def of_status(goal: Goal, status: Status) -> dict[str, str]:
    """Return the figures behind a light by their keys, without units; ``—`` for what has no meaning."""
    return {
        "actual": reached(status.actual, goal),
        "expected": computed(status.expected, goal),
        "completion": show_percent(status.completion),
        "time": show_percent(status.time_progress),
        "gap": points(status.gap),
        "needed": pace(status.required_pace, goal),
        "pace": pace(status.pace, goal),
    }


def of_forecast(goal: Goal, found: Forecast | None) -> dict[str, str]:
    """Return the figures of a forecast by their keys, without units; ``—`` for each without one."""
    if found is None:
        return dict.fromkeys(("forecast", "low", "high", "chance", "day"), MISSING)
    return {
        "forecast": computed(found.median, goal),
        "low": computed(found.low, goal),
        "high": computed(found.high, goal),
        "chance": show_chance(found.chance),
        "day": found.day.isoformat() if found.day else MISSING,
    }
