import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from planner.analysis.values import Rule
from planner.commands.edits import DuplicateGoal, Move, Remove, SetFields
from planner.commands.goals import MarkDone
from planner.commands.seeding import make_plan
from planner.domain.query import Query
from planner.figures.palette import LIGHT
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.goals.arrange import Column, GroupBy, Sort
from planner.ui.goals.model import GoalModel
from tests.build import ticking

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def context(tmp_path, qapp):
    session = make_plan(tmp_path / "demo.plan", "demo", who="tester", now=ticking())
    yield Context(session, Translator("en", LOCALES), LIGHT, Rule())
    session.store.close()


@pytest.fixture
def model(context, qtmodeltester):
    made = GoalModel(context)
    tester = QAbstractItemModelTester(made, FATAL)
    yield made
    tester.deleteLater()


def shown(model):
    return [goal for goal in map(model.goal_at, range(model.rowCount())) if goal]


def test_every_goal_has_a_row_under_its_theme(context, model):
    assert len(shown(model)) == len(context.plan.goals) == model.shown
    assert model.rowCount() == model.shown + len(model.groups)


def test_every_command_leaves_the_model_sound(context, model):
    first, second, *_, last = shown(model)
    milestone = next(row for rows in context.plan.milestones.values() for row in rows)
    for command in (
        SetFields("goal", [first], {"name": "renamed"}),
        DuplicateGoal(second),
        Move("goal", first, None),
        SetFields("goal", [last], {"theme": context.plan.goals[first].theme}),
        MarkDone([milestone.id], context.as_of),
        SetFields("goal", [second], {"archived": True}),
        Remove("goal", [last]),
        Remove("theme", [next(iter(context.plan.themes))]),
    ):
        assert context.run(command)
        assert sorted(shown(model)) == sorted(k for k, g in context.plan.goals.items() if not g.archived)
    while context.session.undo_label is not None:
        context.undo()
    assert shown(model)[0] == first


@pytest.mark.parametrize("group_by", GroupBy)
@pytest.mark.parametrize("sort", [None, Sort(Column.GAP), Sort(Column.NAME, descending=True), Sort(Column.DEADLINE)])
def test_grouping_and_sorting_keep_every_goal(model, group_by, sort):
    before = sorted(shown(model))
    model.show(group_by=group_by)
    model.sort_within(sort)
    assert sorted(shown(model)) == before


def test_a_query_narrows_and_widens(context, model):
    everything = shown(model)
    model.show(Query(lights=frozenset({"behind"})))
    assert shown(model) == [goal for goal in everything if context.status(goal).light == "behind"]
    model.show(Query())
    assert shown(model) == everything


def test_a_light_that_changes_takes_its_goal_out_of_the_filter(context, model):
    model.show(Query(lights=frozenset({"no_data"})))
    goal = next(key for key in shown(model) if context.plan.goals[key].kind.numeric)
    context.run(SetFields("goal", [goal], {"archived": True}))
    assert goal not in shown(model)


def test_folding_hides_a_groups_goals(model):
    group = model.groups[0]
    model.fold(group.key, folded=True)
    assert not set(group.goals) & set(shown(model))
    model.fold(group.key, folded=False)
    assert shown(model)[: len(group.goals)] == list(group.goals)


def test_only_touched_rows_are_told(context, model, qtbot):
    goal = shown(model)[3]
    milestone = context.plan.milestones[goal][0]
    told = []
    model.dataChanged.connect(lambda top, bottom: told.append((top.row(), bottom.row())))
    context.run(SetFields("milestone", [milestone.id], {"note": "later"}))
    assert told == [(model.row_of(goal), model.row_of(goal))]


def test_typing_a_name_is_one_step(context, model):
    index = model.index(1, Column.NAME)
    assert model.setData(index, "another name")
    assert context.plan.goals[model.goal_at(1)].name == "another name"
    assert index.data(Qt.ItemDataRole.DisplayRole) == "another name"


def test_a_refused_text_changes_nothing_and_says_why(context, model, qtbot):
    before = context.plan
    with qtbot.waitSignal(model.refused) as told:
        assert not model.setData(model.index(1, Column.DEADLINE), "2020-02-30")
    assert told.args[:2] == [1, Column.DEADLINE]
    assert "2020-02-30" in told.args[2]
    assert context.plan is before


def test_the_same_text_makes_no_step(context, model):
    index = model.index(1, Column.TARGET)
    steps = context.session.store.last_step
    assert model.setData(index, index.data(Qt.ItemDataRole.EditRole))
    assert context.session.store.last_step == steps


def test_dropping_into_another_theme_takes_it_over(context, model):
    goal, target = model.groups[0].goals[0], model.groups[1]
    data = model.mimeData([model.index(model.row_of(goal), 0)])
    place = model.row_of(target.goals[0])
    model.dropMimeData(data, Qt.DropAction.MoveAction, place, 0, model.index(-1, -1))
    assert context.plan.goals[goal].theme == target.key
    assert model.groups[1].goals[0] == goal


def test_nothing_can_be_typed_while_the_plan_is_checked(context, model):
    context.session.ready = False
    assert not model.flags(model.index(1, Column.NAME)) & Qt.ItemFlag.ItemIsEditable
