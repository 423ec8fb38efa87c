"""What a person asks to have printed, and the head every form shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.analysis.status import assess
from planner.analysis.values import Rule, Status
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.sheets.fonts import FontChoice
from planner.sheets.room import Data
from planner.sheets.wording import long_day, month_name
from planner.text import Translator

OFFICIAL, MODERN = "official", "modern"
STYLES = (OFFICIAL, MODERN)


@dataclass(frozen=True)
class Order:
    """One form to be made: of which plan, as of which day, for which goals (in their order), and how.

    ``first`` and ``last`` bound the period a form speaks of; ``office`` is the one it is for; ``every`` is month or
    quarter where a form splits goals over time; ``group`` is theme or office. ``blank`` leaves the figures to be
    filled in by hand. ``mark`` stands across each page (草稿); a demonstration plan has its own. ``number`` is the
    document's own (文号); ``paper`` is the size of a form that has a choice of them (a0 to a3).
    """

    plan: Plan
    as_of: date
    rule: Rule
    say: Translator
    goals: Sequence[str]
    first: date | None = None
    last: date | None = None
    office: str | None = None
    every: str = ""
    group: str = "theme"
    style: str = OFFICIAL
    blank: bool = False
    mark: str = ""
    annex: int = 0
    number: str = ""
    paper: str = ""

    @cached_property
    def rows(self) -> list[Goal]:
        """The goals in the order's order; refuses one without goals, or with goals the plan does not hold."""
        if not self.goals:
            raise PlannerError("Choose at least one goal to print.")
        if any(goal not in self.plan.goals for goal in self.goals):
            raise PlannerError("This goal is not in the plan any more.")
        return [self.plan.goals[goal] for goal in self.goals]

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The status of every goal of the order at its cut-off."""
        return assess(self.plan, self.as_of, self.rule, self.goals)

    def period(self) -> str:
        """Return the period in words: 2020年第三季度, 2020年9月, or from day to day."""
        say, first, last = self.say, self.first, self.last
        if first is None or last is None:
            return say("Cut-off date {day}", day=long_day(self.as_of, say))
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 1:
            return say("{month} {year}", month=month_name(first.month, say), year=first.year)
        if months == 3 and first.month % 3 == 1:
            return say("{year}, quarter {quarter}", year=first.year, quarter=(first.month + 2) // 3)
        if months == 12 and first.month == 1:
            return say("year {year}", year=first.year)
        return say("{first} to {last}", first=long_day(first, say), last=long_day(last, say))


def head_of(order: Order, title: str, faces: FontChoice, **more: object) -> Data:
    """Return the head every form shares; the keys are described in ``resources/sheets/README.md``."""
    about, say = order.plan.about, order.say
    roles = ("title", "heading", "body", "quote", "number")
    return {
        "language": say.language,
        "style": order.style,
        "faces": {role: getattr(faces, role) for role in roles},
        "title": title,
        "plan": about.title,
        "office": about.office,
        "letterhead": about.letterhead,
        "number": order.number,
        "day": [order.as_of.year, order.as_of.month, order.as_of.day],
        "cut_off": say("Cut-off date {day}", day=long_day(order.as_of, say)),
        "mark": say("Demonstration data") if about.demo else order.mark,
        "foot": f"{about.title} · {say('Cut-off date {day}', day=long_day(order.as_of, say))}",
        **more,
    }
