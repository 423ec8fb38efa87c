"""Goals: added whole, revised without losing the old target, broken into parts that add up, measured."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.commands.goals import (
    AddGoal,
    BreakIntoMilestones,
    MarkDone,
    ReviseTarget,
    SaveGoal,
    SetPartners,
    milestones_for,
)
from planner.commands.papers import AddDocument, AttachFile
from planner.commands.recording import RecordProgress
from planner.domain.kinds import Comparator, Kind
from planner.domain.records import Basis, Goal, Target
from planner.errors import PlannerError
from tests.build import fresh_session, goal, office, plan

PIECES = (office("a"), office("b"), goal("g", 100, progress={"2020-05-31": 7.0}), goal("tasks"))


@pytest.fixture
def session(tmp_path):
    session = fresh_session(tmp_path, *PIECES)
    yield session
    session.store.close()


def values(rows):
    return [row.value for row in rows]


def test_a_goal_is_added_whole(session):
    new = Goal("n", "新目标", start=date(2020, 1, 1))
    session.run(AddGoal(new, Target("t", "n", low=3.0), ["b", "a"], [Basis("x", "n", quote="原文")]))
    made = session.plan
    assert made.goals["n"].pos > made.goals["g"].pos
    assert [row.office for row in made.partners["n"]] == ["b", "a"]
    assert (made.target("n").low, made.bases["n"][0].quote) == (3.0, "原文")
    assert session.undo_label.args == {"name": "新目标"}


def test_a_form_is_saved_in_one_step(session):
    session.run(SaveGoal("g", {"name": "改名"}, {"low": 120.0}, partners=["a"]))
    made = session.plan
    assert (made.goals["g"].name, made.target("g").low, made.partners["g"][0].office) == ("改名", 120.0, "a")
    session.undo()
    assert session.plan == plan(*PIECES)


def test_a_form_may_revise_the_target(session):
    revision = Target("r", "g", Comparator.AT_LEAST, 150.0, None, date(2020, 12, 31), date(2020, 6, 1), "上级调整")
    session.run(SaveGoal("g", revision=revision))
    assert [row.low for row in session.plan.targets["g"]] == [100.0, 150.0]
    assert session.plan.target("g", date(2020, 5, 31)).low == 100.0


def test_revisions_follow_each_other(session):
    session.run(ReviseTarget(Target("r", "g", low=1.0, since=date(2020, 6, 1))))
    with pytest.raises(PlannerError, match="already a target from 2020-06-01 on"):
        session.run(ReviseTarget(Target("s", "g", low=2.0, since=date(2020, 6, 1))))


def test_partners_that_stay_keep_their_row(session):
    session.run(SetPartners("g", ["a"]))
    kept = session.plan.partners["g"][0].id
    session.run(SetPartners("g", ["a", "b"]))
    assert kept in {row.id for row in session.plan.partners["g"]}
    session.run(SetPartners("g", []))
    assert "g" not in session.plan.partners


@pytest.mark.parametrize(
    ("every", "wanted"),
    [("quarter", [25.0, 50.0, 75.0, 100.0]), ("half-year", [50.0, 100.0]), ("year", [100.0])],
)
def test_breaking_down(session, every, wanted):
    session.run(BreakIntoMilestones("g", every))
    assert values(session.plan.milestones["g"]) == wanted


@given(
    total=st.integers(1, 5000), start=st.dates(date(2019, 1, 1), date(2020, 6, 1)), months=st.integers(1, 40),
    every=st.sampled_from(["month", "quarter", "half-year", "FREQ=WEEKLY;INTERVAL=5"]),
)  # fmt: skip
def test_whole_numbers_stay_whole_and_end_at_the_target(total, start, months, every):
    end = date(start.year + (start.month + months) // 12, (start.month + months) % 12 + 1, 15)
    made = plan(goal("g", float(total), start=start.isoformat(), by=end.isoformat()))
    rows = values(milestones_for(made, BreakIntoMilestones("g", every)))
    assert rows == sorted(rows)
    assert rows[-1] == total
    assert all(value == int(value) for value in rows)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"kind": Kind.LEVEL, "baseline": 40.0}, [55.0, 70.0, 85.0, 100.0]),
        ({"kind": Kind.LEVEL, "baseline": 140.0, "compare": "<="}, [130.0, 120.0, 110.0, 100.0]),
        ({"kind": Kind.RATE}, [100.0, 100.0, 100.0, 100.0]),
    ],
)
def test_levels_run_from_their_baseline(fields, wanted):
    made = plan(goal("g", 100.0, **fields))
    assert values(milestones_for(made, BreakIntoMilestones("g", "quarter"))) == wanted


def test_a_task_list_gets_dates_without_values(session):
    session.run(BreakIntoMilestones("tasks", "quarter", name="第{date}期"))
    rows = session.plan.milestones["tasks"]
    assert (values(rows), rows[0].name) == ([None] * 4, "第2020-03-31期")


def test_done_milestones_stay_when_broken_down_again(session):
    session.run(BreakIntoMilestones("g", "quarter"))
    first = session.plan.milestones["g"][0]
    session.run(MarkDone([first.id], date(2020, 3, 30)))
    session.run(BreakIntoMilestones("g", "month"))
    rows = session.plan.milestones["g"]
    assert (len(rows), rows[2].id, rows[2].done) == (12, first.id, date(2020, 3, 30))


def test_open_milestones_may_stay(session):
    session.run(BreakIntoMilestones("g", "half-year"))
    session.run(BreakIntoMilestones("g", "quarter", replace_open=False))
    assert [row.due.month for row in session.plan.milestones["g"]] == [3, 6, 9, 12]


def test_without_dates_nothing_is_broken_down(session):
    session.run(SaveGoal("g", {"start": None}))
    with pytest.raises(PlannerError, match="needs a start and a deadline"):
        session.run(BreakIntoMilestones("g", "month"))


def test_progress_of_the_same_day_corrects_it(session):
    session.run(RecordProgress("g", date(2020, 5, 31), 8.0, "更正"))
    session.run(RecordProgress("g", date(2020, 6, 30), 9.0))
    assert [(row.value, row.note) for row in session.plan.series("g").records("g")] == [(8.0, "更正"), (9.0, "")]
    (_, cells, _), *_ = (entry for entry in session.history_of("g") if entry[1])
    assert {(cell.column, cell.old, cell.new) for cell in cells} == {("value", 7.0, 8.0), ("note", "", "更正")}


def test_nothing_is_done_after_the_cut_off(session):
    session.run(BreakIntoMilestones("g", "year"))
    (row,) = session.plan.milestones["g"]
    with pytest.raises(PlannerError, match="after the cut-off date"):
        session.run(MarkDone([row.id], date(2020, 7, 1)))


def test_a_document_is_kept_and_found_again(session):
    session.run(AddDocument("d", "讲话", "新增城镇就业3000人"))
    kept = session.plan.documents["d"]
    assert session.store.bytes_of(kept.content).decode() == "新增城镇就业3000人"
    with pytest.raises(PlannerError, match="already in the plan as “讲话”"):
        session.run(AddDocument("e", "另一名", "新增城镇就业3000人"))


def test_a_file_is_kept_inside_the_plan(session):
    session.run(AttachFile("g", "C:\\月报\\五月.xlsx", b"x" * 10))
    (row,) = session.plan.attachments["g"]
    assert (row.name, row.size, session.store.bytes_of(row.content)) == ("五月.xlsx", 10, b"x" * 10)


@pytest.mark.parametrize(("content", "why"), [(b"", "is empty"), (b"x" * 20_000_001, "larger than 20 MB")])
def test_files_that_are_not_kept(session, content, why):
    with pytest.raises(PlannerError, match=why):
        session.run(AttachFile("g", "a.bin", content))
    assert session.store.connection.execute("SELECT count(*) FROM blob").fetchone() == (0,)
