"""Bullet bars (Few 2006): for each goal of a theme how much is done, how much should be, and the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from planner.analysis.values import Light, Status
from planner.domain.numbers import show_number, show_percent
from planner.domain.plan import Plan
from planner.text import Translator

WHOLE = 1.25
"""The share of the way at the right end of every bar's room; more than that is cut there and said in figures."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One goal: shares of the way from start to target (1.0 is all of it), its light, and its figures in words."""

    goal: str
    name: str
    done: float | None
    due: float | None
    light: Light
    colour: str
    percent: str
    figures: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """The bars of one theme after another: (name of the theme, its bars)."""

    groups: Sequence[tuple[str, Sequence[Bullet]]]
    title: str = ""
    empty: str = ""


def bullets(plan: Plan, statuses: Mapping[str, Status], goals: Iterable[str], say: Translator) -> Bullets:
    """Return the bars of some goals, by theme in the plan's order."""
    wanted = frozenset(goals)
    groups: dict[str, list[Bullet]] = {}
    for goal in plan.in_order():
        if goal.id in wanted and goal.id in statuses:
            theme = plan.theme_of(goal)
            name = theme.name if theme else say("without a theme")
            groups.setdefault(name, []).append(bullet(plan, goal.id, statuses[goal.id], say))
    return Bullets(list(groups.items()), plan.about.title, "" if groups else say("No goals to show."))


def bullet(plan: Plan, goal_id: str, status: Status, say: Translator) -> Bullet:
    """Return one goal's bar."""
    goal, target = plan.goals[goal_id], plan.target(goal_id)
    share = status.completion if status.completion is not None and isfinite(status.completion) else None
    due = status.expected_completion
    due = due if due is not None and isfinite(due) else None
    figures = ""
    if goal.kind.numeric:
        now = show_number(status.actual, goal.digits)
        if target is not None and target.low is not None:
            aim = show_number(target.low, goal.digits)
            figures = say("{actual} of {target} {unit}", actual=now, target=aim, unit=goal.unit).rstrip()
        elif status.actual is not None:
            figures = f"{now} {goal.unit}".rstrip()
    colour = status.band.colour if status.band else ""
    return Bullet(goal.id, goal.name, share, due, status.light, colour, show_percent(share), figures)


def reach(share: float) -> float:
    """Return how far into its room a share reaches, 0 … 1."""
    return min(max(share, 0.0), WHOLE) / WHOLE
