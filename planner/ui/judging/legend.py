"""What the colours mean: the plan's rule, and the rules single goals have chosen instead."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.analysis.values import Rule
from planner.ui.context import Context
from planner.ui.judging.bands import Bands
from planner.ui.judging.sheet import LampDialog


class Legend(LampDialog):
    """The rules in force in a plan, each with its colours."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("What the colours mean"), parent)
        body = QWidget(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(8)
        for n, rule in enumerate(rules_in_force(context)):
            heading = say(rule.title) if n == 0 else say("Single goals: {rule}", rule=say(rule.title))
            inner.addWidget(self.words(heading, "section"))
            bands = Bands(context, body)
            bands.show_rule(rule)
            inner.addWidget(bands)
        inner.addWidget(self.words(say("A star marks a light given by a person."), "muted"))
        inner.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(scroll, 1)
        self.end(self.button(say("Close"), self.accept, primary=True))
        self.resize(660, 460)


def rules_in_force(context: Context) -> list[Rule]:
    """Return the plan's rule, then the others its goals have chosen."""
    chosen = {goal.rule for goal in context.plan.goals.values() if goal.rule and not goal.archived}
    return [context.rule, *(context.rule.of(name) for name in sorted(chosen) if name != context.rule.name)]
