"""A plan of every released format is brought to today's, after a verified copy is kept; or stays as it was."""

import shutil

import pytest

from planner.domain.kinds import Comparator, Curve, Decision
from planner.domain.records import Attachment, Goal, Review, SavedFilter
from planner.errors import PlannerError
from planner.store import check, journal, opening, schema
from planner.store.connection import VERSION, connect
from planner.store.faults import Damaged, look_at_header
from planner.store.opening import FINGERPRINTS, fingerprint, upgrade
from planner.store.store import Store
from planner.store.triggers import LATER_COLUMNS, defaults
from planner.text import message
from tests.build import START
from tests.store.older import VERSION_1, VERSION_2, VERSION_3, make_version_1, make_version_2, make_version_3


@pytest.fixture
def old(tmp_path):
    """Return a copy of the kept plan of version 1."""
    return shutil.copy(VERSION_1, tmp_path / "v1.plan")


@pytest.fixture
def kept(tmp_path):
    """Return where the copy is to be kept."""
    return tmp_path / "v1 kept.plan"


@pytest.mark.parametrize(
    ("version", "make", "kept"),
    [(1, make_version_1, VERSION_1), (2, make_version_2, VERSION_2), (3, make_version_3, VERSION_3)],
)
def test_the_kept_files_are_what_their_migrations_make(tmp_path, version, make, kept):
    make(tmp_path / "made.plan")
    for path in (tmp_path / "made.plan", kept):
        connection = connect(path, readonly=True)
        assert fingerprint(connection) == FINGERPRINTS[version]
        connection.close()


def test_a_plan_of_version_2_keeps_its_documents_and_takes_decisions(tmp_path, kept):
    path = shutil.copy(VERSION_2, tmp_path / "v2.plan")
    upgrade(path, kept)
    with Store.open(path) as store:
        with store.step(message("decide"), who="tester", at=START) as edit:
            edit.insert(Review("r1", "d1", 0, 3, goal="g1"))
        plan = store.read()
        assert check.check_connection(store.connection) == []
    assert (plan.bases["g1"][0].quote, plan.filters["f1"].query) == ("三千人", "light:behind")
    assert plan.reviews["r1"].decision is Decision.ACCEPTED


def test_columns_added_later_change_no_older_hash(tmp_path, kept):
    path = shutil.copy(VERSION_3, tmp_path / "v3.plan")
    upgrade(path, kept)
    with Store.open(path) as store:
        with store.step(message("set"), who="tester", at=START) as edit:
            edit.update(Goal, "g1", curve=Curve.POWER, bend=2.0)
            edit.insert(Goal("g2", "留创园企业", rule="yinchuan", weight=2.0))
        assert check.check_connection(store.connection) == []
        plan = store.read()
    assert (plan.goals["g1"].curve, plan.goals["g1"].bend, plan.goals["g1"].weight) == (Curve.POWER, 2.0, 1.0)
    assert (plan.goals["g2"].rule, plan.goals["g2"].weight) == ("yinchuan", 2.0)


def test_a_changed_later_column_breaks_the_hash(tmp_path):
    with Store.create(tmp_path / "new.plan") as store:
        with store.step(message("add"), who="tester", at=START) as edit:
            edit.insert(Goal("g1", "企业"))
        store.connection.execute("DROP TRIGGER goal_img_keep")
        store.connection.execute("UPDATE goal_img SET weight = 3.0")
        assert journal.broken_hash(store.connection) == 1


def test_what_older_rows_hold_is_what_the_columns_say(tmp_path):
    with Store.create(tmp_path / "new.plan") as store:
        for table, later in LATER_COLUMNS.items():
            sql = defaults(store.connection, table)
            for name, added in later.items():
                assert store.connection.execute(f"SELECT {sql[name]}").fetchone() == (added.default,)


def test_a_new_plan_has_todays_schema(tmp_path):
    with Store.create(tmp_path / "new.plan") as store:
        assert fingerprint(store.connection) == FINGERPRINTS[VERSION]
    assert look_at_header(store.path) == VERSION


def test_every_value_is_there_after_the_upgrade(old, kept):
    upgrade(old, kept)
    with Store.open(old) as store:
        plan = store.read()
    (goal,) = plan.goals.values()
    assert (plan.about.title, goal.name, goal.unit, goal.theme) == ("一号规划", "城镇新增就业", "人", "t1")
    assert (plan.target("g1").comparator, plan.target("g1").low) == (Comparator.AT_LEAST, 3000.0)
    assert [(row.name, row.value) for row in plan.milestones["g1"]] == [("上半年", 1600.0)]
    assert [(row.value, row.note) for row in plan.series("g1").records("g1")] == [(1234.5, "月报")]


def test_history_and_triggers_hold_after_the_upgrade(old, kept):
    upgrade(old, kept)
    with Store.open(old) as store:
        assert check.check_connection(store.connection) == []
        store.undo(who="tester", at=START)
        assert store.read().milestones["g1"][0].value == 1500.0
        with store.step(message("new tables"), who="tester", at=START) as edit:
            edit.insert(Attachment("x", "g1", "a.txt", "0", 1), SavedFilter("f", "late", "light:behind"))
            edit.update(Goal, "g1", owner="x")
        assert check.check_connection(store.connection) == []


def test_the_copy_is_the_old_plan_and_sound(old, kept):
    upgrade(old, kept)
    assert look_at_header(kept) == 1
    copy = connect(kept, readonly=True)
    assert fingerprint(copy) == FINGERPRINTS[1]
    assert journal.broken_hash(copy) is None
    assert journal.replay_difference(copy) is None
    copy.close()


def test_a_failing_migration_leaves_the_file_as_it_was(old, kept, monkeypatch):
    def fail(script, *_):
        raise ZeroDivisionError

    before = old.read_bytes()
    monkeypatch.setattr(schema, "_run", fail)
    with pytest.raises(ZeroDivisionError):
        upgrade(old, kept)
    assert old.read_bytes() == before


def test_without_room_for_the_copy_nothing_is_upgraded(old, tmp_path):
    with pytest.raises(PlannerError, match="cannot be reached"):
        upgrade(old, tmp_path / "no folder" / "kept.plan")
    assert look_at_header(old) == 1


def test_a_planted_trigger_stops_the_upgrade(old, kept):
    connection = connect(old)
    connection.execute("CREATE TRIGGER spy AFTER INSERT ON theme BEGIN SELECT 1; END")
    connection.close()
    with pytest.raises(Damaged, match="changed by another program"):
        upgrade(old, kept)
    assert not kept.exists()


def test_a_plan_whose_journal_tells_another_story_is_not_upgraded(old, kept):
    connection = connect(old)
    wanted = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'goal'"
    sql = connection.execute(wanted).fetchall()
    for name, _ in sql:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE goal SET name = name || '!'")
    for _, text in sql:
        connection.execute(text)
    connection.close()
    with pytest.raises(Damaged, match="No sound copy"):
        upgrade(old, kept)
    assert (look_at_header(old), list(kept.parent.glob("*kept*"))) == (1, [])


def test_an_old_plan_is_not_opened_unasked(old):
    with pytest.raises(PlannerError, match="older format"):
        opening.open_connection(old)


def test_self_check_a_changed_schema_has_another_fingerprint(old):
    connection = connect(old)
    before = fingerprint(connection)
    connection.execute("ALTER TABLE theme ADD COLUMN icon TEXT")
    assert fingerprint(connection) != before
    connection.close()
