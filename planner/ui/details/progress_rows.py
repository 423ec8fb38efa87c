"""The rows of the progress table: each measurement with its change, and what was planned for its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.analysis.actuals import reached
from planner.analysis.trajectory import period_of, planned
from planner.domain.kinds import Kind
from planner.domain.numbers import decimals, show_fixed
from planner.domain.plan import Plan
from planner.domain.records import Goal, Measurement
from planner.text import N_
from planner.ui.tables.columns import Column, Entry, Look, Tone
from planner.ui.words import typed_number


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """A measurement. ``total`` is what had been reached by then, cumulated where reports are per period.

    ``digits`` are the decimals of the whole column, so that its figures stand under each other.
    ``change`` is the step since the former measurement, ``planned`` the trajectory on that day.
    """

    record: Measurement
    unit: str
    digits: int
    total: float
    change: float | None
    planned: float | None

    @property
    def id(self) -> str:
        """The measurement's id."""
        return self.record.id


def progress_rows(plan: Plan, goal: Goal, as_of: date) -> list[ProgressRow]:
    """Return the rows of a goal, newest first."""
    digits = max((decimals(value, goal.digits) for value in plan.series(goal.id).values), default=goal.digits)
    rows: list[ProgressRow] = []
    marked, period = bool(plan.series(goal.id).marks), period_of(goal, plan.target(goal.id, as_of))
    former: float | None = None
    total = 0.0
    for record in plan.series(goal.id).records(goal.id):
        total = total + record.value if goal.kind is Kind.PER_PERIOD else record.value
        change = None if former is None else record.value - former
        former = record.value
        line = planned(plan, goal, min(record.day, as_of))
        aim = line.at(record.day) if line else None
        if marked:
            total = (reached(plan, goal, record.day.toordinal(), *period) or (total, 0))[0]
        rows.append(ProgressRow(record, goal.unit, digits, total, change, aim))
    rows.reverse()
    return rows


def _day(row: ProgressRow) -> str:
    return row.record.day.isoformat()


def _value(row: ProgressRow) -> str:
    return show_fixed(row.record.value, row.digits)


def _value_look(row: ProgressRow) -> Look:
    return Look(Tone.STRONG, row.unit)


def _typed_value(row: ProgressRow) -> str:
    return typed_number(row.record.value)


def _change(row: ProgressRow) -> str:
    return show_fixed(row.change, row.digits, sign=True)


def _total(row: ProgressRow) -> str:
    return show_fixed(row.total, row.digits)


def _planned(row: ProgressRow) -> str:
    return show_fixed(row.planned, row.digits)


def _gap(row: ProgressRow) -> str:
    gap = None if row.planned is None else row.total - row.planned
    return show_fixed(gap, row.digits, sign=True)


def _note(row: ProgressRow) -> str:
    return row.record.note


def _muted(_: ProgressRow) -> Look:
    return Look(Tone.MUTED)


def progress_columns() -> list[Column[ProgressRow]]:
    """Return the table's columns."""
    return [
        Column("day", N_("date"), _day, _day, Entry.DATE, width=112),
        Column("value", N_("value"), _value, _typed_value, Entry.NUMBER, _value_look, width=112),
        Column("change", N_("change"), _change, entry=Entry.NUMBER, look=_muted, width=84),
        Column("total", N_("running total"), _total, entry=Entry.NUMBER, look=_muted, width=84),
        Column("planned", N_("planned"), _planned, entry=Entry.NUMBER, look=_muted, width=84),
        Column("gap", N_("gap"), _gap, entry=Entry.NUMBER, look=_muted, width=84),
        Column("note", N_("note"), _note, _note, look=_muted, width=120, stretch=True),
    ]
