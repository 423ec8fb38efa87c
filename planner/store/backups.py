"""Backups made by themselves: in a folder of their own, proved, and thinned with age.

Each plan has a folder named by the id inside the file, so a renamed or moved plan keeps its backups
and another plan of the same name never mixes with them. A file counts as a backup of a plan only by the
id inside it, never by its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from platformdirs import user_data_path

from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.store.backup import write_copy
from planner.store.check import check_connection
from planner.store.connection import Connection, DatabaseError, connect
from planner.store.faults import look_at_header, sorted_out
from planner.store.keys import Key
from planner.store.proving import Claim, identity
from planner.store.store import Store
from planner.text import Message

EVERY = timedelta(minutes=30)
_FORM = "%Y%m%d-%H%M%S"
_ALL = timedelta(days=2)
_LEFT_BEHIND = timedelta(days=1)
_DAYS, _WEEKS, _MONTHS, _LEAST = 14, 8, 24, 5


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it lies, when it was made (local time), and the last step it holds."""

    path: Path
    at: datetime
    step: int


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of one plan, newest last; new ones go into ``folder``, older ones may lie in ``others`` too."""

    folder: Path
    plan: bytes = b""
    others: tuple[Path, ...] = ()
    key: Key | None = None  # opens the protected ones

    @classmethod
    def of(cls, store: Store) -> Backups:
        """Return the backups of an open plan, in the folder the person chose or the user's own data folder."""
        return cls.of_plan(store.plan_id, store.key)

    @classmethod
    def of_plan(cls, plan: bytes, key: Key | None = None) -> Backups:
        """Return the backups of the plan with an id, which need not be open, nor be there any more."""
        own, chosen = user_data_path("policy-planner") / "backups", chosen_folder()
        if chosen is None:
            return cls(own / plan.hex(), plan, key=key)
        return cls(chosen / plan.hex(), plan, (own / plan.hex(),), key)

    def kept(self) -> list[Backup]:
        """Return what is there, oldest first; files that are not named like a backup are left alone."""
        found = [_named(path) for folder in (self.folder, *self.others) for path in folder.glob("*.plan")]
        return sorted((backup for backup in found if backup is not None), key=lambda backup: (backup.at, backup.step))

    def own(self) -> list[Backup]:
        """Return the kept ones that are of this plan by the id inside them, oldest first; opens each of them."""
        return [backup for backup in self.kept() if self._is_ours(backup)]

    def sound(self) -> Iterator[Backup]:
        """Yield the backups that are whole and of this plan, the newest first; each is proved as it is asked for."""
        return (backup for backup in reversed(self.kept()) if self._is_ours(backup) and is_sound(backup.path, self.key))

    def changed(self, store: Store) -> bool:
        """Whether the plan holds steps that no backup of it ends with."""
        last, tip = store.last_step, tip_of(store)
        return last > 0 and not any(
            backup.step == last and _tip(backup.path, self.key) == tip for backup in self.kept()
        )

    def due(self, store: Store, now: datetime) -> bool:
        """Whether the plan changed since its newest backup and no backup is less than half an hour away."""
        local = now.replace(tzinfo=None)  # a clock may have been set back: half an hour counts both ways
        return self.changed(store) and all(abs(local - backup.at) >= EVERY for backup in self.kept())

    def make(self, store: Store, now: datetime) -> Backup:
        """Back the plan up, prove the copy and thin the older ones; raises when no sound copy could be made."""
        claim = self.start(store, now)
        claim.settle()
        self.thin(now)
        return Backup(Path(claim.target), now.replace(tzinfo=None), claim.step)

    def start(self, store: Store, now: datetime) -> Claim:
        """Write the copy, still under a passing name; it becomes a backup once its claim is settled."""
        self._make_folder(now)
        step, n = store.last_step, 1
        target = self.folder / f"{now:{_FORM}}-{step}.plan"
        while target.exists():  # of another working copy, in the same second
            n += 1
            target = self.folder / f"{now + timedelta(seconds=n):{_FORM}}-{step}.plan"
        try:
            return write_copy(store, target)
        except PlannerError as refusal:
            raise PlannerError(
                "No backup could be made in “{folder}”. {why}", folder=str(self.folder), why=refusal.message
            ) from refusal

    def thin(self, now: datetime) -> None:
        """Take away what :func:`superfluous` names, if the id inside says that it is a backup of this plan."""
        here = [backup for backup in self.kept() if backup.path.parent == self.folder]
        for old in superfluous(here, now.replace(tzinfo=None)):
            if self._is_ours(old):
                with suppress(OSError):  # a disk that takes no changes, or a file in use: next time
                    old.path.unlink(missing_ok=True)

    def _make_folder(self, now: datetime) -> None:
        """Make the plan's folder, never the chosen one itself: its disk may only be out of the machine."""
        chosen = chosen_folder()
        if chosen is not None and self.folder.parent == chosen and not chosen.is_dir():
            raise PlannerError(
                "The backup folder “{folder}” is not there. Put its disk in, or choose another folder.",
                folder=str(chosen),
            )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for left in self.folder.glob("*.tmp"):
                if now.timestamp() - left.stat().st_mtime > _LEFT_BEHIND.total_seconds():
                    left.unlink(missing_ok=True)
        except OSError as error:
            raise PlannerError(
                "No backup could be made in “{folder}”: {why}.", folder=str(self.folder), why=error.strerror or ""
            ) from None

    def _is_ours(self, backup: Backup) -> bool:
        found = inside(backup.path, self.key)
        return found is not None and (not self.plan or found[0] == self.plan)


def back_up_before(store: Store, why: Message, now: datetime) -> None:
    """Make sure of a sound backup of the plan as it is now, before something risky is done to it.

    ``why`` names the act, such as “Restore”. Raises :class:`PlannerError` when no sound backup could be made; the
    caller then leaves the plan as it is. A plan that has not changed since its newest sound backup needs none.
    """
    backups, tip = Backups.of(store), tip_of(store)
    newest = [
        backup for backup in backups.kept() if backup.step == store.last_step and _tip(backup.path, store.key) == tip
    ]
    if any(is_sound(backup.path, store.key) for backup in newest):
        return
    try:
        backups.start(store, now).settle()  # nothing is thinned now: what is about to be restored may be old
    except PlannerError as refusal:
        raise PlannerError(
            "Not done, since no backup could be made before “{act}”: {why}", act=why, why=refusal.message
        ) from refusal


# -- where they lie -------------------------------------------------------------------------------


def _choice() -> Path:
    return user_data_path("policy-planner") / "backups.json"


def chosen_folder() -> Path | None:
    """Return the folder the person chose for backups of all plans, ``None`` for the user's own data folder."""
    try:
        found = json.loads(_choice().read_text(encoding="utf-8"))
        return Path(found["folder"]) if found["folder"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def choose_folder(folder: Path | None) -> None:
    """Keep backups in ``folder`` from now on, best on another disk; ``None`` for the user's own data folder.

    Older backups stay where they are and are still found in the user's own folder.
    """
    if folder is not None and not folder.is_dir():
        raise PlannerError("There is no folder “{folder}”. Make it first, or choose another one.", folder=str(folder))
    choice = _choice()
    try:
        choice.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=choice.name, why=error.strerror or "") from None
    kept = {"folder": str(folder.resolve()) if folder else ""}
    write_whole(choice, json.dumps(kept, ensure_ascii=False).encode())


# -- what is inside -------------------------------------------------------------------------------


def inside(path: Path, key: Key | None = None) -> tuple[bytes, int] | None:
    """Return the plan's id and the newest step inside a file; ``None`` when it cannot be read as a plan."""
    try:
        look_at_header(path, key)
        connection = connect(path, readonly=True, key=key)
        try:
            return identity(connection)
        finally:
            connection.close()
    except (PlannerError, DatabaseError, UnicodeDecodeError, OSError, TypeError, ValueError):
        return None  # whatever it is, it is no backup


def is_sound(path: Path, key: Key | None = None) -> bool:
    """Whether a backup is whole and tells the same story as its journal."""
    try:
        version = look_at_header(path, key)
        connection = connect(path, readonly=True, key=key)
        try:
            return not check_connection(connection, version)
        finally:
            connection.close()
    except (PlannerError, DatabaseError):
        return False


def tip_of(store: Store) -> bytes | None:
    """Return the hash of the newest step: two copies with the same one hold the same plan."""
    with sorted_out(store.path):
        return _newest_hash(store.connection)


def _tip(path: Path, key: Key | None) -> bytes | None:
    try:
        connection = connect(path, readonly=True, key=key)
        try:
            return _newest_hash(connection)
        finally:
            connection.close()
    except (DatabaseError, TypeError):
        return None


def _newest_hash(connection: Connection) -> bytes | None:
    found = connection.execute("SELECT hash FROM step ORDER BY n DESC LIMIT 1").fetchone()
    return bytes(found[0]) if found else None


def _named(path: Path) -> Backup | None:
    stem, _, step = path.stem.rpartition("-")
    try:
        return Backup(path, datetime.strptime(stem, _FORM), int(step))  # noqa: DTZ007 - local time, as in the name
    except ValueError:
        return None


def superfluous(kept: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return the backups that may go: all of two days stay, then one a day, a week, a month; never fewer than five.

    ``kept`` comes oldest first. Of a day, week or month the newest backup stays. Those dated after ``now``, made while
    the clock was wrong or before it was set back, are thinned for themselves: they take no room from the others.
    """
    past = [backup for backup in kept if backup.at <= now]
    ahead = [backup for backup in kept if backup.at > now]
    return _thinned(past, now) + (_thinned(ahead, ahead[-1].at) if ahead else [])


def _thinned(kept: Sequence[Backup], now: datetime) -> list[Backup]:
    newest_first = list(reversed(kept))
    stay = {backup.path for backup in newest_first[:_LEAST]}
    stay |= {backup.path for backup in newest_first if now - backup.at <= _ALL}
    stay |= _newest_of(newest_first, [f"{backup.at:%Y%m%d}" for backup in newest_first], _DAYS)
    stay |= _newest_of(newest_first, [f"{backup.at:%G%V}" for backup in newest_first], _WEEKS)
    stay |= _newest_of(newest_first, [f"{backup.at:%Y%m}" for backup in newest_first], _MONTHS)
    return [backup for backup in kept if backup.path not in stay]


def _newest_of(newest_first: Iterable[Backup], periods: Iterable[str], most: int) -> set[Path]:
    first: dict[str, Path] = {}
    for backup, period in zip(newest_first, periods, strict=True):
        first.setdefault(period, backup.path)
    return set(list(first.values())[:most])
