"""``recover``: what can be had back of a damaged plan, and the new file that gives it back."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.asking import key_from
from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.domain.fields import table_name
from planner.errors import PlannerError
from planner.store.keys import Key, Protected
from planner.store.recovery import Offer, Recovery, Way, look_into, new_name, recover, what_is_wrong
from planner.store.salvage import Salvaged
from planner.text import N_, Message, message

_MOST_NAMES = 20


@click.command(
    "recover",
    cls=SaidCommand,
    help=N_(
        "Show what can be had back of the damaged plan FILE, or write it to a new file; FILE itself is never changed."
    ),
)
@file_argument
@click.option("--from", "way", default=None, metavar="backup|replay|salvage", help=N_("Where it comes from."))
@click.option(
    "-o", "out", type=click.Path(path_type=Path), default=None, metavar="OUT",
    help=N_("The new file; without it one beside FILE."),
)  # fmt: skip
def recover_plan(file: Path, *, way: str | None, out: Path | None) -> None:
    """List the ways back, or take one."""
    desk = here()
    chosen = _way(way)
    key, what = _look(desk, file)
    if what is None:
        desk.tell("The plan is whole; there is nothing to recover.")
        return
    found = look_into(file, what, at=desk.now(), key=key)
    if not found.offers:
        raise PlannerError("Nothing of “{file}” can be recovered, and there is no backup of it.", file=file.name)
    if chosen is None:
        _list(desk, found)
        return
    target = out or new_name(file, desk.say("recovered"))
    told = recover(found, chosen, target, at=desk.now(), who=desk.who)
    desk.tell("Recovered to “{file}”; the damaged file is as it was.", file=plain(target.name))
    if told is not None:
        _tell(desk, told)


def _look(desk: Desk, file: Path) -> tuple[Key | None, Message | None]:
    """Return the key of a protected plan, damaged or not, and what is wrong with the plan."""
    key = desk.key_of(file)
    try:
        return key, what_is_wrong(file, key)
    except Protected as needed:  # the damage hid that it is one
        key = key_from(desk.password_file, needed, desk.say)
        return key, what_is_wrong(file, key)


def _way(text: str | None) -> Way | None:
    if text is None:
        return None
    try:
        return Way(text)
    except ValueError:
        raise PlannerError("“{text}” is no way to recover. Choose backup, replay or salvage.", text=text[:20]) from None


def _list(desk: Desk, found: Recovery) -> None:
    desk.tell(found.what)
    if found.hint is not None:
        desk.tell(found.hint)
    for offer in found.offers:
        click.echo(f"{offer.way:<8}  {offer_line(desk, offer)}")
        _tell_lost(desk, offer)
    desk.tell("planner recover FILE --from {way} writes a new file beside it.", way=found.offers[0].way)


def offer_line(desk: Desk, offer: Offer) -> str:
    """Say in one line what a way would give."""
    at = offer.at.isoformat(" ", "minutes")[:16] if offer.at else ""
    match offer.way:
        case Way.BACKUP:
            text = message("the newest sound backup, of {at}: {n} steps, {goals} goals",
                           at=at, n=offer.steps, goals=offer.goals)  # fmt: skip
        case Way.REPLAY:
            text = message("as the history proves it, up to {at}: {n} of {of} steps, {goals} goals",
                           at=at, n=offer.steps, of=offer.steps_of, goals=offer.goals)  # fmt: skip
        case Way.SALVAGE:
            text = message("everything that can be read: {n} of {of} rows, {goals} goals",
                           n=offer.found, of=offer.of, goals=offer.goals)  # fmt: skip
    return desk.say(text)


def _tell_lost(desk: Desk, offer: Offer) -> None:
    if offer.cut and offer.way is Way.SALVAGE:
        desk.tell("  the end of the file is missing, and with it an unknown number of rows")
    for table, name in offer.lost[:_MOST_NAMES]:
        desk.tell("  not readable: {table} “{name}”", table=table_name(table), name=plain(name))


def _tell(desk: Desk, told: Salvaged) -> None:
    desk.tell("{n} of {of} rows came back, {goals} goals among them; {steps} of {all} steps of the history are kept.",
              n=told.found, of=told.of, goals=told.goals, steps=told.steps, all=told.steps_of)  # fmt: skip
    for table, count in told.missing.items():
        desk.tell("  lost: {table}, {n} rows", table=table_name(table), n=count)
    for table, name in told.names:
        desk.tell("  not readable: {table} “{name}”", table=table_name(table), name=plain(name))
    if told.missing:
        for name in told.goal_names[:_MOST_NAMES]:
            desk.tell("  recovered: “{name}”", name=plain(name))


COMMANDS = {"recover": recover_plan}
