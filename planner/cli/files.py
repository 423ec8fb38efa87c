"""Subcommands on the plan file itself: make one, check it."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.commands.rules import rule_findings
from planner.commands.seeding import new_plan
from planner.domain.days import read_day
from planner.errors import Finding
from planner.store.check import check_connection
from planner.text import N_

FOUND = 1


@click.command(
    "new", cls=SaidCommand, help=N_("Make a new plan FILE: empty, the zone's published goals, or the demonstration.")
)
@file_argument
@click.option("--from", "source", default="empty", metavar="zone|demo|empty", help=N_("What it starts from."))
@click.option("--title", default=None, metavar="TEXT", help=N_("The plan's title."))
@click.option(
    "--as-of", default=None, metavar="DATE", help=N_("The cut-off date; without it an empty plan takes today.")
)
def new(file: Path, source: str, title: str | None, as_of: str | None) -> None:
    """Make a plan."""
    desk = here()
    day = read_day(as_of) if as_of else desk.now().date() if source == "empty" else None
    plan = new_plan(file, source, who=desk.who, now=desk.now, as_of=day, title=title)
    desk.tell("Made “{file}”: {n} goals, cut-off date {day}.",
              file=plain(file.name), n=len(plan.goals), day=plan.about.as_of)  # fmt: skip


@click.command("check", cls=SaidCommand, help=N_("Check that FILE is whole and keeps its rules; exit code 1 when not."))
@file_argument
@click.option(
    "--at",
    default=None,
    metavar="DATE",
    help=N_("The rules of the plan as it stood at the end of that day; the file itself is always checked as it is."),
)
def check(file: Path, at: str | None) -> int:
    """Check a plan."""
    desk = here()
    with desk.look(file, checked=False) as store:
        findings = check_connection(store.connection)
        if not findings:
            findings = rule_findings(desk.plan_of(store, at))
    for finding in findings:
        click.echo(_line(finding))
    if any(finding.serious for finding in findings):
        return FOUND
    desk.tell("The plan is whole.")
    return 0


def _line(finding: Finding) -> str:
    place = f"{plain(finding.place)}: " if finding.place else ""
    return place + here().say(finding.message)


COMMANDS = {"new": new, "check": check}
