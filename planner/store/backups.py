"""Backups made by themselves: in a folder of their own, proved, and thinned with age.

Each plan has a folder named by the id inside the file, so a renamed or moved plan keeps its backups
and another plan of the same name never mixes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from platformdirs import user_data_path

from planner.errors import PlannerError
from planner.store.backup import back_up
from planner.store.store import Store

EVERY = timedelta(minutes=30)
_FORM = "%Y%m%d-%H%M%S"
_ALL = timedelta(days=2)
_DAYS, _WEEKS, _MONTHS, _LEAST = 14, 8, 24, 5


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it lies, when it was made (local time), and the last step it holds."""

    path: Path
    at: datetime
    step: int


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of one plan, newest last."""

    folder: Path

    @classmethod
    def of(cls, store: Store) -> Backups:
        """Return the backups of an open plan, in the user's own data folder."""
        return cls(user_data_path("policy-planner") / "backups" / store.plan_id.hex())

    def kept(self) -> list[Backup]:
        """Return what is there, oldest first; files that are not named like a backup are left alone."""
        found = [_named(path) for path in self.folder.glob("*.plan")]
        return sorted((backup for backup in found if backup is not None), key=lambda backup: backup.at)

    def due(self, store: Store, now: datetime) -> bool:
        """Whether the plan changed since its newest backup and that one is half an hour old, or there is none."""
        kept = self.kept()
        if not kept:
            return store.last_step > 0
        return kept[-1].step != store.last_step and now.replace(tzinfo=None) - kept[-1].at >= EVERY

    def make(self, store: Store, now: datetime) -> Backup:
        """Back the plan up, prove the copy and thin the older ones; raises when no sound copy could be made."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PlannerError(
                "No backup could be made in “{folder}”: {why}.", folder=str(self.folder), why=error.strerror or ""
            ) from None
        backup = Backup(
            self.folder / f"{now:{_FORM}}-{store.last_step}.plan", now.replace(tzinfo=None), store.last_step
        )
        back_up(store, backup.path)
        for old in superfluous(self.kept(), now.replace(tzinfo=None)):
            old.path.unlink(missing_ok=True)
        return backup


def _named(path: Path) -> Backup | None:
    stem, _, step = path.stem.rpartition("-")
    try:
        return Backup(path, datetime.strptime(stem, _FORM), int(step))  # noqa: DTZ007 - local time, as in the name
    except ValueError:
        return None


def superfluous(kept: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return the backups that may go: all of two days stay, then one a day, a week, a month; never fewer than five.

    ``kept`` comes oldest first. Of a day, week or month the newest backup stays.
    """
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
