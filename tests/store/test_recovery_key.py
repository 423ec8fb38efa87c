"""A damaged plan protected with a password comes back from its backup, protected with the same password."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.records import Theme
from planner.store.backups import Backups
from planner.store.connection import MAGIC, first_bytes
from planner.store.keys import Key, WrongPassword
from planner.store.protecting import protect
from planner.store.recovery import Recovery, Way, look_into, new_name, recover, take_place, what_is_wrong
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal

KEY = Key("开门")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    with fresh_store(tmp_path, goal("g", 5)) as store:
        pass
    protect(store.path, None, KEY, START)
    return store.path


def hit(path: Path, at: int) -> bytes:
    content = bytearray(path.read_bytes())
    content[at] ^= 4
    path.write_bytes(content)
    return bytes(content)


def found_in(path: Path) -> Recovery:
    what = what_is_wrong(path, KEY)
    assert what is not None
    return look_into(path, what, at=START, key=KEY)


def test_a_whole_protected_plan_needs_nothing(plan: Path) -> None:
    assert what_is_wrong(plan, KEY) is None


@pytest.mark.parametrize("page", [3, 0])
def test_the_newest_backup_comes_back_protected(plan: Path, page: int) -> None:
    with Store.open(plan, key=KEY) as store, store.step(message("x"), who="", at=START) as edit:
        edit.insert(Theme("t", "t"))  # so that this computer knows whose file it was
    damaged = hit(plan, page * 4096 + 100)
    target = new_name(plan, "recovered")
    assert recover(found_in(plan), Way.BACKUP, target, at=START) is None
    assert (plan.read_bytes(), first_bytes(target) == MAGIC) == (damaged, False)
    kept = take_place(plan, target, START, KEY)
    assert kept is not None
    assert kept.read_bytes() == damaged
    with Store.open(plan, key=KEY) as store:
        assert list(store.read().goals) == ["g"]


def test_an_older_unprotected_backup_comes_back_protected(plan: Path) -> None:
    protect(plan, KEY, None, START)
    with Store.open(plan) as store:
        for backup in Backups.of(store).kept():
            backup.path.unlink()
        Backups.of(store).make(store, START + timedelta(days=1))
    protect(plan, None, KEY, START)
    with Store.open(plan, key=KEY) as store:
        for backup in Backups.of(store).kept():
            if first_bytes(backup.path) != MAGIC:
                backup.path.unlink()
    hit(plan, 3 * 4096 + 100)
    target = plan.with_name("new.plan")
    recover(found_in(plan), Way.BACKUP, target, at=START)
    assert first_bytes(target) != MAGIC


def test_another_password_is_refused(plan: Path) -> None:
    with pytest.raises(WrongPassword):
        what_is_wrong(plan, Key("wrong"))
