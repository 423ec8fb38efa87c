"""Subcommands over the history: who changed what, take it back, do it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from planner.cli.choosing import choose_goal
from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import Column, print_json, table, terminal_width
from planner.commands.session import Reversal, Session
from planner.domain.fields import field_name, table_name
from planner.store.journal import Step
from planner.text import N_, Message, message


def step_text(step: Step) -> Message:
    """Return a step as a line of history: what was done, or which step was taken back or done again."""
    if step.kind == "undo":
        return message("Undo {label}", label=step.label)
    if step.kind == "redo":
        return message("Redo {label}", label=step.label)
    return step.label


@click.command(
    "history", cls=SaidCommand, help=N_("Show the steps of FILE, newest first, or only those that touched GOAL.")
)
@file_argument
@click.argument("goal", required=False)
@click.option("-n", "newest", type=int, metavar="N", help=N_("Only the newest N steps."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def history(file: Path, goal: str | None, *, newest: int | None, as_json: bool) -> None:
    """Show the history."""
    desk = here()
    with desk.look(file) as store:
        if goal is None:
            steps = store.history(newest)
        else:
            session = Session(store, who=desk.who, now=desk.now)
            steps = [step for step, _, _ in session.history_of(choose_goal(session.plan, goal).id)][:newest]
    if as_json:
        print_json([_data(desk, step) for step in steps])
        return
    columns = [Column(desk.say("step"), right=True), Column(desk.say("time")), Column(desk.say("who")),
               Column(desk.say("what"), shrinks=True)]  # fmt: skip
    rows = [
        [str(step.n), step.at.isoformat(" ", "minutes")[:16], step.who, desk.say(step_text(step))] for step in steps
    ]
    for line in table(columns, rows, terminal_width()):
        click.echo(line)


def _data(desk: Desk, step: Step) -> dict[str, object]:
    return {"n": step.n, "at": step.at.isoformat(), "who": step.who, "kind": step.kind,
            "what": desk.say(step_text(step)), "undoes": step.undoes}  # fmt: skip


@click.command("undo", cls=SaidCommand, help=N_("Take back the newest step of FILE that has not been taken back yet."))
@file_argument
def undo(file: Path) -> None:
    """Take back one step."""
    _reverse(file, Session.undo, N_("Taken back: {label}."), N_("There is nothing to take back."))


@click.command("redo", cls=SaidCommand, help=N_("Do again what was last undone in FILE."))
@file_argument
def redo(file: Path) -> None:
    """Do again one step."""
    _reverse(file, Session.redo, N_("Done again: {label}."), N_("There is nothing to do again."))


def _reverse(file: Path, turn: Callable[[Session], Reversal | None], done: str, nothing: str) -> None:
    desk = here()
    with desk.edit(file) as session:
        result = turn(session)
        if result is None:
            desk.tell(nothing)
            return
        desk.tell(done, label=result.step.label)
        for cell in result.left:
            desk.warn(
                "Left alone, since it was changed later: {table} {field}.",
                table=table_name(cell.table), field=field_name(cell.table, cell.column),
            )  # fmt: skip


COMMANDS = {"history": history, "undo": undo, "redo": redo}
