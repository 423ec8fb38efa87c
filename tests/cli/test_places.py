"""Commands on plans that lie where editing is unsafe: in a working copy, written back before the command ends."""

import shutil

import pytest

from planner.store.arriving import left_behind, open_plan
from planner.store.store import Store
from tests.store.test_working import VISITOR, add


@pytest.fixture
def synced(zone, tmp_path):
    """Return the zone's plan in a folder that a sync program watches."""
    folder = tmp_path / "百度网盘同步空间"
    folder.mkdir()
    return shutil.move(zone, folder / "zone.plan")


def themes(path):
    with Store.open(path, readonly=True) as store:
        return {theme.name for theme in store.read().themes.values()}


def test_an_edit_is_written_back_and_says_where(call, synced):
    answer = call("add-theme", synced, "新主题")
    assert answer.code == 0
    assert f"written back to “{synced}”" in answer.err
    assert "新主题" in themes(synced)
    assert left_behind() == []


def test_a_write_back_that_fails_ends_with_two_and_names_the_copy(call, synced):
    (synced.parent / ".zone.plan.half").mkdir()
    answer = call("add-theme", synced, "新主题")
    assert answer.code == 2
    assert answer.err.startswith("Not written back")
    assert answer.err.endswith("zone.plan”.\n")
    assert "新主题" not in themes(synced)
    (synced.parent / ".zone.plan.half").rmdir()
    assert "found again" in call("add-theme", synced, "又一个").err
    assert {"新主题", "又一个"} <= themes(synced)


def test_a_refused_edit_leaves_no_copy_and_writes_nothing(call, synced):
    before = synced.read_bytes()
    assert call("done", synced, "99.9").code == 2
    assert left_behind() == []
    assert synced.read_bytes() == before


def test_reading_shows_changes_that_are_still_here(call, synced):
    arrival = open_plan(synced, VISITOR)
    add(arrival.store, "新主题")
    arrival.store.close()
    answer = call("history", synced)
    assert "working copy" in answer.err
    assert "tester" in answer.out


def test_a_plan_somebody_changed_meanwhile_is_left_and_both_are_named(call, synced):
    arrival = open_plan(synced, VISITOR)
    add(arrival.store, "ours")
    arrival.store.close()
    with Store.open(synced) as other:
        add(other, "theirs")
    answer = call("add-theme", synced, "more")
    assert "changed by somebody else" in answer.err
    (copy,) = synced.parent.glob("zone (working copy *).plan")
    assert "theirs" in themes(synced)
    assert {"ours", "more"} <= themes(copy)


def test_a_new_plan_in_a_synced_folder_is_made_whole_and_edited_in_a_copy(call, tmp_path):
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    assert call("new", folder / "new.plan", "--from", "zone").code == 0
    assert [path.name for path in folder.iterdir()] == ["new.plan"]
    assert "written back" in call("add-theme", folder / "new.plan", "新主题").err


def test_a_new_plan_or_copy_that_cannot_be_brought_there_leaves_nothing(call, zone, tmp_path):
    (tmp_path / ".a.plan.half").mkdir()
    made, copied = call("new", tmp_path / "a.plan"), call("backup", zone, tmp_path / "a.plan")
    assert (made.code, copied.code) == (2, 2)
    assert "cannot be made here" in made.err
    assert not (tmp_path / "a.plan").exists()
