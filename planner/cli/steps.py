"""Subcommands over the history: who changed what, take it back, do it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from planner.cli.choosing import choose_goal
from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, at_option, file_argument
from planner.cli.layout import Column, plain, print_json, table, terminal_width
from planner.cli.recalling import choose_record
from planner.commands.recalling import past_of_record
from planner.commands.session import Reversal, Session
from planner.domain.days import read_day
from planner.domain.fields import field_name, table_name
from planner.domain.numbers import MISSING
from planner.store.journal import Cell, Step
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
@click.option("--of", "item", default=None, metavar="ITEM", help=N_("Only what changed in one record, field by field."))
@at_option
@click.option("-n", "newest", type=int, metavar="N", help=N_("Only the newest N steps."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def history(
    file: Path, goal: str | None, *, item: str | None, at: str | None, newest: int | None, as_json: bool
) -> None:
    """Show the history."""
    desk = here()
    with desk.look(file) as store:
        lines = _lines(Session(store, who=desk.who, now=desk.now), goal, item)
    day = read_day(at) if at else None
    lines = [line for line in lines if day is None or line[0].at.date() <= day][:newest]
    if as_json:
        print_json([_data(desk, step) | _changes(cells, told=item is not None) for step, cells in lines])
        return
    columns = [Column(desk.say("step"), right=True), Column(desk.say("time")), Column(desk.say("who")),
               Column(desk.say("what"), shrinks=True)]  # fmt: skip
    rows: list[list[str] | str] = []
    for step, cells in lines:
        rows.append([str(step.n), step.at.isoformat(" ", "minutes")[:16], step.who, desk.say(step_text(step))])
        rows += [_cell(desk, cell) for cell in cells if item is not None]
    for line in table(columns, rows, terminal_width()):
        click.echo(line)


def _lines(session: Session, goal: str | None, item: str | None) -> list[tuple[Step, list[Cell]]]:
    if item is not None:
        record = choose_record(session.store, session.plan, item)
        return [(step, cells) for step, cells, _ in past_of_record(session, *record)]
    if goal is not None:
        return [(step, []) for step, _, _ in session.history_of(choose_goal(session.plan, goal).id)]
    return [(step, []) for step in session.store.history()]


def _cell(desk: Desk, cell: Cell) -> str:
    old, new = (MISSING if value in (None, "") else str(value) for value in (cell.old, cell.new))
    return "       " + plain(f"{desk.say(field_name(cell.table, cell.column))} ({cell.column}): {old} → {new}")


def _changes(cells: list[Cell], *, told: bool) -> dict[str, object]:
    changes = [{"field": cell.column, "old": cell.old, "new": cell.new} for cell in cells]
    return {"changes": changes} if told else {}


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
