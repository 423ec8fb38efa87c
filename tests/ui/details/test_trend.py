"""The milestone trend in a window of its own."""

from __future__ import annotations

from PySide6.QtGui import QImage

from planner.ui.details.trend import Drawing, TrendDialog


def test_the_trend_of_a_goal_is_drawn(qtbot, context) -> None:
    goal = next(id_ for id_, rows in context.plan.milestones.items() if any(row.due for row in rows))
    dialog = TrendDialog(context, goal)
    qtbot.addWidget(dialog)
    dialog.show()
    (drawing,) = dialog.findChildren(Drawing)
    picture: QImage = drawing.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5)}
    assert len(colours) > 3
    assert context.plan.goals[goal].name in dialog.windowTitle()
