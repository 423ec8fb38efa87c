"""假设推演: change target, deadline, next figure, curve or rule, and see what would come of it; nothing is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.analysis.forecast.goals import forecast
from planner.analysis.status import assess
from planner.analysis.supposing import Supposed, next_day, suppose
from planner.commands.values import choices_of, read_field
from planner.domain.kinds import CURVE_NAMES, Comparator, Curve
from planner.domain.numbers import show_number
from planner.errors import PlannerError
from planner.figures.trajectory import trajectory_chart
from planner.ui.charts.view import ChartView
from planner.ui.context import Context
from planner.ui.judging.outcome import Outcome
from planner.ui.judging.revise import ReviseDialog
from planner.ui.judging.sheet import LampDialog
from planner.ui.tables.bubble import mark_refused


class WhatIf(LampDialog):
    """A goal's figures at the left, what would come of them at the right."""

    def __init__(self, context: Context, goal: str, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("What if"), parent)
        self.goal = context.plan.goals[goal]
        self._target = context.plan.target(goal, context.as_of)
        self.column.addWidget(self.words(self.goal.name, "heading"))
        self.column.addWidget(
            self.words(say("Change something and see what would come of it. Nothing is saved."), "muted")
        )
        self.low, self.high, self.deadline, self.value = (self._line() for _ in range(4))
        self.curve, self.rule = self._combo(), self._combo()
        for curve in Curve:
            self.curve.addItem(say(CURVE_NAMES[curve]), curve.value)
        for name, title in choices_of("goal", "rule").items():
            self.rule.addItem(say(title), name)
        self.now, self.then = Outcome(context, say("As it is"), self), Outcome(context, say("As supposed"), self)
        self.chart = ChartView(context, self)
        self.chart.setMinimumHeight(260)
        self._lay_out()
        self._make = self.button(say("Make it so…"), self._on_make)
        self.end(
            self.button(say("As it is"), self.reset), self._make, self.button(say("Close"), self.accept, primary=True)
        )
        self._show(Supposed({}), self.now)
        self.reset()
        self.resize(1060, 640)
        self.low.setFocus()

    def _line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.textEdited.connect(self._refresh)
        return line

    def _combo(self) -> QComboBox:
        combo = QComboBox(self)
        combo.setMinimumContentsLength(10)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(self._refresh)
        return combo

    def _lay_out(self) -> None:
        say, whole = self.context.say, self.column
        unit = f" ({self.goal.unit})" if self.goal.unit else ""
        left = QVBoxLayout()
        self.column = left  # fields go into the left half
        ranged = self._target is not None and self._target.comparator is Comparator.RANGE
        self.field(say("Target value") + unit, self.low)
        if ranged:
            self.field(say("Upper value") + unit, self.high)
        self.high.setVisible(ranged)
        self.field(say("Deadline"), self.deadline)
        self.field(say("Next figure, of {day}", day=next_day(self.context.as_of)) + unit, self.value)
        self.field(say("Curve"), self.curve)
        self.field(say("Light rule"), self.rule)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.chart, 1)
        outcomes = QHBoxLayout()
        outcomes.setSpacing(16)
        outcomes.addWidget(self.now, 1, Qt.AlignmentFlag.AlignTop)
        outcomes.addWidget(self.then, 1, Qt.AlignmentFlag.AlignTop)
        right.addLayout(outcomes)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 2)
        row.addLayout(right, 5)
        self.column = whole
        whole.addLayout(row, 1)

    def reset(self) -> None:
        """Take every supposition back."""
        target, digits = self._target, self.goal.digits
        for line, value in ((self.low, target.low if target else None), (self.high, target.high if target else None)):
            line.setText("" if value is None else show_number(value, digits).replace("−", "-"))
        self.deadline.setText(target.deadline.isoformat() if target and target.deadline else "")
        self.value.clear()
        self.curve.setCurrentIndex(self.curve.findData(self.goal.curve.value))
        self.rule.setCurrentIndex(max(0, self.rule.findData(self.goal.rule)))
        self._refresh()

    # -- supposing ----------------------------------------------------------------------------------

    def supposed(self) -> Supposed:
        """Return what is supposed now; raises ``PlannerError`` when a field cannot be read."""
        values = {name: self._read(line, "target", name) for name, line in
                  (("low", self.low), ("high", self.high), ("deadline", self.deadline))}  # fmt: skip
        fresh = {name: value for name, value in values.items() if value != self._held(name)}
        value = self._read(self.value, "measurement", "value") if self.value.text().strip() else None
        return Supposed(
            fresh,
            value if isinstance(value, float) else None,
            Curve(str(self.curve.currentData())),
            str(self.rule.currentData()),
        )

    def _held(self, name: str) -> object:
        return getattr(self._target, name) if self._target is not None else None

    def _read(self, line: QLineEdit, table: str, name: str) -> object:
        plan, unit = self.context.plan, self.goal.unit
        try:
            found = read_field(plan, table, name, line.text(), unit=unit, translate=self.context.say)
        except PlannerError:
            mark_refused(line)
            raise
        mark_refused(line, refused=False)
        return found

    def _refresh(self) -> None:
        try:
            what = self.supposed()
        except PlannerError as refusal:
            self.refuse(refusal.message)
            self._make.setEnabled(False)
            return
        self.refuse(None)
        self._make.setEnabled(bool(what.target) and self.context.editable)
        self._show(what, self.then, drawn=True)

    def _show(self, what: Supposed, where: Outcome, *, drawn: bool = False) -> None:
        """Work out what would come of it; draw it too when asked."""
        context, id_ = self.context, self.goal.id
        plan, day = suppose(context.plan, id_, context.as_of, what)
        status = assess(plan, day, context.rule, [id_])[id_]
        foreseen = forecast(plan, day, [id_]).get(id_)
        where.show_outcome(plan.goals[id_], status, foreseen)
        if drawn:
            chart = trajectory_chart(plan, id_, status, day, context.say, foreseen)
            self.chart.show_chart(chart, digits=self.goal.digits, keep_zoom=False)

    def _on_make(self) -> None:
        what = self.supposed()
        if what.target and ReviseDialog(self.context, self.goal.id, what.target, self).exec():
            self.accept()
