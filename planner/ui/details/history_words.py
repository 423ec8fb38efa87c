"""What a step did, in words a person can read: names instead of ids, old → new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from planner.domain.fields import field_name, table_name
from planner.domain.kinds import (
    COMPARATOR_NAMES,
    CURVE_NAMES,
    KIND_NAMES,
    OUTLOOK_NAMES,
    ROLLUP_NAMES,
    SENSE_NAMES,
    Comparator,
    Curve,
    Decision,
    Kind,
    Outlook,
    Rollup,
    Sense,
)
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.domain.records import (
    Attachment,
    Document,
    Goal,
    Measurement,
    Milestone,
    Office,
    Record,
    Report,
    Theme,
)
from planner.store.codec import encode, field_types
from planner.store.journal import Cell, Step
from planner.text import N_, Message, Translator, message

_MOST = 5
_LONGEST = 60
LISTS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Kind: KIND_NAMES,
    Comparator: COMPARATOR_NAMES,
    Outlook: OUTLOOK_NAMES,
    Curve: CURVE_NAMES,
    Sense: SENSE_NAMES,
    Rollup: ROLLUP_NAMES,
    Decision: {Decision.ACCEPTED: N_("accepted"), Decision.REJECTED: N_("rejected")},
}
"""What the values of each list are called."""
_LINKS = frozenset({"theme", "lead", "office", "parent", "document"})
_KINDS = {"undo": N_("Undone: {label}"), "redo": N_("Done again: {label}")}
_UNSEEN = frozenset({"pos", "content"})


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step that touched the goal."""

    step: Step
    cells: tuple[Cell, ...]
    what: str
    details: str

    @property
    def id(self) -> str:
        """The step's number."""
        return str(self.step.n)


def decoded(table: str, column: str, value: object) -> object:
    """Return a journalled native value as the field's own value."""
    kind = field_types(table).get(column)
    if value is None or kind is None:
        return value
    if kind is date:
        return date.fromisoformat(str(value))
    if kind is bool:
        return bool(value)
    if issubclass(kind, StrEnum):
        return kind(str(value))
    return value


def step_label(step: Step) -> Message:
    """Return what a step did, or which step it took back or did again."""
    return message(_KINDS[step.kind], label=step.label) if step.kind in _KINDS else step.label


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _counted(tables: Sequence[str]) -> list[tuple[str, int]]:
    return [(table, tables.count(table)) for table in dict.fromkeys(tables)]


def _called(record: Record | None) -> str:
    """Return what a record is called, the empty string when it is gone or has no name."""
    match record:
        case Document():
            return record.title
        case Measurement() | Report():
            return record.day.isoformat()
        case Theme() | Office() | Goal() | Milestone() | Attachment():
            return record.name
        case _:
            return ""


def _own_rows(plan: Plan, goal: str) -> Iterator[Record]:
    if goal in plan.goals:
        yield plan.goals[goal]
    for rows in (plan.targets, plan.partners, plan.bases, plan.milestones, plan.reports, plan.attachments):
        yield from rows.get(goal, ())
    yield from plan.series(goal).records(goal)


class Teller:
    """Tells the history of one goal, as its rows are called now."""

    def __init__(self, plan: Plan, goal: str, say: Translator) -> None:
        self._plan = plan
        self._say = say
        self._rows = {row.id: row for row in _own_rows(plan, goal)}

    def row(self, step: Step, cells: Sequence[Cell], born: Sequence[str]) -> HistoryRow:
        """Return one line of history."""
        say = self._say
        lines = [say("{table} added × {n}", table=table_name(table), n=n) for table, n in _counted(born)]
        lines += [self._line(cell) for cell in cells if cell.column not in _UNSEEN]
        if len(lines) > _MOST:
            lines = [*lines[: _MOST - 1], say("and {n} more changes", n=len(lines) - _MOST + 1)]
        return HistoryRow(step, tuple(cells), say(step_label(step)), "\n".join(lines))

    def _line(self, cell: Cell) -> str:
        say = self._say
        name = "" if cell.table in ("goal", "about") else _short(_called(self._rows.get(cell.row)))
        what = say(table_name(cell.table)) + (say(" “{name}”", name=name) if name else "")
        if cell.column == "gone":
            return say("{what} deleted", what=what) if cell.new else say("{what} brought back", what=what)
        old, new = self.readable(cell, cell.old), self.readable(cell, cell.new)
        field = field_name(cell.table, cell.column)
        return say("{what}: {field} {old} → {new}", what=what, field=field, old=old, new=new)

    def readable(self, cell: Cell, value: object) -> str:
        """Write a journalled value for a person."""
        match decoded(cell.table, cell.column, value):
            case None | "":
                return MISSING
            case bool(flag):
                return self._say("yes") if flag else self._say("no")
            case float(number) | int(number):
                return show_number(float(number))
            case StrEnum() as member:
                return self._say(LISTS[type(member)][member])
            case str(text) if cell.column in _LINKS:
                return _short(self._linked(cell.column, text) or MISSING)
            case other:
                return _short(str(other))

    def _linked(self, column: str, id_: str) -> str:
        plan = self._plan
        places: tuple[Mapping[str, Record], ...] = (plan.themes, plan.offices, plan.goals, plan.documents)
        return next((_called(place[id_]) for place in places if id_ in place), "")

    def can_restore(self, cell: Cell) -> bool:
        """Return whether a field can be set back to its old value: its row is there and holds something else."""
        record = self._rows.get(cell.row)
        if record is None or cell.column == "gone" or cell.column in _UNSEEN:
            return False
        return bool(encode(record)[1][cell.column] != cell.old)
