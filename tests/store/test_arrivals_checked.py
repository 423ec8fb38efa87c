"""How much of a plan is checked when it is opened: whole pages and references after a crash and from outside."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.store.check import check_opened, quick_check
from planner.store.connection import connect
from planner.store.faults import Damaged
from planner.store.store import Store
from tests.build import fresh_store, goal


@pytest.fixture
def lame(tmp_path: Path) -> Path:
    """A plan with a target that refers to no goal, which the quick check does not see."""
    with fresh_store(tmp_path, goal("jobs", 3000)) as store:
        pass
    connection = connect(store.path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE ctx SET step = 1")
    connection.execute("UPDATE target SET goal = 'nobody'")
    connection.execute("UPDATE ctx SET step = NULL")
    connection.close()
    return store.path


def findings(path: Path, *, readonly: bool = False) -> list[str]:
    with Store.open(path, readonly=readonly) as store:
        assert quick_check(store.connection) == []
        return [finding.message.key for finding in check_opened(store)]


@pytest.mark.parametrize("readonly", [False, True])
def test_a_plan_as_this_computer_left_it_is_checked_quickly(lame: Path, readonly: bool) -> None:
    assert findings(lame, readonly=readonly) == []


def test_a_plan_from_outside_is_checked_whole(lame: Path) -> None:
    copy = shutil.copyfile(lame, lame.with_name("copy.plan"))
    assert findings(copy) == ["refers to a row of “{parent}” that is not there"]


def test_a_plan_left_in_the_middle_of_a_step_is_checked_whole(lame: Path) -> None:
    lame.with_name(lame.name + "-journal").write_bytes(b"\0" * 512)
    assert findings(lame) == ["refers to a row of “{parent}” that is not there"]


def test_what_was_added_at_the_end_is_told(lame: Path) -> None:
    with lame.open("ab") as file:
        file.write(b"more" * 1024)
    with pytest.raises(Damaged, match="something was added at its end"):
        Store.open(lame)
