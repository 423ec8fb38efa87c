"""Journeys through the window, by keyboard where a person could."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit

from planner.domain.query import Query
from planner.ui.actions import SPECS
from planner.ui.entries import What
from planner.ui.goals.arrange import Column, GroupBy
from planner.ui.tables.bubble import Reason


def key(qtbot, widget, pressed, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, pressed, modifier)


def cell(window, goal, column):
    index = window.page.model.index(window.page.model.row_of(goal), column)
    window.page.view.choose(goal)
    window.page.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)


def editor(view):
    return view.viewport().findChild(QLineEdit)


def test_the_window_shows_every_goal_and_what_it_is(window, context):
    assert window.page.model.shown == len(context.plan.goals)
    assert context.plan.about.title in window.windowTitle()
    assert "Demonstration" in window.header._badge.text()


def test_typing_on_the_table_searches(qtbot, window):
    key(qtbot, window.page.view, Qt.Key.Key_5)
    assert window.header.search.hasFocus()
    qtbot.keyClicks(window.header.search, "00")
    key(qtbot, window.header.search, Qt.Key.Key_Return)
    assert window.page.query == Query(words=("500",))
    assert window.page.model.shown == 1
    assert window.page.view.hasFocus()


def test_ctrl_k_goes_to_the_search_and_escape_clears_it(qtbot, window):
    key(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.header.search, "nothing has this")
    key(qtbot, window.header.search, Qt.Key.Key_Return)
    assert window.page.model.shown == 0
    window.header.search.setFocus()
    key(qtbot, window.header.search, Qt.Key.Key_Escape)
    key(qtbot, window.header.search, Qt.Key.Key_Escape)
    assert not window.page.query.words


def test_a_light_in_the_status_line_filters(qtbot, window, context):
    qtbot.mouseClick(window.status._lights["behind"], Qt.MouseButton.LeftButton)
    lights = {context.status(goal).light for group in window.page.model.groups for goal in group.goals}
    assert lights == {"behind"}
    qtbot.mouseClick(window.status._lights["behind"], Qt.MouseButton.LeftButton)
    assert not window.page.query.narrows


def test_a_theme_in_the_navigation_filters(qtbot, window, context):
    theme = next(iter(context.plan.themes))
    lines = window.navigation._lines
    row = next(n for n, e in enumerate(lines.entries) if (e.what, e.key) == (What.THEME, theme))
    spot = window.navigation.visualRect(lines.index(row, 0)).center()
    qtbot.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.page.query.themes == {theme}
    assert window.page.model.shown == lines.entries[row].count


def test_f2_types_into_a_cell_and_undo_names_the_step(qtbot, window, context, first):
    cell(window, first, Column.NAME)
    key(qtbot, window.page.view, Qt.Key.Key_F2)
    field = editor(window.page.view)
    field.setText("A better name")
    key(qtbot, field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: context.plan.goals[first].name == "A better name")
    assert window.acts["undo"].text() == "Undo Change goal indicator"
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert context.plan.goals[first].name != "A better name"
    assert window.acts["redo"].text() == "Redo Change goal indicator"


def test_a_refused_text_stays_with_its_reason_beside_it(qtbot, window, context, first):
    before = context.plan
    cell(window, first, Column.DEADLINE)
    key(qtbot, window.page.view, Qt.Key.Key_F2)
    field = editor(window.page.view)
    field.setText("31 February")
    key(qtbot, field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.view.findChild(Reason) is not None)
    assert field.isVisible()
    assert field.text() == "31 February"
    assert "31 February" in window.page.view.findChild(Reason).text()
    assert context.plan is before
    key(qtbot, field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.page.view.findChild(Reason).isVisible())


def test_alt_down_moves_a_goal_and_keeps_it_chosen(qtbot, window, first):
    second = window.page.model.groups[0].goals[1]
    cell(window, first, Column.NAME)
    key(qtbot, window.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert window.page.model.groups[0].goals[:2] == (second, first)
    assert window.page.view.goal == first
    key(qtbot, window.page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.page.model.groups[0].goals[:2] == (first, second)


def test_several_goals_are_deleted_and_brought_back(qtbot, window, context, first):
    second = window.page.model.groups[0].goals[1]
    cell(window, first, Column.NAME)
    key(qtbot, window.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(window.page.view.chosen_goals()) == [first, second]
    key(qtbot, window.page.view, Qt.Key.Key_Delete)
    assert not {first, second} & context.plan.goals.keys()
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert {first, second} <= context.plan.goals.keys()


def test_an_archived_goal_hides_until_archived_ones_are_shown(qtbot, window, context, first):
    cell(window, first, Column.NAME)
    window.acts["goal_archive"].trigger()
    assert window.page.model.row_of(first) is None
    window.acts["archived"].trigger()
    assert window.page.model.row_of(first) is not None
    window.page.view.choose(first)
    window.acts["goal_archive"].trigger()
    assert not context.plan.goals[first].archived


def test_a_copy_of_a_goal_is_chosen(window, context, first):
    window.page.view.choose(first)
    window.acts["goal_duplicate"].trigger()
    assert window.page.view.goal != first
    assert context.plan.goals[window.page.view.goal].name == context.plan.goals[first].name + " (copy)"


def test_the_group_folds_by_keyboard(qtbot, window, first):
    view = window.page.view
    view.setCurrentIndex(window.page.model.index(0, 0))
    key(qtbot, view, Qt.Key.Key_Left)
    assert window.page.model.row_of(first) is None
    key(qtbot, view, Qt.Key.Key_Right)
    assert window.page.model.row_of(first) is not None


@pytest.mark.parametrize("group_by", GroupBy)
def test_grouping_is_remembered(window, settings, group_by):
    window.acts[f"group_{group_by.value}"].trigger()
    assert window.page.model.group_by is group_by
    assert settings.choice("group", "") == group_by.value


def test_a_refusal_is_one_quiet_line(window, context):
    context.session.ready = False
    window.acts["goal_delete"].trigger()
    assert "still being checked" in window.messages.text


def test_a_dropped_document_is_added_and_read(window, context, tmp_path):
    paper = tmp_path / "notice.txt"
    paper.write_text("关于下达目标任务的通知\n全年新增城镇就业3000人。\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    assert [document.content != "" for document in context.plan.documents.values()] == [True]
    assert window.middle.currentWidget() is not window.page


def test_every_action_has_words_of_its_own(window):
    texts = [window.acts[spec.name].text() for spec in SPECS]
    keys = [spec.keys for spec in SPECS if spec.keys]
    assert len(set(texts)) == len(texts)
    assert len(set(keys)) == len(keys)


def test_the_columns_are_remembered(window, settings, program, qtbot):
    window.page.view.setColumnWidth(Column.LEAD, 177)
    window.keep_layout()
    program.looks.take_language("zh")
    assert program.window is not window
    assert program.window.page.view.columnWidth(Column.LEAD) == 177


def test_a_plan_without_goals_says_what_to_do(qtbot, program, tmp_path):
    program.choosing.make_at(tmp_path / "empty.plan", "empty", "Empty", date(2026, 1, 31))
    assert program.window.page._stack.currentIndex() == 1
    assert "No goals yet" in program.window.page._empty._heading.text()
