"""The rows of the milestone table: each milestone with its step since the former one and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from planner.analysis.aims import Aim, aim_of
from planner.analysis.milestones import is_reached
from planner.analysis.trajectory import spread_again
from planner.analysis.values import Light
from planner.domain.numbers import decimals, show_fixed, show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal, Milestone
from planner.text import N_, Message, Translator, message
from planner.ui.tables.columns import Column, Entry, Look, Tone
from planner.ui.words import iso_day, typed_day, typed_number


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone, its increment since the former valued one, and how it stands at the cut-off.

    ``overdue`` counts the days since it was due when it is late, else ``None``. ``reached`` says that the goal's own
    figure has got to its value, though nobody has marked it done.
    """

    record: Milestone
    office: str
    unit: str
    digits: int
    step: float | None = None
    overdue: int | None = None
    reached: bool = False

    @property
    def id(self) -> str:
        """The milestone's id."""
        return self.record.id

    @property
    def light(self) -> Light:
        """The shape it stands under: done, behind when overdue, else open."""
        if self.record.done is not None or self.reached:
            return Light.DONE
        return Light.NO_DATA if self.overdue is None else Light.BEHIND


def milestone_rows(plan: Plan, goal: Goal, as_of: date, actual: float | None) -> list[MilestoneRow]:
    """Return the rows of a goal in the order of their due dates; ``actual`` is its newest figure."""
    aim = _aim(plan, goal, as_of)
    former = aim.start if aim else 0.0
    target = plan.target(goal.id, as_of)
    again = spread_again(plan, goal.id, target) if target else None
    rows = []
    values = [row.value for row in plan.milestones.get(goal.id, ()) if row.value is not None]
    digits = max((decimals(value, goal.digits) for value in values), default=goal.digits)
    for record in plan.milestones.get(goal.id, ()):
        step = None
        if again is not None and record.due is not None and record.due > again.day:
            former, again = again.value, None
        if record.value is not None:
            step, former = record.value - former, record.value
        past = record.due if record.due and record.due <= as_of else None
        reached = past is not None and is_reached(record, as_of, actual, aim.direction if aim else 1)
        overdue = (as_of - past).days if past and not reached else None
        office = plan.office_name(record.office)
        rows.append(MilestoneRow(record, office, goal.unit, digits, step, overdue, reached))
    return rows


def _aim(plan: Plan, goal: Goal, as_of: date) -> Aim | None:
    target = plan.target(goal.id, as_of)
    return aim_of(plan, goal, target) if target and target.low is not None and goal.kind.numeric else None


def summary(rows: Sequence[MilestoneRow]) -> Message:
    """Return how many milestones there are, how many are done and how many overdue."""
    done = sum(row.light is Light.DONE for row in rows)
    overdue = sum(row.overdue is not None for row in rows)
    if overdue:
        return message("{n} milestones, {done} done, {overdue} overdue", n=len(rows), done=done, overdue=overdue)
    return message("{n} milestones, {done} done", n=len(rows), done=done)


def balance(plan: Plan, goal: Goal, rows: Sequence[MilestoneRow], as_of: date) -> tuple[Message, bool] | None:
    """Return the last milestone's value against the target, and whether they meet; ``None`` without both."""
    course = _aim(plan, goal, as_of)
    last = next((row.record.value for row in reversed(rows) if row.record.value is not None), None)
    if course is None or last is None:
        return None
    aim = course.aim
    meets = abs(last - aim) <= 1e-9 * max(1.0, abs(aim))
    words = {"last": show_number(last), "aim": show_number(aim), "unit": goal.unit}
    if meets:
        return message("Last value {last} / target {aim} {unit}", **words), True
    difference = show_number(last - aim, sign=True)
    return message("Last value {last} / target {aim} {unit}, difference {difference}", **words,
                   difference=difference), False  # fmt: skip


def state_word(say: Translator, row: MilestoneRow) -> str:
    """Say in a word how a milestone stands."""
    if row.record.done is not None:
        return say("done")
    if row.reached:
        return say("reached")
    if row.overdue is None:
        return say("open")
    return say("overdue {days} d", days=row.overdue) if row.overdue else say("late")


def _state_look(row: MilestoneRow) -> Look:
    return Look(light=row.light)


def _name(row: MilestoneRow) -> str:
    return row.record.name


def _due(row: MilestoneRow) -> str:
    return iso_day(row.record.due)


def _due_look(row: MilestoneRow) -> Look:
    return Look(Tone.FAINT if row.record.due is None else Tone.TEXT)


def _typed_due(row: MilestoneRow) -> str:
    return typed_day(row.record.due)


def _value(row: MilestoneRow) -> str:
    return show_fixed(row.record.value, row.digits)


def _value_look(row: MilestoneRow) -> Look:
    return Look(Tone.STRONG, row.unit) if row.record.value is not None else Look(Tone.FAINT)


def _typed_value(row: MilestoneRow) -> str:
    return typed_number(row.record.value)


def _step(row: MilestoneRow) -> str:
    return show_fixed(row.step, row.digits, sign=True)


def _muted(_: MilestoneRow) -> Look:
    return Look(Tone.MUTED)


def _office(row: MilestoneRow) -> str:
    return row.office


def _done(row: MilestoneRow) -> str:
    return iso_day(row.record.done)


def _done_look(row: MilestoneRow) -> Look:
    return Look(Tone.FAINT if row.record.done is None else Tone.TEXT)


def _typed_done(row: MilestoneRow) -> str:
    return typed_day(row.record.done)


def _note(row: MilestoneRow) -> str:
    return row.record.note


def milestone_columns(say: Translator, offices: Callable[[], Sequence[str]]) -> list[Column[MilestoneRow]]:
    """Return the table's columns; ``offices`` gives the names to choose from."""
    return [
        Column("state", N_("state"), partial(state_word, say), look=_state_look, width=108),
        Column("name", N_("milestone"), _name, _name, width=180, stretch=True),
        Column("due", N_("due date"), _due, _typed_due, Entry.DATE, _due_look, width=112),
        Column("value", N_("planned value"), _value, _typed_value, Entry.NUMBER, _value_look, width=120),
        Column("step", N_("increment"), _step, entry=Entry.NUMBER, look=_muted, width=92),
        Column("office", N_("office"), _office, _office, Entry.OFFICE, choices=offices, width=128),
        Column("done", N_("date done"), _done, _typed_done, Entry.DATE, _done_look, width=112),
        Column("note", N_("note"), _note, _note, look=_muted, width=140, stretch=True),
    ]
