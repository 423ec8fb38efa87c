"""Above the tabs: the goal's name, its light with the rule's sentence, and the pace it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.analysis import shown
from planner.analysis.values import Status
from planner.commands.edits import SetFields
from planner.domain.kinds import OUTLOOK_NAMES, Outlook
from planner.domain.records import Goal
from planner.ui.context import Context
from planner.ui.details.elided import ElidedLabel
from planner.ui.fonts import BASE, HEADING, REGULAR, SMALL, STRONG, font
from planner.ui.goals.cells import target_text
from planner.ui.labels import plain_label
from planner.ui.lamps import LightButton
from planner.ui.words import iso_day

_OUTLOOKS = (None, *Outlook)


class Header(QWidget):
    """The head line of the selected goal.

    Signals:
        opened: the name was double-clicked.
        why_wanted: the id of a goal whose light should be explained.
    """

    opened = Signal()
    why_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._goal: Goal | None = None
        self._name = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._name.setFont(font(HEADING, STRONG))
        self._light = LightButton(context)
        self._light.clicked.connect(self._ask_why)
        self._why = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._why.setProperty("tone", "muted")
        self._facts = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._facts.setProperty("tone", "muted")
        self._facts.setFont(font(SMALL))
        self._archived = plain_label(context.say("archived"), "faint")
        self._pace = _Pace(context)
        self._outlook = self._make_outlook()
        self._lay_out()

    def _make_outlook(self) -> QComboBox:
        say, box = self._context.say, QComboBox()
        for outlook in _OUTLOOKS:
            box.addItem(say("No outlook yet") if outlook is None else say(OUTLOOK_NAMES[outlook]))
        box.setAccessibleName(say("outlook"))
        box.setToolTip(say("Outlook of a goal without a number"))
        box.activated.connect(self._set_outlook)
        return box

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._name)
        first.addWidget(self._archived)
        first.addWidget(self._light)
        first.addWidget(self._facts, 1)
        first.addWidget(self._pace)
        first.addWidget(self._outlook)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self._why)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the goal's form."""
        self.opened.emit()

    def _ask_why(self) -> None:
        if self._goal is not None:
            self.why_wanted.emit(self._goal.id)

    def show_goal(self, goal: Goal) -> None:
        """Show a goal as the plan has it now."""
        self._goal = goal
        self._name.setText(goal.name)
        words = self._context.say("definition: {words}", words=goal.definition) if goal.definition else ""
        self._name.set_note(words)
        self._facts.setText(self._facts_of(goal))
        self._archived.setVisible(goal.archived)
        self._outlook.setVisible(not goal.kind.numeric)
        self._outlook.setCurrentIndex(_OUTLOOKS.index(goal.outlook))
        self._light.setVisible(self._context.measured)
        self._show_status(goal, self._context.status(goal.id) if self._context.measured else None)

    def _show_status(self, goal: Goal, status: Status | None) -> None:
        """Show where the goal stands; ``None`` while its progress is still being read."""
        if status is None:
            self._why.setText(self._context.say("Reading progress …"))
            self._pace.hide()
            return
        self._light.show_status(status)
        notes = [self._context.say(note) for note in (status.why, *status.notes)]
        self._why.setText("  ·  ".join(notes))
        self._pace.show_pace(goal, status)

    def _facts_of(self, goal: Goal) -> str:
        say, plan = self._context.say, self._context.plan
        target = plan.target(goal.id, self._context.as_of)
        facts = []
        if target and target.low is not None:
            value = f"{target_text(target)} {goal.unit}".rstrip()
            facts.append(say("target {value}", value=value))
        if target and target.deadline:
            facts.append(say("deadline {day}", day=iso_day(target.deadline)))
        if goal.lead:
            facts.append(say("led by {office}", office=plan.office_name(goal.lead)))
        if goal.owner:
            facts.append(say("owner {name}", name=goal.owner))
        return "  ·  ".join(facts)

    def _set_outlook(self, place: int) -> None:
        goal = self._goal
        if goal is not None and not self._context.run(SetFields("goal", [goal.id], {"outlook": _OUTLOOKS[place]})):
            self._outlook.setCurrentIndex(_OUTLOOKS.index(goal.outlook))


class _Pace(QLabel):
    """需月均 94.1 亿元 · 已月均 60.3, the needed one in strong figures."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._parts: list[tuple[str, bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_pace(self, goal: Goal, status: Status) -> None:
        """Show the pace needed and the pace so far; nothing when neither has a meaning."""
        say, told = self._context.say, shown.of_status(goal, status)
        self._parts = []
        if status.required_pace is not None:
            self._parts += [(say("needed a month"), False), (told["needed"], True)]
            self._parts.append((goal.unit, False))
        if status.pace is not None:
            dot = "·  " if self._parts else ""
            self._parts.append((dot + say("so far {pace} a month", pace=told["pace"]), False))
        self.setVisible(bool(self._parts))
        self.setAccessibleName(" ".join(text for text, _ in self._parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for all parts."""
        width = sum(QFontMetrics(_pace_font(strong=strong)).horizontalAdvance(text) + 5 for text, strong in self._parts)
        return QSize(width, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts from the left."""
        painter, x = QPainter(self), 0
        for text, strong in self._parts:
            painter.setFont(_pace_font(strong=strong))
            painter.setPen(QColor(self._context.palette.text if strong else self._context.palette.muted))
            box = self.rect().adjusted(x, 0, 0, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
            x += painter.fontMetrics().horizontalAdvance(text) + 5
        painter.end()


def _pace_font(*, strong: bool) -> QFont:
    return font(BASE, STRONG if strong else REGULAR)
