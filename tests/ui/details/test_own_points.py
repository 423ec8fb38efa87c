"""Points of a goal's own line on its chart: added, chosen, moved and taken out, one undo for each."""

from __future__ import annotations

from datetime import date

import pytest

from planner.commands.edits import SetFields
from planner.domain.kinds import Curve
from tests.ui.details.keys import Key


@pytest.fixture
def tab(pane, context, qtbot):
    context.run(SetFields("goal", ["contracts"], {"curve": Curve.POINTS}))
    tab = pane.tab("trajectory")
    qtbot.waitUntil(lambda: tab.chart_view is not None)
    tab.chart_view.setFocus()
    return tab


def points(context):
    return [(row.day, row.value) for row in context.plan.points.get("contracts", ())]


def test_a_double_click_adds_a_point_where_the_line_does_not_turn_back(tab, context):
    tab.chart_view._box.pressed_twice.emit(float(date(2020, 5, 1).toordinal()), 9999.0)
    assert points(context) == [(date(2020, 5, 1), 390.0)]
    context.undo()
    assert points(context) == []


def test_insert_and_delete_by_keyboard(tab, context, qtbot):
    qtbot.keyClick(tab.chart_view._plot, Key.Key_Insert)
    ((day, value),) = points(context)
    assert (date(2020, 6, 30) < day < date(2020, 12, 31), 390 <= value <= 825) == (True, True)
    qtbot.keyClick(tab.chart_view._plot, Key.Key_PageDown)
    qtbot.keyClick(tab.chart_view._plot, Key.Key_Delete)
    assert points(context) == []
    context.undo()
    assert points(context) == [(day, value)]


def test_a_day_that_is_taken_gets_no_second_point(tab, context):
    tab.add_at(date(2020, 3, 31).toordinal(), 100.0)
    assert points(context) == []


def test_a_point_is_dragged_no_higher_than_the_next(tab, context):
    tab.add_at(date(2020, 5, 1).toordinal(), 200.0)
    tab._move(context.plan.points["contracts"][0].id, date(2020, 8, 1).toordinal(), 100.0)
    assert points(context) == [(date(2020, 8, 1), 390.0)]


def test_another_curve_takes_no_points(tab, context):
    context.run(SetFields("goal", ["contracts"], {"curve": Curve.LINE}))
    tab.refresh()
    tab.chart_view._box.pressed_twice.emit(float(date(2020, 5, 1).toordinal()), 200.0)
    assert points(context) == []
