"""How a goal's line runs, chosen with a live picture of it: curve, its parameters, own points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from planner.analysis.splits import split
from planner.analysis.trajectory import Trajectory, curve_note, planned
from planner.commands.amounts import read_value
from planner.domain.days import read_day
from planner.domain.kinds import Curve
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Point, Target
from planner.errors import PlannerError
from planner.figures.palette import Palette
from planner.text import N_
from planner.ui.context import Context
from planner.ui.forms.fields import FieldEditor, FieldSpec, Shape
from planner.ui.labels import plain_label

TRAJECTORY = (
    FieldSpec("goal", "curve", N_("Curve"), Shape.LIST, 6),
    FieldSpec("goal", "bend", N_("Steepness"), width=3),
    FieldSpec("goal", "middle", N_("Mid-point"), width=3),
)
BENDS: Mapping[Curve, tuple[str, str]] = {
    Curve.LOGISTIC: (N_("Steepness (0–50)"), "8"),
    Curve.DHSS: (N_("C (−1 … 1)"), "0.134"),
    Curve.POWER: (N_("Exponent (0.1–10)"), "2"),
}
MIDDLES: Mapping[Curve, tuple[str, str]] = {
    Curve.LOGISTIC: (N_("Mid-point (0–1)"), "0.5"),
    Curve.DHSS: (N_("K (1–1000)"), "3.884"),
}
_HEIGHT = 132
_EDGE = 8


class LinePicture(QWidget):
    """A planned line in a small picture, from its first day to its last; checkpoints are not named."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._line: Trajectory | None = None
        self._ends: tuple[str, str] = ("", "")
        self.setFixedHeight(_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the size that shows a year well."""
        return QSize(480, _HEIGHT)

    def show_line(self, line: Trajectory | None, ends: tuple[str, str]) -> None:
        """Show a line with the words for its start and its end; nothing without one."""
        self._line, self._ends = line, ends
        self.setAccessibleDescription(" → ".join(ends))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, quarters, line and the two ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(self._palette.hairline))
        painter.setBrush(QColor(self._palette.surface))
        painter.drawRoundedRect(box, 6, 6)
        if self._line is not None:
            self._paint_line(painter, box.adjusted(_EDGE, 24, -_EDGE, -_EDGE), self._line)
        painter.end()

    def _paint_line(self, painter: QPainter, box: QRectF, line: Trajectory) -> None:
        first, last = line.days[0], line.days[-1]
        low, high = min(line.values), max(line.values)
        painter.setPen(QPen(QColor(self._palette.hairline), 1))
        for n in range(1, 4):
            x = box.left() + box.width() * n / 4
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        tall = high - low or 1.0
        points = [
            QPointF(box.left() + box.width() * (day - first) / (last - first),
                    box.bottom() - box.height() * (value - low) / tall)
            for day, value in zip(line.days, line.values, strict=True)
        ]  # fmt: skip
        painter.setPen(QPen(QColor(self._palette.accent), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QColor(self._palette.muted))
        words = QRectF(box.left(), 4, box.width(), 18)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._ends[0])
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._ends[1])


class CurvePreview(QWidget):
    """The picture, what each quarter gets, why the line may be straight, and the table of own points.

    Signals:
        edited: a point was typed.
    """

    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._picture = LinePicture(context.palette, self)
        self._parts = plain_label("", "muted", self, wraps=True)
        self._note = plain_label("", "danger", self, wraps=True)
        self._table = self._make_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._table, self._picture, self._parts, self._note):
            layout.addWidget(widget)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 2, self)
        table.setObjectName("points")
        table.setHorizontalHeaderLabels([self._context.say("Date"), self._context.say("Value")])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setFixedHeight(148)
        table.itemChanged.connect(self._on_typed)
        return table

    def set_points(self, points: list[Point], digits: int) -> None:
        """Show a goal's own points, and one empty row to type the next."""
        self._table.blockSignals(True)
        self._table.setRowCount(len(points) + 1)
        for n, point in enumerate(points):
            self._table.setItem(n, 0, QTableWidgetItem(point.day.isoformat()))
            self._table.setItem(n, 1, QTableWidgetItem(show_number(point.value, digits).replace("−", "-")))
        for column in (0, 1):
            self._table.setItem(len(points), column, QTableWidgetItem(""))
        self._table.blockSignals(False)

    def points(self, unit: str) -> dict[date, float]:
        """Return the points as typed; rows without a date and a value are left out. Refuses what is neither."""
        found: dict[date, float] = {}
        for n in range(self._table.rowCount()):
            day, value = (item.text().strip() if (item := self._table.item(n, c)) else "" for c in (0, 1))
            if day or value:
                at = read_day(day)
                found[at] = read_value(self._context.plan, value, unit, at)
        return found

    def show_points(self, *, shown: bool) -> None:
        """Show or hide the table of own points."""
        self._table.setVisible(shown)

    def show_plan(self, plan: Plan | None, goal: Goal | None) -> None:
        """Show the line of a goal as it would be; nothing while it cannot be drawn."""
        line = planned(plan, goal) if plan is not None and goal is not None else None
        if plan is None or goal is None or line is None:
            self._picture.show_line(None, ("", ""))
            self._parts.setText(
                self._context.say("With a target value, a start and a deadline the line is shown here.")
            )
            self._note.hide()
            return
        ends = [
            f"{date.fromordinal(day).isoformat()}  {show_number(value, goal.digits)} {goal.unit}"
            for day, value in ((line.days[0] + 1, line.values[0]), (line.days[-1], line.values[-1]))
        ]
        self._picture.show_line(line, (ends[0], ends[1]))
        self._parts.setText(self._quarters(plan, goal))
        note = curve_note(plan, goal)
        self._note.setText(self._context.say(note) if note else "")
        self._note.setVisible(note is not None)

    def _quarters(self, plan: Plan, goal: Goal) -> str:
        try:
            parts = split(plan, goal, "quarter")
        except PlannerError:
            return ""
        shown = "  ·  ".join(show_number(part.amount, goal.digits, sign=True) for part in parts[:8])
        words = self._context.say("By quarters: {parts}", parts=shown + (" …" if len(parts) > 8 else ""))
        held = any(row.value is not None for row in plan.milestones.get(goal.id, ()))
        if held and goal.curve not in (Curve.LINE, Curve.STEP):
            words += "\n" + self._context.say(
                "The line passes through the milestones. Break the goal down again to let them follow the curve."
            )
        return words

    def _on_typed(self) -> None:
        last = self._table.rowCount() - 1
        if any((item := self._table.item(last, column)) and item.text().strip() for column in (0, 1)):
            self._table.blockSignals(True)
            self._table.setRowCount(last + 2)
            for column in (0, 1):
                self._table.setItem(last + 1, column, QTableWidgetItem(""))
            self._table.blockSignals(False)
        self.edited.emit()


def draft_of(
    plan: Plan, goal_id: str, editors: Mapping[str, FieldEditor], points: Mapping[date, float]
) -> tuple[Plan | None, Goal | None]:
    """Return the plan and the goal as a form would make them; nothing where what is typed cannot be read yet."""
    unit = editors["goal.unit"].text().strip()
    goal = replace(plan.goals.get(goal_id) or Goal("draft", "draft"), unit=unit)
    target = plan.target(goal.id) or Target("draft", goal.id)
    for key, editor in editors.items():
        table, name = key.split(".")
        value = editor.peek(unit)
        if name in _SHAPING and (value is not None or name in _OPTIONAL):
            goal = replace(goal, **{name: value}) if table == "goal" else goal  # type: ignore[arg-type]
            target = replace(target, **{name: value}) if table == "target" else target  # type: ignore[arg-type]
    if goal.curve in BENDS and not editors["goal.bend"].text().strip():
        goal = replace(goal, bend=None)
    own = tuple(Point(f"{goal.id}/{day}", goal.id, day, value) for day, value in sorted(points.items()))
    draft = replace(
        plan,
        goals={**plan.goals, goal.id: goal},
        targets={**plan.targets, goal.id: (replace(target, since=None),)},
        points={**plan.points, goal.id: own},
    )
    return draft, goal


_SHAPING = frozenset(
    {"kind", "digits", "baseline", "baseline_day", "start", "curve", "bend", "middle", "comparator", "low", "high"}
    | {"deadline", "rule", "growth", "forecast", "rollup", "weight", "cycle"}
)
_OPTIONAL = frozenset(
    {"baseline", "baseline_day", "start", "bend", "middle", "low", "high", "deadline", "growth", "cycle"}
)
