"""Subcommands that print: target sheets and charts."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.choosing import choose_goal
from planner.cli.desk import as_of, here
from planner.cli.helping import SaidCommand, at_option, file_argument, out_option
from planner.cli.layout import plain
from planner.commands.presets import load_rule
from planner.domain.plan import Plan
from planner.text import N_


def quiet(done: int, total: int) -> None:
    """Take note of progress silently; the command line answers when all is done."""


def print_sheets(plan: Plan, goals: list[str], out: Path) -> list[Path]:
    """Write the target sheets of the given goals; return the files written."""
    from planner.sheets.files import write_pages
    from planner.sheets.render import target_sheets  # typst takes a while

    day = as_of(plan.about.as_of, None)
    pages = target_sheets(plan, goals, day, load_rule(plan.about.rule), here().say, quiet)
    return write_pages(pages, out, quiet)


@click.command(
    "sheet",
    cls=SaidCommand,
    help=N_(
        "Print the target sheets of the GOALs of FILE, of all goals when none is named, into OUT: .pdf, .png or .svg."
    ),
)
@file_argument
@at_option
@click.argument("goals", nargs=-1, metavar="[GOAL]...")
@out_option
def sheet(file: Path, goals: tuple[str, ...], out: Path, at: str | None) -> None:
    """Print target sheets."""
    desk = here()
    desk.warn_unprotected(file)
    plan = desk.read(file, at)
    chosen = [choose_goal(plan, goal).id for goal in goals]
    chosen = chosen or [goal.id for goal in plan.in_order() if not goal.archived]
    files = print_sheets(plan, chosen, out)
    names = ", ".join(plain(path.name) for path in files[:3]) + (" …" if len(files) > 3 else "")
    desk.tell("Printed {n} target sheets: {files}.", n=len(chosen), files=names)


COMMANDS = {"sheet": sheet}
