"""What is printed, and how: the form, its period, the office, grouping, style; kept for each form on this computer."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from planner.domain.periods import Period, read_period
from planner.errors import PlannerError
from planner.sheets.forms import FORMS
from planner.sheets.orders import MODERN, OFFICIAL, Order
from planner.sheets.wall import SIZES
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.settings import Settings

_NUMBERED = ("bulletin", "pledge")
_MONTHLY = ("duties", "monthly", "bulletin", "slip")
_CHOICES = ("style", "group", "every", "office", "paper")


_FIELDS: Mapping[str, Sequence[str]] = {
    "group": ("theme", "office"),
    "every": ("quarter", "month"),
    "paper": tuple(SIZES),
}


def kept_fields(settings: Settings, form: str) -> Mapping[str, str]:
    """Return what was last chosen for a form, as fields of an order; what does not read so is left out."""
    kept = {name: settings.choice(f"print/{form}/{name}", "") for name in _FIELDS}
    return {name: value for name, value in kept.items() if value in _FIELDS[name]}


class OptionsBar(QWidget):
    """The row of choices above the pages.

    Signals:
        changed: the pages have to be made anew.
        refused: a :class:`Message` on a period that is none.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, context: Context, goals: Sequence[str], form: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._goals = context, tuple(goals)
        self._settings = Settings()
        self.form = QComboBox(self)
        for name, known in FORMS.items():
            self.form.addItem(context.say(known.title), name)
        self.form.setCurrentIndex(max(self.form.findData(form), 0))
        self.period = QLineEdit(self)
        self.period.setFixedWidth(120)
        self.period.setAccessibleName(context.say("Period"))
        self.number = QLineEdit(self)
        self.number.setFixedWidth(130)
        self.number.setPlaceholderText(context.say("Document number"))
        self.number.setAccessibleName(context.say("Document number"))
        self._boxes = {name: QComboBox(self) for name in _CHOICES}
        self.blank = QCheckBox(context.say("blank"), self)
        self.draft = QCheckBox(context.say("Draft"), self)
        self._lay_out()
        self._fill()
        self._restore()
        self._connect()

    def _lay_out(self) -> None:
        say = self._context.say
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.form)
        self._period_label = QLabel(say("Period"), self)
        for widget in (self._period_label, self.period, self.number, *self._boxes.values(), self.blank, self.draft):
            row.addWidget(widget)
        row.addStretch(1)

    def _fill(self) -> None:
        say, plan = self._context.say, self._context.plan
        shown = {
            "style": ((say("Official layout"), OFFICIAL), (say("Plain layout"), MODERN)),
            "group": ((say("By theme"), "theme"), (say("By office"), "office")),
            "every": ((say("Not split over time"), ""), (say("By quarter"), "quarter"), (say("By month"), "month")),
            "paper": tuple((size.upper(), size) for size in SIZES),
        }
        for name, items in shown.items():
            for text, value in items:
                self._boxes[name].addItem(text, value)
        leading = {plan.goals[goal].lead for goal in self._goals if goal in plan.goals}
        for office in plan.offices.values():
            if office.id in leading:
                self._boxes["office"].addItem(office.name, office.id)

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(self._on_form)
        for line in (self.period, self.number):
            line.editingFinished.connect(self._on_chosen)
        for box in self._boxes.values():
            box.activated.connect(self._on_chosen)
        for tick in (self.blank, self.draft):
            tick.toggled.connect(self._on_chosen)

    # -- what is kept -------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The chosen form."""
        return str(self.form.currentData())

    def _restore(self) -> None:
        """Take up what was chosen for this form the last time; the period is the cut-off's year or month."""
        form, day = FORMS[self.name], self._context.as_of
        table = form.data is not None
        for name, box in self._boxes.items():
            kept = self._settings.choice(f"print/{self.name}/{name}", str(box.itemData(0) or ""))
            box.setCurrentIndex(max(box.findData(kept), 0))
        self.period.setText(f"{day:%Y-%m}" if self.name in _MONTHLY else f"{day:%Y}")
        for widget in (self._period_label, self.period):
            widget.setVisible(table)
        self._boxes["group"].setVisible(self.name in ("breakdown", "monthly", "assessment", "wall"))
        self._boxes["every"].setVisible(self.name == "breakdown")
        self._boxes["office"].setVisible(form.per_office)
        self._boxes["paper"].setVisible(form.sized is not None)
        self.number.setVisible(self.name in _NUMBERED)
        self.blank.setVisible(form.blank)
        self.blank.setChecked(False)

    def _keep(self) -> None:
        for name, box in self._boxes.items():
            self._settings.choose(f"print/{self.name}/{name}", str(box.currentData() or ""))

    def _on_form(self) -> None:
        self._restore()
        self.changed.emit()

    def _on_chosen(self) -> None:
        self._keep()
        self.changed.emit()

    def period_of_pack(self) -> str:
        """Return the period a pack is for: the one typed for a monthly form, else the cut-off's month."""
        return self.period.text() if self.name in _MONTHLY else f"{self._context.as_of:%Y-%m}"

    # -- the order --------------------------------------------------------------------------------------

    def order(self, say: Translator) -> Order | None:
        """Return what is to be made, in the words of ``say``; ``None`` when the period is none, which is said."""
        try:
            span = self.span()
        except PlannerError as refusal:
            self.refused.emit(refusal.message)
            return None
        context, office = self._context, self._boxes["office"]
        return Order(
            context.plan, min(context.as_of, span.last), context.rule, say, self._goals, span.first, span.last,
            office=str(office.currentData()) if FORMS[self.name].per_office and office.count() else None,
            every=str(self._boxes["every"].currentData() or ""), group=str(self._boxes["group"].currentData()),
            style=str(self._boxes["style"].currentData()), blank=self.blank.isChecked(),
            mark=say("Draft") if self.draft.isChecked() else "",
            number=self.number.text().strip() if self.name in _NUMBERED else "",
            paper=str(self._boxes["paper"].currentData()) if FORMS[self.name].sized else "",
        )  # fmt: skip

    def span(self) -> Period:
        """Return the period typed; the target sheet speaks of the cut-off alone."""
        if FORMS[self.name].data is None:
            day = self._context.as_of
            return Period(date(day.year, 1, 1), date(day.year, 12, calendar.monthrange(day.year, 12)[1]))
        return read_period(self.period.text())
