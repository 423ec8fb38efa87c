"""What comes of a goal under certain figures: light, forecast, chance, and the pace it needs."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from planner.analysis.facts import foreseen_facts, pace_facts
from planner.analysis.forecast.values import Forecast
from planner.analysis.values import Status
from planner.domain.records import Goal
from planner.ui.context import Context
from planner.ui.judging.line import LightLine
from planner.ui.labels import plain_label
from planner.ui.words import capital


class Outcome(QFrame):
    """A card with a heading, the light and its sentence, and the figures that follow."""

    def __init__(self, context: Context, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("card", True)
        self.line = LightLine(context, self)
        self.figures: QLabel = plain_label()
        self.figures.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(plain_label(heading, "section"))
        column.addWidget(self.line)
        column.addWidget(self.figures)

    def show_outcome(self, goal: Goal, status: Status, foreseen: Forecast | None) -> None:
        """Show what comes of it."""
        say = self._context.say
        self.line.show_status(status)
        facts = [*foreseen_facts(foreseen, goal), *pace_facts(status, goal)]
        lines = [say("{name}: {value}", name=capital(say(fact.name)), value=fact.said(say)) for fact in facts]
        if foreseen is None:
            lines.insert(0, say("There are too few figures for a forecast, or it lies too far ahead."))
        self.figures.setText("\n".join(lines))
