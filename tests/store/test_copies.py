"""A copied, restored or unknown file gets a working-copy id of its own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.domain.records import Theme
from planner.store import journal
from planner.store.check import check_connection
from planner.store.store import Store, new_id
from planner.text import message

AT = datetime(2020, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "zone.plan"
    with Store.create(path) as store:
        _edit(store)
    return path


def _edit(store: Store) -> None:
    with store.step(message("Add {table}", table="theme"), who="planner", at=AT) as edit:
        edit.insert(Theme(new_id(), "人才"))


def _number_after_edit(path: Path) -> tuple[bytes, int]:
    with Store.open(path) as store:
        _edit(store)
        return journal.working_copy(store.connection)


def test_the_same_file_keeps_its_number(plan: Path) -> None:
    first, second = _number_after_edit(plan), _number_after_edit(plan)
    assert first[0] == second[0]
    assert (first[1], second[1]) == (2, 3)


def test_a_copied_file_gets_its_own(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.plan"
    shutil.copyfile(plan, copy)
    assert _number_after_edit(copy)[0] != _number_after_edit(plan)[0]


def test_a_file_put_back_to_an_older_state_gets_a_new_one(plan: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copyfile(plan, old)
    before = _number_after_edit(plan)
    with old.open("rb") as source, plan.open("r+b") as target:
        target.truncate()
        shutil.copyfileobj(source, target)
    after = _number_after_edit(plan)
    assert after[0] != before[0]


def test_reading_alone_changes_nothing(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.plan"
    shutil.copyfile(plan, copy)
    content = copy.read_bytes()
    with Store.open(copy) as store:
        store.read()
    assert copy.read_bytes() == content


def test_a_renumbered_copy_still_proves_and_undoes(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.plan"
    shutil.copyfile(plan, copy)
    _number_after_edit(copy)
    with Store.open(copy) as store:
        assert check_connection(store.connection) == []
        assert store.undo(who="planner", at=AT) is not None
        assert len(store.read().themes) == 1
