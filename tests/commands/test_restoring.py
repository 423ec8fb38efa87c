"""A backup brought back as one step, which can be taken back and done again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.commands.edits import Add, Remove, SetFields, add_theme
from planner.commands.restoring import Restore, in_order, name_of, what_changed
from planner.commands.session import Session
from planner.domain.records import Document, Measurement, Milestone
from planner.errors import PlannerError
from planner.store.backup import back_up
from planner.store.backups import inside
from planner.store.check import check_connection
from planner.store.differences import Fate, differences
from planner.store.restoring import opened_backup
from planner.store.store import Store
from tests.build import fresh_session, goal


@pytest.fixture
def session(tmp_path: Path):
    jobs = goal("jobs", 3000, milestones={"2020-06-30": 900}, progress={"2020-05-31": 700})
    session = fresh_session(tmp_path, jobs, goal("air", 80))
    yield session
    session.store.close()


def _work(session: Session) -> None:
    """Make, change and delete: a goal, a milestone, a progress entry, a theme."""
    session.run(add_theme(session.plan, "人才", "#123456"))
    session.run(SetFields("milestone", ["jobs/m1"], {"value": 1000.0}))
    session.run(Add([Measurement("p9", "jobs", date(2020, 6, 15), 800.0)]))
    session.run(Remove("goal", ["air"]))


def _restore(session: Session, backup: Path) -> None:
    with opened_backup(backup, session.store.plan_id, instead_of=session.store.path) as store:
        session.run(Restore(store.read(), "2020-07-01", store.bytes_of))


def test_the_plan_is_as_it_was_and_undo_brings_everything_back(session: Session, tmp_path: Path) -> None:
    back_up(session.store, tmp_path / "b.plan")
    before = session.plan
    _work(session)
    after = session.plan
    _restore(session, tmp_path / "b.plan")
    assert session.plan == session.store.read() == before
    session.undo()
    assert session.plan == session.store.read() == after
    session.redo()
    assert session.plan == session.store.read() == before
    assert check_connection(session.store.connection) == []


def test_history_is_never_cut(session: Session, tmp_path: Path) -> None:
    back_up(session.store, tmp_path / "b.plan")
    _work(session)
    steps = session.store.last_step
    _restore(session, tmp_path / "b.plan")
    newest = session.store.history(1)[0]
    assert (newest.n, newest.label.key) == (steps + 1, "Restore the backup of {day}")


def test_a_backup_that_is_the_plan_changes_nothing(session: Session, tmp_path: Path) -> None:
    back_up(session.store, tmp_path / "b.plan")
    with pytest.raises(PlannerError, match="just as it was"):
        _restore(session, tmp_path / "b.plan")


def test_rows_and_texts_of_a_copy_that_went_its_own_way_come_along(session: Session, tmp_path: Path) -> None:
    back_up(session.store, tmp_path / "b.plan")
    with Store.open(tmp_path / "b.plan") as store:
        other = Session(store, who="other", now=session.now)
        with store.step(add_theme(other.plan, "x", "#000000").label(other.plan), who="o", at=session.now()) as edit:
            edit.insert(Document("d", "通知", content=edit.keep_bytes("全文".encode()), chars=2))
        wanted = store.read()
    _restore(session, tmp_path / "b.plan")
    assert session.plan == wanted
    assert session.store.bytes_of(session.plan.documents["d"].content) == "全文".encode()


def test_another_plan_is_refused(session: Session, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with fresh_session(tmp_path / "other").store as other:
        back_up(other, tmp_path / "b.plan")
    with pytest.raises(PlannerError, match="another plan"):
        _restore(session, tmp_path / "b.plan")


def test_the_open_plan_itself_is_refused_and_keeps_its_lock(session: Session) -> None:
    with pytest.raises(PlannerError, match="open plan itself"):
        _restore(session, session.store.path)
    with pytest.raises(PlannerError, match="is open"):
        Store.open(session.store.path)


def test_a_damaged_backup_is_never_restored(session: Session, tmp_path: Path) -> None:
    back_up(session.store, tmp_path / "b.plan")
    content = bytearray((tmp_path / "b.plan").read_bytes())
    place = content.rindex(b"jobs/p1")
    content[place + 2] ^= 1
    (tmp_path / "b.plan").write_bytes(content)
    _work(session)
    before = session.plan
    with pytest.raises(PlannerError, match="damaged"):
        _restore(session, tmp_path / "b.plan")
    assert session.store.read() == before


def test_an_older_format_is_read_through_a_copy(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "plans" / "v1.plan"
    copy = tmp_path / "old.plan"
    copy.write_bytes(old.read_bytes())
    found = inside(copy)
    assert found is not None
    with opened_backup(copy, found[0]) as store:
        assert store.read().goals
    assert copy.read_bytes() == old.read_bytes()


def test_differences_are_counted_and_named(session: Session) -> None:
    then = session.plan
    _work(session)
    tables = in_order(list(differences(then, session.plan)))
    assert list(tables)[:3] == ["goal", "milestone", "measurement"]
    assert [row.fate for row in tables["goal"]] == [Fate.GONE]
    (changed,), (made,) = tables["milestone"], tables["measurement"]
    assert (name_of(changed, then, session.plan), made.fate) == ("jobs · by 2020-06-30", Fate.MADE)
    assert name_of(made, then, session.plan) == "jobs · 2020-06-15  800"
    assert changed.changed_fields == ("value",)
    assert what_changed(made) == ""


def test_a_row_that_moves_to_another_goal_is_one_change(session: Session) -> None:
    then = session.plan
    session.run(Add([Milestone("m", "jobs", "step")]))
    session.run(SetFields("milestone", ["m"], {"name": "stage"}))
    assert [(row.id, row.fate) for row in differences(then, session.plan)] == [("m", Fate.MADE)]
