"""Subcommands on documents: bring one in, and let the goals find their wording in it."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.commands.linking import links_for
from planner.commands.papers import AddDocument
from planner.documents.reader import read_document
from planner.store.store import new_id
from planner.text import N_


@click.command(
    "add-document",
    cls=SaidCommand,
    help=N_("Keep the text of DOC in FILE; goals taken from it find their wording in it."),
)
@file_argument
@click.argument("doc", type=click.Path(path_type=Path))
@click.option("--title", default=None, metavar="TEXT", help=N_("Its title; without it the one in the text."))
def add_document(file: Path, doc: Path, title: str | None) -> None:
    """Add a document."""
    desk = here()
    source = read_document(doc)
    with desk.edit(file) as session:
        links = links_for(session.plan, source.text)
        name = title or source.title
        session.run(AddDocument(new_id(), name, source.text, source.issuer, source.number, source.day, links))
        goals = {
            goal for goal, rows in session.plan.bases.items() if {row.id for row in rows} & {id_ for id_, *_ in links}
        }
        desk.tell("Added “{title}”; {n} goals found their wording in it.", title=plain(name), n=len(goals))


COMMANDS = {"add-document": add_document}
