"""轨迹: the goal's chart. Milestones and own points are dragged here; everything else is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from planner.analysis.forecast.goals import forecast
from planner.commands.edits import SetFields
from planner.figures.chart import Chart
from planner.figures.trajectory import trajectory_chart
from planner.ui.context import Context
from planner.ui.details.tab import Tab, Wants, label
from planner.ui.emptiness import Emptiness

if TYPE_CHECKING:
    from planner.ui.charts.view import ChartView


class TrajectoryTab(Tab):
    """The chart, or what is missing for one.

    pyqtgraph takes over half a second to import; that waits until the window has been painted.
    """

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__(context, wants)
        self.chart_view: ChartView | None = None
        self._waiting = label(context.say("Drawing the trajectory …"), "faint")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty = Emptiness(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._empty)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to draw once this has been shown."""
        super().showEvent(event)
        if self.chart_view is None:
            self._timer.start(0)

    def _begin(self) -> None:
        if self.chart_view is None:
            self.chart_view = _make_view(self.context, self)
            self.chart_view.moved.connect(self._move)
            self._stack.addWidget(self.chart_view)
            self.setFocusProxy(self.chart_view)
            if self.goal_id:
                self.fill(fresh=True)

    def fill(self, *, fresh: bool) -> None:
        """Draw the goal's chart, or say what is missing."""
        if self.chart_view is None:
            return
        chart = self._chart()
        if chart.empty:
            self._say_empty(chart.empty)
            self._stack.setCurrentWidget(self._empty)
            return
        self.chart_view.show_chart(chart, digits=self.goal.digits, keep_zoom=not fresh)
        self.chart_view.setAccessibleName(chart.title)
        self._stack.setCurrentWidget(self.chart_view)

    def _say_empty(self, missing: str) -> None:
        say = self.context.say
        buttons = [(say("Edit goal …"), self._edit), (say("Record progress …"), self._record)]
        self._empty.say(say("No trajectory yet"), missing, buttons if self.goal.kind.numeric else buttons[:1])

    def _chart(self) -> Chart:
        context, goal = self.context, self.goal_id
        found = forecast(context.plan, context.as_of, [goal]).get(goal)
        return trajectory_chart(context.plan, goal, context.status(goal), context.as_of, context.say, found)

    def recolour(self) -> None:
        """Take the colours of the context's palette."""
        if self.chart_view is not None:
            self.chart_view.recolour()

    def corner(self) -> Sequence[QAction]:
        """Offer the chart as a picture."""
        return [self.chart_view.copy_action] if self.chart_view else []

    def _move(self, key: str, day: int, value: float) -> None:
        """Write where a milestone or a point of the goal's own line was dropped, in one step."""
        own = any(row.id == key for row in self.context.plan.points.get(self.goal_id, ()))
        command = (
            SetFields("point", [key], {"day": date.fromordinal(day), "value": round(value, self.goal.digits)})
            if own
            else SetFields("milestone", [key], {"due": date.fromordinal(day)})
        )
        refusal = self.context.try_run(command)
        if refusal is not None and self.chart_view is not None:
            self.chart_view.refuse(key, self.context.say(refusal))

    def _edit(self) -> None:
        self.wants.edit(self.goal_id)

    def _record(self) -> None:
        self.wants.record(self.goal_id)


def _make_view(context: Context, parent: QWidget) -> ChartView:
    from planner.ui.charts.view import ChartView

    return ChartView(context, parent)
