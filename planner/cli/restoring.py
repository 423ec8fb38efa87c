"""Subcommands on backups: make one, list them, bring one back."""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import click

from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import Column, plain, print_json, table, terminal_width
from planner.commands.restoring import Restore, in_order, name_of, what_changed
from planner.domain.days import read_day
from planner.domain.fields import table_name
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.backup import save_copy
from planner.store.backups import Backup, Backups, back_up_before, choose_folder, is_sound
from planner.store.differences import Difference, Fate, differences
from planner.store.faults import Damaged
from planner.store.restoring import opened_backup, restore_over
from planner.store.store import Store
from planner.text import N_, message

FATES = {Fate.MADE: N_("made since"), Fate.CHANGED: N_("changed since"), Fate.GONE: N_("gone since")}
_NAMED = 20
_MOMENT = re.compile(r"(.+?)[ T](\d{1,2}):(\d{2})")


@click.command(
    "backup",
    cls=SaidCommand,
    help=N_("Copy FILE to OUT, a new file, and prove that the copy is whole; without OUT, make one of its backups."),
)
@file_argument
@click.argument("out", required=False, type=click.Path(path_type=Path))
@click.option(
    "--to",
    default=None,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help=N_("Keep the backups of all plans in FOLDER from now on, best on another disk; - for the usual place."),
)
def backup(file: Path, out: Path | None, to: Path | None) -> None:
    """Make a verified copy."""
    desk = here()
    if to is not None:
        choose_folder(None if str(to) == "-" else to)
    with desk.look(file) as store:
        if out is None:
            made = Backups.of(store).make(store, desk.now())
            desk.tell("Backed up and checked: “{file}”.", file=plain(str(made.path)))
        else:
            save_copy(store, out)
            desk.tell("Copied to “{file}” and checked.", file=plain(out.name))


@click.command("backups", cls=SaidCommand, help=N_("List the backups of FILE, newest first."))
@file_argument
@click.option("--verify", is_flag=True, help=N_("Prove each of them again, which takes a while."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def backups(file: Path, *, verify: bool, as_json: bool) -> None:
    """List backups."""
    desk = here()
    with desk.look(file, checked=False) as store:
        kept, key = Backups.of(store).own()[::-1], store.key
    sound = {one.path: is_sound(one.path, key) for one in kept} if verify else {}
    if as_json:
        print_json([_data(one, sound) for one in kept])
        return
    if not kept:
        desk.tell("There is no backup of this plan yet. planner backup makes one.")
        return
    columns = [
        Column("#", right=True), Column(desk.say("made")), Column(desk.say("steps"), right=True),
        Column(desk.say("size"), right=True), Column(desk.say("checked")), Column(desk.say("file"), shrinks=True),
    ]  # fmt: skip
    rows = [
        [str(n), f"{one.at:%Y-%m-%d %H:%M}", str(one.step), size_text(one.path.stat().st_size),
         _state(desk, sound.get(one.path, True)), str(one.path)]
        for n, one in enumerate(kept, 1)
    ]  # fmt: skip
    for line in table(columns, rows, terminal_width()):
        click.echo(line)


def _state(desk: Desk, good: bool) -> str:  # noqa: FBT001 - a verdict
    return desk.say("whole") if good else desk.say("damaged")


def _data(one: Backup, sound: dict[Path, bool]) -> dict[str, object]:
    found: dict[str, object] = {"file": str(one.path), "at": one.at.isoformat(), "steps": one.step,
                                "bytes": one.path.stat().st_size}  # fmt: skip
    return found | ({"sound": sound[one.path]} if sound else {})


def size_text(size: int) -> str:
    """Return a size in bytes as a person reads it."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"


@click.command(
    "restore",
    cls=SaidCommand,
    help=N_(
        "Bring FILE back to a BACKUP: a file, a number of the list, newest, or a moment such as 2020-09-30 or "
        "“2020-09-30 14:00”, which takes the newest backup up to then. undo brings everything back."
    ),
)
@file_argument
@click.argument("backup", metavar="BACKUP|WHEN")
@click.option("--dry-run", is_flag=True, help=N_("Only show what differs from now."))
@click.option("--over", is_flag=True, help=N_("Replace a FILE that is damaged; it is kept under another name."))
def restore(file: Path, backup: str, *, dry_run: bool, over: bool) -> None:
    """Restore a backup."""
    desk = here()
    if over:
        kept = restore_over(file, Path(backup), desk.now(), key=desk.key_of(Path(backup)))
        desk.tell("“{file}” was replaced by the backup.", file=plain(file.name))
        if kept is not None:
            desk.tell("The former file is kept as “{file}”.", file=plain(kept.name))
    elif dry_run:
        with desk.look(file, checked=False) as store:
            chosen = _choose(desk, store, backup)
            with opened_backup(chosen.path, store.plan_id, instead_of=file, key=store.key) as copy:
                _print_differences(desk, copy.read(), store.read())
    else:
        _restore(desk, file, backup)


def _restore(desk: Desk, file: Path, backup: str) -> None:
    with desk.edit(file) as session:
        store = session.store
        chosen = _choose(desk, store, backup)
        with opened_backup(chosen.path, store.plan_id, instead_of=file, key=store.key) as copy:
            then = copy.read()
            day = f"{chosen.at:%Y-%m-%d %H:%M}"
            found = list(differences(then, session.plan))
            if found:
                back_up_before(store, message("Restore"), desk.now())
            session.run(Restore(then, day, copy.bytes_of))
        desk.tell("Restored the backup of {day}: {n} rows. planner undo brings them back.", day=day, n=len(found))


def _choose(desk: Desk, store: Store, text: str) -> Backup:
    """Return the backup a word means: a file, a number of the list, ``newest`` (the newest sound one), or a moment."""
    path = Path(text)
    if os.path.isfile(path):  # noqa: PTH113 - takes any text, however long, for a name of nothing
        return Backup(path, datetime.fromtimestamp(path.stat().st_mtime), 0)  # noqa: DTZ006 - local time, as shown
    backups = Backups.of(store)
    if text == "newest":
        for one in backups.sound():
            return one
        raise Damaged("There is no sound backup of this plan.")
    kept = backups.own()[::-1]
    if text.isdecimal() and 1 <= int(text) <= len(kept):
        return kept[int(text) - 1]
    end = _moment(text)
    found = next((one for one in kept if one.at < end), None)
    if found is None:
        raise PlannerError("There is no backup up to {text}. planner backups lists what there is.", text=text[:40])
    desk.tell("The newest backup up to then was made at {day}.", day=f"{found.at:%Y-%m-%d %H:%M}")
    return found


def _moment(text: str) -> datetime:
    """Return the end of the day or of the minute a text names."""
    timed = _MOMENT.fullmatch(text.strip())
    day = read_day(timed[1] if timed else text)
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time, as in the list
    if timed is None:
        return start + timedelta(days=1)
    if int(timed[2]) > 23 or int(timed[3]) > 59:
        raise PlannerError("“{text}” is no time of day. Write it as 14:30.", text=text[:40])
    return start + timedelta(hours=int(timed[2]), minutes=int(timed[3]) + 1)


def _print_differences(desk: Desk, then: Plan, now: Plan) -> None:
    found = list(differences(then, now))
    if not found:
        desk.tell("The plan is just as it was in this backup.")
        return
    for name, rows in in_order(found).items():
        counts = Counter(row.fate for row in rows)
        said = ", ".join(f"{desk.say(FATES[fate])} {counts[fate]}" for fate in Fate if counts[fate])
        click.echo(f"{desk.say(table_name(name))}: {said}")
        for row in rows[:_NAMED]:
            click.echo(f"  {desk.say(FATES[row.fate])}  {_line(desk, row, then, now)}")
        if len(rows) > _NAMED:
            click.echo("  " + desk.say("… and {n} more", n=len(rows) - _NAMED))


def _line(desk: Desk, row: Difference, then: Plan, now: Plan) -> str:
    changed = desk.say(what_changed(row))
    return plain(name_of(row, then, now) + (f" ({changed})" if changed else ""))


COMMANDS = {"backup": backup, "backups": backups, "restore": restore}
