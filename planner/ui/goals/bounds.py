"""Further conditions on goals: the outlook, lights given by a person, and bounds on any figure of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QWidget

from planner.analysis.conditions import FIGURE_NAMES, FIGURES, SIGNS, Condition, Form, read_bound
from planner.domain.kinds import OUTLOOK_NAMES, Outlook
from planner.domain.query import Query
from planner.errors import PlannerError
from planner.text import N_, Translator
from planner.ui.context import Context
from planner.ui.judging.sheet import LampDialog
from planner.ui.tables.bubble import mark_refused

_SHOWN = {"<=": "≤", ">=": "≥"}
_HINTS = {
    Form.FIGURE: N_("In each goal's own unit, such as 1200"),
    Form.SHARE: N_("In per cent, such as 50%"),
    Form.POINTS: N_("In percentage points, such as -10"),
    Form.COUNT: N_("A whole number, such as 2"),
    Form.DAY: N_("A date, such as 2020-09-30"),
}


def condition_text(one: Condition, say: Translator) -> str:
    """Write a bound for a person: ``Gap (points) < -10``."""
    return f"{say(FIGURE_NAMES[one.figure])} {_SHOWN.get(one.sign, one.sign)} {one.written}"


class MoreConditions(QMenu):
    """The menu of further conditions.

    Signals:
        query_wanted: the :class:`Query` to show instead.
    """

    query_wanted = Signal(object)

    def __init__(self, context: Context, query_of: Callable[[], Query], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._query_of = context, query_of
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        say, query = self._context.say, self._query_of()
        self.clear()
        self.addAction(say("Bound a figure…"), self._bound)
        self._box(self, say("Light given by a person"), query.given, self._on_given)
        outlooks = self.addMenu(say("Outlook"))
        for outlook in Outlook:
            chosen = outlook.value in query.outlooks
            self._box(outlooks, say(OUTLOOK_NAMES[outlook]), chosen, self._on_outlook).setData(outlook.value)

    def _box(self, menu: QMenu, text: str, checked: bool, act: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(act)
        return action

    def _on_given(self) -> None:
        query = self._query_of()
        self.query_wanted.emit(replace(query, given=not query.given))

    def _on_outlook(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            query = self._query_of()
            self.query_wanted.emit(replace(query, outlooks=query.outlooks ^ {str(action.data())}))

    def _bound(self) -> None:
        dialog = BoundDialog(self._context, self.window())
        if dialog.exec() and dialog.condition is not None:
            query = self._query_of()
            if str(dialog.condition) not in query.words:
                self.query_wanted.emit(replace(query, words=(*query.words, str(dialog.condition))))


class BoundDialog(LampDialog):
    """Asks for a figure, a sign and a bound."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("Bound a figure"), parent)
        self.condition: Condition | None = None
        self.figure, self.sign, self.bound = QComboBox(self), QComboBox(self), QLineEdit(self)
        for key, name in FIGURE_NAMES.items():
            self.figure.addItem(say(name), key)
        self.figure.setMaxVisibleItems(len(FIGURE_NAMES))
        for sign in SIGNS:
            self.sign.addItem(_SHOWN.get(sign, sign), sign)
        self.column.addWidget(
            self.words(say("Only goals that have the figure, and have it within the bound."), "muted")
        )
        self.field(say("Figure"), self.figure)
        self.field(say("Sign"), self.sign)
        self.field(say("Bound"), self.bound)
        self.end(self.button(say("Cancel"), self.reject), self.button(say("Show these"), self.on_go, primary=True))
        self.figure.currentIndexChanged.connect(self._hint)
        self.figure.setCurrentIndex(self.figure.findData("gap"))
        self.bound.setFocus()
        self.setMinimumWidth(360)

    def _hint(self) -> None:
        self.bound.setPlaceholderText(self.context.say(_HINTS[FIGURES[str(self.figure.currentData())]]))

    def on_go(self) -> None:
        """Take the condition, or say why the bound cannot be read."""
        figure = str(self.figure.currentData())
        try:
            bound = read_bound(figure, self.bound.text())
        except PlannerError as refusal:
            mark_refused(self.bound)
            self.refuse(refusal.message)
            return
        self.condition = Condition(figure, str(self.sign.currentData()), bound)
        self.accept()
