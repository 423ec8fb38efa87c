"""The plan's own card: title, organisation, cut-off date; its exchange rates and its calendar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from planner.commands.settings import SaveSettings
from planner.commands.values import read_field
from planner.domain.days import read_day
from planner.domain.numbers import read_number
from planner.domain.records import DayOff, ExchangeRate
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.text import N_
from planner.ui.context import Context
from planner.ui.forms.dialog import FormDialog
from planner.ui.forms.fields import FieldSpec, Shape
from planner.ui.forms.rows import TypedRows
from planner.ui.judging.bands import Bands

_CARD = (
    FieldSpec("about", "title", N_("Title"), width=12),
    FieldSpec("about", "office", N_("Organisation"), width=8, hint=N_("As printed on the sheets")),
    FieldSpec("about", "as_of", N_("Cut-off date"), width=4, hint=N_("such as 2020-09-30")),
    FieldSpec("about", "note", N_("Note"), Shape.LONG, 12),
    FieldSpec("about", "rule", N_("Light rule"), Shape.CHOICE, 8),
    FieldSpec("about", "cycle", N_("Reports every … months"), width=4, hint=N_("0: none are owed")),
)


class PlanDialog(FormDialog):
    """Edit the plan's settings. Moving the cut-off date moves what every figure speaks of."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("Plan and cut-off date"), context.say("Save"), parent)
        say = context.say
        self.add_section("", _CARD)
        self._bands = Bands(context, self)
        self.add_widget(self._bands)
        self._rates = TypedRows([say("From"), say("Unit"), say("In unit"), say("Rate"), say("Source")], "rates", self)
        self._days = TypedRows([say("Date"), say("Working day"), say("Occasion")], "days_off", self)
        self._add_list(say("Exchange rates: none is built in; each holds from its date on"), self._rates)
        self._add_list(say("Calendar: days on which it differs from the official one"), self._days)
        past = QPushButton(say("History…"), self)
        past.setAutoDefault(False)
        QShortcut(QKeySequence("Ctrl+Shift+H"), self, self._show_history)
        past.clicked.connect(self._show_history)
        self.add_widget(past)
        self.finish()
        self._fill()
        self.editors["about.rule"].edited.connect(self._show_bands)
        self.resize(560, 640)
        self.editors["about.as_of"].setFocus()

    def _add_list(self, words: str, rows: TypedRows) -> None:
        label = QLabel(words, self)
        label.setProperty("tone", "muted")
        label.setWordWrap(True)
        rows.edited.connect(self.on_edited)
        self.add_widget(label)
        self.add_widget(rows)

    def _show_history(self) -> None:
        """Show what was saved before; where something was put back there, show what the plan holds then."""
        before = self.context.plan
        self.context.history_wanted.emit("about", before.about.id)
        if self.context.plan is not before:
            self._fill()

    def _fill(self) -> None:
        plan, say = self.context.plan, self.context.say
        about = plan.about
        self.fill(
            {"about.title": about.title, "about.office": about.office, "about.as_of": about.as_of,
             "about.note": about.note, "about.rule": about.rule, "about.cycle": about.cycle}
        )  # fmt: skip
        self._show_bands()
        rates = sorted(plan.rates.values(), key=_by_day)
        self._rates.show_rows(
            [[rate.day.isoformat(), rate.unit, rate.base, f"{rate.factor:.10g}", rate.source] for rate in rates]
        )
        self._days.show_rows(
            [[row.day.isoformat(), say("yes") if row.works else say("no"), row.name]
             for row in sorted(plan.days_off.values(), key=_by_day)]
        )  # fmt: skip

    def _show_bands(self) -> None:
        """Show what each colour of the chosen rule means."""
        self._bands.show_rule(self.context.rule.of(str(self.editors["about.rule"].peek())))

    def _read_rates(self) -> Sequence[ExchangeRate]:
        return [
            ExchangeRate(new_id(), unit, base, read_day(day), read_number(factor), source)
            for day, unit, base, factor, source in self._rates.rows()
        ]

    def _read_days(self) -> Sequence[DayOff]:
        plan, say = self.context.plan, self.context.say
        words = {say("yes"): "yes", say("no"): "no"}
        return [
            DayOff(new_id(), read_day(day), read_field(plan, "dayoff", "works", words.get(works, works)) is True, name)
            for day, works, name in self._days.rows()
        ]

    def on_save(self) -> None:
        """Save as one step; nothing is written when nothing changed."""
        read = self.read()
        if read is None:
            return
        plan = self.context.plan
        values = {key.split(".")[1]: value for key, value in read.items()}
        fresh = {name: value for name, value in values.items() if value != getattr(plan.about, name)}
        try:
            rates, days = self._read_rates(), self._read_days()
        except PlannerError as wrong:
            self.show_refusal(wrong.message)
            return
        same = {_said(rate) for rate in rates} == {_said(rate) for rate in plan.rates.values()}
        calm = {_said(day) for day in days} == {_said(day) for day in plan.days_off.values()}
        command = SaveSettings(fresh, None if same else rates, None if calm else days)
        refusal = self.context.try_run(command) if fresh or not same or not calm else None
        if refusal is None:
            self.accept()
        else:
            self.show_refusal(refusal)


def _by_day(row: ExchangeRate | DayOff) -> str:
    return row.day.isoformat()


def _said(row: ExchangeRate | DayOff) -> tuple[object, ...]:
    if isinstance(row, ExchangeRate):
        return (row.unit, row.base, row.day, row.factor, row.source)
    return (row.day, row.works, row.name)
