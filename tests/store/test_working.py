"""Working copies: edited here, written back whole and proved, never over what somebody else wrote."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planner.domain.records import Theme
from planner.errors import PlannerError
from planner.store.arriving import Visitor, finish, left_behind, open_plan, plan_to_read, work_on_copy
from planner.store.check import check_connection
from planner.store.delivery import deliver, digest
from planner.store.faults import InUse, look_at_header
from planner.store.keys import Key, Protected
from planner.store.sealing import seal
from planner.store.sides import Stranger
from planner.store.store import Store
from planner.store.working import Note, WorkingCopy, home
from planner.text import message
from tests.build import START, fresh_store, goal
from tests.store.disks import disk  # noqa: F401 - a fixture

VISITOR = Visitor("tester", datetime(2026, 11, 23, 10, 32, tzinfo=UTC), "working copy")


@pytest.fixture
def target(tmp_path):
    """Return a plan in a folder that a sync program watches."""
    folder = tmp_path / "坚果云"
    folder.mkdir()
    with fresh_store(folder, goal("new jobs", 3000)) as store:
        pass
    return store.path


@pytest.fixture
def arrival(target):
    """Return the plan, open in its working copy."""
    arrival = open_plan(target, VISITOR)
    yield arrival
    arrival.store.close()


def add(store, name):
    with store.step(message("add"), who="tester", at=START) as edit:
        edit.insert(Theme(name, name))


def themes(path):
    with Store.open(path, readonly=True) as store:
        assert check_connection(store.connection) == []
        return set(store.read().themes)


def write_back(arrival):
    return arrival.working.write_back(arrival.working.snapshot(arrival.store), "working copy", VISITOR.at)


def test_a_local_plan_is_edited_in_place(tmp_path):
    with fresh_store(tmp_path) as store:
        pass
    arrival = open_plan(store.path, VISITOR)
    arrival.store.close()
    assert arrival.working is None
    assert arrival.store.path == store.path


def test_edits_stay_here_until_they_are_written_back(arrival, target):
    before = digest(target)
    add(arrival.store, "a")
    assert digest(target) == before
    assert write_back(arrival).path == target
    assert themes(target) == {"a"}
    assert digest(target.with_name("fresh.plan.bak")) == before


def test_each_write_back_keeps_the_one_before_and_nothing_else(arrival, target):
    for name in "abc":
        add(arrival.store, name)
        write_back(arrival)
    assert themes(target) == {"a", "b", "c"}
    assert themes(target.with_name("fresh.plan.bak")) == {"a", "b"}
    assert sorted(path.name for path in target.parent.iterdir()) == ["fresh.plan", "fresh.plan.bak"]


def test_a_write_back_cut_off_once_the_former_was_kept_leaves_nothing_the_next_time(arrival, target):
    add(arrival.store, "a")
    target.with_name("fresh.plan.bak").hardlink_to(target)
    write_back(arrival)
    assert sorted(path.name for path in target.parent.iterdir()) == ["fresh.plan", "fresh.plan.bak"]


def test_closing_writes_back_and_leaves_no_copy_on_this_computer(arrival, target):
    add(arrival.store, "a")
    assert finish(arrival.working, arrival.store, VISITOR) is None
    assert themes(target) == {"a"}
    assert list(home().iterdir()) == []


def test_closing_without_an_edit_writes_nothing(arrival, target):
    before = target.stat()
    finish(arrival.working, arrival.store, VISITOR)
    assert target.stat() == before


def test_a_target_changed_meanwhile_is_never_overwritten(arrival, target):
    add(arrival.store, "ours")
    with Store.open(target) as other:
        add(other, "theirs")
    delivered = write_back(arrival)
    assert delivered.aside
    assert delivered.path.name == "fresh (working copy 2026-11-23 1032).plan"
    assert (themes(target), themes(delivered.path)) == ({"theirs"}, {"ours"})


def test_after_a_conflict_work_goes_on_in_the_copy_beside(arrival, target):
    add(arrival.store, "ours")
    target.write_bytes(b"something else")
    first = write_back(arrival)
    add(arrival.store, "more")
    second = write_back(arrival)
    assert (second.path, second.aside) == (first.path, False)
    assert themes(first.path) == {"ours", "more"}
    assert target.read_bytes() == b"something else"


def test_changes_left_by_a_crash_are_taken_up_again(arrival, target):
    add(arrival.store, "a")
    arrival.store.close()
    assert left_behind() == [target]
    again = open_plan(target, VISITOR)
    assert [text.key for text in again.told] == [
        "Changes that had not been written back were found again and taken up."
    ]
    finish(again.working, again.store, VISITOR)
    assert themes(target) == {"a"}
    assert left_behind() == []


def test_changes_left_by_a_crash_and_a_changed_target_are_both_kept(arrival, target):
    add(arrival.store, "ours")
    arrival.store.close()
    with Store.open(target) as other:
        add(other, "theirs")
    again = open_plan(target, VISITOR)
    again.store.close()
    assert "changed by somebody else" in again.told[0].key
    assert (themes(target), themes(again.working.target)) == ({"theirs"}, {"ours"})


def test_a_copy_with_nothing_of_its_own_gives_way_to_a_newer_target(arrival, target):
    arrival.store.close()
    with Store.open(target) as other:
        add(other, "theirs")
    again = open_plan(target, VISITOR)
    assert set(again.store.read().themes) == {"theirs"}
    assert again.told == ()
    finish(again.working, again.store, VISITOR)


def test_a_crash_right_after_the_name_was_given_is_understood(arrival, target):
    add(arrival.store, "a")
    working, store = arrival.working, arrival.store
    note = (working._folder / "note.json").read_bytes()
    write_back(arrival)
    written = digest(target)
    (working._folder / "note.json").write_bytes(
        note.replace(b'"sending": "", "sending_step": 0', b'"sending": "%s", "sending_step": 2' % written.encode())
    )
    store.close()
    again = open_plan(target, VISITOR)
    assert again.told == ()
    finish(again.working, again.store, VISITOR)
    assert digest(target) == written


def test_a_folder_that_went_away_refuses_and_is_written_to_when_it_is_back(arrival, target):
    add(arrival.store, "a")
    target.parent.rename(target.parent.with_name("away"))
    with pytest.raises(PlannerError, match="cannot be reached"):
        write_back(arrival)
    add(arrival.store, "b")
    target.parent.with_name("away").rename(target.parent)
    write_back(arrival)
    assert themes(target) == {"a", "b"}


def test_a_plan_whose_place_is_gone_is_opened_from_its_working_copy(arrival, target):
    add(arrival.store, "a")
    arrival.store.close()
    target.parent.rename(target.parent.with_name("away"))
    again = open_plan(target, VISITOR)
    assert set(again.store.read().themes) == {"a"}
    with pytest.raises(PlannerError, match="cannot be reached"):
        finish(again.working, again.store, VISITOR)
    assert left_behind() == [target]


def test_a_target_taken_away_is_brought_back(arrival, target):
    add(arrival.store, "a")
    target.unlink()
    assert not write_back(arrival).aside
    assert themes(target) == {"a"}


def test_the_working_copy_is_held_like_any_plan(arrival, target):
    with pytest.raises(InUse):
        open_plan(target, VISITOR)


def test_readers_find_the_newest_state(arrival, target, tmp_path):
    assert plan_to_read(target) == arrival.store.path
    assert plan_to_read(tmp_path / "other.plan") == tmp_path / "other.plan"


def test_a_plan_held_where_it_lies_is_not_taken(target):
    with Store.open(target), pytest.raises(InUse):
        open_plan(target, VISITOR)
    assert list(WorkingCopy.all()) == []


def test_a_plan_in_use_can_be_worked_on_apart(target, tmp_path):
    (tmp_path / "on the way").mkdir()
    with Store.open(target) as held:
        apart = work_on_copy(target, tmp_path / "on the way", VISITOR)
        add(held, "theirs")
        with Store.open(apart) as own:
            add(own, "ours")
    assert (themes(target), themes(apart)) == ({"theirs"}, {"ours"})


def cut_short(path, to):
    """Copy a plan in the middle of a large step, as a pulled stick leaves it; return the copy."""
    with Store.open(path) as store:
        store.connection.execute("PRAGMA cache_size = 4")
        store.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("UPDATE plan SET site = randomblob(8)")
        store.connection.execute("CREATE TABLE large AS SELECT randomblob(3000) FROM sqlite_schema a, sqlite_schema b")
        for side in ("", "-journal"):
            shutil.copyfile(path.with_name(path.name + side), to.with_name(to.name + side))
        store.connection.execute("ROLLBACK")
    return to


def test_a_step_cut_short_on_the_stick_is_taken_back_in_the_copy_and_there(target):
    plan = cut_short(target, target.with_name("half.plan"))
    arrival = open_plan(plan, VISITOR)
    assert arrival.told == ()
    add(arrival.store, "a")
    assert finish(arrival.working, arrival.store, VISITOR) is None
    assert themes(plan) == {"a"}
    assert not plan.with_name("half.plan-journal").exists()


def test_a_journal_that_came_meanwhile_is_never_left_beside_what_is_written_back(arrival, target):
    add(arrival.store, "a")
    target.with_name(f"{target.name}-journal").write_bytes(b"somebody is writing")
    before = digest(target)
    assert write_back(arrival).aside
    assert digest(target) == before


def test_a_copy_a_crash_left_half_taken_is_no_working_copy(arrival, target):
    half = WorkingCopy.make(Note(str(target), target.name, "synced", "", 0))
    half.incoming.write_bytes(target.read_bytes()[:5000])
    finish(arrival.working, arrival.store, VISITOR)
    assert list(WorkingCopy.all()) == []
    again = open_plan(target, VISITOR)
    add(again.store, "a")
    finish(again.working, again.store, VISITOR)
    assert themes(target) == {"a"}


def test_a_foreign_log_beside_the_plan_is_refused_as_in_place(target):
    target.with_name(f"{target.name}-wal").write_bytes(b"not ours")
    with pytest.raises(Stranger):
        open_plan(target, VISITOR)
    assert list(home().glob("*")) == []


def test_a_snapshot_that_is_broken_off_leaves_the_plan_and_can_be_taken_again(arrival, target):
    def stop(_done, _total):
        raise ZeroDivisionError

    add(arrival.store, "a")
    with pytest.raises(ZeroDivisionError):
        arrival.working.snapshot(arrival.store, stop)
    add(arrival.store, "b")
    write_back(arrival)
    assert themes(target) == {"a", "b"}


def test_a_protected_plan_is_written_back_protected(target):
    seal(target, None, Key("一个很长的口令"))
    visitor = replace(VISITOR, key=Key("一个很长的口令"))
    arrival = open_plan(target, visitor)
    add(arrival.store, "a")
    finish(arrival.working, arrival.store, visitor)
    with pytest.raises(Protected):
        look_at_header(target)
    with Store.open(target, readonly=True, key=visitor.key) as store:
        assert set(store.read().themes) == {"a"}
        assert check_connection(store.connection) == []


def test_a_full_disk_refuses_and_leaves_what_was_there(disk, arrival):  # noqa: F811
    add(arrival.store, "a" * 200_000)
    source = arrival.working.snapshot(arrival.store).path
    small = disk("256k")
    (small / "x.plan").write_bytes(b"before")
    with pytest.raises(PlannerError, match="no room"):
        deliver(source, small / "x.plan", digest(small / "x.plan"), str)
    assert [path.name for path in small.iterdir()] == ["x.plan"]
    assert (small / "x.plan").read_bytes() == b"before"


def test_a_write_protected_disk_is_worked_on_in_a_copy_that_is_kept(disk, target):  # noqa: F811
    medium = disk("4m")
    plan = shutil.copy(target, medium / "medium.plan")
    disk.protect(medium)
    arrival = open_plan(plan, VISITOR)
    add(arrival.store, "a")
    with pytest.raises(PlannerError, match="may not be written to"):
        finish(arrival.working, arrival.store, VISITOR)
    assert left_behind() == [plan]
    disk.protect(medium, on=False)
    again = open_plan(plan, VISITOR)
    finish(again.working, again.store, VISITOR)
    assert themes(plan) == {"a"}
