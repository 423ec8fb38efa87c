"""督办通知单: one numbered slip a page in one of three colours, with the step of the ladder that asked for it.

A slip that was issued is printed as it was kept, with its number and its words; the figures are those of its own day.
A goal that asks for one and has none yet is shown as a draft without a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.analysis.slipping import BLUE, RED, YELLOW, Call, calls, colour_of, slip_of
from planner.analysis.status import assess
from planner.analysis.values import Status
from planner.domain.numbers import MISSING, show_fixed, show_number, show_percent
from planner.domain.records import Goal, Slip
from planner.errors import PlannerError
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order, head_of
from planner.sheets.room import Data
from planner.sheets.tabled import light_cell
from planner.sheets.wording import breakable, listed, long_day, target_words, with_unit
from planner.text import N_, Translator

NUMBERING = "督〔{year}〕{n}号"
COLOURS = {BLUE: ("#2156C2", 1), YELLOW: ("#F2B600", 2), RED: ("#C2352B", 3)}
"""Each colour with how many bars stand beside it, which tell it in grey."""
_NAMES = {BLUE: N_("blue"), YELLOW: N_("yellow"), RED: N_("red")}
_DEMANDS = {
    BLUE: N_("Find out why the goal is behind, take measures, and answer in writing."),
    YELLOW: N_("Name the causes, the measures, who answers for them and by which day each is done; answer in writing."),
    RED: N_("Set the work right at once under the head of the office, and answer in writing with measures and days."),
}


def slip_number(slip: Slip, numbering: str) -> str:
    """Write a slip's number in the plan's form of numbers, which names ``{year}`` and ``{n}``; empty for a draft."""
    if not slip.number:
        return ""
    return (numbering or NUMBERING).replace("{year}", str(slip.day.year)).replace("{n}", str(slip.number))


def drafts(order: Order, due: date | None = None) -> list[Slip]:
    """Return the slips the goals of an order ask for and have not had, not yet numbered; ``due`` is for all of them."""
    plan, as_of = order.plan, order.as_of
    asked = calls(plan, as_of, order.rule, [goal.id for goal in order.rows])
    return [_draft(order, one, due) for one in asked if slip_of(plan, one.goal, as_of, one.rung.name) is None]


def _draft(order: Order, one: Call, due: date | None) -> Slip:
    say = order.say
    demand = say(one.rung.demand) if one.rung.demand else say(_DEMANDS[one.colour])
    day, why = long_day(one.since, say), say(one.status.why)
    reason = say("Periods behind in a row: {n}; since {day}. {why}", n=one.missed, day=day, why=why)
    return Slip(f"draft-{one.goal.id}", one.goal.id, order.as_of, 0, one.rung.name, one.goal.lead, reason, demand,
                due or one.due)  # fmt: skip


def slips_of(order: Order, due: date | None = None) -> list[Slip]:
    """Return the slips of an order's goals: what was issued in the period of the cut-off, else drafts."""
    fresh = {slip.goal: slip for slip in drafts(order, due)}
    found = (fresh.get(goal.id) or slip_of(order.plan, goal, order.as_of) for goal in order.rows)
    return [slip for slip in found if slip is not None]


def slip_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``slip.typ``; refuses when no goal of the order asks for a slip."""
    slips = slips_of(order)
    if not slips:
        raise PlannerError("No goal asks for a slip on {day}.", day=order.as_of)
    say = order.say
    labels = {
        "number": say("Number:"), "issued": say("Issued on:"), "answer": say("Answer of the office"),
        "signatures": [say("Issued by (signature):"), say("Supervising office (seal):"),
                       say("Person responsible (signature):"), say("Office in charge (seal):")],
        "date": say("Date:"),
    }  # fmt: skip
    pages = [_page(order, slip) for slip in slips]
    return {"head": head_of(order, say("Supervision slip"), faces), "labels": labels, "slips": breakable(pages)}


def _page(order: Order, slip: Slip) -> Data:
    plan, say = order.plan, order.say
    goal = plan.goals[slip.goal]
    words, value, bars = level_of(order, slip)
    status = assess(plan, slip.day, order.rule, [goal.id])[goal.id]
    return {
        "number": slip_number(slip, plan.about.numbering) or say("(draft, not numbered)"),
        "issued": long_day(slip.day, say),
        "colour": value,
        "bars": bars,
        "level": words,
        "rows": [{"label": label, "text": text} for label, text in _rows(order, slip, goal)],
        "light": light_cell(status, say),
        "figures": _figures(goal, status, say),
        "draft": "" if slip.number else say("Draft"),
        "answer": slip.answer,
    }


def level_of(order: Order, slip: Slip) -> tuple[str, str, int]:
    """Return a slip's level in words, its colour (#rrggbb), and how many bars stand for it."""
    say, goal = order.say, order.plan.goals[slip.goal]
    colour = colour_of(slip.level, order.rule.of(goal.rule))
    return (say("{colour}: {step}", colour=say(_NAMES[colour]), step=say(slip.level)), *COLOURS[colour])


def _rows(order: Order, slip: Slip, goal: Goal) -> Iterator[tuple[str, str]]:
    plan, say = order.plan, order.say
    partners = [plan.office_name(row.office) for row in plan.partners.get(goal.id, ())]
    target = plan.target(goal.id, slip.day)
    yield say("Task"), goal.name
    yield say("Office in charge"), plan.office_name(slip.office) or MISSING
    if partners:
        yield say("Partner offices"), listed(partners, say)
    aim = target_words(target, goal) if goal.kind.numeric else goal.definition
    deadline = long_day(target.deadline if target else None, say)
    yield say("Target and deadline"), say("{value}, by {deadline}", value=aim or MISSING, deadline=deadline)
    yield say("Why this slip"), trigger_of(order, slip)
    yield say("Grounds"), slip.reason
    yield say("Demand"), slip.demand
    yield say("Answer by"), long_day(slip.due, say)


def trigger_of(order: Order, slip: Slip) -> str:
    """Return the step of the ladder that asks for a slip in words, as the goal's rule has it."""
    say, rule = order.say, order.rule.of(order.plan.goals[slip.goal].rule)
    rung = next((rung for rung in rule.ladder if rung.name == slip.level), None)
    if rung is None:
        return say(slip.level)
    return say("{rule}: behind {n} times in a row: {step}", rule=say(rule.title), n=rung.after, step=say(rung.name))


def _figures(goal: Goal, status: Status, say: Translator) -> Sequence[Data]:
    expected = None if status.expected is None else round(status.expected, goal.digits)
    points = None if status.gap is None else status.gap * 100
    unit = goal if goal.kind.numeric else None
    found = [
        (say("Expected by now"), with_unit(expected, unit) if unit else show_number(expected, 0)),
        (say("Reached so far"), with_unit(status.actual, unit) if unit else show_number(status.actual, 0)),
        (say("Completion"), show_percent(status.completion)),
        (say("Gap"), say("{n} points", n=show_fixed(points, 1, sign=True)) if points is not None else MISSING),
    ]
    return [{"label": label, "value": value} for label, value in found]
