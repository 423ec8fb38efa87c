"""New plans and copies, made on this computer and brought whole to where a person wants them."""

from datetime import UTC, datetime

import pytest

from planner.commands.seeding import new_plan
from planner.errors import PlannerError
from planner.store import delivery
from planner.store.arriving import finish, open_plan
from planner.store.backup import bring_copy, save_copy, write_copy
from planner.store.check import check_connection
from planner.store.store import Store
from tests.build import AS_OF, fresh_store, goal, ticking
from tests.store.disks import disk  # noqa: F401 - a fixture
from tests.store.test_working import VISITOR, add, themes


@pytest.fixture
def cloud(tmp_path):
    """Return a folder that a sync program watches."""
    folder = tmp_path / "坚果云"
    folder.mkdir()
    return folder


def make(path):
    return new_plan(path, "empty", who="tester", now=ticking(), as_of=AS_OF, title="新的计划")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_plan_is_whole_and_alone_in_its_folder(cloud):
    assert make(cloud / "new.plan").about.title == "新的计划"
    assert names(cloud) == ["new.plan"]
    with Store.open(cloud / "new.plan", readonly=True) as store:
        assert check_connection(store.connection) == []


def test_a_new_plan_is_known_where_it_lies(tmp_path):
    make(tmp_path / "new.plan")
    with Store.open(tmp_path / "new.plan") as store:
        assert store.is_known


def test_a_new_plan_in_a_synced_folder_is_worked_on_in_a_copy(cloud):
    make(cloud / "new.plan")
    arrival = open_plan(cloud / "new.plan", VISITOR)
    assert arrival.working is not None
    add(arrival.store, "a")
    finish(arrival.working, arrival.store, VISITOR)
    assert themes(cloud / "new.plan") == {"a"}


def test_a_plan_that_is_there_is_not_touched(cloud):
    (cloud / "new.plan").write_bytes(b"mine")
    with pytest.raises(PlannerError, match="already exists"):
        make(cloud / "new.plan")
    assert (cloud / "new.plan").read_bytes() == b"mine"
    assert names(cloud) == ["new.plan"]


def test_a_file_that_came_while_it_was_made_is_not_touched(cloud):
    with pytest.raises(PlannerError, match="already exists"), delivery.made_apart(cloud / "new.plan") as apart:
        apart.write_bytes(b"ours")
        (cloud / "new.plan").write_bytes(b"theirs")
    assert (cloud / "new.plan").read_bytes() == b"theirs"
    assert names(cloud) == ["new.plan"]


def test_a_place_that_takes_nothing_is_said_and_nothing_half_is_there(cloud):
    (cloud / ".new.plan.half").mkdir()
    with pytest.raises(PlannerError, match="cannot be made here"):
        make(cloud / "new.plan")
    assert names(cloud) == [".new.plan.half"]


@pytest.mark.parametrize("name", ["none/new.plan", "x" * 300 + ".plan", "文件.plan/new.plan"])
def test_an_impossible_place_is_said(cloud, name):
    (cloud / "文件.plan").write_bytes(b"a file")
    with pytest.raises(PlannerError, match="cannot be made here"):
        make(cloud / name)
    assert names(cloud) == ["文件.plan"]


def test_a_plan_that_could_not_be_filled_leaves_nothing(cloud):
    with pytest.raises(PlannerError, match="can be made from"):
        new_plan(cloud / "new.plan", "moon", who="tester", now=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    assert names(cloud) == []


def test_a_full_disk_is_left_as_it_was(disk):  # noqa: F811
    small = disk("64k")
    with pytest.raises(PlannerError, match="disk is full"):
        make(small / "new.plan")
    assert names(small) == []


def test_a_copy_in_a_synced_folder_is_whole_and_alone(cloud, tmp_path):
    with fresh_store(tmp_path, goal("new jobs", 3000)) as store:
        save_copy(store, cloud / "copy.plan")
        with Store.open(cloud / "copy.plan", readonly=True) as copy:
            assert copy.read() == store.read()
    assert names(cloud) == ["copy.plan"]


def test_a_copy_over_another_file_keeps_that_one(cloud, tmp_path):
    (cloud / "copy.plan").write_bytes(b"before")
    with fresh_store(tmp_path) as store:
        bring_copy(write_copy(store, tmp_path / "apart.plan"), cloud / "copy.plan")
    assert themes(cloud / "copy.plan") == set()
    assert (cloud / "copy.plan.bak").read_bytes() == b"before"


def test_a_copy_over_a_folder_is_refused(cloud, tmp_path):
    (cloud / "copy.plan").mkdir()
    with fresh_store(tmp_path) as store, pytest.raises(PlannerError, match="cannot be written"):
        bring_copy(write_copy(store, tmp_path / "apart.plan"), cloud / "copy.plan")
