"""``trash``: what was deleted from a plan, and having it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import Column, plain, print_json, table, terminal_width
from planner.commands.trash import Deleted, Key, Trash, restore_deleted, trash_of
from planner.domain.fields import table_name
from planner.errors import PlannerError
from planner.text import N_, Translator

_SHORTEST = 4


@click.command(
    "trash",
    cls=SaidCommand,
    help=N_(
        "List what was deleted from FILE, the newest first. With --restore, bring the IDs back in one step with all "
        "that belongs to them; undo takes it back. Nothing is ever purged."
    ),
)
@file_argument
@click.option("--restore", "back", is_flag=True, help=N_("Restore the IDs, or the beginnings of them, that follow."))
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def trash(file: Path, ids: tuple[str, ...], *, back: bool, as_json: bool) -> None:
    """List or restore."""
    if bool(ids) != back:
        raise PlannerError("Say --restore and the ids of what to restore; planner trash FILE lists them.")
    if back:
        _restore(file, ids, as_json=as_json)
        return
    desk = here()
    with desk.look(file) as store:
        found = trash_of(store, store.read())
    if as_json:
        print_json([_data(item, desk.say) for item in found.items])
    elif not found.items:
        desk.tell("The trash is empty: nothing was ever deleted from this plan, or all of it was restored.")
    else:
        _print(desk, found)


def _restore(file: Path, ids: Sequence[str], *, as_json: bool) -> None:
    desk = here()
    with desk.edit(file) as session:
        found = trash_of(session.store, session.plan)
        command = restore_deleted(session.store, session.plan, found, [_choose(found, text) for text in ids])
        label = command.label(session.plan)
        session.run(command)
    if as_json:
        print_json([{"table": row.table, "id": row.record.id} for row in command.rows])
        return
    desk.tell("{what}: {n} rows came back. planner undo takes it back.", what=label, n=len(command.rows))


def _choose(found: Trash, text: str) -> Key:
    items = {(table, text): None for table in found.tables_of.get(text, ())}
    if not items and len(text) >= _SHORTEST:
        items = {item.key: None for item in found.items if item.key[1].startswith(text)}
    if not items:
        items = {item.key: None for item in found.items if text and item.name == text}
    if len(items) > 1:
        raise PlannerError("“{text}” may mean several deleted items. Give the whole id.", text=text[:40])
    if not items:
        raise PlannerError("There is no “{text}” in the trash. planner trash lists what there is.", text=text[:40])
    return next(iter(items))


def with_it(counts: Mapping[str, int], say: Translator) -> str:
    """Return in words what hung on a deleted row."""
    return say(", ").join(say("{table} × {n}", table=table_name(name), n=n) for name, n in counts.items())


def called(item: Deleted) -> str:
    """Return what a deleted item is called, with the goal it belonged to."""
    own, goal = " ".join(item.name.split()), " ".join(item.goal.split())
    return f"{goal} · {own}" if own and goal else own or goal


def _print(desk: Desk, found: Trash) -> None:
    columns = [Column("id"), Column(desk.say("record kind")), Column(desk.say("name"), shrinks=True),
               Column(desk.say("with it"), shrinks=True)]  # fmt: skip
    for line in table(columns, list(_rows(desk, found)), terminal_width()):
        click.echo(line)


def _rows(desk: Desk, found: Trash) -> Iterator[list[str] | str]:
    step = -1
    for item in found.items:
        if item.step.n != step:
            step = item.step.n
            yield plain(f"{step}  {item.step.at:%Y-%m-%d %H:%M}  {item.step.who}  {desk.say(item.step.label)}")
        yield [item.key[1], desk.say(table_name(item.key[0])), called(item), with_it(item.counts(), desk.say)]


def _data(item: Deleted, say: Translator) -> dict[str, object]:
    step = item.step
    return {"table": item.key[0], "id": item.key[1], "name": item.name, "goal": item.goal, "step": step.n,
            "at": step.at.isoformat(), "who": step.who, "what": say(step.label), "with": item.counts()}  # fmt: skip


COMMANDS = {"trash": trash}
