"""为什么亮这个灯: the card behind a light, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from planner.analysis.account import Account, account
from planner.analysis.facts import facts_of
from planner.commands.judging import ClearLight
from planner.store.reading import Changes
from planner.ui.context import Context
from planner.ui.judging.choose import RuleDialog
from planner.ui.judging.give import GiveLightDialog
from planner.ui.judging.sheet import LampDialog
from planner.ui.judging.strip import LightStrip
from planner.ui.lamps import LightWord
from planner.ui.words import capital

_WIDE = 640


class WhyCard(LampDialog):
    """Everything behind the light of one goal; it follows what is changed from it.

    Signals:
        what_if_wanted: the id of a goal to try changes on.
    """

    what_if_wanted = Signal(str)

    def __init__(self, context: Context, goal: str, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("Why this light"), parent)
        self.goal = goal
        self.column.addWidget(self.words(context.plan.goals[goal].name, "heading"))
        self.light = LightWord(context, self)
        self.column.addWidget(self.light)
        self._why = self.words("")
        self.column.addWidget(self._why)
        self._strip = LightStrip(context, self)
        self.column.addWidget(self._strip)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self._scroll, 1)
        self._give = self.button(say("Give a light…"), self._on_give)
        self._clear = self.button(say("Let the rule decide"), self._on_clear)
        self._choose = self.button(say("Choose another rule…"), self._on_choose)
        self._what_if = self.button(say("What if…"), self._on_what_if)
        close = self.button(say("Close"), self.accept, primary=True)
        self.end(close, left=(self._give, self._clear, self._choose, self._what_if))
        context.changed.connect(self._on_changed)
        self._show()
        self.resize(_WIDE + 60, 620)
        close.setFocus()

    def _show(self) -> None:
        context = self.context
        found = account(context.plan, context.as_of, context.rule, self.goal)
        self.light.show_status(found.status)
        self._why.setText("\n".join(context.say(text) for text in (found.status.why, *found.status.notes)))
        self._strip.show_lights(found.history, found.rule)
        self._scroll.setWidget(self._table(found))
        editable, numeric = context.editable, context.plan.goals[self.goal].kind.numeric
        self._give.setEnabled(editable)
        self._clear.setVisible(found.given is not None)
        self._clear.setEnabled(editable)
        self._choose.setEnabled(editable)
        self._what_if.setVisible(numeric)

    def _table(self, found: Account) -> QWidget:
        body = QWidget(self._scroll)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 8, 4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        say = self.context.say
        for row, fact in enumerate(facts_of(self.context.plan, found)):
            text = "\n".join(say(piece) for piece in fact.pieces) if fact.key == "bounds" else fact.said(say)
            grid.addWidget(self.words(capital(say(fact.name)), "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            value = self.words(text)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return body

    def _on_changed(self, changes: Changes) -> None:
        if self.goal not in self.context.plan.goals:
            self.reject()
        elif changes.everything or changes.rows:
            self._show()

    # -- what can be done -------------------------------------------------------------------------

    def _on_give(self) -> None:
        GiveLightDialog(self.context, self.goal, self).exec()

    def _on_clear(self) -> None:
        self.refuse(self.context.try_run(ClearLight(self.goal, self.context.as_of)))

    def _on_choose(self) -> None:
        RuleDialog(self.context, self.goal, self).exec()

    def _on_what_if(self) -> None:
        self.accept()
        self.what_if_wanted.emit(self.goal)
