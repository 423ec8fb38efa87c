"""Subcommands that change goals and what belongs to them; each is one step, one line of history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from planner.cli.choosing import choose_goal, choose_milestone, numbered
from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.cli.words import milestone_lines
from planner.commands.amounts import Amount, read_amount
from planner.commands.edits import add_office, add_theme, last_pos
from planner.commands.goals import AddGoal, BreakIntoMilestones, MarkDone, milestones_for
from planner.commands.recording import RecordProgress, read_figure
from planner.commands.session import Session
from planner.commands.values import read_field
from planner.domain.days import read_day
from planner.domain.kinds import Kind, Sense
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.text import N_

_VALUES_MAY_BE_NEGATIVE = {"ignore_unknown_options": True}
_DEFAULT_COLOUR = "#66707F"


@click.command(
    "record",
    cls=SaidCommand,
    help=N_("Record that GOAL of FILE stood at VALUE on DATE; the value of the same day is corrected."),
    context_settings=_VALUES_MAY_BE_NEGATIVE,
)
@file_argument
@click.argument("goal")
@click.argument("date")
@click.argument("value")
@click.option("--note", default="", metavar="TEXT", help=N_("Where the figure comes from."))
@click.option(
    "--sense", default=None, metavar="KIND", help=N_("What the figure is: cumulative, per_period, level or rate.")
)
@click.option("--since", default=None, metavar="DATE", help=N_("First day a per-period figure covers."))
@click.option(
    "--corrects",
    default=None,
    metavar="DATE",
    help=N_("Take the place of the figure of DATE from now on; the old one is kept."),
)
def record(file: Path, goal: str, date: str, value: str, **options: str | None) -> None:
    """Record progress."""
    desk = here()
    with desk.edit(file) as session:
        chosen = choose_goal(session.plan, goal)
        command = _recording(session.plan, chosen, (date, value), options)
        session.run(command)
        desk.tell("Recorded: {name}, {day}, {value}.", name=plain(chosen.name), day=command.day,
                  value=show_number(command.value, chosen.digits) + chosen.unit)  # fmt: skip


def _recording(plan: Plan, goal: Goal, figure: tuple[str, str], options: Mapping[str, str | None]) -> RecordProgress:
    day = read_day(figure[0])
    said = read_figure(plan, goal, figure[1], day)
    sense, since, corrects = options["sense"], options["since"], options["corrects"]
    kind = read_field(plan, "measurement", "sense", sense, translate=here().say) if sense else Sense.AS_GOAL
    assert isinstance(kind, Sense)
    return RecordProgress(
        goal.id, day, said.value, options["note"] or "", kind, read_day(since) if since else None, said.said,
        _figure_of(plan, goal, read_day(corrects)) if corrects else None,
    )  # fmt: skip


def _figure_of(plan: Plan, goal: Goal, day: date) -> str:
    found = [row.id for row in plan.series(goal.id).records(goal.id) if row.day == day]
    if not found:
        raise PlannerError("There is no progress entry on {day}.", day=day)
    return found[-1]


def _goal_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = [
        ("--target", "AMOUNT", N_("Target value: >=825, <=35, =3, 2-3 or 约100; without it the goal is a task list.")),
        ("--unit", "UNIT", N_("Unit of the figures, such as 亿元.")),
        ("--deadline", "DATE", N_("Deadline.")),
        ("--start", "DATE", N_("First day of its period; without it 1 January of the cut-off date's year.")),
        ("--kind", "KIND", N_("cumulative, per_period, level, rate or tasks; what a reported figure means.")),
        ("--baseline", "VALUE", N_("Value it starts from.")),
        ("--baseline-day", "DATE", N_("Day of the baseline.")),
        ("--theme", "NAME", N_("Theme.")),
        ("--parent", "GOAL", N_("Goal it is a part of.")),
        ("--lead", "OFFICE", N_("Lead office.")),
        ("--owner", "NAME", N_("Owner.")),
        ("--leader", "NAME", N_("Leader in charge.")),
        ("--definition", "TEXT", N_("How it is counted.")),
        ("--note", "TEXT", N_("Note.")),
    ]
    for name, metavar, text in reversed(options):
        command = click.option(name, default=None, metavar=metavar, help=text)(command)
    return command


@click.command("add-goal", cls=SaidCommand, help=N_("Add a goal called NAME to FILE."))
@file_argument
@click.argument("name")
@_goal_options
@click.option("--partner", multiple=True, metavar="OFFICE", help=N_("Partner office; may be given several times."))
def add_goal(file: Path, name: str, partner: tuple[str, ...], **fields: str | None) -> None:
    """Add a goal."""
    desk = here()
    with desk.edit(file) as session:
        goal, target = _new_goal(session, name, fields)
        offices = [str(read_field(session.plan, "goal", "lead", office)) for office in partner]
        session.run(AddGoal(goal, target, offices))
        number = next(n for n, other in numbered(session.plan) if other.id == goal.id)
        desk.tell("Added goal {n}: {name}.", n=number, name=plain(goal.name))


def _new_goal(session: Session, name: str, texts: dict[str, str | None]) -> tuple[Goal, Target]:
    plan, unit = session.plan, texts["unit"] or ""
    wanted, deadline_text = texts.pop("target"), texts.pop("deadline")
    parent = texts.pop("parent")
    amount = read_amount(plan, wanted, unit, fresh=True) if wanted else None
    unit = texts["unit"] = amount.unit if amount else unit
    values = {
        field: read_field(plan, "goal", field, text, unit=unit, translate=here().say)
        for field, text in texts.items()
        if text is not None
    }
    deadline = read_day(deadline_text) if deadline_text else None
    values.setdefault("kind", Kind.CUMULATIVE if amount else Kind.TASKS)
    values.setdefault("start", _first_day(plan.about.as_of, deadline))
    if parent:
        values["parent"] = choose_goal(plan, parent).id
    own = new_id()
    goal = Goal(own, name.strip(), digits=amount.digits if amount else 0, pos=last_pos(plan.goals.values()),
                **values)  # type: ignore[arg-type]  # fmt: skip
    return goal, _target(own, amount, deadline)


def _first_day(as_of: date | None, deadline: date | None) -> date | None:
    years = [day.year for day in (as_of, deadline) if day]
    return date(min(years), 1, 1) if years else None


def _target(goal: str, amount: Amount | None, deadline: date | None) -> Target:
    if amount is None:
        return Target(new_id(), goal, deadline=deadline)
    return Target(new_id(), goal, amount.comparator, amount.low, amount.high, deadline)


@click.command(
    "milestones",
    cls=SaidCommand,
    help=N_("Break GOAL of FILE into milestones along its trajectory; those that are not done are replaced."),
)
@file_argument
@click.argument("goal")
@click.option(
    "--every",
    required=True,
    metavar="PERIOD",
    help=N_("month, quarter, half-year, year, or a recurrence rule such as FREQ=MONTHLY;BYMONTHDAY=25."),
)
@click.option("--name", default=None, metavar="PATTERN", help=N_("Name of each; {date} becomes its day."))
@click.option("--office", default=None, metavar="OFFICE", help=N_("Office in charge; without it the lead office."))
@click.option("--keep", is_flag=True, help=N_("Keep the milestones that are not done."))
@click.option("--preview", is_flag=True, help=N_("Only show what would be made."))
def milestones(
    file: Path, goal: str, *, every: str, name: str | None, office: str | None, keep: bool, preview: bool
) -> None:
    """Break a goal down."""
    desk = here()
    pattern = desk.say("Reach by {date}", date="{date}") if name is None else name
    if preview:
        with desk.look(file) as store:
            plan = store.read()
        command = _breakdown(plan, goal, every, pattern, office, keep=keep)
        rows = milestones_for(plan, command)
    else:
        with desk.edit(file) as session:
            command = _breakdown(session.plan, goal, every, pattern, office, keep=keep)
            session.run(command)
            plan = session.plan
        rows = list(plan.milestones.get(command.goal, ()))
    number = next(n for n, other in numbered(plan) if other.id == command.goal)
    for line in milestone_lines(desk.say, plan, plan.goals[command.goal], number, rows):
        click.echo(line)


def _breakdown(plan: Plan, goal: str, every: str, name: str, office: str | None, *, keep: bool) -> BreakIntoMilestones:
    lead = str(read_field(plan, "goal", "lead", office)) if office else None
    return BreakIntoMilestones(choose_goal(plan, goal).id, every, name, lead, replace_open=not keep)


@click.command(
    "done",
    cls=SaidCommand,
    help=N_(
        "Mark MILESTONE of FILE as reached on DATE. 3.2 is the second milestone of goal 3; an id or name will do too."
    ),
)
@file_argument
@click.argument("milestone")
@click.argument("date", required=False)
@click.option("--open", "reopen", is_flag=True, help=N_("Mark it as open again instead."))
def done(file: Path, milestone: str, date: str | None, *, reopen: bool) -> None:
    """Mark a milestone."""
    if (date is None) is not reopen:
        raise PlannerError("Give either the day it was reached, or --open.")
    desk = here()
    with desk.edit(file) as session:
        row = choose_milestone(session.plan, milestone)
        session.run(MarkDone([row.id], read_day(date) if date else None))
        if date:
            desk.tell("Reached: {name}.", name=plain(row.name))
        else:
            desk.tell("Open again: {name}.", name=plain(row.name))


@click.command("add-theme", cls=SaidCommand, help=N_("Add a theme called NAME to FILE."))
@file_argument
@click.argument("name")
@click.option("--colour", default=_DEFAULT_COLOUR, metavar="#RRGGBB", help=N_("Its colour."))
def new_theme(file: Path, name: str, *, colour: str) -> None:
    """Add a theme."""
    with here().edit(file) as session:
        session.run(add_theme(session.plan, name, colour))
        here().tell("Added: {name}.", name=plain(name))


@click.command("add-office", cls=SaidCommand, help=N_("Add an office called NAME to FILE."))
@file_argument
@click.argument("name")
@click.option("--parent", default=None, metavar="OFFICE", help=N_("Office it belongs to."))
def new_office(file: Path, name: str, *, parent: str | None) -> None:
    """Add an office."""
    with here().edit(file) as session:
        above = str(read_field(session.plan, "office", "parent", parent)) if parent else None
        session.run(add_office(session.plan, name, above))
        here().tell("Added: {name}.", name=plain(name))


COMMANDS = {
    "record": record,
    "add-goal": add_goal,
    "milestones": milestones,
    "done": done,
    "add-theme": new_theme,
    "add-office": new_office,
}
