"""督办: which goals ask for a slip at a cut-off, of which level, and with which facts.

A slip follows from the ladder of the goal's light rule: so many periods behind in a row, such a step. Its colour is the
one the step is named after, else its place on the ladder: the first is blue, the last red, what lies between yellow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.analysis.foresight import misses
from planner.analysis.lighthistory import histories, period_days, rung_of, sinces
from planner.analysis.reporting import cycle_of
from planner.analysis.status import assess
from planner.analysis.values import Rule, Rung, Status
from planner.domain.plan import Plan
from planner.domain.records import Goal, Slip

BLUE, YELLOW, RED = "blue", "yellow", "red"
_NAMED = {"blue": BLUE, "yellow": YELLOW, "orange": YELLOW, "amber": YELLOW, "red": RED}
_DAYS = {BLUE: 10, YELLOW: 7, RED: 5}


@dataclass(frozen=True, slots=True)
class Call:
    """A goal that asks for a slip: the step of the ladder, its colour, and what stands behind it.

    ``missed`` periods in a row it has been behind, with its present light since ``since``; ``due`` is when an answer
    is wanted.
    """

    goal: Goal
    rung: Rung
    colour: str
    status: Status
    missed: int
    since: date
    due: date


def calls(plan: Plan, as_of: date, rule: Rule, goals: Iterable[str]) -> list[Call]:
    """Return the goals that ask for a slip at a cut-off, in their order; archived ones ask for none."""
    wanted = [id_ for id_ in goals if id_ in plan.goals and not plan.goals[id_].archived]
    found = {}
    for id_, lights in histories(plan, as_of, rule, wanted).items():
        rung = rung_of(rule.of(plan.goals[id_].rule), lights)
        if rung is not None:
            found[id_] = (rung, misses(lights))
    first = sinces(plan, as_of, rule, found)
    return [
        _call(plan.goals[id_], rule, status, found[id_], (first[id_], as_of))
        for id_, status in assess(plan, as_of, rule, [id_ for id_ in wanted if id_ in found]).items()
    ]


def _call(goal: Goal, rule: Rule, status: Status, step: tuple[Rung, int], days: tuple[date, date]) -> Call:
    (rung, missed), (since, as_of) = step, days
    colour = colour_of(rung.name, rule.of(goal.rule))
    return Call(goal, rung, colour, status, missed, since, as_of + timedelta(days=_DAYS[colour]))


def colour_of(level: str, rule: Rule) -> str:
    """Return the colour of a slip's level under a rule."""
    named = next((colour for word, colour in _NAMED.items() if word in level.split()), None)
    names = [rung.name for rung in sorted(rule.ladder, key=_after)]
    if named is not None or level not in names:
        return named or YELLOW
    place = names.index(level)
    return BLUE if place == 0 < len(names) - 1 else RED if place == len(names) - 1 else YELLOW


def _after(rung: Rung) -> int:
    return rung.after


def slip_of(plan: Plan, goal: Goal, as_of: date, level: str = "") -> Slip | None:
    """Return the newest slip a goal has had in the period of the cut-off (of one level when given), or ``None``."""
    days = period_days(as_of, cycle_of(plan, goal) or 1, 2)
    rows = [row for row in plan.slips.get(goal.id, ()) if days[0] < row.day <= as_of and level in ("", row.level)]
    return rows[-1] if rows else None
