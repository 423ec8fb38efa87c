"""亮灯热力图: the lights of many goals at the ends of the last months, a line for each goal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.lighthistory import period_days
from planner.analysis.status import assess
from planner.analysis.trajectory import period_of
from planner.analysis.values import Light, Rule, Status
from planner.domain.plan import Plan
from planner.figures.scales import month_name
from planner.text import Translator

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One light, with the place's own word for it (a message key) and own colour (empty: the palette's)."""

    light: Light
    word: str
    colour: str = ""
    given: bool = False  # by a person


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One goal's lights, oldest first; ``None`` where the goal had not begun."""

    goal: str
    name: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Lights month by month: a day and its month for each column, and a row for each goal.

    ``years`` stand over the months, empty where the column before says it already.
    """

    days: Sequence[date]
    heads: Sequence[str]
    years: Sequence[str]
    rows: Sequence[HeatRow]
    title: str = ""
    empty: str = ""


def heat_days(as_of: date, months: int = MONTHS) -> list[date]:
    """Return the cut-off and the month ends before it, oldest first."""
    return period_days(as_of, 1, months)


def heat_heads(days: Sequence[date], say: Translator) -> list[str]:
    """Return the month of each column."""
    return [month_name(day, say) for day in days]


def heat_years(days: Sequence[date], say: Translator) -> list[str]:
    """Return the year over the first column of each; not over a December that stands alone before its January."""
    alone = len(days) > 1 and days[1].month == 1
    first = [n for n, day in enumerate(days) if day.month == 1 or (n == 0 and not alone)]
    return [say("{year}", year=day.year) if n in first else "" for n, day in enumerate(days)]


def heat_rows(plan: Plan, days: Sequence[date], rule: Rule, goals: Iterable[str]) -> list[HeatRow]:
    """Return the rows of some goals; each light rests only on what the plan says of the days up to then."""
    wanted = [plan.goals[id_] for id_ in goals if id_ in plan.goals]
    ids = [goal.id for goal in wanted]
    lit = [assess(plan, day, rule, ids) for day in days]
    begins = {goal.id: period_of(goal, plan.target(goal.id, days[-1]))[0] for goal in wanted}
    return [
        HeatRow(
            goal.id,
            goal.name,
            [
                _cell(found[goal.id]) if _begun(begins[goal.id], day) else None
                for day, found in zip(days, lit, strict=True)
            ],
        )
        for goal in wanted
    ]


def heat_map(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str], say: Translator) -> HeatMap:
    """Return the heat map of some goals at a cut-off date, in the reader's language."""
    days = heat_days(as_of)
    rows = heat_rows(plan, days, rule, goals)
    empty = "" if rows else say("No goals to show.")
    return HeatMap(days, heat_heads(days, say), heat_years(days, say), rows, plan.about.title, empty)


def _begun(begin: int | None, day: date) -> bool:
    return begin is None or day.toordinal() > begin


def _cell(status: Status) -> Cell:
    band = status.band
    return Cell(status.light, status.word, band.colour if band else "", status.by_rule is not None)
