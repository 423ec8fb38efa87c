"""Undo is a new step: it survives closing, and never takes what others wrote since."""

import pytest

from planner.domain.records import Goal, Measurement, Theme
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal, theme


@pytest.fixture
def store(tmp_path):
    with fresh_store(tmp_path, theme("jobs"), goal("new jobs", 3000, progress={"2020-05-31": 7})) as store:
        yield store


def change(store, name="change", **fields):
    with store.step(message(name), who="tester", at=START) as edit:
        edit.update(Goal, "new jobs", **fields)


def undo(store):
    return store.undo(who="tester", at=START)


def redo(store):
    return store.redo(who="tester", at=START)


def labels(steps):
    return [step.label.key for step in steps]


def test_undo_and_redo_give_back_each_state(store):
    first = store.read()
    change(store, unit="人", owner="x")
    second = store.read()
    undo(store)
    assert store.read() == first
    redo(store)
    assert store.read() == second


def test_what_a_step_made_goes_and_comes_back(store):
    before = store.read()
    with store.step(message("add"), who="tester", at=START) as edit:
        edit.insert(Theme("a", "a"), Measurement("p", "new jobs", before.about.as_of, 9.0))
        edit.update(Theme, "a", name="b")
    after = store.read()
    undo(store)
    assert store.read() == before
    redo(store)
    assert store.read() == after


def test_nothing_to_undo_and_nothing_to_redo(store):
    assert undo(store) is None
    assert redo(store) is None


def test_the_stacks_follow_what_is_done(store):
    change(store, "one", unit="1")
    change(store, "two", unit="2")
    undo(store)
    assert (labels(store.stacks.done), labels(store.stacks.undone)) == (["one"], ["two"])
    redo(store)
    assert (labels(store.stacks.done), labels(store.stacks.undone)) == (["one", "two"], [])


def test_a_new_edit_ends_the_redo(store):
    change(store, "one", unit="1")
    undo(store)
    change(store, "two", unit="2")
    assert (labels(store.stacks.done), labels(store.stacks.undone)) == (["two"], [])
    assert redo(store) is None


def test_the_stacks_survive_closing(store):
    for name in ("one", "two", "three"):
        change(store, name, unit=name)
    undo(store)
    undo(store)
    redo(store)
    store.close()
    with Store.open(store.path) as again:
        assert (labels(again.stacks.done), labels(again.stacks.undone)) == (["one", "two"], ["three"])
        undo(again)
        assert again.read().goals["new jobs"].unit == "one"
        redo(again)
        redo(again)
        assert again.read().goals["new jobs"].unit == "three"


def test_history_only_grows(store):
    change(store, unit="人")
    undo(store)
    redo(store)
    assert [step.kind for step in store.history()] == ["redo", "undo", "edit", "seed"]
    assert [step.undoes for step in store.history()] == [3, 2, None, None]


def test_undo_leaves_cells_that_were_changed_since(store):
    """Another working copy's step came between: what it wrote stays, and is named."""
    change(store, "mine", unit="mine", owner="mine")
    mine = store.last_step
    change(store, "theirs", unit="theirs")
    store.stacks.done.pop()
    step, left = undo(store)
    assert step.n == mine
    assert [(cell.column, cell.old, cell.new) for cell in left] == [("unit", "", "mine")]
    assert (store.read().goals["new jobs"].unit, store.read().goals["new jobs"].owner) == ("theirs", "")


def test_undo_takes_back_several_changes_of_one_cell(store):
    with store.step(message("twice"), who="tester", at=START) as edit:
        edit.update(Goal, "new jobs", unit="1")
        edit.update(Goal, "new jobs", unit="2")
    assert undo(store)[1] == []
    assert store.read().goals["new jobs"].unit == ""


def test_native_values_come_back_exactly(store):
    for value in (0.1 + 0.2, -1e300, 1e-300, 9007199254740993.0):
        change(store, baseline=value)
    for value in (9007199254740993.0, 1e-300, -1e300, 0.1 + 0.2):
        assert repr(store.read().goals["new jobs"].baseline) == repr(value)
        undo(store)
    assert store.read().goals["new jobs"].baseline is None


def test_what_is_set_and_set_back_is_no_step_and_stands_in_no_way(store):
    change(store, "real", note="a")
    before = store.last_step
    with store.step(message("there and back"), who="tester", at=START) as edit:
        edit.update(Goal, "new jobs", note="b")
        edit.update(Goal, "new jobs", note="a")
    assert store.last_step == before
    undo(store)
    assert store.read().goals["new jobs"].note == ""
