"""The journal tells the same story as the tables, and names the step that was tampered with."""

import random
from datetime import timedelta

import pytest
from sqlite_utils import Database

from planner.domain.records import Goal, Milestone, Theme
from planner.store import check, journal
from planner.store.faults import Damaged
from planner.store.past import past_of
from planner.store.store import Store
from planner.store.triggers import make_triggers
from planner.text import message
from tests.build import START, fresh_store, goal


@pytest.fixture
def store(tmp_path):
    with fresh_store(tmp_path, *(goal(f"g{n}", 100, milestones={"2020-06-30": 50}) for n in range(5))) as store:
        yield store


def scramble(store, seed, steps=40):
    """Make random edits, removals, undos and redos."""
    dice, at = random.Random(seed), START
    for n in range(steps):
        at += timedelta(seconds=dice.randrange(-5, 60))
        match dice.randrange(6):
            case 0:
                store.undo(who="tester", at=at)
            case 1:
                store.redo(who="tester", at=at)
            case what:
                with store.step(message("edit"), who=dice.choice(("a", "b")), at=at) as edit:
                    which = f"g{dice.randrange(5)}"
                    if what == 2:
                        edit.insert(Theme(f"t{n}", dice.choice("甲乙丙")))
                    elif what == 3:
                        edit.remove(Milestone, [f"{which}/m1"])
                    else:
                        edit.update(Goal, which, baseline=dice.choice((None, 0.0, -0.0, dice.random() * 1e9)), unit="x")


@pytest.mark.parametrize("seed", range(8))
def test_replay_equals_the_tables_after_random_edits(store, seed):
    scramble(store, seed)
    assert journal.replay_difference(store.connection) is None
    assert journal.broken_hash(store.connection) is None
    assert check.check_connection(store.connection) == []


def behind_the_door(store, *statements):
    """Change the file as another program would: triggers dropped, made again as they were."""
    store.connection.execute("BEGIN")
    for (name,) in store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        store.connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        store.connection.execute(statement)
    make_triggers(store.connection)
    store.connection.execute("COMMIT")


def test_a_changed_table_is_found(store):
    behind_the_door(store, "UPDATE goal SET unit = 'forged' WHERE id = 'g3'")
    assert journal.replay_difference(store.connection) == ("goal", "g3")


def test_a_lost_row_is_found(store):
    behind_the_door(store, "PRAGMA defer_foreign_keys = ON", "DELETE FROM milestone WHERE id = 'g2/m1'")
    assert journal.replay_difference(store.connection) == ("milestone", "")


def test_a_whole_number_is_not_its_float(store):
    """A value that only changed its type is found, too."""
    behind_the_door(store, "UPDATE goal_img SET pos = 0 WHERE id = 'g1'")
    assert journal.replay_difference(store.connection) == ("goal", "g1")


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE chg SET new = 'forged' WHERE step = 3",
        "UPDATE chg SET old = 'forged' WHERE step = 3",
        "UPDATE step SET who = 'someone else' WHERE n = 3",
        "UPDATE step SET label = '{}' WHERE n = 3",
        "UPDATE step SET at = '2020-01-01T00:00:00+00:00' WHERE n = 3",
        "DELETE FROM chg WHERE step = 3",
        "UPDATE theme_img SET name = 'forged' WHERE step = 3",
    ],
)
def test_the_hash_chain_names_the_forged_step(store, forgery):
    for n in range(4):
        with store.step(message("edit"), who="tester", at=START) as edit:
            edit.update(Goal, "g1", unit=f"u{n}")
            edit.insert(Theme(f"t{n}", "theme"))
    behind_the_door(store, forgery)
    assert journal.broken_hash(store.connection) == 3


def test_a_rehashed_step_breaks_the_next_one(store):
    """Who forges a step and its hash must forge all that follow."""
    for n in range(4):
        with store.step(message("edit"), who="tester", at=START) as edit:
            edit.update(Goal, "g1", unit=f"u{n}")
    behind_the_door(store, "UPDATE chg SET new = 'forged' WHERE step = 3")
    digest, _ = journal.step_hash(store.connection, 3)
    behind_the_door(store, f"UPDATE step SET hash = x'{digest.hex()}' WHERE n = 3")
    assert journal.broken_hash(store.connection) == 4


@pytest.mark.parametrize(
    "plant",
    [
        "CREATE TRIGGER spy AFTER INSERT ON theme BEGIN DELETE FROM seen; END",
        "CREATE TABLE spy(x)",
        "CREATE VIEW spy AS SELECT * FROM goal",
        "CREATE INDEX spy ON goal(name)",
        "DROP TRIGGER goal_change",
    ],
)
def test_the_fingerprint_catches_what_was_planted(store, plant):
    store.connection.execute(plant)
    store.close()
    with pytest.raises(Damaged, match="changed by another program"):
        Store.open(store.path)


def test_sqlite_utils_transform_is_caught_too(store):
    """It drops a table's triggers; a plan whose journal has stopped must not open."""
    Database(store.connection).table("theme").transform(rename={"colour": "color"})
    store.close()
    with pytest.raises(Damaged):
        Store.open(store.path)


def test_check_names_each_finding(store):
    behind_the_door(store, "UPDATE goal SET unit = 'forged' WHERE id = 'g3'", "UPDATE step SET who = 'x' WHERE n = 1")
    findings = check.check_connection(store.connection)
    assert [finding.place for finding in findings] == ["1", "goal g3"]
    assert findings[0].message.args == {"n": 1}


def test_clock_set_back_keeps_the_order(store):
    for days in (0, -400):
        with store.step(message(str(days)), who="tester", at=START + timedelta(days=days)) as edit:
            edit.update(Goal, "g1", unit=str(days))
    assert [step.label.key for step in store.history(2)] == ["-400", "0"]


def test_the_past_of_a_goal(store):
    with store.step(message("edit"), who="tester", at=START) as edit:
        edit.update(Goal, "g1", unit="u")
        edit.update(Milestone, "g1/m1", value=60.0)
    rows, cells, born = past_of(store.connection, "g1")
    assert rows == {"goal": {"g1"}, "target": {"g1/t"}, "milestone": {"g1/m1"}}
    assert {(c.table, c.column, c.old, c.new) for c in cells} == {
        ("goal", "unit", "", "u"),
        ("milestone", "value", 50.0, 60.0),
    }
    assert set(born.values()) == {1}
