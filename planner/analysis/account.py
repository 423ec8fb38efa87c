"""亮灯说明: one goal's light with all that stands behind it, for whoever asks why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.analysis.forecast.goals import Forecast, forecast
from planner.analysis.forecast.record import record
from planner.analysis.forecast.values import Record
from planner.analysis.foresight import Foresight, Lights, misses
from planner.analysis.lighthistory import histories, rung_of, sinces
from planner.analysis.status import assess, given_light
from planner.analysis.values import Rule, Rung, Status
from planner.domain.plan import Plan
from planner.domain.records import Override


@dataclass(frozen=True, slots=True)
class Account:
    """A goal's light on a day, and what a person who has to answer for it wants to know.

    ``rule`` is the goal's own, the plan's when it has chosen none. ``since`` is the first day from which on the goal
    has had this light. ``history`` are its lights at the ends of the last periods, oldest first, the cut-off last;
    for ``missed`` of them in a row, up to the last, it has been behind, which asks for ``rung`` of the rule's
    escalation. ``given`` is the light a person gave, where that is the one shown.
    """

    goal: str
    as_of: date
    status: Status
    rule: Rule
    since: date
    history: Lights
    missed: int
    rung: Rung | None
    forecast: Forecast | None
    record: Record | None
    given: Override | None


Tick = Callable[[int, int], None]


def _no_tick(_done: int, _total: int) -> None:
    pass


def foresights(
    plan: Plan, as_of: date, rule: Rule, goals: Sequence[str] | None = None, tick: Tick = _no_tick
) -> dict[str, Foresight]:
    """Return the foresights of the given goals (all when ``None``) by id; the fans of their forecasts are left out.

    ``tick`` hears how many of the three parts are done.
    """
    wanted = list(plan.goals) if goals is None else [goal for goal in goals if goal in plan.goals]
    foreseen = {id_: replace(found, fan=()) for id_, found in forecast(plan, as_of, goals).items()}
    tick(1, 3)
    lights = histories(plan, as_of, rule, wanted)
    tick(2, 3)
    first = sinces(plan, as_of, rule, wanted)
    tick(3, 3)
    return {id_: Foresight(foreseen.get(id_), first[id_], lights[id_]) for id_ in wanted}


def account(plan: Plan, as_of: date, rule: Rule, goal: str) -> Account:
    """Return the account of a goal's light; ``rule`` is the plan's."""
    return accounts(plan, as_of, rule, [goal])[goal]


def accounts(plan: Plan, as_of: date, rule: Rule, goals: Sequence[str]) -> dict[str, Account]:
    """Return the accounts of several goals' lights by id, worked out together."""
    lights, foreseen = histories(plan, as_of, rule, goals), forecast(plan, as_of, goals)
    first, found = sinces(plan, as_of, rule, goals), {}
    for id_, status in assess(plan, as_of, rule, goals).items():
        goal, history = plan.goals[id_], lights[id_]
        own = rule.of(goal.rule)
        found[id_] = Account(
            id_, as_of, status, own, first[id_], history, misses(history), rung_of(own, history), foreseen.get(id_),
            record(plan, goal, as_of), given_light(plan, id_, as_of),
        )  # fmt: skip
    return found
