"""The common edits: one step each, named, checked first, and everything that points to a removed record let go."""

from datetime import date

import pytest

from planner.commands.edits import Add, DuplicateGoal, Move, Remove, SetFields, add_filter, add_office, add_theme, find
from planner.commands.papers import AddDocument
from planner.domain.fields import TABLES
from planner.domain.records import Basis, Milestone, Report, Theme
from planner.errors import PlannerError
from planner.store.store import Store
from tests.build import fresh_session, goal, office, plan, theme

PIECES = (
    theme("t"), office("o"), office("below", "o"),
    goal("g", 100, theme="t", lead="o", partners=("o",), pos=1.0, progress={"2020-05-31": 7.0},
         milestones={"2020-06-30": 50.0, "2020-09-30": 75.0}),
    goal("part", 50, parent="g", pos=2.0), goal("last", pos=3.0),
)  # fmt: skip


@pytest.fixture
def session(tmp_path):
    session = fresh_session(tmp_path, *PIECES)
    yield session
    session.store.close()


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (SetFields("milestone", ["g/m1"], {"due": date(2020, 7, 1)}), "Change milestone due date"),
        (SetFields("goal", ["g"], {"name": "x", "unit": "y"}), "Change goal"),
        (SetFields("goal", ["g"], {"archived": True}), "Archive goal"),
        (SetFields("goal", ["g"], {"archived": False}), "Take goal out of the archive"),
        (Remove("office", ["o"]), "Delete office"),
        (Move("goal", "last", "g"), "Move goal"),
        (DuplicateGoal("g"), "Duplicate goal"),
        (Add([Theme("x", "x")]), "Add theme"),
    ],
)
def test_labels(command, label):
    told = command.label(plan(*PIECES))
    assert told.key.format(**{name: value.key for name, value in told.args.items()}) == label


def test_the_label_names_undo_after_closing(session):
    session.run(SetFields("milestone", ["g/m1"], {"due": date(2020, 7, 1)}))
    session.store.close()
    with Store.open(session.store.path) as store:
        label = store.stacks.done[-1].label
    assert (label.key, label.args["table"].key, label.args["field"].key) == (
        "Change {table} {field}", "milestone", "due date",
    )  # fmt: skip


def test_fields_of_several_records_are_set_in_one_step(session):
    session.run(SetFields("goal", ["g", "last"], {"owner": "张三"}))
    assert {row.owner for row in session.plan.goals.values()} == {"张三", ""}
    session.undo()
    assert {row.owner for row in session.plan.goals.values()} == {""}


def test_one_refused_record_refuses_all(session):
    with pytest.raises(PlannerError, match="before the start"):
        session.run(SetFields("target", ["last/t", "g/t"], {"deadline": date(2019, 1, 1)}))
    assert session.plan == plan(*PIECES)


def test_setting_what_is_already_so_is_no_step(session):
    assert not session.run(SetFields("goal", ["g"], {"name": "g"}))
    assert session.undo_label is None


def test_changes_are_told_once_and_exactly(session):
    heard = []
    session.listen(heard.append)
    session.run(SetFields("milestone", ["g/m1"], {"value": 60.0}))
    assert [(dict(changes.rows), changes.goals) for changes in heard] == [({"milestone": {"g/m1"}}, {"g"})]


def test_with_a_goal_goes_what_hangs_on_it(session):
    session.run(Remove("goal", ["g"]))
    left = session.plan
    assert (left.targets.keys(), left.milestones, left.measurements, left.partners) == ({"part", "last"}, {}, {}, {})
    assert left.goals["part"].parent is None
    session.undo()
    assert session.plan == plan(*PIECES)


def test_with_a_theme_its_goals_stay(session):
    session.run(Remove("theme", ["t"]))
    assert (session.plan.themes, session.plan.goals["g"].theme) == ({}, None)


def test_what_names_a_removed_office_stays_without_it(session):
    session.run(Add([Report("r", "g", "o", date(2020, 6, 30)), Milestone("m", "g", "x", office="o")]))
    session.run(Remove("office", ["o"]))
    left = session.plan
    assert (left.goals["g"].lead, left.offices["below"].parent, left.partners) == (None, None, {})
    assert [row.office for row in left.reports["g"]] == [None]
    assert {row.office for row in left.milestones["g"]} == {None}


def test_a_basis_keeps_its_words_when_the_document_goes(session):
    session.run(AddDocument("d", "文件", "新增城镇就业3000人"))
    session.run(Add([Basis("b", "g", "d", 0, 4, "新增城镇")]))
    session.run(Remove("document", ["d"]))
    assert session.plan.bases["g"] == (Basis("b", "g", None, None, None, "新增城镇"),)


def test_the_plans_own_card_stays(session):
    with pytest.raises(PlannerError, match="cannot be deleted"):
        session.run(Remove("about", ["plan"]))


@pytest.mark.parametrize(
    ("before", "order"),
    [("part", ["g", "last", "part"]), (None, ["g", "part", "last"]), ("gone", ["g", "part", "last"])],
)
def test_moving_a_goal(session, before, order):
    session.run(Move("goal", "last", before))
    rows = sorted(session.plan.goals.values(), key=lambda row: row.pos)
    assert [row.id for row in rows if row.theme is None or row.id == "g"] == order


def test_moving_into_another_theme_takes_it(session):
    session.run(Move("goal", "last", "g", {"theme": "t"}))
    assert [row.id for row in session.plan.in_order()] == ["last", "g", "part"]
    assert session.plan.goals["last"].theme == "t"


def test_moving_where_there_is_no_room_makes_room(session):
    session.run(SetFields("milestone", ["g/m1", "g/m2"], {"pos": 1.0, "due": None}))
    session.run(Add([Milestone("g/m3", "g", "third", pos=1.0)]))
    session.run(Move("milestone", "g/m3", "g/m2"))
    assert [row.id for row in session.plan.milestones["g"]] == ["g/m1", "g/m3", "g/m2"]


def test_a_duplicate_has_the_target_and_open_milestones_but_no_progress(session):
    session.run(SetFields("milestone", ["g/m1"], {"done": date(2020, 6, 1)}))
    session.run(DuplicateGoal("g", "（副本）"))
    (new,) = (row for row in session.plan.goals.values() if row.name == "g（副本）")
    assert (session.plan.target(new.id).low, len(session.plan.series(new.id))) == (100.0, 0)
    assert [(row.value, row.done) for row in session.plan.milestones[new.id]] == [(50.0, None), (75.0, None)]
    assert [row.name for row in session.plan.in_order()][:2] == ["g", "g（副本）"]


def test_lists_grow_at_their_end(session):
    session.run(add_theme(session.plan, " 人才 ", "#123456"))
    session.run(add_office(session.plan, "科", "o"))
    session.run(add_filter(session.plan, "落后", "light:behind"))
    assert [row.name for row in session.plan.themes.values()] == ["t", "人才"]
    assert [row.name for row in session.plan.offices.values()][-1] == "科"
    assert [row.query for row in session.plan.filters.values()] == ["light:behind"]


@pytest.mark.parametrize("table", sorted(TABLES.keys() - {"about"}))
def test_what_has_gone_meanwhile_is_named(table):
    with pytest.raises(PlannerError, match="not in the plan any more"):
        find(plan(*PIECES), table, "gone")


def test_found_by_table_and_id():
    made = plan(*PIECES)
    assert [find(made, *row).id for row in (("goal", "g"), ("milestone", "g/m2"), ("measurement", "g/p1"))] == [
        "g", "g/m2", "g/p1",
    ]  # fmt: skip
    assert find(made, "about", "plan") == made.about


def test_a_plan_still_being_checked_is_not_edited(session):
    session.replace_plan(session.plan, ready=False)
    with pytest.raises(PlannerError, match="still being checked"):
        session.run(Remove("goal", ["g"]))
    with pytest.raises(PlannerError, match="still being checked"):
        session.undo()
