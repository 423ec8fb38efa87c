"""``delete``: take a goal or something else out of the plan; undo brings it back."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.choosing import Item, choose_item
from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.commands.edits import Remove
from planner.domain.days import read_day
from planner.domain.fields import table_name
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.text import N_


@click.command(
    "delete",
    cls=SaidCommand,
    help=N_("Delete ITEM of FILE: a goal, a milestone (3.2), a theme, an office or a document. undo brings it back."),
)
@file_argument
@click.argument("item")
@click.option("--on", "day", default=None, metavar="DATE", help=N_("Of a goal, only its progress entry of DATE."))
def delete(file: Path, item: str, day: str | None) -> None:
    """Delete something."""
    desk = here()
    with desk.edit(file) as session:
        chosen = choose_item(session.plan, item)
        command = _figure(session.plan, chosen, day) if day else Remove(chosen.table, [chosen.record.id])
        session.run(command)
        desk.tell("Deleted: {table}. planner undo brings it back.", table=table_name(command.table))


def _figure(plan: Plan, item: Item, text: str) -> Remove:
    day = read_day(text)
    if item.table != "goal":
        raise PlannerError("Only goals have progress entries.")
    found = [row.id for row in plan.series(item.record.id).records(item.record.id) if row.day == day]
    if not found:
        raise PlannerError("There is no progress entry on {day}.", day=day)
    return Remove("measurement", found)


COMMANDS = {"delete": delete}
