"""Chooses a past moment: a calendar with the days that have steps, and the steps of the chosen day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.commands.past import Moment, PastSession, after, days_with_steps, end_of, plan_at, steps_on
from planner.domain.plan import Plan
from planner.store.journal import Step
from planner.store.store import Store
from planner.text import Message
from planner.ui.context import Context
from planner.ui.details.history_words import step_label
from planner.ui.labels import plain_label
from planner.ui.worker import Tick


class PastDialog(QDialog):
    """Asks for a day or a step, reads the plan as it stood off the window's thread, and shows it in the window."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._days = days_with_steps(context.session.store)
        self._reading = False
        say = context.say
        self.setWindowTitle(say("As it stood on a day"))
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setMinimumWidth(340)
        self.steps = QListWidget(self)
        self.steps.setMinimumWidth(420)
        self.steps.setWordWrap(True)
        self._words = plain_label("", "muted", self, wraps=True)
        self._heading = plain_label("", "section", self, wraps=True)
        self._show_day = self._button(say("Show the end of this day"), self._on_day, primary=True)
        self._show_step = self._button(say("Show right after this step"), self._on_step)
        self._lay_out()
        self._mark_days()
        self.calendar.selectionChanged.connect(self._fill)
        self.steps.itemSelectionChanged.connect(self._allow)
        self.steps.itemDoubleClicked.connect(self._on_step)
        self._fill()

    def _button(self, text: str, act: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(primary)
        button.setProperty("primary", primary)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        say = self._context.say
        right = QVBoxLayout()
        right.addWidget(self._heading)
        right.addWidget(self.steps, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.calendar)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._words, 1)
        buttons.addWidget(self._button(say("Cancel"), self.reject))
        buttons.addWidget(self._show_step)
        buttons.addWidget(self._show_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(buttons)

    def _mark_days(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(QColor(self._context.palette.text))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setBackground(QColor(self._context.palette.accent_soft))
        for day in self._days:
            self.calendar.setDateTextFormat(QDate(day.year, day.month, day.day), style)
        if self._days:
            first, last = min(self._days), max(self._days)
            self.calendar.setMinimumDate(QDate(first.year, first.month, first.day))
            self.calendar.setSelectedDate(QDate(last.year, last.month, last.day))
        self._words.setText(self._context.say("Days with steps are marked."))

    @property
    def _day(self) -> date:
        chosen = self.calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())

    # -- choosing -----------------------------------------------------------------------------------

    def _fill(self) -> None:
        context, day = self._context, self._day
        self.steps.clear()
        found = steps_on(context.session.store, day) if day in self._days else []
        self._heading.setText(context.say("{day}: {n} steps", day=day, n=len(found)))
        for step in found:
            item = QListWidgetItem(f"{step.at:%H:%M}  {step.who}  {context.say(step_label(step))}")
            item.setData(Qt.ItemDataRole.UserRole, step)
            self.steps.addItem(item)
        self._allow()

    def _allow(self) -> None:
        self._show_step.setEnabled(bool(self.steps.selectedItems()) and not self._reading)
        self._show_day.setEnabled(not self._reading)

    def _on_day(self) -> None:
        self.show_moment(end_of(self._context.session.store, self._day))

    def _on_step(self) -> None:
        chosen = self.steps.selectedItems()
        step = chosen[0].data(Qt.ItemDataRole.UserRole) if chosen else None
        if isinstance(step, Step):
            self.show_moment(after(step))

    # -- reading ------------------------------------------------------------------------------------

    def show_moment(self, moment: Moment) -> None:
        """Read the plan as it stood; until then nothing may be edited, since one connection serves one thread."""
        job = None if self._reading else self._context.lend(self)
        if job is None:
            return
        self._hold(reading=True)
        self._words.setText(self._context.say("Reading…"))
        job.finished.connect(partial(self._on_read, moment))
        job.refused.connect(self._on_refused)
        job.crashed.connect(self._on_crashed)
        job.start(partial(_read, self._context.session.store, moment))

    def _hold(self, *, reading: bool) -> None:
        self._reading = reading
        self._allow()

    def _on_read(self, moment: Moment, plan: Plan) -> None:
        self._hold(reading=False)
        self._context.look_back(PastSession(self._context.present, moment, plan))
        self.accept()

    def _on_refused(self, why: Message) -> None:
        self._hold(reading=False)
        self._words.setText(self._context.say(why))

    def _on_crashed(self, _: object) -> None:
        self._hold(reading=False)

    def reject(self) -> None:
        """Close, but not while the plan is being read."""
        if not self._reading:
            super().reject()


def _read(store: Store, moment: Moment, _tick: Tick) -> Plan:
    return plan_at(store, moment)
