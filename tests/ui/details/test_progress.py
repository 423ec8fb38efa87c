"""Progress by keyboard, and what offices reported in words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from planner.ui.details.progress_tab import ProgressTab
from tests.ui.details.keys import Key, open_cell, reason_of, type_into


@pytest.fixture
def tab(pane) -> ProgressTab:
    tab = pane.tab("progress")
    assert isinstance(tab, ProgressTab)
    tab.tester = QAbstractItemModelTester(tab.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    return tab


def figures(context) -> list[tuple[str, float]]:
    return [(row.day.isoformat(), row.value) for row in context.plan.series("contracts").records("contracts")]


def test_newest_first_with_change_plan_and_gap(tab):
    row = tab.model.rows[0]
    assert (row.record.day, row.change) == (date(2020, 6, 30), pytest.approx(209.8))
    assert row.total - row.planned == pytest.approx(331 - 390)


def test_line_begins_at_the_cut_off_and_enter_records(tab, context, qtbot):
    assert tab.line.day.text() == "2020-06-30"
    type_into(qtbot, tab.line.day, "2020年5月31日", commit=False)
    type_into(qtbot, tab.line.value, "２６０．４亿元", commit=False)
    type_into(qtbot, tab.line.note, "bulletin 5")
    assert ("2020-05-31", 260.4) in figures(context)
    assert (tab.line.value.text(), tab.line.note.text()) == ("", "")
    assert tab.model.rows[1].record.note == "bulletin 5"


@pytest.mark.parametrize(
    ("day", "value", "why"),
    [
        ("2020-02-30", "5", "calendar has no day"),
        ("2020-05-31", "some", "is not a number"),
        ("2020-07-31", "400", "after the cut-off date"),
    ],
)
def test_refused_line_keeps_what_was_typed(tab, context, qtbot, day, value, why):
    before = figures(context)
    type_into(qtbot, tab.line.day, day, commit=False)
    type_into(qtbot, tab.line.value, value)
    assert why in reason_of(tab)
    assert (tab.line.day.text(), tab.line.value.text()) == (day, value)
    assert figures(context) == before


def test_same_day_corrects_the_figure(tab, context, qtbot):
    type_into(qtbot, tab.line.value, "335")
    assert figures(context)[-1] == ("2020-06-30", 335)
    assert len(tab.model.rows) == 3


def test_edit_delete_and_undo(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 1, "value"), "1,120.5")
    assert figures(context)[1] == ("2020-03-31", 1120.5)
    tab.view.selectRow(0)
    tab.view.setFocus()
    qtbot.keyClick(tab.view, Key.Key_Delete)
    assert len(figures(context)) == 2
    context.undo()
    context.undo()
    assert figures(context)[1:] == [("2020-03-31", 121.2), ("2020-06-30", 331)]


def test_a_figure_edited_in_another_unit_keeps_how_it_was_reported(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 1, "value"), "1,250,000万元")
    row = list(context.plan.series("contracts").records("contracts"))[1]
    assert (row.value, row.said) == (125, "1,250,000万元")
    type_into(qtbot, open_cell(tab.view, 1, "value"), "126")
    assert list(context.plan.series("contracts").records("contracts"))[1].said == ""


def test_two_figures_of_one_day_are_refused(tab, context, qtbot):
    type_into(qtbot, open_cell(tab.view, 0, "day"), "2020-03-31")
    assert "already a figure of 2020-03-31" in reason_of(tab.view)


def test_task_list_has_no_figures(tab, pane):
    pane.show_goal("arrears")
    assert not tab.view.isVisible()


def test_report_section_is_saved_when_left(tab, context, qtbot):
    edit = tab.reports.sections["problems"]
    edit.setFocus()
    qtbot.keyClicks(edit, "Land is short.")
    qtbot.keyClick(edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert context.plan.reports["contracts"][0].problems == "Land is short."


def test_report_being_written_is_saved_before_another_goal_is_shown(tab, context, pane, qtbot):
    qtbot.keyClicks(tab.reports.sections["needs"], "A decision.")
    pane.show_goal("arrears")
    assert context.plan.reports["contracts"][0].needs == "A decision."
    assert tab.reports.sections["needs"].text() == ""


def test_new_report_of_the_lead_office(tab, context):
    tab.reports.add()
    newest = context.plan.reports["contracts"][-1]
    assert {row.office for row in context.plan.reports["contracts"]} == {"trade"}
    assert newest.day == context.as_of
    tab.reports.remove()
    assert len(context.plan.reports["contracts"]) == 1
