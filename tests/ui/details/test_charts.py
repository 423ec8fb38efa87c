"""The chart on screen: drawn from its value alone, dragged, read, kept."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from planner.commands.edits import SetFields
from planner.figures.chart import Across, Axis, Chart, Line, Mark, Role, Tick
from planner.figures.svg import DRAWERS as ON_PAPER
from planner.ui.charts.days import day_ticks
from planner.ui.charts.drawers import DRAWERS
from planner.ui.charts.ink import ink_of
from planner.ui.charts.labels import inner_names, names_at_right, spread
from planner.ui.charts.readout import actual_by, planned_at, readings_on
from planner.ui.charts.view import ChartView
from tests.ui.details.keys import Key, drag

MARCH, JUNE = date(2020, 3, 31).toordinal(), date(2020, 6, 30).toordinal()
PLAN = Line(Role.PLAN, [0.0, 10.0], [0.0, 100.0], "planned")
ACTUAL = Line(Role.ACTUAL, [0.0, 4.0], [0.0, 30.0], "actual", dots=True)
CHART = Chart(Axis(0.0, 10.0), Axis(0.0, 100.0, unit="t"), [PLAN, ACTUAL, Across(Role.TARGET, 100.0, "target")])


@pytest.fixture
def view(pane, qtbot) -> ChartView:
    tab = pane.tab("trajectory")
    qtbot.waitUntil(lambda: tab.chart_view is not None)
    tab.chart_view.setFocus()
    return tab.chart_view


def milestone(view: ChartView, day: int, value: float) -> QPointF:
    return view.point(float(day), value)


def test_every_kind_of_mark_is_drawn_on_screen_and_on_paper():
    assert set(DRAWERS) == set(ON_PAPER) == set(get_args(Mark))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_ink(role):
    assert ink_of(role).width > 0


def test_dragging_a_milestone_sets_its_date(view, context, qtbot):
    goal = view.point(float(date(2020, 5, 15).toordinal()), 160)
    drag(view._plot.viewport(), milestone(view, MARCH, 160), goal)
    due = context.plan.milestones["contracts"][0].due
    assert abs((due - date(2020, 5, 15)).days) <= 1
    context.undo()
    assert context.plan.milestones["contracts"][0].due == date(2020, 3, 31)


def test_a_drag_before_the_goal_is_refused_beside_the_diamond(view, context, qtbot):
    view._on_dropped(view._handle_at(milestone(view, MARCH, 160)), date(2019, 12, 31).toordinal(), 160.0)
    assert "before the goal's start" in view._reason.text()
    assert view._reason.isVisible()
    assert context.plan.milestones["contracts"][0].due == date(2020, 3, 31)


def test_escape_lets_go(view, context, qtbot):
    start, place = milestone(view, JUNE, 390), view._plot.viewport()
    drag(place, start, start + QPointF(60, 0), let_go=False)
    assert view._read_out.isVisible()
    qtbot.keyClick(view._plot, Key.Key_Escape)
    drag(place, start + QPointF(60, 0), start + QPointF(61, 0))
    assert context.plan.milestones["contracts"][1].due == date(2020, 6, 30)


def test_items_are_kept_when_the_goal_changes(view, context):
    before = [drawer for _, drawer in view._marks._drawers]
    context.run(SetFields("milestone", ["contracts/m3"], {"due": date(2020, 11, 30)}))
    assert [drawer for _, drawer in view._marks._drawers] == before


def test_zoom_by_keyboard_and_back(view, qtbot):
    whole = view._box.viewRange()[0]
    qtbot.keyClick(view._plot, Key.Key_Plus)
    assert view._box.viewRange()[0][1] - view._box.viewRange()[0][0] < whole[1] - whole[0]
    qtbot.keyClick(view._plot, Key.Key_Home)
    assert view._box.viewRange()[0] == pytest.approx(whole)


def test_the_mouse_reads_day_plan_and_actual(view, qtbot):
    view._on_mouse(view.point(float(JUNE), 100))
    assert view._read_out.isVisible()
    assert view._read_out._heading == "2020-06-30"
    assert [reading.value for reading in view._read_out._readings] == ["390.0 亿元", "331.0 亿元"]


def test_picture_on_the_clipboard(view):
    view.copy_picture()
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_goal_without_a_line_says_what_is_missing(pane, view, context):
    pane.show_goal("arrears")
    assert pane.goal == "arrears"


def test_reading_between_points():
    assert planned_at(CHART, 5.0) == 50.0
    assert planned_at(CHART, 11.0) is None
    assert actual_by(CHART, 9.0) == (4.0, 30.0)
    assert actual_by(CHART, -1.0) is None


def test_a_later_day_says_when_the_figure_is_from(context):
    chart = Chart(Axis(0, 1e6), Axis(0, 1), [Line(Role.ACTUAL, [float(MARCH)], [3.0])])
    (reading,) = readings_on(chart, MARCH + 5, 0, context.say)
    assert reading.label == "actual on 03-31"


def test_names_stand_at_the_right_or_inside():
    assert [name.text for name in names_at_right(CHART)] == ["target", "planned"]
    assert [name.text for name in inner_names(CHART)] == ["actual"]


@given(st.lists(st.floats(-50, 450), max_size=8))
def test_labels_never_touch_and_never_leave(wanted):
    placed = spread(wanted, 16, 0, 400)
    assert all(8 - 1e-6 <= y <= 392 + 1e-6 for y in placed)
    assert all(b - a >= 16 - 1e-6 for a, b in zip(sorted(placed), sorted(placed)[1:], strict=False))


def test_days_are_named_when_zoomed_in():
    axis = Axis(MARCH - 90.0, MARCH + 275.0, [Tick(float(MARCH), "Mar")])
    assert day_ticks(axis, axis.low, axis.high, date.isoformat) is axis.ticks
    labels = [tick.label for tick in day_ticks(axis, MARCH - 10.0, MARCH + 10.0, date.isoformat)]
    assert labels[:2] == ["2020-03-21", "2020-03-23"]
