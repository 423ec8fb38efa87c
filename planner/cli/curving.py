"""Subcommands on how a goal's line runs: split, spread the rest again, own points, exchange rates, days off."""

from __future__ import annotations

from pathlib import Path

import click

from planner.analysis.splits import split
from planner.analysis.trajectory import curve_note
from planner.cli.choosing import choose_goal, numbered
from planner.cli.desk import here
from planner.cli.helping import SaidCommand, at_option, file_argument
from planner.cli.layout import Column, plain, print_json, table, terminal_width
from planner.cli.words import milestone_lines
from planner.commands.edits import Add, Remove, SetFields
from planner.commands.recording import read_figure
from planner.commands.spreading import SpreadAgain, rest_of
from planner.domain.days import read_day
from planner.domain.numbers import read_number, show_fixed, show_number
from planner.domain.records import DayOff, ExchangeRate, Point
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.text import N_

_NEGATIVE = {"ignore_unknown_options": True}


@click.command(
    "split",
    cls=SaidCommand,
    help=N_("Show what is planned for each period of GOAL of FILE along its trajectory; the parts add up exactly."),
)
@file_argument
@at_option
@click.argument("goal")
@click.option("--every", default="quarter", metavar="PERIOD", help=N_("month, quarter, half-year or year."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def split_goal(file: Path, goal: str, *, at: str | None, every: str, as_json: bool) -> None:
    """Show the parts."""
    desk = here()
    plan = desk.read(file, at)
    chosen = choose_goal(plan, goal)
    parts = split(plan, chosen, every)
    if as_json:
        print_json([
            {"first": part.first.isoformat(), "last": part.last.isoformat(), "amount": part.amount, "total": part.total}
            for part in parts
        ])  # fmt: skip
        return
    if not parts:
        raise PlannerError("The goal “{name}” has no trajectory: it needs a target value, a start and a deadline.",
                           name=chosen.name[:40])  # fmt: skip
    columns = [Column(desk.say("from")), Column(desk.say("to")), Column(desk.say("planned"), right=True),
               Column(desk.say("running total"), right=True)]  # fmt: skip
    rows = [
        [part.first.isoformat(), part.last.isoformat(), show_number(part.amount, chosen.digits),
         show_number(part.total, chosen.digits)]
        for part in parts
    ]  # fmt: skip
    for line in table(columns, rows, terminal_width()):
        click.echo(line)
    note = curve_note(plan, chosen)
    if note is not None:
        click.echo(desk.say(note))


@click.command(
    "redistribute",
    cls=SaidCommand,
    help=N_(
        "Spread the rest of GOAL of FILE again over its open milestones, from what was reached to the target.\n"
        "It begins at the last milestone due by --at; the line and the lights before stay as they were."
    ),
)
@file_argument
@click.argument("goal")
@click.option("--at", "day", default=None, metavar="DATE", help=N_("Day; without it the plan's cut-off date."))
@click.option("--reason", default=None, metavar="TEXT", help=N_("Why; kept with the target."))
@click.option("--preview", is_flag=True, help=N_("Only show what would be made."))
def redistribute(file: Path, goal: str, *, day: str | None, reason: str | None, preview: bool) -> None:
    """Spread the rest again."""
    desk = here()
    if preview:
        with desk.look(file) as store:
            plan = store.read()
        chosen = choose_goal(plan, goal)
        at = read_day(day) if day else plan.about.as_of
        rows = list(rest_of(plan, SpreadAgain(chosen.id, at)).milestones) if at else []
    else:
        with desk.edit(file) as session:
            chosen = choose_goal(session.plan, goal)
            at = read_day(day) if day else session.plan.about.as_of
            if at is not None:
                why = desk.say("Rest spread again as of {day}", day=at) if reason is None else reason
                session.run(SpreadAgain(chosen.id, at, why))
            plan = session.plan
        rows = list(plan.milestones.get(chosen.id, ()))
    number = next(n for n, other in numbered(plan) if other.id == chosen.id)
    for line in milestone_lines(desk.say, plan, chosen, number, rows):
        click.echo(line)


@click.command(
    "point",
    cls=SaidCommand,
    help=N_("Set a point of GOAL's own trajectory in FILE: VALUE on DATE; without VALUE the point is taken out."),
    context_settings=_NEGATIVE,
)
@file_argument
@click.argument("goal")
@click.argument("date")
@click.argument("value", required=False)
def point(file: Path, goal: str, date: str, value: str | None) -> None:
    """Set a point."""
    desk = here()
    with desk.edit(file) as session:
        chosen, day = choose_goal(session.plan, goal), read_day(date)
        old = next((row for row in session.plan.points.get(chosen.id, ()) if row.day == day), None)
        if value is None:
            if old is None:
                raise PlannerError("The trajectory has no point on {day}.", day=day)
            session.run(Remove("point", [old.id]))
            desk.tell("Point taken out: {name}, {day}.", name=plain(chosen.name), day=day)
            return
        number = read_figure(session.plan, chosen, value, day).value
        if old is None:
            session.run(Add([Point(new_id(), chosen.id, day, number)]))
        else:
            session.run(SetFields("point", [old.id], {"value": number}))
        desk.tell("Point: {name}, {day}, {value}.", name=plain(chosen.name), day=day,
                  value=show_fixed(number, chosen.digits) + chosen.unit)  # fmt: skip


@click.command(
    "add-rate",
    cls=SaidCommand,
    help=N_("Enter an exchange rate in FILE: from DATE on one UNIT is worth FACTOR of BASE, such as 美元 元 … 7.1."),
)
@file_argument
@click.argument("unit")
@click.argument("base")
@click.argument("date")
@click.argument("factor")
@click.option("--source", default="", metavar="TEXT", help=N_("Where the rate comes from."))
def add_rate(file: Path, unit: str, base: str, date: str, factor: str, *, source: str) -> None:
    """Enter a rate."""
    desk = here()
    with desk.edit(file) as session:
        rate = ExchangeRate(new_id(), unit.strip(), base.strip(), read_day(date), read_number(factor), source)
        session.run(Add([rate]))
        desk.tell("Rate from {day} on: 1 {unit} = {factor} {base}.", day=rate.day, unit=plain(rate.unit),
                  factor=f"{rate.factor:g}", base=plain(rate.base))  # fmt: skip


@click.command(
    "day-off",
    cls=SaidCommand,
    help=N_("Let the plan's calendar differ on DATE in FILE: a day off, or with --works a working day."),
)
@file_argument
@click.argument("date")
@click.option("--works", is_flag=True, help=N_("It is a working day."))
@click.option("--name", default="", metavar="TEXT", help=N_("What it is for."))
@click.option("--remove", is_flag=True, help=N_("Take the entry out again."))
def day_off(file: Path, date: str, *, works: bool, name: str, remove: bool) -> None:
    """Set one day."""
    desk = here()
    with desk.edit(file) as session:
        day = read_day(date)
        old = next((row for row in session.plan.days_off.values() if row.day == day), None)
        if remove:
            if old is None:
                raise PlannerError("The plan's calendar has no entry for {day}.", day=day)
            session.run(Remove("dayoff", [old.id]))
        elif old is not None:
            session.run(SetFields("dayoff", [old.id], {"works": works, "name": name or old.name}))
        else:
            session.run(Add([DayOff(new_id(), day, works, name)]))
        desk.tell("Calendar changed: {day}.", day=day)


COMMANDS = {
    "split": split_goal,
    "redistribute": redistribute,
    "point": point,
    "add-rate": add_rate,
    "day-off": day_off,
}
