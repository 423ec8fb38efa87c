"""A step is written whole or not at all, and nothing is written outside one."""

import pytest

from planner.domain.records import Goal, Theme
from planner.errors import PlannerError
from planner.store.connection import DatabaseError
from planner.store.faults import ReadOnly
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal, plan, theme

LABEL = message("Change {table}", table="goal")


@pytest.fixture
def store(tmp_path):
    with fresh_store(tmp_path, theme("jobs"), goal("new jobs", 3000)) as store:
        yield store


def step(store, kind="edit"):
    return store.step(LABEL, who="tester", at=START, kind=kind)


def test_what_is_written_is_read_again(store):
    assert store.read() == plan(theme("jobs"), goal("new jobs", 3000))


def test_a_step_is_one_line_of_history(store):
    with step(store) as edit:
        edit.insert(Theme("a", "a"), Theme("b", "b"))
        edit.update(Goal, "new jobs", unit="人", digits=1)
    newest, first = store.history()
    assert (newest.label, newest.who, newest.kind) == (LABEL, "tester", "edit")
    assert (first.kind, first.n, newest.n) == ("seed", 1, 2)


def test_a_failing_step_leaves_nothing(store):
    before = store.read()
    with pytest.raises(ZeroDivisionError), step(store) as edit:
        edit.insert(Theme("a", "a"))
        edit.update(Goal, "new jobs", unit="人")
        raise ZeroDivisionError
    assert (store.read(), store.last_step) == (before, 1)


def test_a_refused_value_leaves_nothing(store):
    before = store.read()
    with pytest.raises(DatabaseError), step(store) as edit:
        edit.update(Goal, "new jobs", unit="人")
        edit.update(Goal, "new jobs", theme="no such theme")
    assert (store.read(), store.last_step) == (before, 1)


def test_a_step_that_changes_nothing_leaves_no_line(store):
    with step(store) as edit:
        edit.update(Goal, "new jobs", unit="")
    assert store.last_step == 1


def test_after_a_failure_the_next_step_works(store):
    with pytest.raises(ZeroDivisionError), step(store):
        raise ZeroDivisionError
    with step(store) as edit:
        edit.insert(Theme("a", "a"))
    assert "a" in store.read().themes


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO theme(id, name, colour) VALUES('x', 'x', '')",
        "UPDATE theme SET name = 'x'",
        "INSERT INTO blob(hash, bytes) VALUES('x', x'00')",
        "UPDATE goal SET gone = 1",
    ],
)
def test_an_edit_outside_a_step_is_refused(store, sql):
    with pytest.raises(DatabaseError, match="edit outside a step"):
        store.connection.execute(sql)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("DELETE FROM theme", "never deleted"),
        ("DELETE FROM chg", "only grows"),
        ("UPDATE chg SET new = 0", "only grows"),
        ("DELETE FROM goal_img", "only grows"),
        ("UPDATE theme SET id = 'other'", "ids never change"),
        ("DELETE FROM step", "only grows"),
        ("UPDATE step SET who = 'someone else'", "only grows"),
        ("UPDATE blob SET bytes = x'00'", "only grows"),
    ],
)
def test_even_a_step_cannot(store, sql, why):
    with step(store) as edit:
        edit.update(Goal, "new jobs", unit="人")
        edit.keep_bytes(b"kept")
    with pytest.raises(DatabaseError, match=why), step(store):
        store.connection.execute(sql)


def test_removed_rows_stay_in_the_file(store):
    with step(store) as edit:
        edit.remove(Goal, ["new jobs"])
    assert store.read().goals == {}
    assert store.connection.execute("SELECT gone FROM goal").fetchall() == [(1,)]


def test_the_same_bytes_are_kept_once(store):
    with step(store) as edit:
        digest = edit.keep_bytes(b"a text")
        assert edit.keep_bytes(b"a text") == digest
        edit.insert(Theme("a", "a"))
    assert store.bytes_of(digest) == b"a text"
    with pytest.raises(KeyError):
        store.bytes_of("0" * 64)


def test_a_plan_open_for_reading_cannot_be_edited(store):
    store.close()
    with Store.open(store.path, readonly=True) as looking:
        with pytest.raises(ReadOnly, match="reading only"), step(looking):
            pass
        assert isinstance(ReadOnly("x"), PlannerError)


def test_a_refresh_is_what_a_new_reading_gives(store):
    before, since = store.read(), store.last_step
    with step(store) as edit:
        edit.insert(Theme("earlier", "earlier", pos=0.5), *goal("second", 5, progress={"2020-05-31": 2}))
        edit.update(Goal, "new jobs", pos=9.0)
        edit.remove(Theme, ["jobs"])
    after, changes = store.refresh(before, since)
    assert after == store.read()
    assert changes.rows["theme"] == {"earlier", "jobs"}
    assert changes.goals == {"second", "new jobs"}
    assert list(after.themes) == ["earlier"]


def test_self_check_without_its_trigger_an_edit_slips_through(store):
    store.connection.execute("DROP TRIGGER theme_change")
    store.connection.execute("UPDATE theme SET name = 'slipped'")
    assert store.read().themes["jobs"].name == "slipped"
