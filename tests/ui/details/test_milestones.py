"""Milestones by keyboard: added, dated, refused, marked done, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from planner.ui.context import Context
from planner.ui.details.milestones_tab import MilestonesTab
from tests.ui.details.keys import Key, editor_of, has_editor, open_cell, reason_of, type_into


@pytest.fixture
def tab(pane, qtbot) -> MilestonesTab:
    tab = pane.tab("milestones")
    assert isinstance(tab, MilestonesTab)
    tab.tester = QAbstractItemModelTester(tab.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    tab.view.setFocus()
    return tab


def milestones(context: Context):
    return context.plan.milestones["contracts"]


def text(tab: MilestonesTab, row: int, column: str) -> str:
    return tab.model.data(tab.model.index(row, tab.model.column_of(column)))


def test_full_width_and_chinese_dates_are_read(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 0, "due"), "２０２０年４月１５日")
    assert milestones(context)[0].due == date(2020, 4, 15)
    assert not has_editor(tab.view)


def test_value_with_its_unit_glued_on(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 1, "value"), "４００亿元")
    assert milestones(context)[1].value == 400
    assert text(tab, 1, "step") == "+240.0"


def test_value_in_another_unit_counts_in_the_goals(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 1, "value"), "4,100,000万元")
    assert milestones(context)[1].value == 410
    type_into(qtbot, open_cell(tab.view, 1, "value"), "5公里")
    assert "“公里”" in reason_of(tab)
    assert milestones(context)[1].value == 410


def test_date_outside_the_goal_stays_in_the_cell_with_its_reason(tab, context, qtbot):
    editor = open_cell(tab.view, 2, "due")
    type_into(qtbot, editor, "2021-01-31")
    assert "after the goal's deadline 2020-12-31" in reason_of(tab.view)
    assert editor_of(tab.view).text() == "2021-01-31"
    assert milestones(context)[2].due == date(2020, 12, 31)


def test_refused_text_can_be_mended(tab, context, qtbot):
    editor = open_cell(tab.view, 2, "due")
    type_into(qtbot, editor, "31/12")
    type_into(qtbot, editor, "2020-11-30")
    assert milestones(context)[2].due == date(2020, 11, 30)
    assert reason_of(tab.view) == ""


def test_escape_takes_back_a_refused_text(tab, context, qtbot):
    editor = open_cell(tab.view, 2, "value")
    type_into(qtbot, editor, "many")
    qtbot.keyClick(editor, Key.Key_Escape)
    assert not has_editor(tab.view)
    assert milestones(context)[2].value == 825


def test_insert_adds_a_named_milestone_and_goes_to_its_date(tab, context, qtbot):
    qtbot.keyClick(tab.view, Key.Key_Insert)
    type_into(qtbot, editor_of(tab.view), "上半年小结")
    added = next(row for row in milestones(context) if row.name == "上半年小结")
    assert (added.due, added.office) == (None, "trade")
    assert tab.view.currentIndex().column() == tab.model.column_of("due")


def test_a_new_date_moves_the_row_and_the_cursor_with_it(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 0, "due"), "2020-08-01")
    assert [row.id for row in tab.model.rows] == ["contracts/m2", "contracts/m1", "contracts/m3"]
    assert tab.view.currentIndex().row() == 1


def test_space_marks_done_and_open_again(tab, context, qtbot):
    tab.view.selectRow(0)
    qtbot.keyClick(tab.view, Key.Key_Space)
    assert milestones(context)[0].done == context.as_of
    qtbot.keyClick(tab.view, Key.Key_Space)
    assert milestones(context)[0].done is None


def test_delete_and_undo(tab, context, qtbot):
    tab.view.selectRow(1)
    qtbot.keyClick(tab.view, Key.Key_Delete)
    assert tab.model.rowCount() == 3
    context.undo()
    assert [row.id for row in tab.model.rows] == ["contracts/m1", "contracts/m2", "contracts/m3"]
    context.redo()
    assert len(tab.model.rows) == 2


@pytest.mark.qt_log_ignore("does not support")
def test_office_by_name_and_an_unknown_one(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 0, "office"), "labour")
    assert milestones(context)[0].office == "labour"
    type_into(qtbot, open_cell(tab.view, 0, "office"), "nobody")
    assert "no “nobody” in this plan" in reason_of(tab.view)


def test_neighbours_of_one_date_change_places(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 1, "due"), "2020-03-31")
    tab.view.selectRow(0)
    qtbot.keyClick(tab.view, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.id for row in milestones(context)][:2] == ["contracts/m2", "contracts/m1"]


def test_other_neighbours_keep_their_places(tab, context, qtbot):
    tab.view.selectRow(0)
    with qtbot.waitSignal(context.refused):
        qtbot.keyClick(tab.view, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert milestones(context)[0].id == "contracts/m1"


def test_states_and_balance(tab, context, qtbot):
    assert [text(tab, n, "state") for n in range(3)] == ["reached", "late", "open"]
    assert "825 / target 825" in tab._balance.text()
    type_into(qtbot, open_cell(tab.view, 2, "value"), "800")
    assert "difference −25" in tab._balance.text()


def test_task_list_shows_no_values(tab, pane):
    pane.show_goal("arrears")
    assert tab.view.isColumnHidden(tab.model.column_of("value"))
    assert tab._balance.text() == ""


def test_empty_place_offers_the_breakdown(tab, context, pane, qtbot):
    tab.view.selectAll()
    tab.remove()
    assert not tab.view.isVisible()
    with qtbot.waitSignal(pane.break_down_wanted) as blocker:
        tab._break_action.trigger()
    assert blocker.args == ["contracts"]


def test_rows_are_copied_as_other_tables_take_them(tab, qtbot):
    tab.view.selectRow(2)
    qtbot.keyClick(tab.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "open\tby 2020-12-31\t2020-12-31\t825.0\t+435.0\t\t—\t"


def test_tooltips_follow_nothing_named_in_data(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 0, "name"), "<img src='file:///secret.png'>")
    tip = tab.model.data(tab.model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "secret.png" in tip
