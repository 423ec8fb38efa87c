"""A backup counts only when it was opened and compared."""

import os

import pytest

from planner.domain.records import Theme
from planner.errors import PlannerError
from planner.store import check
from planner.store.backup import back_up
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal


@pytest.fixture
def store(tmp_path):
    with fresh_store(tmp_path, goal("new jobs", 3000, progress={"2020-05-31": 7})) as store:
        yield store


def test_a_backup_is_the_plan(store, tmp_path):
    back_up(store, tmp_path / "copy.plan")
    with Store.open(tmp_path / "copy.plan", readonly=True) as copy:
        assert copy.read() == store.read()
        assert copy.history() == store.history()


def test_a_backup_can_be_worked_with(store, tmp_path):
    back_up(store, tmp_path / "copy.plan")
    with Store.open(tmp_path / "copy.plan") as copy:
        with copy.step(message("x"), who="tester", at=START) as edit:
            edit.insert(Theme("t", "t"))
        assert check.check_connection(copy.connection) == []
    assert "t" not in store.read().themes


def test_nothing_is_overwritten(store, tmp_path):
    (tmp_path / "copy.plan").write_bytes(b"someone's")
    with pytest.raises(PlannerError, match="already exists"):
        back_up(store, tmp_path / "copy.plan")
    assert (tmp_path / "copy.plan").read_bytes() == b"someone's"


def test_a_backup_where_there_is_no_folder_is_refused(store, tmp_path):
    with pytest.raises(PlannerError, match="cannot be reached"):
        back_up(store, tmp_path / "none" / "copy.plan")


def test_a_leftover_half_is_no_hindrance(store, tmp_path):
    (tmp_path / f"copy.plan.{os.getpid()}.tmp").write_bytes(b"rubbish")
    back_up(store, tmp_path / "copy.plan")
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.plan"]


def test_a_copy_that_does_not_hold_is_thrown_away(store, tmp_path):
    """Self-check: a plan whose history does not match its tables makes no backup."""
    store.connection.execute("DROP TRIGGER goal_change")
    store.connection.execute("UPDATE goal SET unit = 'forged'")
    with pytest.raises(PlannerError, match="could not be verified"):
        back_up(store, tmp_path / "copy.plan")
    assert list(tmp_path.glob("copy*")) == []
