"""Subcommands that change goals and what belongs to them; each is one step, one line of history."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.choosing import choose_goal
from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.commands.goals import RecordProgress
from planner.domain.days import read_day
from planner.domain.numbers import read_number, show_number
from planner.text import N_

_VALUES_MAY_BE_NEGATIVE = {"ignore_unknown_options": True}


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
def record(file: Path, goal: str, date: str, value: str, *, note: str) -> None:
    """Record progress."""
    desk = here()
    with desk.edit(file) as session:
        chosen = choose_goal(session.plan, goal)
        day, number = read_day(date), read_number(value, chosen.unit)
        session.run(RecordProgress(chosen.id, day, number, note))
        desk.tell("Recorded: {name}, {day}, {value}.", name=plain(chosen.name), day=day,
                  value=show_number(number, chosen.digits) + chosen.unit)  # fmt: skip


COMMANDS = {"record": record}
