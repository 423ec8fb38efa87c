"""Record one figure of progress, and one office's words for a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from planner.analysis.status import assess
from planner.commands.edits import Add, SetFields
from planner.commands.recording import RecordProgress, read_figure
from planner.commands.rules import with_values
from planner.domain.kinds import Sense
from planner.domain.numbers import show_number, show_percent
from planner.domain.records import Measurement, Report
from planner.domain.series import Series
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.text import N_
from planner.ui.context import Context
from planner.ui.forms.dialog import FormDialog
from planner.ui.forms.fields import FieldSpec, Shape

_FIGURE = (
    FieldSpec("measurement", "day", N_("Date"), width=4, hint=N_("such as 2020-09-30")),
    FieldSpec("measurement", "value", N_("Value"), width=8),
    FieldSpec("measurement", "sense", N_("The figure is"), Shape.LIST, 6),
    FieldSpec("measurement", "since", N_("First day it covers"), width=6, hint=N_("such as 2020-01-01")),
    FieldSpec("measurement", "note", N_("Note"), width=12, hint=N_("Where the figure comes from")),
)
_WORDS = (
    FieldSpec("report", "day", N_("Period ends on"), width=4, hint=N_("such as 2020-09-30")),
    FieldSpec("report", "office", N_("Office"), Shape.RECORD, 8, records="offices"),
    FieldSpec("report", "progress", N_("Progress made"), Shape.LONG, 12),
    FieldSpec("report", "problems", N_("Problems"), Shape.LONG, 12),
    FieldSpec("report", "next_steps", N_("Next steps"), Shape.LONG, 12),
    FieldSpec("report", "needs", N_("Needs coordination"), Shape.LONG, 12),
)


class RecordDialog(FormDialog):
    """Enter a figure and see at once what it makes of the goal."""

    def __init__(self, context: Context, goal_id: str, parent: QWidget | None = None) -> None:
        say = context.say
        super().__init__(context, say("Record progress"), say("Record"), parent)
        self._goal = context.plan.goals[goal_id]
        name = QLabel(self._goal.name, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        self.add_widget(name)
        self.add_section("", _FIGURE)
        self._corrects = self._make_corrects()
        self._outcome = QLabel(self)
        self._outcome.setTextFormat(Qt.TextFormat.PlainText)
        self._outcome.setProperty("tone", "muted")
        self._outcome.setWordWrap(True)
        self.add_widget(self._outcome)
        self.finish()
        self.fill({"measurement.day": context.as_of})
        self.resize(480, 460)
        unit = self._goal.unit
        self.editors["measurement.value"].rename(
            N_("Value"), say("in {unit}, or with its unit, such as 1,250万元", unit=unit) if unit else ""
        )
        self.editors["measurement.value"].setFocus()
        self.on_edited()

    def _make_corrects(self) -> QComboBox:
        say, goal = self.context.say, self._goal
        label = QLabel(say("Corrects"), self)
        label.setProperty("tone", "muted")
        combo = QComboBox(self)
        combo.setObjectName("corrects")
        combo.addItem(say("nothing: it is a new figure"), None)
        for row in reversed(list(self.context.plan.series(goal.id).records(goal.id))):
            words = say("the figure of {day}: {value}", day=row.day, value=show_number(row.value, goal.digits))
            combo.addItem(words, row.id)
        combo.activated.connect(self.on_edited)
        for widget in (label, combo):
            widget.setVisible(combo.count() > 1)
            self.add_widget(widget)
        return combo

    def on_edited(self) -> None:
        """Show the former figure and the completion the new one would give."""
        self.show_refusal(None)
        say, goal = self.context.say, self._goal
        series = self.context.plan.series(goal.id)
        before = say("Nothing has been recorded yet.")
        if len(series):
            last = date.fromordinal(series.days[-1])
            before = say("Last: {value} {unit} on {day}", value=show_number(series.values[-1], goal.digits),
                         unit=goal.unit, day=last)  # fmt: skip
        self._outcome.setText(before + self._completion(series))

    def outcome(self) -> str:
        """Return the line below the fields."""
        return self._outcome.text()

    def _completion(self, series: Series) -> str:
        goal, say = self._goal, self.context.say
        command = self._command(quiet=True)
        if command is None:
            return ""
        rows = [row for row in series.records(goal.id) if row.day != command.day or row.corrects != command.corrects]
        fresh = Measurement(
            "new", goal.id, command.day, command.value, "", command.sense, command.since, command.corrects
        )
        plan = self.context.plan
        plan = replace(plan, measurements={**plan.measurements, goal.id: Series.of([*rows, fresh])})
        status = assess(plan, self.context.as_of, self.context.rule, [goal.id])[goal.id]
        words = say("  →  completion {share}", share=show_percent(status.completion))
        if command.said:
            amount = f"{command.value:,.6g}"
            words = "\n" + say("{said} is {value} {unit}", said=command.said, value=amount, unit=goal.unit) + words
        return words

    def _command(self, *, quiet: bool = False) -> RecordProgress | None:
        """Return what the fields come to; ``None`` where they cannot be read, which they then say unless ``quiet``."""
        editors, goal = self.editors, self._goal
        value, day = editors["measurement.value"], editors["measurement.day"].peek()
        if quiet and (not value.text().strip() or not isinstance(day, date)):
            return None
        try:
            day = editors["measurement.day"].value() if not quiet else day
            since, sense = editors["measurement.since"].peek(), editors["measurement.sense"].peek()
            if not quiet:
                since = editors["measurement.since"].value()
            figure = read_figure(self.context.plan, goal, value.text(), cast("date", day))
        except PlannerError as refusal:
            if not quiet and editors["measurement.day"].reason() == editors["measurement.since"].reason() == "":
                value.show_reason(refusal.message)
                value.setFocus()
            return None
        corrects = self._corrects.currentData()
        return RecordProgress(
            goal.id, cast("date", day), figure.value, editors["measurement.note"].text().strip(), cast("Sense", sense),
            cast("date | None", since), figure.said, str(corrects) if corrects else None,
        )  # fmt: skip

    def on_save(self) -> None:
        """Record the figure as one step."""
        command = self._command()
        if command is None:
            return
        refusal = self.context.try_run(command)
        if refusal is None:
            self.accept()
        else:
            self.show_refusal(refusal)


class ReportForm(FormDialog):
    """One office's words on one goal: progress, problems, next steps, what needs coordination."""

    def __init__(
        self, context: Context, goal_id: str, report: Report | None = None, parent: QWidget | None = None
    ) -> None:
        say = context.say
        super().__init__(context, say("Office report"), say("Save"), parent)
        goal = context.plan.goals[goal_id]
        self._new = report is None
        self._report = report or Report(new_id(), goal_id, goal.lead, context.as_of)
        self.add_section("", _WORDS)
        self.finish()
        shown = self._report
        self.fill(
            {
                "report.day": shown.day,
                "report.office": shown.office,
                "report.progress": shown.progress,
                "report.problems": shown.problems,
                "report.next_steps": shown.next_steps,
                "report.needs": shown.needs,
            }
        )
        self.resize(560, 660)
        self.editors["report.progress"].setFocus()

    def on_save(self) -> None:
        """Save as one step."""
        read = self.read()
        if read is None:
            return
        values = {key.split(".")[1]: value for key, value in read.items()}
        report = with_values(self._report, values)
        command = Add([report]) if self._new else SetFields("report", [report.id], values)
        refusal = self.context.try_run(command)
        if refusal is None:
            self.accept()
        else:
            self.show_refusal(refusal)
