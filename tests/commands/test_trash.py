"""What was deleted comes back from the trash: whole, in one step, and never before what it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.commands.edits import Add, Remove, SetFields
from planner.commands.trash import restore_deleted, trash_of
from planner.domain.records import Milestone, Theme
from planner.errors import PlannerError
from tests.build import day, fresh_session, goal, office, theme


@pytest.fixture
def session(tmp_path: Path):
    """Two goals of one theme and one office, the second a part of the first."""
    made = fresh_session(
        tmp_path, theme("work"), office("bureau"),
        goal("jobs", 3000, theme="work", lead="bureau", milestones={"2020-06-30": 900}, progress={"2020-03-31": 7},
             partners=["bureau"]),
        goal("part", 10, theme="work", parent="jobs"),
    )  # fmt: skip
    yield made
    made.store.close()


def _keys(session) -> list[tuple[str, str]]:
    return [item.key for item in trash_of(session.store, session.plan).items]


def _restore(session, *chosen: tuple[str, str]) -> None:
    trash = trash_of(session.store, session.plan)
    session.run(restore_deleted(session.store, session.plan, trash, chosen))


def _remove(session, *keys: tuple[str, str]) -> None:
    for table, id_ in keys:
        session.run(Remove(table, [id_]))


def test_a_goal_comes_back_with_all_that_hung_on_it_and_its_part_names_it_again(session) -> None:
    before = session.plan
    _remove(session, ("goal", "jobs"))
    (item,) = trash_of(session.store, session.plan).items
    assert dict(item.counts()) == {"target": 1, "partner": 1, "milestone": 1, "measurement": 1}
    _restore(session, ("goal", "jobs"))
    assert session.plan == before
    assert not _keys(session)


@pytest.mark.parametrize("key", [("theme", "work"), ("office", "bureau"), ("goal", "part")])
def test_what_let_go_holds_again(session, key: tuple[str, str]) -> None:
    before = session.plan
    _remove(session, key)
    assert session.plan != before
    _restore(session, key)
    assert session.plan == before


def test_one_undo_takes_the_restoring_of_several_back(session) -> None:
    _remove(session, ("goal", "part"), ("goal", "jobs"), ("theme", "work"))
    gone = session.plan
    _restore(session, ("goal", "jobs"), ("goal", "part"), ("theme", "work"))
    assert set(session.plan.goals) == {"jobs", "part"}
    assert session.undo() is not None
    assert session.plan == gone
    assert sorted(_keys(session)) == [("goal", "jobs"), ("goal", "part"), ("theme", "work")]


@pytest.mark.parametrize(("first", "other"), [(("goal", "part"), "jobs"), (("goal", "jobs"), "work")])
def test_what_it_belongs_to_is_named_when_it_went_in_another_step(session, first, other: str) -> None:
    above = ("goal", "jobs") if other == "jobs" else ("theme", "work")
    _remove(session, first, above)
    with pytest.raises(PlannerError, match="Restore that first") as refused:
        _restore(session, first)
    assert other in str(refused.value)


def test_goals_of_one_step_come_back_together(session) -> None:
    before = session.plan
    session.run(Remove("goal", ["jobs", "part"]))
    _restore(session, ("goal", "part"))
    assert session.plan == before


def test_what_was_never_deleted_but_taken_back_is_no_trash(session) -> None:
    session.run(Add([Theme("new", "new")]))
    session.undo()
    assert not _keys(session)
    session.redo()
    _remove(session, ("theme", "new"))
    assert _keys(session) == [("theme", "new")]
    session.undo()
    assert not _keys(session)
    session.redo()
    assert _keys(session) == [("theme", "new")]
    session.undo()
    session.undo()
    assert not _keys(session)


def test_a_value_put_there_since_stays(session) -> None:
    session.run(Add([Theme("other", "other")]))
    _remove(session, ("theme", "work"))
    session.run(SetFields("goal", ["part"], {"theme": "other"}))
    _restore(session, ("theme", "work"))
    assert {name: row.theme for name, row in session.plan.goals.items()} == {"jobs": "work", "part": "other"}


def test_a_milestone_outside_its_goal_meanwhile_is_refused_and_stays_in_the_trash(session) -> None:
    _remove(session, ("milestone", "jobs/m1"))
    session.run(SetFields("goal", ["jobs"], {"start": day("2020-07-01")}))
    with pytest.raises(PlannerError, match="lies before"):
        _restore(session, ("milestone", "jobs/m1"))
    assert _keys(session) == [("milestone", "jobs/m1")]


def test_two_restored_at_once_check_each_other(session) -> None:
    session.run(Add([Milestone("late", "jobs", "late", day("2020-12-31"))]))
    session.run(Remove("milestone", ["late", "jobs/m1"]))
    _restore(session, ("milestone", "late"), ("milestone", "jobs/m1"))
    assert {row.id for row in session.plan.milestones["jobs"]} == {"late", "jobs/m1"}
    with pytest.raises(PlannerError, match="not in the trash"):
        _restore(session, ("milestone", "late"))


def test_restoring_that_is_stopped_half_way_leaves_everything_as_it_was(session) -> None:
    _remove(session, ("goal", "jobs"))
    gone, last = session.plan, session.store.last_step
    trash = trash_of(session.store, session.plan)

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    command = restore_deleted(session.store, session.plan, trash, [("goal", "jobs")], stop)
    with pytest.raises(InterruptedError):
        session.write(command)
    assert session.store.last_step == last
    assert session.store.read() == gone


def test_what_is_written_beside_is_told_once_it_is_taken_in(session) -> None:
    before, heard = session.plan, []
    _remove(session, ("goal", "jobs"))
    session.listen(heard.append)
    command = restore_deleted(session.store, session.plan, trash_of(session.store, session.plan), [("goal", "jobs")])
    written = session.write(command)
    assert not heard
    session.take_in(written)
    assert session.plan == before
    assert [changes.goals for changes in heard] == [{"jobs", "part"}]
