"""Whether a password is the right one of a file that it does not open.

A protected plan whose beginning is damaged cannot be told from a wrong password by trying to open it. But each page
bears an HMAC, and the backups of a plan begin with the same salt as the plan: so any page left proves the password.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_data_path

from planner.errors import PlannerError
from planner.store.backups import Backups, chosen_folder, inside
from planner.store.connection import MAGIC, first_bytes
from planner.store.copies import Copies
from planner.store.faults import Damaged, Missing, NotAPlan, looks_encrypted
from planner.store.keys import Key, Protected, WrongPassword
from planner.store.unsealing import PAGE, proves

_SAMPLES = 16  # pages looked at to tell a protected plan from other files
_MOST_SALTS = 4  # each costs a sixth of a second to try


class OpensBackup(WrongPassword):
    """The password does not open the plan, but a backup of it."""


def better_known(refusal: PlannerError, path: Path, key: Key | None) -> PlannerError:
    """Return what a refused file turns out to be, as far as a protected plan may be behind it; else the refusal.

    :class:`Protected` where a password has to be asked for first, :class:`Damaged` where a page of the file proves
    the password, :class:`OpensBackup` where only a backup of the plan at this place does.
    """
    if isinstance(refusal, Missing):
        return _missing(refusal, path, key)
    if not isinstance(refusal, NotAPlan | WrongPassword):
        return refusal
    if key is None:
        return _asking(path) if isinstance(refusal, NotAPlan) and may_be_protected(path) else refusal
    if salt_of(path, key) is not None:
        return Damaged(
            "The password is right, but “{file}” is damaged. Restore a backup, or look at what can be read.",
            file=path.name,
        )
    if _opens_a_backup(path, key):
        return OpensBackup(
            "The password opens a backup of “{file}”, but not the file: it has another password, or is damaged.",
            file=path.name,
        )
    return _wrong(path) if may_be_protected(path) else refusal


def _missing(refusal: Missing, path: Path, key: Key | None) -> PlannerError:
    newest = next((backup for backup in backups_at(path) if _is_protected(backup)), None)
    if newest is None:
        return refusal
    if key is None:
        return Protected(
            "“{file}” is not there any more, and its backups are protected with a password.", file=path.name
        )
    return refusal if _opens_a_backup(path, key) else _wrong(path)


def backups_at(path: Path) -> list[Path]:
    """Return the backups of the plan last known at a place, newest first; whatever they are worth."""
    plan = Copies.of_user().plan_at(path)
    return [backup.path for backup in reversed(Backups.of_plan(plan).kept())] if plan is not None else []


def _is_protected(backup: Path) -> bool:
    return first_bytes(backup) not in (MAGIC, b"")


def _asking(path: Path) -> Protected:
    return Protected("“{file}” is protected with a password, or is not a plan.", file=path.name)


def _wrong(path: Path) -> WrongPassword:
    return WrongPassword("The password does not open “{file}”; or the file is damaged, or no plan.", file=path.name)


def may_be_protected(path: Path) -> bool:
    """Whether most of a file looks encrypted: of a plan at this place, or of one so named."""
    if path.suffix.lower() != ".plan" and Copies.of_user().plan_at(path) is None:
        return False
    try:
        with path.open("rb") as file:
            count = file.seek(0, 2) // PAGE
            chance = total = 0
            for n in range(0, count, max(1, count // _SAMPLES)):
                file.seek(n * PAGE)
                chance, total = chance + looks_encrypted(file.read(PAGE)), total + 1
    except OSError:
        return False
    return 2 * chance > total


def salt_of(path: Path, key: Key) -> bytes | None:
    """Return the salt under which a page of the file proves the password: its own, or one a backup still has."""
    try:
        with path.open("rb") as file:
            return next((salt for salt in _salts(path) if proves(file, key, salt)), None)
    except OSError:
        return None


def _salts(path: Path) -> Iterator[bytes]:
    """Yield the salts a file may have had, its own first, each once."""
    tried = {MAGIC, b""}
    for file in (path, *_protected_backups(path)):
        salt = first_bytes(file)
        if salt not in tried and len(tried) < _MOST_SALTS + 2:
            tried.add(salt)
            yield salt


def _protected_backups(path: Path) -> Iterator[Path]:
    """Yield the newest protected backups of the plan last known at a place, else of each plan on this computer."""
    if Copies.of_user().plan_at(path) is not None:
        yield from backups_at(path)
        return
    for home in filter(None, (user_data_path("policy-planner") / "backups", chosen_folder())):
        for folder in home.glob("*"):
            yield from (backup.path for backup in Backups(folder).kept()[-1:])


def _opens_a_backup(path: Path, key: Key) -> bool:
    """Whether a password opens a protected backup of the plan last known at a place."""
    plan = Copies.of_user().plan_at(path)
    protected = filter(_is_protected, backups_at(path))
    return any((found := inside(backup, key)) is not None and found[0] == plan for backup in protected)
