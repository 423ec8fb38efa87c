"""The charts of the whole plan in one window: lights by month, and how far each goal is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from planner.ui.context import Context
from planner.ui.overview.rows import BulletRows, GoalRows, HeatRows


class PlanChartsDialog(QDialog):
    """Shows the goals of the table, in its order.

    Signals:
        goal_wanted: the id of a goal that was clicked; the dialog has closed by then.
    """

    goal_wanted = Signal(str)

    def __init__(self, context: Context, goals: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        say = context.say
        self.setWindowTitle(say("Charts of the plan"))
        self.resize(1080, 720)
        self.bar = QTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.views: Sequence[GoalRows] = (HeatRows(context, goals), BulletRows(context, goals))
        self._stack = QStackedWidget(self)
        for name, view in zip((say("Lights by month"), say("Done and due")), self.views, strict=True):
            self.bar.addTab(name)
            self._stack.addWidget(view)
            view.setAccessibleName(name)
            view.chosen.connect(self._on_chosen)
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _on_chosen(self, goal: str) -> None:
        self.accept()
        self.goal_wanted.emit(goal)
