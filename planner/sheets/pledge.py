"""目标责任书: what one office undertakes towards the organisation whose plan it is, signed and sealed by both."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.numbers import MISSING, show_number
from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order, head_of
from planner.sheets.room import Data
from planner.sheets.wording import breakable, long_day, target_words


def pledge_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``pledge.typ``; the order says for which office."""
    say, plan = order.say, order.plan
    if order.office is None:
        raise PlannerError("Say for which office.")
    office = plan.office_name(order.office)
    goals = [goal for goal in order.rows if goal.lead == order.office and not goal.archived]
    found: Data = {
        "parties": [
            say("First party: {office}", office=plan.about.office),
            say("Second party: {office}", office=office),
        ],
        "opening": say("To reach the targets of {plan}, both parties agree on the following.", plan=plan.about.title),
        "parts": [say("1. Targets"), say("2. Duties"), say("3. Assessment"), say("4. Other matters")],
        "heads": [
            say("No."),
            say("Task"),
            say("Target value"),
            say("Due by"),
            say("Person responsible"),
            say("Points"),
        ],
        "rows": [list(_row(order, n, goal)) for n, goal in enumerate(goals, 1)],
        "none": "" if goals else say("This office leads no goal."),
        "texts": [list(_duties(order)), list(_assessment(order, goals)), list(_other(order))],
        "signatures": [
            {"party": say("First party (seal)"), "name": plan.about.office, "sign": say("Signature:")},
            {"party": say("Second party (seal)"), "name": office, "sign": say("Signature:")},
        ],
        "date": say("Date:") if order.say.language == "en" else say("year      month      day"),
    }
    return {"head": head_of(order, say("Pledge of targets"), faces), "period": order.period(), **breakable(found)}


def _row(order: Order, n: int, goal: Goal) -> Iterator[str]:
    target = order.plan.target(goal.id, order.as_of)
    yield str(n)
    yield goal.name
    yield target_words(target, goal) if goal.kind.numeric else goal.definition or MISSING
    yield long_day(target.deadline if target else None, order.say)
    yield goal.owner
    yield _points(goal.points) if goal.points is not None else ""


def _points(value: float) -> str:
    return show_number(value, 0 if value == int(value) else 2)


def _duties(order: Order) -> Iterator[str]:
    say = order.say
    yield say(
        "(1) The first party follows progress, settles what needs coordination, and assesses by the agreed rules."
    )
    yield say("(2) The second party breaks the targets down to months and persons, and reports progress, problems and "
              "next steps truthfully and in time.")  # fmt: skip
    yield say("(3) What falls behind is put right within the time the supervision slip sets.")


def _assessment(order: Order, goals: list[Goal]) -> Iterator[str]:
    say = order.say
    total = sum(goal.points or 0.0 for goal in goals)
    if total:
        yield say("The targets carry {n} points in all, given in proportion to completion.", n=_points(total))
    yield say("Progress is judged by the light rule “{rule}” at each cut-off date.", rule=say(order.rule.title))


def _other(order: Order) -> Iterator[str]:
    yield order.say("Made in two copies, one for each party; in force from the day both have signed and sealed it.")
