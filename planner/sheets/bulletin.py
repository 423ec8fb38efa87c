"""情况通报: an official letter on where the goals stand, who leads them best, what is behind, and what is asked next.

Its parts: 总体情况 (counts by light with shares that add up to 100.0), 单位排名 (by the mean of completion less
expected completion), 滞后事项 (with the step of the rule's ladder), 下步要求.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from planner.analysis.lighthistory import period_days
from planner.analysis.methods.shares import shares
from planner.analysis.ranking import Place, ranking
from planner.analysis.slipping import Call, calls
from planner.analysis.status import assess
from planner.analysis.values import LIGHT_SHAPES, Light, Status
from planner.domain.days import month_end
from planner.domain.numbers import MISSING, show_fixed, show_percent
from planner.domain.records import Goal
from planner.figures.palette import LIGHT
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order, head_of
from planner.sheets.room import Data
from planner.sheets.tabled import light_cell
from planner.sheets.wording import breakable, long_day, with_unit

_SHOWN_STEPS = 12


class Standing:
    """What the bulletin of an order rests on: lights now and at the end of the period before, places, slips due."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.goals = [goal for goal in order.rows if not goal.archived]

    @cached_property
    def day_before(self) -> date:
        """The end of the period before: the eve of the order's own, else the end of the month before the cut-off."""
        first = self.order.first
        if first is not None and date(1, 1, 1) < first <= self.order.as_of:
            return first - timedelta(days=1)
        return period_days(self.order.as_of, 1, 2)[0]

    @cached_property
    def now(self) -> Mapping[str, Status]:
        """The lights at the cut-off."""
        return assess(self.order.plan, self.order.as_of, self.order.rule, [goal.id for goal in self.goals])

    @cached_property
    def before(self) -> Mapping[str, Status]:
        """The lights at the end of the period before."""
        return assess(self.order.plan, self.day_before, self.order.rule, [goal.id for goal in self.goals])

    @cached_property
    def places(self) -> Sequence[Place]:
        """The lead offices, best first."""
        return ranking(self.goals, self.now, self.before)

    @cached_property
    def calls(self) -> Sequence[Call]:
        """The goals behind that the ladder asks something of, the furthest behind first."""
        found = calls(self.order.plan, self.order.as_of, self.order.rule, [goal.id for goal in self.goals])
        return sorted(found, key=_furthest)


def _furthest(one: Call) -> tuple[int, float]:
    return -one.missed, one.status.gap if one.status.gap is not None else 0.0


def bulletin_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``bulletin.typ``."""
    say, standing = order.say, Standing(order)
    found: Data = {
        "to": say("To all offices concerned:"),
        "opening": _opening(standing),
        "parts": [say("1. Overall"), say("2. Ranking of lead offices"), say("3. Behind plan"), say("4. What is asked")],
        "lights": _lights(standing),
        "lights_heads": [say("Light"), say("Goals"), say("Share"), say("Period before"), say("Part of all")],
        "ranking": [_place(standing, place) for place in standing.places],
        "ranking_heads": [say("Rank"), say("Change"), say("Lead office"), say("Goals"), say("Behind plan"),
                          say("Completion"), say("Mean gap")],
        "ranking_note": _ranking_note(standing),
        "behind": [_behind(standing, n, one) for n, one in enumerate(standing.calls, 1)],
        "behind_heads": [say("No."), say("Task"), say("Lead office"), say("Light"), say("Reached / expected"),
                         say("Gap"), say("Periods behind"), say("Asked for")],
        "behind_words": _behind_words(standing),
        "demands": _demands(standing),
        "day": long_day(order.as_of, say),
    }  # fmt: skip
    title = say("{plan}: bulletin on progress", plan=order.plan.about.title)
    return {"head": head_of(order, title, faces), **breakable(found)}


# -- overall --------------------------------------------------------------------------------------------


def _opening(standing: Standing) -> str:
    say, order = standing.order.say, standing.order
    counts = Counter(status.light for status in standing.now.values())
    fine = counts[Light.DONE] + counts[Light.AHEAD] + counts[Light.ON_TRACK]
    return say(
        "Up to {day} {n} goals are followed. {fine} are done, ahead or on track; {behind} are behind, of which {far} "
        "far behind; {unknown} have no data. The bulletin is as follows.",
        day=long_day(order.as_of, say),
        n=len(standing.goals),
        fine=fine,
        behind=counts[Light.BEHIND] + counts[Light.FAR_BEHIND],
        far=counts[Light.FAR_BEHIND],
        unknown=counts[Light.NO_DATA],
    )


def _lights(standing: Standing) -> list[Data]:
    say, rule = standing.order.say, standing.order.rule
    now = Counter(status.light for status in standing.now.values())
    before = Counter(status.light for status in standing.before.values())
    parts = shares({light: now[light] for light in Light})
    return [
        {"shape": LIGHT_SHAPES[light], "word": "/".join(say(word) for word in rule.words_of(light)),
         "colour": LIGHT.lights[light], "count": str(now[light]), "share": show_fixed(parts[light], 1) + "%",
         "part": parts[light] / 100, "before": str(before[light])}
        for light in Light
    ]  # fmt: skip


# -- ranking --------------------------------------------------------------------------------------------


def _place(standing: Standing, place: Place) -> Data:
    say, rise = standing.order.say, place.rise
    change = MISSING if rise is None else f"↑{rise}" if rise > 0 else f"↓{-rise}" if rise < 0 else say("unchanged")
    gap = show_fixed(place.gap * 100, 1, sign=True) if place.gap is not None else MISSING
    cells = [str(place.rank or MISSING), change, standing.order.plan.office_name(place.office), str(place.goals),
             str(place.behind), show_percent(place.completion), gap]  # fmt: skip
    return {"cells": cells, "gap": (place.gap or 0.0) * 100}


def _ranking_note(standing: Standing) -> str:
    say = standing.order.say
    return say(
        "Ranked by the mean gap of an office's goals (completion less expected completion, in points), the highest "
        "first; goals without a gap do not count, equal means share a rank. The change is against {day}.",
        day=long_day(standing.day_before, say),
    )


# -- what is behind -------------------------------------------------------------------------------------


def _behind(standing: Standing, n: int, one: Call) -> list[object]:
    plan, say, goal, status = standing.order.plan, standing.order.say, one.goal, one.status
    gap = show_fixed(status.gap * 100, 1, sign=True) if status.gap is not None else MISSING
    asked = say(one.rung.name)
    if one.rung.demand:
        asked = say("{name}: {value}", name=asked, value=say(one.rung.demand))
    return [str(n), goal.name, plan.office_name(goal.lead), light_cell(status, say), _reached(goal, status), gap,
            str(one.missed), asked]  # fmt: skip


def _reached(goal: Goal, status: Status) -> str:
    if not goal.kind.numeric:
        return MISSING
    expected = None if status.expected is None else round(status.expected, goal.digits)
    return f"{with_unit(status.actual, goal)} / {with_unit(expected, goal)}"


def _behind_words(standing: Standing) -> str:
    say, found = standing.order.say, standing.calls
    if not found:
        return say("No goal is behind.")
    again = sum(one.missed > 1 for one in found)
    return say(
        "{n} goals are behind, {again} of them for more than one period in a row. By the light rule the following is "
        "asked of them:",
        n=len(found),
        again=again,
    )


# -- what is asked --------------------------------------------------------------------------------------


def _demands(standing: Standing) -> list[str]:
    order = standing.order
    say, plan = order.say, order.plan
    texts = []
    if standing.calls:
        offices = dict.fromkeys(plan.office_name(one.goal.lead) for one in standing.calls)
        names = [name for name in offices if name]
        last = max(one.due for one in standing.calls)
        texts.append(say(
            "The {n} lead offices of the goals behind send causes, measures and days in writing by {day}.",
            n=len(names), day=long_day(last, say),
        ))  # fmt: skip
    first, last = order.as_of + timedelta(days=1), _next_end(order)
    due = [(row.due, goal, row) for goal in standing.goals for row in plan.milestones.get(goal.id, ())
           if row.due is not None and first <= row.due <= last and row.done is None]  # fmt: skip
    texts.append(say("From {first} to {last} {n} milestones fall due; the offices named see to them in time.",
                     first=long_day(first, say), last=long_day(last, say), n=len(due)))  # fmt: skip
    if any(status.light is Light.NO_DATA for status in standing.now.values()):
        texts.append(say("Offices whose goals have no data report them with proof before the next bulletin."))
    return texts


def _next_end(order: Order) -> date:
    """Return the end of the next period: as many months as the order's own has, else one."""
    months = 1
    if order.first is not None and order.last is not None and order.first <= order.last:
        months = (order.last.year - order.first.year) * 12 + order.last.month - order.first.month + 1
    ahead = order.as_of.year * 12 + order.as_of.month - 1 + (months if order.as_of == month_end(order.as_of) else 0)
    return month_end(date(ahead // 12, ahead % 12 + 1, 1))
