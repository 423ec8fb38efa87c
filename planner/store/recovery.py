"""What can be had back of a plan that is not to be believed, and the new file that gives it back.

Nothing here changes the damaged file. It is moved aside only by :func:`take_place`, which is the person's own choice.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from planner.errors import PlannerError
from planner.store.backups import Backup, Backups
from planner.store.check import check_connection
from planner.store.connection import MAGIC, DatabaseError, connect, first_bytes
from planner.store.copies import Copies
from planner.store.delivery import made_apart
from planner.store.faults import Damaged, Missing, NotAPlan, look_at_header, sorted_out
from planner.store.keys import Key, WrongPassword
from planner.store.rescue import copy_of
from planner.store.restoring import restore_over
from planner.store.salvage import LOST_SALT, Salvaged, salvage
from planner.store.sealing import sealed_copy
from planner.store.unlocking import OpensBackup, backups_at, better_known, salt_of
from planner.text import Message, message

_MARK = b"CREATE TABLE milestone("
_FIRST = 1 << 20  # bytes in which a plan's own words stand
_LARGEST = 1 << 30  # bytes; more than any plan


class Way(StrEnum):
    """The ways back."""

    BACKUP = "backup"
    REPLAY = "replay"
    SALVAGE = "salvage"


@dataclass(frozen=True, slots=True)
class Offer:
    """What one way would give: the plan as of ``at``, with so many ``steps`` and ``goals``.

    ``found`` of ``of`` rows came back, ``lost`` names what did not: ``(table, name)``; ``cut`` says that the end of
    the file is missing.
    """

    way: Way
    at: datetime | None
    steps: int
    goals: int
    steps_of: int = 0
    found: int = 0
    of: int = 0
    cut: bool = False
    lost: Sequence[tuple[str, str]] = ()
    goal_names: Sequence[str] = ()
    backup: Backup | None = None

    @property
    def whole(self) -> bool:
        """Whether this way gives back everything the file held, as far as can be told."""
        return (
            self.way is not Way.BACKUP
            and not self.cut
            and self.steps == self.steps_of
            and self.found == self.of
            and not self.lost
        )


@dataclass(frozen=True, slots=True)
class Recovery:
    """What happened to a file, in a sentence, and the ways back, the best first."""

    path: Path
    what: Message
    offers: tuple[Offer, ...]
    key: Key | None = field(default=None, repr=False)  # of a protected plan; what is recovered is protected by it too
    hint: Message | None = None  # why a way is missing

    def by(self, way: Way) -> Offer:
        """Return the offer of one way. Raises :class:`PlannerError` when there is none."""
        for offer in self.offers:
            if offer.way is way:
                return offer
        raise PlannerError("“{file}” cannot be recovered this way. See what can be done.", file=self.path.name)


def what_is_wrong(path: Path, key: Key | None = None) -> Message | None:
    """Check a file that nobody has open, whole; return what is wrong with it in a sentence, ``None`` for nothing.

    Works on a copy. Raises :class:`PlannerError` for what is no matter of damage: a newer format, no such file nor a
    backup of one, a password that is needed, or that opens neither the plan nor a backup of it.
    """
    try:
        version = look_at_header(path, key)
    except (Damaged, Missing, NotAPlan, WrongPassword) as refusal:
        known = better_known(refusal, path, key)
        if isinstance(known, NotAPlan) or worth_recovering(known, path):
            return what_happened(known, path)
        raise known from None
    with tempfile.TemporaryDirectory(prefix="planner-") as name:
        copy = copy_of(path, Path(name), key)
        try:
            with sorted_out(path):
                connection = connect(copy, key=key)
                try:
                    findings = check_connection(connection, version)
                finally:
                    connection.close()
        except PlannerError as refusal:
            return refusal.message
    return message("“{file}”: {what}.", file=path.name, what=findings[0].message) if findings else None


def worth_recovering(refusal: PlannerError, path: Path) -> bool:
    """Whether something may be had back of a file that was refused."""
    match refusal:
        case Damaged() | OpensBackup():
            return True
        case Missing():
            return bool(backups_at(path))
        case NotAPlan():
            return may_be_ours(path)
        case _:
            return False


def what_happened(refusal: PlannerError, path: Path) -> Message:
    """Return in a sentence what happened to a refused file."""
    if isinstance(refusal, NotAPlan) and may_be_ours(path):
        return message("The beginning of “{file}” is damaged or was overwritten.", file=path.name)
    return refusal.message


def may_be_ours(path: Path) -> bool:
    """Whether a file that does not begin like a plan was one: known at this place, or with a plan's words inside."""
    if Copies.of_user().plan_at(path) is not None:
        return True
    try:
        with path.open("rb") as file:
            return _MARK in file.read(_FIRST)
    except OSError:
        return False


def look_into(path: Path, what: Message, *, at: datetime, key: Key | None = None) -> Recovery:
    """Try every way back on copies and return what each would give. Takes some seconds for a large plan.

    The plan must not be open in this process. Of a protected plan, opened by ``key``, nothing is written unprotected.
    """
    offers: list[Offer] = []
    plan = Copies.of_user().plan_at(path)
    with tempfile.TemporaryDirectory(prefix="planner-") as name:
        try:
            if path.stat().st_size > _LARGEST:
                raise Damaged("“{file}” is larger than any plan.", file=path.name)
            told = salvage(path, Path(name) / "tried.plan", at=at, key=key)
        except (PlannerError, OSError):
            told = None  # this way gives nothing
    if told is not None:
        offers += _of_salvage(told)
        plan = told.plan if told.own_id or plan is None else plan
    backup = newest_sound(plan, key) if plan is not None else None
    if backup is not None:
        offers.append(_of_backup(backup, key))
    offers.sort(key=lambda offer: not offer.whole)  # what gives everything comes first
    lost = key is not None and told is None and salt_of(path, key) is None
    return Recovery(path, what, tuple(offers), key, message(LOST_SALT, file=path.name) if lost else None)


def _of_salvage(told: Salvaged) -> list[Offer]:
    everything = Offer(
        Way.SALVAGE, told.at, told.steps, told.goals, steps_of=told.steps_of, found=told.found, of=told.of,
        cut=told.cut, lost=tuple(told.names), goal_names=tuple(told.goal_names),
    )  # fmt: skip
    if not told.steps:
        return [everything]
    proved = replace(everything, way=Way.REPLAY, goals=told.proved_goals)
    return [proved, everything] if proved.whole else [everything, proved]


def newest_sound(plan: bytes, key: Key | None = None) -> Backup | None:
    """Return the newest backup of a plan that is whole, ``None`` when there is none."""
    return next(Backups.of_plan(plan, key).sound(), None)


def _of_backup(backup: Backup, key: Key | None = None) -> Offer:
    goals = 0
    try:
        connection = connect(backup.path, readonly=True, key=key)
        try:
            (goals,) = connection.execute("SELECT count(*) FROM goal WHERE gone = 0").fetchone()
        finally:
            connection.close()
    except DatabaseError as error:
        raise Damaged("The backup “{file}” cannot be read.", file=backup.path.name) from error
    return Offer(Way.BACKUP, backup.at, backup.step, int(goals), backup=backup)


def recover(found: Recovery, way: Way, target: Path, *, at: datetime, who: str = "") -> Salvaged | None:
    """Write the plan into ``target``, a new file, the one way or the other; the damaged file stays as it is.

    Returns what came back, ``None`` for a backup, which is whole. Raises :class:`PlannerError`.
    """
    offer = found.by(way)
    if offer.backup is not None:
        _copy_whole(offer.backup.path, target, found.key)
        return None
    copies = [other.backup.path for other in found.offers if other.backup is not None]
    with made_apart(target) as apart:
        return salvage(found.path, apart, at=at, who=who, proved=way is Way.REPLAY, copies=copies, key=found.key)


def _copy_whole(backup: Path, target: Path, key: Key | None) -> None:
    with made_apart(target) as apart:
        try:
            if key is not None and first_bytes(backup) == MAGIC:  # made before the plan was protected
                sealed_copy(backup, apart, key)
            else:
                shutil.copyfile(backup, apart)
        except OSError as error:
            raise PlannerError(
                "“{file}” cannot be written: {why}.", file=target.name, why=error.strerror or ""
            ) from None


def new_name(path: Path, words: str) -> Path:
    """Return a free name beside a plan, such as “zone (recovered).plan”."""
    n, found = 1, path.with_name(f"{path.stem} ({words}).plan")
    while found.exists():
        n += 1
        found = path.with_name(f"{path.stem} ({words} {n}).plan")
    return found


def take_place(path: Path, fresh: Path, now: datetime, key: Key | None = None) -> Path | None:
    """Give a recovered plan the name of the damaged one, which is moved aside whole; return where it is kept."""
    kept = restore_over(path, fresh, now, key=key)
    fresh.unlink(missing_ok=True)
    return kept
