"""``slips``: which goals ask for a supervision slip, issued with numbers and printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from planner.cli.choosing import choose_goal
from planner.cli.desk import Desk, as_of, here
from planner.cli.helping import SaidCommand, at_option, file_argument
from planner.cli.layout import plain
from planner.cli.printing import quiet
from planner.commands.presets import load_rule
from planner.commands.slips import IssueSlips
from planner.domain.days import read_day
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.sheets.files import write_pages
from planner.sheets.forms import pages_of
from planner.sheets.orders import STYLES, Order
from planner.sheets.slip import drafts, slip_number, slips_of
from planner.text import N_


@click.command(
    "slips",
    cls=SaidCommand,
    help=N_(
        "List the supervision slips the GOALs of FILE ask for, of all goals when none is named; print them to OUT.\n"
        "Slips are drafts until --issue numbers and keeps them; printed again they keep their number."
    ),
)
@file_argument
@at_option
@click.argument("goals", nargs=-1, metavar="[GOAL]...")
@click.option("--issue", is_flag=True, help=N_("Number the drafts and keep them in the plan."))
@click.option("--due", default=None, metavar="DATE", help=N_("Answer by; without it 10, 7 or 5 days by colour."))
@click.option("--style", default="official", metavar="STYLE", help=N_("official or modern"))
@click.option("-o", "--out", default=None, metavar="OUT", type=click.Path(path_type=Path),
              help=N_("File to write; its ending says the format."))  # fmt: skip
def slips(file: Path, goals: tuple[str, ...], due: str | None, out: Path | None, **asked: object) -> None:
    """List, issue and print slips."""
    issue, at, style = bool(asked["issue"]), asked["at"], str(asked["style"])
    if issue and at is not None:
        raise PlannerError("Slips are issued today. Leave out --at, or leave out --issue.")
    desk = here()
    last = read_day(due) if due else None
    if issue:
        with desk.edit(file) as session:
            fresh = drafts(_order(desk, session.plan, goals, style), last)
            if fresh:
                session.run(IssueSlips(fresh))
            plan = session.plan
        desk.tell("Issued {n} slips.", n=len(fresh))
    else:
        plan = desk.read(file, str(at) if at is not None else None)
    order = _order(desk, plan, goals, style)
    found = slips_of(order, last)
    if not found:
        desk.tell("No goal asks for a slip on {day}.", day=order.as_of)
    for slip in found:
        number = slip_number(slip, plan.about.numbering) or desk.say("(draft, not numbered)")
        click.echo(plain(f"{number}  {desk.say(slip.level)}  {plan.goals[slip.goal].name}  {slip.due or ''}"))
    if out is not None and found:
        desk.warn_unprotected(file)
        wanted = replace(order, goals=[slip.goal for slip in found])
        files = write_pages(pages_of("slip", wanted), out, quiet)
        desk.tell("Printed {n} slips: {files}.", n=len(found), files=", ".join(plain(path.name) for path in files[:3]))


def _order(desk: Desk, plan: Plan, goals: Sequence[str], style: str) -> Order:
    if style not in STYLES:
        raise PlannerError("“{text}” is not one of: {choices}.", text=style[:40], choices=", ".join(STYLES))
    chosen = [choose_goal(plan, goal).id for goal in goals] or [goal.id for goal in plan.in_order()]
    return Order(plan, as_of(plan.about.as_of, None), load_rule(plan.about.rule), desk.say, chosen, style=style)


COMMANDS = {"slips": slips}
