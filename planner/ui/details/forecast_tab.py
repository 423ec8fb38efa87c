"""预测: what the goal will come to, how sure that is, what it rests on, and the pace needed beside the pace so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from planner.analysis import shown
from planner.analysis.forecast.goals import Forecast, forecast
from planner.analysis.forecast.record import record
from planner.domain.numbers import MISSING, show_percent
from planner.figures.pace import pace_chart
from planner.ui.context import Context
from planner.ui.details.tab import EDGE, Tab, Wants
from planner.ui.emptiness import Emptiness
from planner.ui.labels import plain_label
from planner.ui.words import capital

if TYPE_CHECKING:
    from planner.ui.charts.view import ChartView

_FACTS = 320


class ForecastTab(Tab):
    """Facts at the left, the pace chart at the right; both say what is missing."""

    def __init__(self, context: Context, wants: Wants) -> None:
        super().__init__(context, wants)
        self.chart_view: ChartView | None = None
        self._facts = QWidget()
        self._facts.setFixedWidth(_FACTS)
        self._form = QFormLayout(self._facts)
        self._form.setContentsMargins(EDGE + 2, 12, 8, 8)
        self._form.setVerticalSpacing(6)
        self._empty = Emptiness(self)
        right = QWidget()
        self._right = QStackedLayout(right)
        self._right.addWidget(self._empty)
        left = QVBoxLayout()
        left.addWidget(self._facts)
        left.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left)
        row.addWidget(right, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to draw once this has been shown: pyqtgraph takes over half a second to import."""
        super().showEvent(event)
        if self.chart_view is None:
            self._timer.start(0)

    def _begin(self) -> None:
        if self.chart_view is None:
            self.chart_view = _make_view(self.context, self)
            self._right.addWidget(self.chart_view)
            if self.goal_id:
                self._draw(fresh=True)

    def fill(self, *, fresh: bool) -> None:
        """Show the goal's forecast and pace."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, words in self.facts():
            value = plain_label(words)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._form.addRow(plain_label(capital(name), "muted"), value)
        self._draw(fresh=fresh)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield names and words of everything known of what will be."""
        context, goal, say = self.context, self.goal, self.context.say
        found = forecast(context.plan, context.as_of, [goal.id]).get(goal.id)
        if found is None:
            yield say("forecast"), say("None: it needs a numeric target still running, and figures.")
        else:
            yield from self._of_forecast(found)
        status = context.status(goal.id)
        yield say("required pace"), self._pace(status.required_pace)
        yield say("pace so far"), self._pace(status.pace)

    def _of_forecast(self, found: Forecast) -> Iterator[tuple[str, str]]:
        say, goal, context = self.context.say, self.goal, self.context
        told = shown.of_forecast(goal, found)
        yield say("forecast"), shown.united(told["forecast"], goal)
        yield say("80 % range"), shown.united(say("{low} to {high}", low=told["low"], high=told["high"]), goal)
        yield say("chance of meeting the target"), told["chance"]
        yield say("reached on"), told["day"]
        yield say("rests on"), say(found.basis)
        past = record(context.plan, goal, context.as_of)
        if past is None:
            yield say("past record"), say("not known: too few earlier figures")
        else:
            words = say(
                "off by {share} in the median of {n} earlier cases", share=show_percent(past.error), n=past.count
            )
            yield say("past record"), words

    def _pace(self, value: float | None) -> str:
        if value is None:
            return MISSING
        return self.context.say("{value} a month", value=shown.united(shown.pace(value, self.goal), self.goal))

    def _draw(self, *, fresh: bool) -> None:
        if self.chart_view is None:
            return
        context, goal = self.context, self.goal_id
        chart = pace_chart(context.plan, goal, context.status(goal), context.as_of, context.say)
        if chart.empty:
            self._empty.say(context.say("No pace to show"), chart.empty, [])
            self._right.setCurrentWidget(self._empty)
            return
        self.chart_view.show_chart(chart, digits=max(self.goal.digits, 1), keep_zoom=not fresh)
        self.chart_view.setAccessibleName(chart.title)
        self._right.setCurrentWidget(self.chart_view)

    def recolour(self) -> None:
        """Take the colours of the context's palette."""
        if self.chart_view is not None:
            self.chart_view.recolour()


def _make_view(context: Context, parent: QWidget) -> ChartView:
    from planner.ui.charts.view import ChartView

    return ChartView(context, parent)
