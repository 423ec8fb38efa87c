"""Subcommands on documents: bring one in, and let the goals find their wording in it."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.cli.reading import UNDATED
from planner.commands.accept_all import accept_all
from planner.commands.linking import links_for
from planner.commands.papers import AddDocument
from planner.documents.reader import read_document
from planner.domain.days import read_day
from planner.errors import PlannerError
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
@click.option("--date", "day", default=None, metavar="DATE", help=N_("Its date; without it the one in the text."))
@click.option("--accept", default="none", metavar="all|none", help=N_("Accept the goals it proposes, all or none."))
def add_document(file: Path, doc: Path, title: str | None, day: str | None, accept: str) -> None:
    """Add a document."""
    desk = here()
    if accept not in ("all", "none"):
        raise PlannerError("“{text}” is not one of: {choices}.", text=accept[:40], choices="all, none")
    source = read_document(doc)
    when = read_day(day) if day else source.day
    with desk.edit(file) as session:
        links = links_for(session.plan, source.text)
        name = title or source.title
        new = AddDocument(new_id(), name, source.text, source.issuer, source.number, when, links)
        before = len(session.plan.goals)
        session.run(accept_all(session.plan, new) if accept == "all" else new)
        goals = {
            goal for goal, rows in session.plan.bases.items() if {row.id for row in rows} & {id_ for id_, *_ in links}
        }
        desk.tell("Added “{title}”; {n} goals found their wording in it.", title=plain(name), n=len(goals))
        if accept == "all":
            if when is None:
                desk.warn(UNDATED, name=plain(doc.name))
            desk.tell("Accepted {n} proposed goals; planner undo takes them back.", n=len(session.plan.goals) - before)


COMMANDS = {"add-document": add_document}
