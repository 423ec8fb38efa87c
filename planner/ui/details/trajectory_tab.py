"""轨迹: the goal's chart. Milestones are dragged here, own points added, moved and taken out; the rest is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from planner.analysis.forecast.goals import forecast
from planner.analysis.points import beside, middle_of_widest_gap
from planner.commands.edits import Add, Remove, SetFields
from planner.commands.goals import own_points
from planner.domain.kinds import Curve
from planner.domain.records import Point
from planner.figures.chart import Chart, Points, Role
from planner.figures.trajectory import trajectory_chart
from planner.store.store import new_id
from planner.text import N_
from planner.ui.context import Context
from planner.ui.details.tab import Tab, Wants
from planner.ui.emptiness import Emptiness
from planner.ui.labels import plain_label

if TYPE_CHECKING:
    from planner.ui.charts.view import ChartView


class TrajectoryTab(Tab):
    """The chart, or what is missing for one.

    pyqtgraph takes over half a second to import; that waits until the window has been painted.
    """

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__(context, wants)
        self.chart_view: ChartView | None = None
        self._waiting = plain_label(context.say("Drawing the trajectory …"), "faint")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty = Emptiness(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._empty)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        self._chosen = ""
        self._point_actions = [
            self.action(N_("Add point"), self.add_in_gap, "Ins"),
            self.action(N_("Take the point out"), self.take_out, "Del"),
            self.action(N_("Next point"), self.choose_next, "PgDown"),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to draw once this has been shown."""
        super().showEvent(event)
        if self.chart_view is None:
            self._timer.start(0)

    def _begin(self) -> None:
        if self.chart_view is None:
            self.chart_view = _make_view(self.context, self)
            self.chart_view.moved.connect(self._move)
            self.chart_view.clicked.connect(self.choose)
            self.chart_view.added.connect(self.add_at)
            self.chart_view.addActions(self._point_actions)
            self._stack.addWidget(self.chart_view)
            self.setFocusProxy(self.chart_view)
            if self.goal_id:
                self.fill(fresh=True)

    def fill(self, *, fresh: bool) -> None:
        """Draw the goal's chart, or say what is missing."""
        if self.chart_view is None:
            return
        own = self.goal.curve is Curve.POINTS
        self.chart_view.takes_points = own
        for action in self._point_actions:
            action.setVisible(own)
            action.setEnabled(own)
        chart = self._with_chosen(self._chart())
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

    # -- own points ---------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Choose a point of the goal's own line, shown filled; none for any other id."""
        known = {row.id for row in own_points(self.context.plan, self.goal_id)}
        self._chosen = key if key in known else ""
        self.fill(fresh=False)

    def choose_next(self) -> None:
        """Choose the point after the chosen one, the first after the last."""
        keys = [row.id for row in sorted(own_points(self.context.plan, self.goal_id), key=_day_of)]
        if keys:
            self.choose(keys[(keys.index(self._chosen) + 1) % len(keys) if self._chosen in keys else 0])

    def add_at(self, day: int, value: float) -> None:
        """Add a point on a day, as near to a value as the line allows without turning back."""
        self._add(beside(self.context.plan, self.goal, date.fromordinal(day), value))

    def add_in_gap(self) -> None:
        """Add a point amid the longest stretch without one, on the line as it is."""
        self._add(middle_of_widest_gap(self.context.plan, self.goal))

    def _add(self, place: tuple[date, float] | None) -> None:
        if place is not None:
            point = Point(new_id(), self.goal_id, *place)
            if self.context.try_run(Add([point])) is None:
                self.choose(point.id)

    def take_out(self) -> None:
        """Take the chosen point out."""
        if self._chosen:
            key, self._chosen = self._chosen, ""
            self.context.try_run(Remove("point", [key]))

    def _with_chosen(self, chart: Chart) -> Chart:
        row = next((row for row in self.context.plan.points.get(self.goal_id, ()) if row.id == self._chosen), None)
        if row is None or chart.empty or self.goal.curve is not Curve.POINTS:
            return chart
        return replace(chart, marks=[*chart.marks, Points(Role.NOTE, [float(row.day.toordinal())], [row.value])])

    def _move(self, key: str, day: int, value: float) -> None:
        """Write where a milestone or a point of the goal's own line was dropped, in one step."""
        own = any(row.id == key for row in self.context.plan.points.get(self.goal_id, ()))
        command = SetFields("milestone", [key], {"due": date.fromordinal(day)})
        if own:
            place = beside(self.context.plan, self.goal, date.fromordinal(day), value, key)
            if place is None:
                self.fill(fresh=False)
                return
            command = SetFields("point", [key], {"day": place[0], "value": place[1]})
        refusal = self.context.try_run(command)
        if refusal is not None and self.chart_view is not None:
            self.chart_view.refuse(key, self.context.say(refusal))

    def _edit(self) -> None:
        self.wants.edit(self.goal_id)

    def _record(self) -> None:
        self.wants.record(self.goal_id)


def _day_of(row: Point) -> date:
    return row.day


def _make_view(context: Context, parent: QWidget) -> ChartView:
    from planner.ui.charts.view import ChartView

    return ChartView(context, parent)
