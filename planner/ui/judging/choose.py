"""Choose the light rule of one goal, with what each colour would mean and the light the goal would get."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QWidget

from planner.analysis.status import assess
from planner.commands.edits import SetFields
from planner.commands.values import choices_of
from planner.ui.context import Context
from planner.ui.judging.bands import Bands
from planner.ui.judging.line import LightLine
from planner.ui.judging.sheet import LampDialog


class RuleDialog(LampDialog):
    """Asks which rule a goal is judged by."""

    def __init__(self, context: Context, goal: str, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("Light rule of a goal"), parent)
        self._goal = context.plan.goals[goal]
        self.column.addWidget(self.words(self._goal.name, "heading"))
        self.rule = QComboBox(self)
        for name, title in choices_of("goal", "rule").items():
            self.rule.addItem(say(title), name)
        self.rule.setMaxVisibleItems(16)
        self.rule.setCurrentIndex(max(0, self.rule.findData(self._goal.rule)))
        self._bands = Bands(context, self)
        self._line = LightLine(context, self)
        self.field(say("Light rule"), self.rule)
        self.column.addWidget(self.words(say("The goal would show"), "muted"))
        self.column.addWidget(self._line)
        scroll = QScrollArea(self)
        scroll.setWidget(self._bands)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(scroll, 1)
        self.end(
            self.button(say("Cancel"), self.reject), self.button(say("Choose this rule"), self.on_go, primary=True)
        )
        self.rule.currentIndexChanged.connect(self._preview)
        self._preview()
        self.resize(620, 520)
        self.rule.setFocus()

    def _preview(self) -> None:
        context, name = self.context, str(self.rule.currentData())
        self._bands.show_rule(context.rule.of(name))
        goal = replace(self._goal, rule=name)
        plan = replace(context.plan, goals={**context.plan.goals, goal.id: goal})
        self._line.show_status(assess(plan, context.as_of, context.rule, [goal.id])[goal.id])

    def on_go(self) -> None:
        """Choose the rule as one step."""
        name = str(self.rule.currentData())
        if name == self._goal.rule:
            self.reject()
            return
        refusal = self.context.try_run(SetFields("goal", [self._goal.id], {"rule": name}))
        self.refuse(refusal)
        if refusal is None:
            self.accept()
