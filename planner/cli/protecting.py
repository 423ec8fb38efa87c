"""The subcommand that protects a plan with a password, changes the password, or removes it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from planner.cli.asking import new_key
from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.errors import PlannerError
from planner.store.keys import GOOD, Key
from planner.store.opening import upgrade_if_older
from planner.store.protecting import forget_files, plain_copies, protect
from planner.store.store import Store
from planner.text import N_

_NEW_VARIABLE, _NEW_OPTION = "PLANNER_NEW_PASSWORD", "--new-password-file"


@click.command(
    "protect",
    cls=SaidCommand,
    help=N_(
        "Protect FILE with a password. A lost password cannot be recovered by anybody. The new password is asked for, "
        "or read from --new-password-file or PLANNER_NEW_PASSWORD."
    ),
)
@file_argument
@click.option("--change", is_flag=True, help=N_("Change the password."))
@click.option("--remove", is_flag=True, help=N_("Remove the password; everybody can read the plan then."))
@click.option("--new-password-file", "new_file", default=None, metavar="FILE", type=click.Path(path_type=Path),
              help=N_("Read the new password from FILE."))  # fmt: skip
@click.option("--yes", is_flag=True, help=N_("You have read that a lost password cannot be recovered."))
@click.option("--delete-plain-backups", "delete", is_flag=True,
              help=N_("Also delete the backups of the plan that are not protected."))  # fmt: skip
def protect_command(file: Path, *, change: bool, remove: bool, new_file: Path | None, yes: bool, delete: bool) -> None:
    """Protect a plan, or change or remove its password."""
    desk = here()
    if change and remove:
        raise PlannerError("Choose one of --change and --remove.")
    old = desk.key_of(file)
    if old is None and (change or remove):
        raise PlannerError("“{file}” has no password.", file=file.name)
    if old is not None and not (change or remove):
        raise PlannerError("“{file}” has a password already. Use --change or --remove.", file=file.name)
    if not remove and not yes:
        _confirm(desk)
    new = None if remove else new_key(new_file, _NEW_VARIABLE, _NEW_OPTION, desk.say)
    upgrade_if_older(file, old)
    _do(desk, file, old, new, delete=delete)


def _confirm(desk: Desk) -> None:
    """Say before what cannot be taken back; a person answers, a script has said --yes."""
    desk.warn(
        "A lost password cannot be recovered by anybody: without it the plan and its backups stay closed for good."
    )
    if not sys.stdin.isatty():
        raise PlannerError("Say --yes once you have kept the password in a safe place.")
    if not click.confirm(desk.say("Have you kept the password in a safe place?"), err=True):
        raise PlannerError("Nothing was changed.")


def _do(desk: Desk, file: Path, old: Key | None, new: Key | None, *, delete: bool) -> None:
    protect(file, old, new, desk.now())
    if new is None:
        desk.tell("The password of “{file}” was removed. Older backups keep theirs.", file=plain(file.name))
        return
    desk.tell("“{file}” is protected with the new password.", file=plain(file.name))
    if not new.is_long:
        desk.warn("The password is short. One of at least {n} characters is harder to guess.", n=GOOD)
    with Store.open(file, key=new, readonly=True) as store:
        remaining = plain_copies(store)
    if delete:
        remaining = forget_files(remaining)
    if remaining:
        desk.warn("{n} unprotected copies of the plan remain; --delete-plain-backups deletes them:", n=len(remaining))
        for path in remaining:
            click.echo(f"  {plain(str(path))}", err=True)
    desk.warn("Copies elsewhere, on sticks or in the mail, are not protected by this.")


COMMANDS = {"protect": protect_command}
