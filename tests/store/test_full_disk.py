"""A full disk costs nothing but the step that did not fit."""

import subprocess
from dataclasses import replace

import pytest

from planner.domain.records import Theme
from planner.errors import PlannerError
from planner.store import check
from planner.store.backup import back_up
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal

FULL = "The disk is full"


@pytest.fixture
def store(tmp_path):
    """Return a plan that may not grow by more than a few pages, as on a disk that is nearly full."""
    with fresh_store(tmp_path, goal("new jobs", 3000)) as store:
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        yield store


def fill(store, n, size=2000):
    with store.step(message("fill"), who="tester", at=START) as edit:
        edit.insert(Theme(f"t{n}", "x" * size))


def fill_up(store):
    """Fill until the disk says no; return how many steps were acknowledged."""
    with pytest.raises(PlannerError, match=FULL):
        for n in range(1000):
            fill(store, n)
    return n


def test_every_acknowledged_step_is_in_the_file(store):
    done = fill_up(store)
    store.close()
    with Store.open(store.path) as again:
        assert len(again.read().themes) == done > 0
        assert check.check_connection(again.connection) == []


def test_the_step_that_did_not_fit_left_nothing(store):
    done = fill_up(store)
    assert store.last_step == done + 1
    assert len(store.read().themes) == done


def test_after_making_room_work_goes_on(store):
    done = fill_up(store)
    store.connection.execute("PRAGMA max_page_count = 100000")
    fill(store, done)
    assert len(store.read().themes) == done + 1
    assert check.check_connection(store.connection) == []


def test_undo_on_a_full_disk_loses_nothing(store):
    fill(store, 0, size=20)
    before = store.read()
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(PlannerError, match=FULL):
        for _ in range(500):
            store.undo(who="tester", at=START)
            store.redo(who="tester", at=START)
    assert check.check_connection(store.connection) == []
    assert store.read() in (before, replace(before, themes={}))


def test_a_backup_that_does_not_fit_is_refused_and_leaves_nothing(store, small_disk):
    with pytest.raises(PlannerError, match=FULL):
        back_up(store, small_disk / "copy.plan")
    assert list(small_disk.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path):
    """Return a real disk of 256 KB; only root may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("no small disk can be made here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_real_full_disk(small_disk, tmp_path):
    with pytest.raises(PlannerError, match=FULL):
        Store.create(small_disk / "new.plan")
    assert list(small_disk.iterdir()) == []
