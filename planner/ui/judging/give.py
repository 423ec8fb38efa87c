"""Give a goal a light by hand, with a reason and the days it holds."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from planner.analysis.values import Light
from planner.commands.judging import GiveLight
from planner.domain.days import read_day
from planner.domain.records import Override
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.ui.context import Context
from planner.ui.glyphs import light_icon
from planner.ui.judging.sheet import LampDialog
from planner.ui.lamps import rule_colour, rule_word, status_word


class GiveLightDialog(LampDialog):
    """Asks for light, reason and last day."""

    def __init__(self, context: Context, goal: str, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("Give a light"), parent)
        self._goal = goal
        status, rule = context.status(goal), context.rule.of(context.plan.goals[goal].rule)
        self.column.addWidget(self.words(context.plan.goals[goal].name, "heading"))
        self.column.addWidget(
            self.words(say("Now: {light}. {why}", light=status_word(status, say), why=status.why), "muted")
        )
        self.light = QComboBox(self)
        for light in Light:
            icon = light_icon(light, rule_colour(context.palette, rule, light))
            self.light.addItem(icon, rule_word(rule, light, say), light.value)
        self.light.setCurrentIndex(self.light.findData(status.light.value))
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(72)
        self.since = QLineEdit(context.as_of.isoformat(), self)
        self.until = QLineEdit(self)
        self.until.setPlaceholderText(say("until it is taken back"))
        self.field(say("Light"), self.light)
        self.field(say("Reason"), self.reason)
        self.field(say("From"), self.since)
        self.field(say("Until"), self.until)
        self.end(self.button(say("Cancel"), self.reject), self.button(say("Give this light"), self.on_go, primary=True))
        self.setMinimumWidth(460)
        self.light.setFocus()

    def on_go(self) -> None:
        """Give the light as one step; a refusal is said below."""
        try:
            since = read_day(self.since.text())
            until = read_day(self.until.text()) if self.until.text().strip() else None
        except PlannerError as refusal:
            self.refuse(refusal.message)
            return
        light, who = str(self.light.currentData()), self.context.session.who
        given = Override(new_id(), self._goal, since, light, self.reason.toPlainText(), until, who)
        refusal_ = self.context.try_run(GiveLight(given))
        self.refuse(refusal_)
        if refusal_ is None:
            self.accept()
