"""Backups by themselves: when one is due, what is kept, and that each can be opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.records import Theme
from planner.errors import PlannerError
from planner.store.backups import Backup, Backups, superfluous
from planner.store.store import Store, new_id
from planner.text import message

NOW = datetime(2020, 9, 30, 14, 2, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "zone.plan") as store:
        _edit(store)
        yield store


def _edit(store: Store) -> None:
    with store.step(message("Add {table}", table="theme"), who="planner", at=NOW) as edit:
        edit.insert(Theme(new_id(), "人才"))


def test_a_backup_opens_and_holds_everything(store: Store) -> None:
    backup = Backups.of(store).make(store, NOW)
    with Store.open(backup.path, readonly=True) as copy:
        assert (copy.last_step, copy.read()) == (store.last_step, store.read())


def test_one_is_due_after_a_change_and_half_an_hour(store: Store) -> None:
    backups = Backups.of(store)
    assert backups.due(store, NOW)
    backups.make(store, NOW)
    assert not backups.due(store, NOW + timedelta(hours=1))
    _edit(store)
    assert not backups.due(store, NOW + timedelta(minutes=29))
    assert backups.due(store, NOW + timedelta(minutes=30))


def test_an_empty_plan_needs_none(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.plan") as store:
        assert not Backups.of(store).due(store, NOW)


def test_a_folder_that_cannot_be_made_is_said(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PlannerError, match="No backup"):
        Backups(tmp_path / "file" / "inside").make(store, NOW)


def test_strange_files_are_left_alone(store: Store) -> None:
    backups = Backups.of(store)
    backups.make(store, NOW)
    stranger = backups.folder / "my own copy.plan"
    stranger.write_text("not ours")
    assert [backup.step for backup in backups.kept()] == [store.last_step]
    assert stranger.exists()


def _every(hours: int, count: int) -> list[Backup]:
    ends = [NOW.replace(tzinfo=None) - timedelta(hours=hours * n) for n in range(count)]
    return [Backup(Path(f"{at:%Y%m%d%H}"), at, 1) for at in reversed(ends)]


def test_thinning_keeps_days_weeks_and_months() -> None:
    kept = _every(6, 4 * 365 * 3)
    gone = {backup.path for backup in superfluous(kept, NOW.replace(tzinfo=None))}
    left = [backup for backup in kept if backup.path not in gone]
    recent = [backup for backup in left if NOW.replace(tzinfo=None) - backup.at <= timedelta(days=2)]
    assert len(recent) == 9
    assert len({backup.at.date() for backup in left}) <= 3 + 14 + 8 + 24
    assert left[0].at < NOW.replace(tzinfo=None) - timedelta(days=365)
    assert superfluous(left, NOW.replace(tzinfo=None)) == []


def test_never_fewer_than_five() -> None:
    old = [Backup(Path(str(n)), datetime(2010, 1, 1, n), 1) for n in range(9)]
    assert len(old) - len(superfluous(old, NOW.replace(tzinfo=None))) == 5
