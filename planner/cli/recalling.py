"""``put-back``: a record, or one field of it, as it was after a step."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.choosing import choose_item
from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.commands.recalling import put_back
from planner.domain.plan import Plan
from planner.store.faults import sorted_out
from planner.store.recall import table_holding
from planner.store.store import Store
from planner.text import N_


def choose_record(store: Store, plan: Plan, text: str) -> tuple[str, str]:
    """Return table and id of what a person means: any record by its whole id, deleted or not, else an item."""
    with sorted_out(store.path):
        table = table_holding(store.connection, text.strip())
    if table is not None:
        return table, text.strip()
    item = choose_item(plan, text)
    return item.table, item.record.id


@click.command(
    "put-back",
    cls=SaidCommand,
    help=N_(
        "Put ITEM of FILE, or one field of it, back as it was right after a step; undo takes it back. ITEM is a goal, "
        "a milestone (3.2), a theme, an office, a document, plan, or the id of any record."
    ),
)
@file_argument
@click.argument("item")
@click.option("--step", "n", type=int, required=True, metavar="N", help=N_("The step, as history --of ITEM shows it."))
@click.option("--field", default=None, metavar="NAME", help=N_("Only this field."))
def put_back_item(file: Path, item: str, n: int, field: str | None) -> None:
    """Put something back."""
    desk = here()
    with desk.edit(file) as session:
        key = choose_record(session.store, session.plan, item)
        command = put_back(session.store, session.plan, key, n, field)
        label = command.label(session.plan)
        session.run(command)
    desk.tell("{what}. planner undo takes it back.", what=label)


COMMANDS = {"put-back": put_back_item}
