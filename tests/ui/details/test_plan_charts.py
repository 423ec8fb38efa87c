"""The forecast's tab, and the charts of the whole plan."""

from PySide6.QtCore import QPoint, QPointF, Qt

from planner.ui.details.forecast_tab import ForecastTab
from planner.ui.overview.dialog import PlanChartsDialog
from planner.ui.overview.rows import HeatRows


def test_the_forecast_says_range_chance_and_pace(pane, context):
    tab = pane.tab("forecast")
    assert isinstance(tab, ForecastTab)
    pane.show_goal("contracts")
    facts = dict(tab.facts())
    assert facts["rests on"] == "straight pace, no seasonal basis"
    assert facts["chance of meeting the target"].endswith("%")
    assert facts["required pace"].endswith("亿元 a month")


def test_a_task_list_has_no_forecast(pane):
    tab = pane.tab("forecast")
    pane.show_goal("arrears")
    assert dict(tab.facts())["forecast"].startswith("None")


def test_only_lines_that_are_seen_are_worked_out(context, qtbot):
    rows = HeatRows(context, ["contracts"] * 500)
    qtbot.addWidget(rows)
    rows.resize(900, 400)
    rows.show()
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    assert rows.visible_lines().stop == 500
    assert len(rows.visible_lines()) < 14


def test_a_click_goes_to_the_goal(context, qtbot):
    dialog = PlanChartsDialog(context, ["contracts", "arrears", "gone"], None)
    qtbot.addWidget(dialog)
    dialog.show()
    for n, view in enumerate(dialog.views):
        dialog.bar.setCurrentIndex(n)
        assert view.grab().toImage().height() > 0
    with qtbot.waitSignal(dialog.goal_wanted) as caught:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 90))
    assert caught.args == ["arrears"]
    assert view.goal_at(QPointF(0, 10).y()) is None
