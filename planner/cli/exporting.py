"""``export``: the plan as JSON, CSV or an Excel workbook."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.desk import as_of, here
from planner.cli.helping import SaidCommand, at_option, file_argument, out_option
from planner.cli.layout import plain
from planner.commands.exports import export_plan
from planner.commands.presets import load_rule
from planner.store.check import must_be_sound
from planner.text import N_


@click.command("export", cls=SaidCommand, help=N_("Write FILE to OUT for other programs: .json, .csv or .xlsx."))
@file_argument
@at_option
@out_option
def export(file: Path, out: Path, at: str | None) -> None:
    """Export a plan."""
    desk = here()
    desk.warn_unprotected(file)
    with desk.look(file) as store:
        must_be_sound(store.connection, file.name)
    plan = desk.read(file, at)
    day, rule = as_of(plan.about.as_of, None), load_rule(plan.about.rule)
    export_plan(plan, out, day, rule, desk.say)
    desk.tell("Exported {n} goals to “{file}”.", n=len(plan.goals), file=plain(out.name))


COMMANDS = {"export": export}
